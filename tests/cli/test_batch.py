"""`gireport batch` as it is run at night: exit statuses, logs, Ctrl-C, kill -9."""

from __future__ import annotations

import os
import pty
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support import reports, unruly
from support.batches import manifest, outputs
from support.budget import repeats

GIREPORT = str(Path(sys.executable).with_name("gireport"))
KILLS = repeats(everyday=5, deep=20)


def run(*arguments, **kwargs):
    return subprocess.run(
        [GIREPORT, "batch", *map(str, arguments)], capture_output=True, timeout=60, **kwargs
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("inputs")
    reports.folder(path, 60)
    return path


def test_the_exit_status_tells_all_some_or_none(tmp_path):
    good = reports.folder(tmp_path / "in", 2)
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"no")
    out = tmp_path / "out"
    for inputs, status in ((good, 0), ([*good, bad], 1), ([bad], 3), ([tmp_path / "*.none"], 2)):
        done = run(*inputs, "--to", "html", "--out", out)
        assert done.returncode == status, done.stderr
        if status in (1, 3):
            assert f"gireport: {bad}: this is not a .docx".encode() in done.stderr
    assert run(*good, "--to", "html").returncode == 2


def test_a_style_file_that_has_changed_makes_outputs_anew(tmp_path):
    good, style = reports.folder(tmp_path / "in", 1), tmp_path / "office.toml"
    batch = (*good, "--to", "docx", "--to", "markdown", "--out", tmp_path / "out", "--resume", "--style")
    for top, words in ((30, b"1 of 1"), (30, b"1 unchanged"), (31, b"1 of 1")):
        style.write_text(f"[page]\ntop = {top}\n", "utf-8")
        done = run(*batch, style)
        assert done.returncode == 0, done.stderr
        assert words in done.stderr
    style.write_text("[pgae]", "utf-8")
    done = run(*batch, style)
    assert done.returncode == 2
    assert f"{style}: a style file has no key 'pgae'".encode() in done.stderr


def test_strict_exits_with_1_where_something_was_lost(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(b'<!DOCTYPE html><p>seen</p><p style="display:none">not seen</p>')
    for strict, status in (((), 0), (("--strict",), 1)):
        done = run(page, "--from", "html", "--to", "json", "--out", tmp_path / "out", *strict)
        assert done.returncode == status, done.stderr
    (row,) = manifest(tmp_path / "out")
    assert list(row["losses"]) == ["hidden-text"]


def test_the_last_line_says_what_was_done(tmp_path, folder):
    out = tmp_path / "out"
    for resume, said in (((), "60 of 60 converted;"), (("--resume",), "0 of 60 converted, 60 unchanged;")):
        done = run(folder, "--to", "html", "--out", out, *resume)
        (line,) = done.stderr.decode().splitlines()
        assert line.startswith(f"gireport: {said}")
        assert line.endswith(f"see {out}/manifest.jsonl")


def test_names_are_read_from_standard_input(tmp_path):
    files = reports.folder(tmp_path / "in", 3)
    names = "".join(f"{file}\n" for file in reversed(files)).encode()
    assert run("-", "--to", "html", "--out", tmp_path / "out", input=names).returncode == 0
    assert [row["input"] for row in manifest(tmp_path / "out")] == [str(file) for file in reversed(files)]


def test_a_terminal_shows_a_bar_with_rate_and_time_left(tmp_path, folder):
    text = on_a_terminal("xterm", folder, "--to", "html", "--out", tmp_path / "out")
    assert "/60" in text
    assert "/s" in text
    assert "left" in text
    assert "60 of 60 converted" in text


def test_a_terminal_that_cannot_move_its_cursor_gets_lines(tmp_path, folder):
    text = on_a_terminal("dumb", folder, "--to", "html", "--out", tmp_path / "out")
    assert "60 of 60 converted" in text
    assert "\x1b" not in text


def on_a_terminal(kind: str, *arguments: object) -> str:
    """What a batch that ends well says on a terminal of that kind."""
    master, slave = pty.openpty()
    command = [GIREPORT, "batch", *map(str, arguments)]
    with subprocess.Popen(
        command, stderr=slave, env={**os.environ, "TERM": kind, "COLUMNS": "100"}
    ) as running:
        os.close(slave)
        seen = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # the other end was closed
                break
            if not part:
                break
            seen += part
        assert running.wait(60) == 0
    os.close(master)
    return seen.decode()


def wait_for_rows(out: Path, count: int) -> None:
    path, limit = out / "manifest.jsonl", time.monotonic() + 30
    while not path.is_file() or path.read_bytes().count(b"\n") < count:
        assert time.monotonic() < limit, "no rows came"
        time.sleep(0.005)


def test_ctrl_c_ends_cleanly_and_resume_goes_on(tmp_path, folder):
    out, quiet = tmp_path / "out", tmp_path / "quiet"
    # So many that they are not done before they are stopped.
    for turn in range(3):
        shutil.copytree(folder, tmp_path / "in" / str(turn))
    command = [GIREPORT, "batch", str(tmp_path / "in"), "--to", "html", "--findings", "--out"]
    assert subprocess.run([*command, str(quiet)], capture_output=True).returncode == 0
    # As from a terminal: the whole group hears it.
    running = subprocess.Popen([*command, str(out)], stderr=subprocess.PIPE, start_new_session=True)
    wait_for_rows(out, 3)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    (line,) = said.decode().splitlines()
    assert line.startswith("gireport: stopped after ")
    assert line.endswith("of 180; --resume continues from there")
    done = int(line.split()[3])
    assert len(manifest(out)) in (done, done + 1)
    assert not [name for name in outputs(out) if ".part" in name]
    assert subprocess.run([*command, str(out), "--resume"], capture_output=True).returncode == 0
    assert outputs(out) == outputs(quiet)
    assert manifest(out) == manifest(quiet)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_ends_as_cleanly_as_ctrl_c(tmp_path, number):
    running, workers = at_work_on_a_file_that_takes_long(tmp_path)
    os.killpg(running.pid, number)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 128 + number
    # The row is written before it is counted.
    assert re.fullmatch(rb"gireport: stopped after [01] of 2; --resume continues from there\n", said)
    assert not any(map(is_there, workers))
    assert sorted(os.listdir(tmp_path / "out")) == ["0000.html", "manifest.jsonl"]


def test_workers_of_a_batch_that_was_killed_end_soon_also_those_that_wait(tmp_path):
    running, workers = at_work_on_a_file_that_takes_long(tmp_path)
    running.kill()
    running.communicate()
    assert any(map(is_there, workers))
    limit = time.monotonic() + 15
    while any(map(is_there, workers)):
        assert time.monotonic() < limit, "a worker is left"
        time.sleep(0.1)


def at_work_on_a_file_that_takes_long(tmp_path: Path) -> tuple[subprocess.Popen[bytes], list[str]]:
    """A batch that has done one file and is at work on another, and the ids of its workers."""
    env = unruly.installed(tmp_path / "site")
    reports.folder(tmp_path / "in", 1)
    (tmp_path / "in" / "0001.unruly").write_bytes(b"sleep")
    command = [GIREPORT, "batch", tmp_path / "in", "--to", "html", "--jobs", "2", "--out", tmp_path / "out"]
    running = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, start_new_session=True)
    wait_for_rows(tmp_path / "out", 1)
    tasks = Path(f"/proc/{running.pid}/task").glob("*/children")
    return running, [one for path in tasks for one in path.read_text().split()]


def is_there(process: str) -> bool:
    try:
        return b"gireport" in Path("/proc", process, "cmdline").read_bytes()
    except OSError:
        return False


def test_time_in_which_the_batch_is_stopped_counts_for_no_file(tmp_path):
    env = unruly.installed(tmp_path / "site")
    (tmp_path / "a.unruly").write_bytes(b"nap")
    command = [GIREPORT, "batch", tmp_path / "a.unruly", "--to", "html", "--time-limit", "3", "--out"]
    running = subprocess.Popen(
        [*command, tmp_path / "out"], env=env, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(1)
    os.killpg(running.pid, signal.SIGSTOP)
    time.sleep(3)
    os.killpg(running.pid, signal.SIGCONT)
    _, said = running.communicate(timeout=20)
    assert running.returncode == 0, said


def test_a_second_batch_is_refused_and_leaves_the_first_alone(tmp_path, folder):
    command = [GIREPORT, "batch", str(folder), "--to", "html", "--to", "docx", "--out", str(tmp_path / "out")]
    first = subprocess.Popen(command, stderr=subprocess.PIPE)
    wait_for_rows(tmp_path / "out", 3)
    second = subprocess.run(command, capture_output=True)
    _, said = first.communicate(timeout=60)
    assert b"another batch is writing this manifest" in second.stderr
    assert (first.returncode, second.returncode) == (0, 2), said


def test_an_old_row_of_a_loss_that_there_is_no_more_is_taken_up(tmp_path, folder):
    command = (folder / "0000.docx", "--to", "html", "--out", tmp_path / "out")
    assert run(*command).returncode == 0
    path = tmp_path / "out" / "manifest.jsonl"
    path.write_text(path.read_text("utf-8").replace('"losses":{}', '"losses":{"moon-dust":1}'), "utf-8")
    done = run(*command, "--resume", "--strict")
    assert b"1 unchanged" in done.stderr
    assert done.returncode == 1


def test_killed_again_and_again_the_outputs_are_those_of_one_run_without_kills(tmp_path, folder):
    out, quiet = tmp_path / "out", tmp_path / "quiet"
    command = [
        GIREPORT,
        "batch",
        str(folder),
        "--to",
        "html",
        "--to",
        "json",
        "--findings",
        "--jobs",
        "2",
        "--out",
    ]
    start = time.monotonic()
    assert subprocess.run([*command, str(quiet)], capture_output=True).returncode == 0
    whole = time.monotonic() - start
    chance = random.Random(20240124)
    kills = 0
    for _ in range(4 * KILLS):
        running = subprocess.Popen([*command, str(out), "--resume"], stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, whole / 2))  # the machine may be quicker than it was
        running.send_signal(signal.SIGKILL)
        if running.wait() == -signal.SIGKILL:
            kills += 1
        else:
            # It came to its end: what it left must be right, and the next begins with nothing.
            assert outputs(out) == outputs(quiet)
            shutil.rmtree(out)
        if kills == KILLS:
            break
    assert kills == KILLS
    assert subprocess.run([*command, str(out), "--resume"], capture_output=True).returncode == 0
    assert outputs(out) == outputs(quiet)
    assert manifest(out) == manifest(quiet)
