"""Standard streams that are closed, full or left, and names that they cannot carry as they are."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support import reports

GIREPORT = str(Path(sys.executable).with_name("gireport"))
SAYING = [
    ("check", "0000.docx"),
    ("check", "--format", "json", "0000.docx"),
    ("data", "0000.docx"),
    ("inspect", "0000.docx"),
    ("compare", "0000.docx", "0000.docx"),
    ("convert", "0000.docx", "-", "--to", "html"),
    ("formats",),
    ("schema",),
    ("--help",),
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    reports.folder(tmp_path, 1)
    (tmp_path / "bad.docx").write_bytes(b"no")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, shut="", **kwargs):
    """Run the command, with the streams of the numbers `shut` closed."""
    close = " ".join(f"{number}>&-" for number in shut)
    command = ["sh", "-c", f'exec "$0" "$@" {close}', GIREPORT, *arguments]
    given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **kwargs}
    return subprocess.run(command, check=False, timeout=60, **given)


@pytest.mark.parametrize("arguments", SAYING)
def test_standard_output_that_is_closed_or_full_is_reported_in_one_line(folder, arguments):
    closed = run(*arguments, shut="1")
    with Path("/dev/full").open("wb") as full:
        filled = run(*arguments, stdout=full)
    for done, why in ((closed, b"it is closed"), (filled, b"no space left")):
        assert done.returncode == 4, done.stderr
        assert done.stderr.startswith(b"gireport: standard output: it cannot be written: " + why)
        assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "arguments", [*SAYING, ("--version",), ("--lang", "zh", "--version"), ("check", "--help"), ()]
)
def test_a_program_that_reads_no_further_ends_the_command_in_silence(folder, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    done = run(*arguments, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_a_shell_sees_the_status_of_sigpipe(folder):
    line = f'"{GIREPORT}" schema | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"141\n", b"")


def test_a_batch_whose_log_nobody_reads_is_done_all_the_same(folder):
    reading, writing = os.pipe()
    os.close(reading)
    done = run(
        "batch", "bad.docx", "0000.docx", "--to", "html", "--out", "out", stdout=writing, stderr=writing
    )
    os.close(writing)
    assert done.returncode == 1
    assert (folder / "out" / "0000.html").is_file()


def test_with_all_streams_closed_files_are_written_and_the_exit_status_tells(folder):
    assert run("convert", "0000.docx", "a.html", shut="012").returncode == 0
    assert (folder / "a.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert run("convert", "bad.docx", "b.html", shut="012").returncode == 3
    assert run("batch", "0000.docx", "bad.docx", "--to", "html", "--out", "out", shut="012").returncode == 1
    assert (folder / "out" / "0000.html").read_bytes() == (folder / "a.html").read_bytes()


def test_standard_input_that_is_closed_cannot_be_read(folder):
    done = run("convert", "-", "a.html", shut="0", stdin=None)
    assert done.returncode == 3
    assert b"it cannot be read: it is closed" in done.stderr
    done = run("batch", "-", "--to", "html", "--out", "out", shut="0", stdin=None)
    assert (done.returncode, done.stderr) == (
        3,
        b"gireport: standard input: it cannot be read: it is closed\n",
    )


def test_a_log_that_is_full_stops_no_batch(folder):
    with Path("/dev/full").open("wb") as full:
        done = run("batch", "bad.docx", "0000.docx", "--to", "html", "--out", "out", stderr=full)
    assert done.returncode == 1
    assert (folder / "out" / "0000.html").is_file()


def test_what_the_output_s_encoding_lacks_is_escaped(folder):
    (folder / "😀.docx").write_bytes((folder / "0000.docx").read_bytes())
    done = run("check", "--lang", "zh", "😀.docx", env={**os.environ, "PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("gbk") == "\\U0001f600.docx：没有发现问题\n"


def test_a_name_that_is_no_text_is_written_out_wherever_it_is_data(folder):
    name = os.fsdecode(b"b\xff.docx")
    (folder / name).write_bytes((folder / "0000.docx").read_bytes())
    shown = "b\\xff.docx"
    assert run("data", name).stdout.decode().splitlines()[1].startswith(f"{shown},")
    assert json.loads(run("data", "--to", "jsonl", name).stdout.splitlines()[0])["source"] == shown
    assert json.loads(run("check", "--format", "json", name).stdout)["source"] == shown
    assert json.loads(run("compare", "--format", "json", name, name).stdout)["b"] == shown
    assert run("convert", name, "a.html", "--losses", "l.json").returncode == 0
    assert json.loads((folder / "l.json").read_bytes())["source"] == shown


def test_a_name_that_the_locale_cannot_tell_is_shown_as_people_wrote_it(folder):
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"}
    done = run("check", "没有.docx".encode(), env={**os.environ, **plain})
    assert (
        done.stderr.decode()
        == "gireport: 没有.docx: it cannot be read: no such file or folder (check its name and its folder)\n"
    )
    assert run("check", b"\xff.docx").stderr.startswith(b"gireport: \\xff.docx: it cannot be read")


def test_a_folder_is_reported_with_what_takes_one(folder):
    done = run("inspect", ".")
    assert (done.returncode, done.stderr) == (
        3,
        b"gireport: .: it cannot be read: it is a folder (name a file in it; `gireport batch` converts a whole folder)\n",  # noqa: E501
    )


@pytest.mark.parametrize("command", [("check",), ("compare", "0000.docx"), ("data", "--to", "jsonl")])
def test_what_a_terminal_would_obey_in_a_name_is_not_sent_to_it(folder, command):
    for content in (b"no", (folder / "0000.docx").read_bytes()):
        name = "a\x1b[31mb.docx"
        (folder / name).write_bytes(content)
        done = run(*command, name)
        assert b"\x1b" not in done.stdout + done.stderr
        assert "a␛[31mb.docx".encode() in done.stdout + done.stderr or command[0] == "data"


def test_the_package_runs_as_the_command_does(folder):
    done = subprocess.run([sys.executable, "-m", "gireport", "check", "bad.docx"], capture_output=True)
    assert (done.returncode, done.stderr) == (3, run("check", "bad.docx").stderr)


def test_an_empty_name_is_reported_as_such(folder):
    assert (
        run("check", "").stderr
        == b"gireport: '': it cannot be read: no such file or folder (check its name and its folder)\n"
    )


def test_data_is_not_written_over_an_input(folder):
    before = (folder / "0000.docx").read_bytes()
    done = run("data", "bad.docx", "0000.docx", "--out", "./0000.docx")
    assert (done.returncode, done.stderr) == (
        2,
        b"gireport: ./0000.docx: the file to write is also an input (give it another name)\n",
    )
    assert (folder / "0000.docx").read_bytes() == before


def cpu_time(process):
    """What the process has used of the processors, in clock ticks, and its state (S: it waits)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return fields[0], int(fields[11]) + int(fields[12])


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the state of a process is read from /proc")
@pytest.mark.parametrize("more", [(), ("--lang=en",)], ids=["plain", "by click"])
def test_a_conversion_that_is_stopped_says_one_line(tmp_path, more):
    command = [GIREPORT, "convert", "-", str(tmp_path / "o.html"), "--from", "html", *more]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        before = None
        while (now := cpu_time(process)) != before or now[0] != "S" or now[1] < 1:  # until it waits for input
            before = now
            time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read().strip()
        assert process.wait(20) == 130
    assert said.startswith(b"gireport: ")
    assert b"\n" not in said
    assert not (tmp_path / "o.html").exists()
