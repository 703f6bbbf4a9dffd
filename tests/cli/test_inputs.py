"""`check` and `data` take folders, globs and addresses as a batch does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gireport
from support import reports

GIREPORT = str(Path(sys.executable).with_name("gireport"))
SUFFIXES = ("docx", "html", "json")


@pytest.fixture
def folder(tmp_path):
    """Four reports in two folders, beside a style sheet, a hidden file and the lock file of an office."""
    files = reports.folder(tmp_path / "in", 3, SUFFIXES)
    (tmp_path / "in" / "b" / "c").mkdir(parents=True)
    shutil.copy(files[0], tmp_path / "in" / "b" / "c" / "9.docx")
    for name in ("a.css", ".hidden.docx", "~$0000.docx"):
        (tmp_path / "in" / name).write_bytes(b"x")
    return tmp_path


def run(folder, *arguments, **options):
    given = {"capture_output": True, "check": False, "timeout": 60, "cwd": folder, **options}
    return subprocess.run([GIREPORT, *map(str, arguments)], **given)


IN_ORDER = ["in/0000.docx", "in/0001.html", "in/0002.json", "in/b/c/9.docx"]
PASSED_OVER = b"gireport: 3 files skipped that are not documents\n"


@pytest.mark.parametrize("command", [("data",), ("data", "--to", "jsonl"), ("check", "--format", "json")])
def test_a_folder_stands_for_its_documents_in_the_order_of_their_paths(folder, command):
    by_name, by_folder = run(folder, *command, *IN_ORDER), run(folder, *command, "in")
    assert by_name.stderr == b""
    assert by_folder.stderr == PASSED_OVER
    assert by_folder.stdout == by_name.stdout
    assert by_folder.returncode == by_name.returncode


def sources(done):
    return [json.loads(line)["source"] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["in/[0-9]*.*[lx]"], IN_ORDER[:2]),
        (["in/**/[0-9]*.docx"], [IN_ORDER[0], IN_ORDER[3]]),
        (["in/b", "in/0002.json", "in", "in/../in/0000.docx"], [IN_ORDER[3], IN_ORDER[2], *IN_ORDER[:2]]),
        (["in/0002.json", "./in/0002.json", "in/0000.docx"], [IN_ORDER[2], IN_ORDER[0]]),
    ],
)
def test_globs_and_names_keep_their_order_and_a_file_is_taken_once(folder, names, found):
    assert sources(run(folder, "check", "--format", "json", *names)) == found


def test_standard_input_stays_one_document_beside_a_folder(folder):
    done = run(folder, "check", "--format", "json", "-", "in/b", input=(folder / "in/0002.json").read_bytes())
    assert sources(done) == ["-", IN_ORDER[3]]


def test_addresses_are_read_as_a_batch_reads_them(folder):
    pytest.importorskip("fsspec", reason="fsspec is an extra")
    shutil.make_archive(str(folder / "all"), "zip", folder, "in")
    done = run(
        folder, "check", "--format", "json", f"zip://in/0*.docx::{folder}/all.zip", f"file://{folder}/in/b"
    )
    assert sources(done) == [f"zip://in/0000.docx::{folder}/all.zip", f"file://{folder}/in/b/c/9.docx"]
    done = run(folder, "data", f"zip://in/no.docx::{folder}/all.zip")
    assert done.returncode == 3
    assert done.stderr.startswith(f"gireport: zip://in/no.docx::{folder}/all.zip: ".encode())


def test_a_document_that_no_format_reads_and_a_damaged_one_are_told_and_the_rest_is_done(folder):
    for name in ("a.ofd", "z.docx"):
        (folder / "in" / name).write_bytes(b"no")
    done = run(folder, "data", "in", "--to", "jsonl")
    assert done.returncode == 3
    assert b"in/a.ofd: " in done.stderr
    assert b"in/z.docx: " in done.stderr
    assert list(dict.fromkeys(sources(done))) == IN_ORDER


def test_a_folder_without_documents_is_told(folder):
    (folder / "none").mkdir()
    for command in ("check", "data"):
        done = run(folder, command, "none", "--lang", "zh")
        assert (done.returncode, done.stdout) == (0, b"")
        assert done.stderr.decode() == "gireport: none：没有找到文档\n"
        done = run(folder, command, "none/*.docx")
        assert done.returncode == 2
        assert b"none/*.docx: no file matches this name" in done.stderr


def test_the_file_that_data_writes_is_no_input_of_the_next_run(folder):
    command = ("data", "in", "--to", "jsonl", "--out", "in/all.json")
    assert run(folder, *command).returncode == 0
    before = (folder / "in" / "all.json").read_bytes()
    assert run(folder, *command).returncode == 0
    assert (folder / "in" / "all.json").read_bytes() == before
    assert run(folder, *command, "in/all.json").stderr.startswith(
        b"gireport: in/all.json: the file to write is also an input"
    )


@pytest.mark.parametrize("to", ["csv", "jsonl", "parquet", "xlsx"])
def test_an_earlier_output_of_every_format_is_replaced(folder, to):
    pytest.importorskip("pyarrow", reason="pyarrow is an extra") if to == "parquet" else None
    # By globs too, under which files of all suffixes are inputs.
    command = ("data", "in", "in/*0*", f"in/all*.{to}", "--to", to, "--out", f"in/all0.{to}")
    (folder / "in" / f"all0.{to}").touch()
    first = run(folder, *command)
    assert first.returncode == 0, first.stderr
    before = (folder / "in" / f"all0.{to}").read_bytes()
    second = run(folder, *command)
    assert (second.returncode, second.stderr) == (0, first.stderr)
    assert (folder / "in" / f"all0.{to}").read_bytes() == before


REFUSED = "the file to write is also an input (give it another name)\n"


@pytest.mark.parametrize("names", ["in", "in/*.docx", "in/**/*.docx", "file://{}/in", "in/b in"])
@pytest.mark.parametrize("through_link", [False, True])
def test_a_report_that_a_folder_or_a_glob_has_is_never_written_over(folder, names, through_link):
    if "://" in names:
        pytest.importorskip("fsspec", reason="fsspec is an extra")
    report = folder / "in" / "0000.docx"
    before = report.read_bytes()
    out = report
    if through_link:
        out = folder / "link.csv"
        out.symlink_to(report)
    done = run(folder, "data", *names.format(folder).split(), "--to", "csv", "--out", out)
    assert done.returncode == 2
    assert done.stderr.decode().endswith(f"in/0000.docx: {REFUSED}")
    assert report.read_bytes() == before


def test_a_workbook_and_a_table_that_gireport_did_not_write_are_never_written_over(folder):
    workbook = folder / "in" / "county.xlsx"
    assert run(folder, "convert", "in/0000.docx", workbook).returncode == 0
    (folder / "in" / "other.csv").write_bytes(b"source,organ\r\na,b\r\n")
    (folder / "in" / "other.jsonl").write_bytes(b'{"source": 1}\n')
    for name, source in (("county.xlsx", "in"), ("other.csv", "in/*"), ("other.jsonl", "in/*")):
        before = (folder / "in" / name).read_bytes()
        done = run(folder, "data", source, "--out", f"in/{name}")
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().endswith(f"in/{name}: {REFUSED}")
        assert (folder / "in" / name).read_bytes() == before


def test_a_report_with_a_second_name_gives_its_rows_and_stays_where_the_second_name_is_written(folder):
    report = folder / "in" / "0000.docx"
    before = report.read_bytes()
    os.link(report, folder / "out.csv")
    assert run(folder, "data", "in", "--out", "out.csv").returncode == 0
    assert report.read_bytes() == before
    assert b"\nin/0000.docx," in (folder / "out.csv").read_bytes()


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell what memory a process took")
def test_the_memory_does_not_grow_with_the_number_of_reports(tmp_path):
    (tmp_path / "a.odt").write_bytes(gireport.write(reports.numbered(0), "odt"))

    def kibibytes(count):
        names = []
        for number in range(count):
            names.append(f"{count}-{number}.odt")
            os.link(tmp_path / "a.odt", tmp_path / names[-1])
        with subprocess.Popen(
            [GIREPORT, "data", f"{count}-*.odt", "--out", "all.csv"], cwd=tmp_path
        ) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        return used.ru_maxrss

    assert kibibytes(60) < kibibytes(15) + 8 * 1024  # without the collector 30 MiB more
