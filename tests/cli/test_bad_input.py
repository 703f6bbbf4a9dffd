"""Bad input gets one line and exit status 3, soon and in little memory; what was there stays whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from measured import run
from support.bad import BAD

GIREPORT = str(Path(sys.executable).with_name("gireport"))
SECONDS = 2.0
MEBIBYTES = 200


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_with_one_line_and_the_old_output_stays(what, tmp_path):
    name, data, message = BAD[what]
    source, target = tmp_path / name, tmp_path / "out.json"
    source.write_bytes(data)
    target.write_text("what was there before")
    status, said, seconds, peak, _ = run(GIREPORT, "convert", str(source), str(target))
    assert status == 3, said
    assert said.startswith(f"gireport: {source}: ")
    assert said.count("\n") == 1
    assert message in said
    assert target.read_text() == "what was there before"
    assert sorted(os.listdir(tmp_path)) == sorted([name, "out.json"])
    assert seconds < SECONDS
    assert peak < MEBIBYTES
