"""S29: pipes, sockets and devices are told at once, as an argument and in a folder, and never waited for."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import gireport
from gireport.errors import ReadError

GIREPORT = str(Path(sys.executable).with_name("gireport"))
REPORT = Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "2021.json"
SECONDS = 20
"""A command that waits is ended then; on a busy machine one that does not takes one or two."""
KINDS = {"pipe": "this is a named pipe (FIFO)", "socket": "this is a socket", "device": "this is a device"}

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def special(kind, path):
    """A pipe, a socket, or a link to a device that has no end, at `path`."""
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with socket.socket(socket.AF_UNIX) as one:
            before = Path.cwd()
            os.chdir(path.parent)  # a socket's path may have a hundred characters
            one.bind(path.name)
            os.chdir(before)
    return path


def run(folder, *arguments, **options):
    return subprocess.run(
        [GIREPORT, *map(str, arguments)], cwd=folder, capture_output=True, timeout=SECONDS, text=True, **options  # noqa: E501
    )  # fmt: skip


COMMANDS = [
    ("convert", "x.json", "out.html"),
    ("convert", "good.json", "out.docx", "--reference-doc", "x.json"),
    ("check", "x.json"),
    ("check", "good.json", "--previous", "x.json"),
    ("check", "good.json", "--unit", "x.json"),
    ("data", "x.json", "--out", "out.csv"),
    ("compare", "good.json", "x.json"),
    ("inspect", "x.json"),
    ("batch", "x.json", "--to", "html", "--out", "out"),
]


def every_command_with_each_kind():
    """`make test` runs each command with one kind, in turn; `make test-deep` with all."""
    for number, arguments in enumerate(COMMANDS):
        for place, kind in enumerate(KINDS):
            marks = () if number % len(KINDS) == place else pytest.mark.deep
            yield pytest.param(kind, arguments, id=f"{' '.join(arguments)}-{kind}", marks=marks)


@pytest.mark.parametrize(("kind", "arguments"), [*every_command_with_each_kind()])
def test_one_that_is_named_is_reported(tmp_path, kind, arguments):
    shutil.copy(REPORT, tmp_path / "good.json")
    special(kind, tmp_path / "x.json")
    done = run(tmp_path, *arguments)
    assert done.returncode == 3
    assert (
        f"x.json: {KINDS[kind]}, not a file (save its content as a file, or give it on standard input (-))"
        in done.stderr
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("source", ["in", "in/*"])
def test_one_in_a_folder_is_skipped_and_named(tmp_path, kind, source):
    (tmp_path / "in").mkdir()
    shutil.copy(REPORT, tmp_path / "in" / "good.json")
    special(kind, tmp_path / "in" / "x.json")
    done = run(tmp_path, "batch", source, "--to", "html", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert f"in/x.json: {KINDS[kind]}, not a file, and is skipped" in done.stderr
    assert "1 of 1 converted; " in done.stderr  # named, so not counted as well
    assert "x.json" not in (tmp_path / "out" / "manifest.jsonl").read_text("utf-8")


@pytest.mark.parametrize("command", ["check", "data"])
@pytest.mark.parametrize("source", ["in", "in/*"])
def test_those_in_a_folder_are_skipped_and_named_by_the_commands_that_take_one(tmp_path, command, source):
    (tmp_path / "in").mkdir()
    shutil.copy(REPORT, tmp_path / "in" / "good.json")
    for kind in KINDS:
        special(kind, tmp_path / "in" / f"{kind}.json")
    done = run(tmp_path, command, source, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [
        f"gireport: in/{kind}.json: {KINDS[kind]}, not a file, and is skipped" for kind in sorted(KINDS)
    ]
    assert "good.json" in done.stdout


def test_a_pipe_with_a_writer_is_not_read_either(tmp_path):
    path = special("pipe", tmp_path / "x.json")
    number = os.open(path, os.O_RDWR)
    os.write(number, b"{}")
    with pytest.raises(ReadError, match="named pipe"):
        gireport.read(path)
    os.close(number)


@pytest.mark.parametrize("name", ["-", "/dev/stdin", "/dev/fd/0"])
def test_the_streams_that_a_command_is_given_are_read(tmp_path, name):
    with REPORT.open("rb") as report:
        done = run(tmp_path, "convert", name, "out.html", "--from", "json", stdin=report)
        assert done.returncode == 0, done.stderr
    with subprocess.Popen(["cat", str(REPORT)], stdout=subprocess.PIPE) as cat:
        done = run(tmp_path, "convert", name, "out.html", "--from", "json", stdin=cat.stdout)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_what_a_shell_gives_as_a_file_is_read(tmp_path):
    command = f'"{GIREPORT}" convert <(cat "{REPORT}") out.html --from json'
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, timeout=SECONDS)
    assert done.returncode == 0, done.stderr
