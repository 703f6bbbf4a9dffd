"""A conversion that is killed leaves the old file or the new one, never a part."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import gireport
from gireport.model import Cell, Paragraph, Report, Table, Text
from support.budget import repeats

GIREPORT = str(Path(sys.executable).with_name("gireport"))
KILLS = repeats(everyday=10, deep=25)


def test_a_conversion_killed_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path):
    rows = tuple(
        tuple(Cell((Paragraph((Text(f"{row}.{column}"),)),)) for column in range(10)) for row in range(400)
    )
    report = Report(body=(Table(rows),))
    source, target = tmp_path / "in.json", tmp_path / "out.html"
    source.write_bytes(gireport.write(report, "json"))
    new = gireport.write(report, "html")
    command = [GIREPORT, "convert", str(source), str(target)]
    start = time.monotonic()
    subprocess.run(command, check=True)
    whole = time.monotonic() - start
    chance = random.Random(20240123)
    finished = 0
    for _ in range(KILLS):
        target.write_bytes(b"old")
        running = subprocess.Popen(command)
        time.sleep(chance.uniform(0, 1.1 * whole))
        running.kill()
        finished += running.wait() == 0
        assert target.read_bytes() in (b"old", new)
    assert finished < KILLS
    subprocess.run(command, check=True)
    assert target.read_bytes() == new
