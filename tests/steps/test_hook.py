"""Steps in a conversion: gireport's own, those of plugins, and how each is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import gireport
from gireport.model import Heading, Paragraph, Report, Text, normal

PLAIN = normal(Report(body=tuple(Paragraph((Text(words),)) for words in ("一、总体情况", "文字。"))))
STEPS = """
from msgspec.structs import replace
from gireport.hooks import Step, hookimpl
from gireport.model import Heading, Paragraph, Rule, Text

def last(report):
    return report if isinstance(report.body[-1], Rule) else replace(report, body=(*report.body, Rule()))

@hookimpl
def gireport_steps():
    return [Step("last", "ends in a line", last)]
"""


@pytest.fixture
def run(tmp_path):
    (tmp_path / "in.json").write_bytes(gireport.write(PLAIN, "json"))

    def call(code, *arguments):
        (tmp_path / "plugin_more.py").write_text(code, "utf-8")
        info = tmp_path / "dist_more-1.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: dist-more\nVersion: 1\n")
        (info / "entry_points.txt").write_text("[gireport]\nmore = plugin_more\n")
        return subprocess.run(
            [Path(sys.executable).with_name("gireport"), *arguments],
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )

    return call


def test_convert_makes_headings_unless_it_is_switched_off(tmp_path):
    source = gireport.write(PLAIN, "json")
    assert isinstance(gireport.convert(source, tmp_path / "a.json").report.body[0], Heading)
    assert gireport.convert(source, tmp_path / "b.json", outline=False).report == PLAIN
    assert gireport.read(source) == PLAIN


def test_a_batch_makes_headings_unless_it_is_switched_off(tmp_path):
    (tmp_path / "a.json").write_bytes(gireport.write(PLAIN, "json"))
    for outline in (True, False):
        out = tmp_path / str(outline)
        list(gireport.batch([tmp_path / "a.json"], to="json", out=out, outline=outline, jobs=1))
        assert isinstance(gireport.read(out / "a.json").body[0], Heading) is outline


def test_a_plugins_step_is_listed_and_taken_after_gireports_own(run):
    listed = run(STEPS, "steps", "--lang", "en").stdout.decode().splitlines()[1:]
    assert [line.split()[:2] for line in listed] == [
        ["outline", "builtin"],
        ["metadata", "builtin"],
        ["last", "more"],
    ]
    assert listed[-1].endswith("ends in a line")
    run(STEPS, "convert", "in.json", "out.html", "--fragment")
    done = run(STEPS, "convert", "--no-outline", "in.json", "-", "--to", "json")
    assert b'"rule"' in done.stdout
    assert b'"heading"' not in done.stdout
    done = run(STEPS, "--no-plugin", "more", "convert", "in.json", "-", "--to", "json")
    assert b'"rule"' not in done.stdout
    assert b'"heading"' in done.stdout


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("return 1 / 0", "ZeroDivisionError"),
        ("return None", "it gave a NoneType, not Report"),
        ("return replace(report, body=(Heading(12),))", "level"),
    ],
)
def test_a_step_that_fails_gives_one_line_with_its_plugin(run, new, said):
    code = STEPS.replace("def last(report):", f"def last(report):\n    {new}")
    done = run(code, "convert", "in.json", "out.json")
    assert done.returncode == 2
    assert done.stderr.startswith(b"gireport: in.json: the plugin more failed to take the step last: ")
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"last", ', '"outline", ', "a step named 'outline' is there already"),
        ('[Step("last", "ends in a line", last)]', "[last]", "gireport_steps gave a function, not a Step"),
    ],
)
def test_a_plugin_with_a_step_that_cannot_be_is_refused(run, old, new, said):
    done = run(STEPS.replace(old, new), "plugins")
    assert said in done.stdout.decode()
