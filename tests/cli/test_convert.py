"""The command line does what its document says: formats, exit statuses, losses, standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import gireport
from gireport.model import BookmarkEnd, BookmarkStart, Heading, Paragraph, Report, Text
from support.bad import ole

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "2021.json"
GIREPORT = str(Path(sys.executable).with_name("gireport"))
REPORT = Report(
    body=(
        Heading(0, (Text("年度报告"),)),
        Paragraph((BookmarkStart("_Toc1"), Text("正文"), BookmarkEnd("_Toc1"))),
    )
)
HIDDEN = b'<!DOCTYPE html><p>seen</p><p><a href="javascript:x()">click</a></p>'


def run(*arguments, data=None, **kwargs):
    return subprocess.run(
        [GIREPORT, *map(str, arguments)], input=data, capture_output=True, check=False, **kwargs
    )


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "报告 一.json"
    path.write_bytes(gireport.write(REPORT, "json"))
    return path


def test_the_names_tell_the_formats(source, tmp_path):
    done = run("convert", source, tmp_path / "page.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert gireport.read(tmp_path / "page.html") == REPORT


def test_standard_input_and_output_are_a_dash(source):
    done = run("convert", "--from", "json", "--to", "json", "-", "-", data=source.read_bytes())
    assert done.stdout == source.read_bytes()
    assert done.returncode == 0


def test_standard_input_is_told_by_its_content(source):
    done = run("convert", "-", "-", "--to", "json", data=source.read_bytes())
    assert done.stdout == source.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["convert", "{source}"], 2, "missing argument 'OUT' (see gireport convert --help)"),
        (["convert", "{source}", "{tmp}/x.foo"], 2, "say which with --to"),
        (
            ["convert", "{source}", "{tmp}/x.html", "--to", "htm1"],
            2,
            "there is no format 'htm1' (did you mean html?)",
        ),
        (
            ["convert", "{tmp}/none.json", "{tmp}/x.html"],
            3,
            "none.json: it cannot be read: No such file or directory",
        ),
        (["convert", "{tmp}", "{tmp}/x.html"], 3, "Is a directory"),
        (["convert", "{source}", "{tmp}/no/x.html"], 4, "is the folder there and writable?"),
        (["convert", "{source}", "{tmp}/x.html", "--from", "docx"], 3, "this is not a .docx"),
        (["cnvert"], 2, "no such command 'cnvert'"),
        (["convert", "{source}", "{tmp}/x.json", "--fragment"], 2, "json has no option 'fragment'"),
    ],
)
def test_wrong_usage_is_one_line(arguments, status, said, source, tmp_path):
    done = run(*(argument.format(source=source, tmp=tmp_path) for argument in arguments))
    message = done.stderr.decode()
    assert (done.returncode, message.count("\n")) == (status, 1)
    assert message.startswith("gireport: ")
    assert said.lower() in message.lower()
    assert sorted(os.listdir(tmp_path)) == [source.name]


def test_losses_are_told_on_standard_error_and_written_as_json(tmp_path):
    (tmp_path / "a.html").write_bytes(HIDDEN)
    done = run("convert", tmp_path / "a.html", tmp_path / "a.json", "--losses", tmp_path / "l.json")
    assert done.returncode == 0
    assert b"content: unsafe-link" in done.stderr
    written = json.loads((tmp_path / "l.json").read_text("utf-8"))
    assert written["source"] == str(tmp_path / "a.html")
    (loss,) = written["losses"]
    assert set(loss) == {"code", "severity", "count", "where", "detail"}
    assert (loss["code"], loss["severity"], loss["count"]) == ("unsafe-link", "content", 1)


def test_strict_turns_a_loss_into_exit_status_one_and_still_writes(tmp_path):
    (tmp_path / "a.html").write_bytes(HIDDEN)
    done = run("convert", tmp_path / "a.html", tmp_path / "a.json", "--strict")
    assert done.returncode == 1
    assert (tmp_path / "a.json").exists()


def test_bookmarks_can_be_left_out_by_pattern(source, tmp_path):
    run("convert", source, tmp_path / "a.json", "--drop-bookmarks", "_Toc*")
    assert gireport.read(tmp_path / "a.json").body[1] == Paragraph((Text("正文"),))


def test_an_existing_file_keeps_its_mode_and_a_link_its_target(source, tmp_path):
    real = tmp_path / "real.json"
    real.write_text("old")
    real.chmod(0o640)
    (tmp_path / "link.json").symlink_to(real)
    run("convert", source, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert real.read_bytes() == source.read_bytes()
    assert real.stat().st_mode & 0o777 == 0o640


def test_losses_are_never_written_over_the_input_or_the_output(source, tmp_path):
    before = source.read_bytes()
    for name in (source, tmp_path / "x.html"):
        done = run("convert", source, tmp_path / "x.html", "--losses", name)
        assert done.returncode == 2
    assert source.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == [source.name]


def test_without_arguments_the_help_is_shown():
    done = run()
    assert done.returncode == 2
    assert done.stdout.startswith(b"Usage: gireport")


def test_an_old_word_document_is_told_with_what_to_do(tmp_path):
    (tmp_path / "old.doc").write_bytes(ole("WordDocument"))
    done = run("convert", tmp_path / "old.doc", tmp_path / "x.html")
    assert b"this is an old Word document (.doc), which nothing reads (" in done.stderr
    assert b"save it as .docx" in done.stderr
    (tmp_path / "empty").write_bytes(b"")
    assert b"the file is empty" in run("convert", tmp_path / "empty", tmp_path / "x.html").stderr


def test_debug_shows_a_traceback(tmp_path):
    done = run("--debug", "convert", tmp_path / "none.json", tmp_path / "a.json")
    assert b"Traceback" in done.stderr


def test_listing_formats_imports_no_format_and_no_drawing_library():
    code = (
        "import sys, gireport.cli.main as m; from gireport.registry import Registry; Registry().formats; "
        "print([n for n in ('lxml', 'docx', 'bs4', 'selectolax', 'odf', 'rich', 'yaml', 'markdown_it') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def cell(text, **spans):
    return {"content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}], **spans}


def test_inspect_draws_tables_with_their_merged_cells(source):
    report = json.loads(source.read_text("utf-8"))
    report["body"].append(
        {"type": "table", "rows": [[cell("合并", rowspan=2), cell("甲", colspan=2)], [cell("1"), cell("2")]]}
    )
    source.write_text(json.dumps(report), "utf-8")
    lines = run("inspect", source).stdout.decode().splitlines()
    assert lines[0] == "# 年度报告"
    assert lines[1:] == [
        "table 1: 2 × 3 slots, 4 cells, 2 merged",
        "  ┌────┬─────┐",
        "  │合并│甲   │",
        "  │    ├──┬──┤",
        "  │    │1 │2 │",
        "  └────┴──┴──┘",
        "1 headings, 5 paragraphs, 1 tables",
        "bookmarks: _Toc1",
    ]


def test_inspect_marks_the_cells_that_a_check_found_wrong(tmp_path):
    """One application more than the form's relations allow."""
    sound = FIXTURE.read_text("utf-8")
    path = tmp_path / "wrong.json"
    path.write_text(sound.replace('"49"', '"50"', 1), "utf-8")
    lines = run("inspect", path, env={**os.environ, "LC_ALL": "zh_CN.UTF-8"}).stdout.decode().splitlines()
    told = [line.split()[1] for line in lines if line.startswith("  ✗ ")]
    assert sorted(told) == ["GI301", "GI303"]
    row = next(line for line in lines if "一、本年新收" in line)
    assert "│✗50" in row
    assert not [line for line in run("inspect", FIXTURE).stdout.decode().splitlines() if "✗" in line]
