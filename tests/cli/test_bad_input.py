"""Bad input gets one line and exit status 3, soon and in little memory; what was there stays whole."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.bad import BAD

GIREPORT = [str(Path(sys.executable).with_name("gireport"))]
SECONDS = 2.0
MEBIBYTES = 200


def run(*arguments: str | Path) -> tuple[int, str, float, float]:
    """Exit status, standard error, seconds and peak MiB of one gireport process."""
    start = time.monotonic()
    process = subprocess.Popen(
        [*GIREPORT, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    said = process.stderr.read()
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, said, time.monotonic() - start, usage.ru_maxrss / 1024


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_with_one_line_and_the_old_output_stays(what, tmp_path):
    name, data, message = BAD[what]
    source, target = tmp_path / name, tmp_path / "out.json"
    source.write_bytes(data)
    target.write_text("what was there before")
    status, said, seconds, peak = run("convert", source, target)
    assert status == 3, said
    assert said.startswith(f"gireport: {source}: ")
    assert said.count("\n") == 1
    assert message in said
    assert target.read_text() == "what was there before"
    assert sorted(os.listdir(tmp_path)) == sorted([name, "out.json"])
    assert seconds < SECONDS
    assert peak < MEBIBYTES


def test_each_has_an_error_of_its_own():
    messages = [message for _, _, message in BAD.values() if message]
    assert len(set(messages)) >= len(messages) - 1  # a page and a document can both be empty
