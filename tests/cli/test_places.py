"""Outputs for programs: their words are in the language asked for, their codes and paths in neither."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gireport.cli import batch, convert, statutory
from gireport.plugins.registry import Registry

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"
WORDS = frozenset({"message", "where", "hint", "detail"})
HIDDEN = (
    b'<!DOCTYPE html><table><tr><td><a href="javascript:x()">click</a><img src="data:image/png;base64,AA">'
    b"</table>"
)


@pytest.fixture
def faulty(tmp_path):
    path = tmp_path / "faulty.json"
    path.write_text((FIXTURES / "2021.json").read_text("utf-8").replace('"49"', '"50"'), "utf-8")
    return path


def of_losses(folder, language):
    (folder / "a.html").write_bytes(HIDDEN)
    run(
        convert.convert,
        folder / "a.html",
        folder / "a.json",
        "--losses",
        folder / "l.json",
        "--lang",
        language,
    )
    return json.loads((folder / "l.json").read_text("utf-8"))["losses"]


def of_check(folder, language):
    shown = run(statutory.check, folder / "faulty.json", "--format", "json", "--lang", language)
    return json.loads(shown)["findings"]


def of_batch(folder, language):
    out = folder / language
    run(batch.batch, folder / "faulty.json", "--out", out, "--findings", "--jobs", 1, "--lang", language)
    return json.loads((out / "faulty.findings.json").read_text("utf-8"))["findings"]


def run(command, *arguments):
    result = CliRunner().invoke(command, [*map(str, arguments)], obj={"registry": Registry()})
    assert result.exit_code == 0, result.output
    return result.stdout


def is_chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("output", [of_losses, of_check, of_batch])
def test_words_are_in_the_language_asked_for_and_all_else_is_the_same(output, faulty, tmp_path):
    chinese, english = output(tmp_path, "zh"), output(tmp_path, "en")
    assert len(chinese) == len(english) > 0
    for one, other in zip(chinese, english, strict=True):
        assert is_chinese(one["where"])
        assert not is_chinese(other["where"])
        assert one["path"] == other["path"] != ""
        assert {name: one[name] for name in one.keys() - WORDS} == {
            name: other[name] for name in other.keys() - WORDS
        }
