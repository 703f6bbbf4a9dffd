"""`gireport inspect --format json`, and what inspect says about the origin of the metadata."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from msgspec.structs import replace

import gireport
from gireport.cli import show
from gireport.cli.inspection import as_json, metadata
from gireport.losses import Losses
from gireport.model import Heading, Meta, Paragraph, Report, normal
from gireport.plugins.registry import Registry
from gireport.testing.strategies import reports

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "2021.json"
SCHEMA = jsonschema.Draft202012Validator(
    json.loads((files("gireport.cli") / "inspect-schema.json").read_text("utf-8"))
)


def run(*arguments):
    result = CliRunner().invoke(show.inspect, [*map(str, arguments)], obj={"registry": Registry()})
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def bare(tmp_path):
    """The sample report without metadata and without headings, as a word processor keeps it."""
    whole = gireport.read(FIXTURE)
    body = tuple(Paragraph(block.content) if isinstance(block, Heading) else block for block in whole.body)
    path = tmp_path / "bare.docx"
    path.write_bytes(gireport.write(replace(whole, meta=Meta(), body=body), "docx"))
    return path


@pytest.mark.parametrize("name", ["report", "bare"])
def test_the_json_form_keeps_to_its_schema_and_holds_what_is_in_the_report(name, bare):
    path = FIXTURE if name == "report" else bare
    shown = json.loads(run(path, "--format", "json", "--lang", "en"))
    SCHEMA.validate(shown)
    assert shown["source"] == str(path)
    assert [(one["kind"], one["edition"]) for one in shown["tables"]] == [
        ("disclosure", "2021"),
        ("applications", "2021"),
        ("review", "2021"),
    ]
    assert [(one["rows"], one["columns"]) for one in shown["tables"]] == [(14, 4), (28, 10), (4, 15)]
    assert shown["counts"]["tables"] == 3
    assert shown["bookmarks"]
    title = next((one for one in shown["outline"] if one["level"] == 0), None)
    assert title == (
        {
            "level": 0,
            "text": "云岭市青溪县档案服务中心2024年政府信息公开工作年度报告",
            "where": "paragraph 1",
            "path": "/paragraph[1]",
        }
        if name == "report"
        else None
    )


def test_the_origin_of_each_field_is_told(bare):
    expected = {"title": "title", "organ": "title", "year": "title", "published": "signature"}
    shown = json.loads(run(bare, "--format", "json"))["metadata"]
    assert {name: one["origin"] for name, one in shown.items()} == expected
    whole = json.loads(run(FIXTURE, "--format", "json"))["metadata"]
    assert {one["origin"] for one in whole.values()} == {"file"}
    assert {name: shown[name]["value"] for name in expected} == {
        name: whole[name]["value"] for name in expected
    }
    assert whole["keywords"]["value"] == ["政府信息公开", "年度报告", "档案"]


def test_the_text_tells_the_origin_in_both_languages(bare):
    chinese, english = (run(bare, "--lang", language).splitlines() for language in ("zh", "en"))
    assert "发布机构：云岭市青溪县档案服务中心（取自标题）" in chinese
    assert "发布日期：2025-01-15（取自落款）" in chinese
    assert "organ: 云岭市青溪县档案服务中心 (from the title)" in english
    assert "published: 2025-01-15 (from the signature)" in english
    assert not [line for line in run(FIXTURE, "--lang", "en").splitlines() if "(from" in line]


def test_it_tells_what_a_conversion_fills(bare, tmp_path):
    gireport.convert(bare, tmp_path / "a.json")
    meta = gireport.read(tmp_path / "a.json").meta
    assert {one.name: one.value for one in metadata(gireport.read(bare))} == {
        "title": meta.title,
        "organ": meta.organ,
        "year": meta.year,
        "published": meta.published,
    }


def test_losses_are_in_it_in_the_language_asked_for(tmp_path):
    (tmp_path / "a.html").write_bytes(b'<!DOCTYPE html><p><a href="javascript:x()">click</a></p>')
    (chinese,) = json.loads(run(tmp_path / "a.html", "--format", "json", "--lang", "zh"))["losses"]
    (english,) = json.loads(run(tmp_path / "a.html", "--format", "json", "--lang", "en"))["losses"]
    assert (chinese["where"], english["where"]) == ("第1段", "paragraph 1")
    assert chinese["path"] == english["path"] == "/paragraph[1]"


@given(reports(most=3))
def test_every_report_has_a_json_form_by_the_schema(report):
    SCHEMA.validate(json.loads(as_json("a", report, Losses(), "zh")))


def test_a_report_of_nothing_has_one_too():
    SCHEMA.validate(json.loads(as_json("-", normal(Report()), Losses(), "en")))
