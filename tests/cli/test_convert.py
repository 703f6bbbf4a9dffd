"""The command line does what its document says: formats, exit statuses, losses, standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import gireport
from gireport.model import BookmarkEnd, BookmarkStart, Cell, Heading, Meta, Paragraph, Report, Table, Text
from support.bad import ole

GIREPORT = str(Path(sys.executable).with_name("gireport"))
REPORT = Report(
    Meta(title="年度报告"),
    (
        Heading(0, (Text("年度报告"),)),
        Paragraph((BookmarkStart("_Toc1"), Text("正文"), BookmarkEnd("_Toc1"))),
    ),
)
HIDDEN = b'<!DOCTYPE html><p>seen</p><p><a href="javascript:x()">click</a></p>'


def run(*arguments, data=None, **kwargs):
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **kwargs}
    return subprocess.run([GIREPORT, *map(str, arguments)], input=data, check=False, **given)


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


def test_standard_input_is_recognised_by_its_content(source):
    done = run("convert", "-", "-", "--to", "json", data=source.read_bytes())
    assert done.stdout == source.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["convert", "{source}"], 2, "missing argument 'OUT' (see gireport convert --help)"),
        (["convert", "{source}", "{tmp}/x.foo"], 2, "html, json, markdown, odt"),
        (
            ["convert", "{source}", "{tmp}/x.docm"],
            2,
            "files named .docm are only read (write a .docx instead)",
        ),
        (
            ["convert", "{source}", "{tmp}/x.fodt"],
            2,
            "files named .fodt are only read (write a .odt instead)",
        ),
        (["convert", "{source}", "{tmp}/x", "--to", "dotx"], 2, "files named .dotx are only read"),
        (
            ["convert", "{source}", "{tmp}/x.xhtml"],
            2,
            "files named .xhtml are only read (write a .html instead)",
        ),
        (["convert", "{source}", "{tmp}/x.html", "--from"], 2, "(see gireport convert --help)"),
        (
            ["convert", "{source}", "{tmp}/x.html", "--to", "htm1"],
            2,
            "there is no format 'htm1' (did you mean html?)",
        ),
        (
            ["convert", "{tmp}/none.json", "{tmp}/x.html"],
            3,
            "none.json: it cannot be read: no such file or folder",
        ),
        (["convert", "{tmp}", "{tmp}/x.html"], 3, "it is a folder"),
        (["convert", "{source}", "{tmp}/no/x.html"], 4, "check that the folder exists and is writable"),
        (["convert", "{source}", "{tmp}/x.html", "--from", "docx"], 3, "this is not a .docx"),
        (["cnvert"], 2, "there is no command 'cnvert' (did you mean convert?)"),
        (
            ["convert", "{source}", "{tmp}/x.json", "--fragment"],
            2,
            "json has no option --fragment (it has none)",
        ),
        (
            ["convert", "{source}", "{tmp}/x.docx", "--base-url", "u"],
            2,
            "json to docx has no option --base-url",
        ),
        (["convert", "{tmp}/none.json", "{tmp}/x.html", "--reference-doc", "x"], 2, "--fragment"),
        (
            ["convert", "{source}", "{tmp}/x.docx", "--reference-doc", "{tmp}/no.docx"],
            3,
            "{tmp}/no.docx: it cannot",
        ),
        (
            ["convert", "{source}", "{tmp}/x.docx", "--style", "plian"],
            2,
            "there is no style 'plian' (use gbt9704, plain, or the path of a style file",
        ),
        (
            ["convert", "{source}", "{tmp}/x.docx", "--style", "{tmp}/no.toml"],
            3,
            "{tmp}/no.toml: it cannot be read",
        ),
        (["convert", "{source}", "{tmp}/x.md", "--style", "plain"], 2, "has no option --style"),
        (
            ["convert", "{source}", "{tmp}/x.docx", "--reference-doc", "{source}"],
            3,
            "{source}: this is not a .docx",
        ),
        (
            ["convert", "{source}", "{tmp}/x.docx", "--reference-doc", "{tmp}/r", "--losses", "{tmp}/r"],
            2,
            "also the input",
        ),
    ],
)
def test_wrong_usage_is_one_line(arguments, status, said, source, tmp_path):
    done = run(*(argument.format(source=source, tmp=tmp_path) for argument in arguments))
    message = done.stderr.decode()
    assert (done.returncode, message.count("\n")) == (status, 1)
    assert message.startswith("gireport: ")
    assert said.format(source=source, tmp=tmp_path).lower() in message.lower()
    assert sorted(os.listdir(tmp_path)) == [source.name]


def test_options_are_looked_at_before_standard_input_is_read(source):
    command = [GIREPORT, "convert", "-", "-", "--to", "json", "--fragment"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.wait(timeout=20) == 2
        assert b"--fragment" in running.stderr.read()


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_special_file_is_written_straight(source, name):
    if not Path(name).exists():
        pytest.skip(f"this system has no {name}")
    done = run("convert", source, name, "--to", "json")
    assert (done.returncode, done.stdout, done.stderr) == (0, source.read_bytes(), b"")


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_an_output_that_is_not_read_ends_the_conversion_in_silence(source, name):
    reading, writing = os.pipe()
    os.close(reading)
    done = run("convert", source, name, "--to", "docx", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_what_a_terminal_would_obey_is_shown_and_not_sent(tmp_path):
    done = run("convert", tmp_path / "a\x1b[31m\u202eb.json", tmp_path / "x.html")
    assert "a␛[31m\\u202eb.json: it cannot be read" in done.stderr.decode()


def test_losses_are_reported_on_standard_error_and_written_as_json(tmp_path):
    (tmp_path / "a.html").write_bytes(HIDDEN)
    done = run("convert", tmp_path / "a.html", tmp_path / "a.json", "--losses", tmp_path / "l.json")
    assert done.returncode == 0
    assert b"content: unsafe-link" in done.stderr
    written = json.loads((tmp_path / "l.json").read_text("utf-8"))
    assert written["source"] == str(tmp_path / "a.html")
    (loss,) = written["losses"]
    assert set(loss) == {"code", "severity", "count", "where", "path", "detail"}
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


def test_an_old_word_document_is_reported_with_what_to_do(tmp_path):
    (tmp_path / "old.doc").write_bytes(ole("WordDocument"))
    done = run("--no-plugin", "libreoffice", "convert", tmp_path / "old.doc", tmp_path / "x.html")
    assert b"this is an old Word document (.doc), which no format reads (" in done.stderr
    assert b"pip install ./plugins/gireport-libreoffice), or save it as .docx in Word, WPS" in done.stderr
    (tmp_path / "empty").write_bytes(b"")
    assert b"the file is empty" in run("convert", tmp_path / "empty", tmp_path / "x.html").stderr


def test_standard_input_and_output_are_not_one_file(source, tmp_path):
    done = run("convert", "-", tmp_path / "a.html", "--losses", "-", data=source.read_bytes())
    assert (done.returncode, json.loads(done.stdout)["source"]) == (0, "-")
    done = run("convert", source, "-", "--to", "html", "--losses", "-")
    assert (done.returncode, done.stdout) == (2, b"")


def test_the_reference_document_may_come_from_standard_input(source, tmp_path):
    document = gireport.write(REPORT, "docx")
    assert run("convert", source, tmp_path / "a.docx", "--reference-doc", "-", data=document).returncode == 0
    done = run("convert", "-", tmp_path / "b.docx", "--reference-doc", "-", data=document)
    assert done.returncode == 2
    assert b"standard input (-) can be read only once" in done.stderr


def test_debug_shows_a_traceback(tmp_path):
    done = run("--debug", "convert", tmp_path / "none.json", tmp_path / "a.json")
    assert b"Traceback" in done.stderr
    assert done.stderr.splitlines()[-1].startswith(b"gireport: ")
    assert done.returncode == 3


def test_listing_formats_imports_no_format_and_no_drawing_library():
    code = (
        "import sys, gireport.cli.main as m; from gireport.plugins.registry import Registry; Registry().formats; "  # noqa: E501
        "print([n for n in ('lxml', 'docx', 'bs4', 'selectolax', 'odf', 'rich', 'yaml', 'markdown_it') if n in sys.modules])"  # noqa: E501
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_markdown_may_begin_with_a_table_of_html_and_a_page_is_no_markdown(tmp_path):
    merged = Report(body=(Table(((Cell((Paragraph((Text("甲"),)),), 2),), (Cell(), Cell()))),))
    (tmp_path / "table.md").write_bytes(gireport.write(merged, "markdown"))
    assert run("convert", tmp_path / "table.md", tmp_path / "table.json").returncode == 0
    assert gireport.read(tmp_path / "table.json") == gireport.normal(merged)
    (tmp_path / "page.md").write_bytes(gireport.write(merged, "html"))
    done = run("convert", tmp_path / "page.md", tmp_path / "page.json")
    assert b"the name ends in .md, the content is: HTML page" in done.stderr


@pytest.mark.parametrize("option", ["--style", "--reference-doc"])
def test_an_input_beside_the_document_is_not_written_over(option, source, tmp_path):
    kept = tmp_path / "kept.docx"
    kept.write_bytes(b"kept")
    done = run("convert", source, kept, option, kept)
    assert done.returncode == 2
    assert b"also an input" in done.stderr
    assert kept.read_bytes() == b"kept"


def by_its_name(file):
    return file


def with_a_detour(file):
    return file.parent / ".." / file.parent.name / file.name


def by_a_link(file):
    link = file.with_name("link.json")
    link.symlink_to(file)
    return link


def by_a_linked_folder(file):
    link = file.parent / "folder"
    link.symlink_to(file.parent)
    return link / file.name


def by_a_second_name(file):
    other = file.with_name("second.json")
    os.link(file, other)
    return other


@pytest.mark.parametrize(
    "spelled", [by_its_name, with_a_detour, by_a_link, by_a_linked_folder, by_a_second_name]
)
def test_a_document_is_not_written_over_itself(source, spelled):
    before, other = source.read_bytes(), spelled(source)
    for one, two in ((source, other), (other, source)):
        done = run("convert", one, two, "--to", "markdown", "--lang", "zh")
        assert done.returncode == 2
        assert done.stderr.decode() == f"gireport: {two}：要写的文件同时是一个输入文件（换一个文件名）\n"
        assert source.read_bytes() == other.read_bytes() == before
