"""The laws, over every built-in format."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.builtin import gireport_formats
from gireport.losses import Losses
from gireport.testing import laws
from gireport.testing.strategies import reports

FORMATS = gireport_formats()
each_format = pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)


@each_format
@given(report=reports())
def test_a_report_comes_back_from_every_format(format_, report):
    """Law 1."""
    laws.round_trip(format_, report)


@given(st.lists(st.sampled_from(FORMATS), min_size=2, max_size=6), reports(most=3))
def test_a_report_comes_back_from_any_chain_of_formats(formats, report):
    """Law 2."""
    laws.chain(formats, report)


@each_format
@given(report=reports())
def test_writing_what_was_read_gives_the_same_bytes(format_, report):
    """Law 3."""
    laws.idempotent(format_, report)


@each_format
@given(report=reports())
def test_the_same_report_gives_the_same_bytes(format_, report):
    """Law 4, inside one process."""
    laws.deterministic(format_, report)


@each_format
def test_the_same_report_gives_the_same_bytes_in_another_process_at_another_time(format_, tmp_path):
    """Law 4: other hash seed, other clock, other place, other language."""
    code = (
        "import sys, time, hashlib; time.time = lambda: float(sys.argv[2])\n"
        "import gireport\n"
        "from pathlib import Path\n"
        "report = gireport.read(Path(sys.argv[1]), 'json')\n"
        f"print(hashlib.sha256(gireport.write(report, {format_.name!r})).hexdigest())"
    )
    from support.samples import RICH

    source = tmp_path / "rich.json"
    import gireport

    source.write_bytes(gireport.write(RICH, "json"))
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(source), clock],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "HOME": str(tmp_path)},
            cwd=folder,
            capture_output=True,
            check=True,
        ).stdout
        for clock, seed, zone, language, folder in (
            ("1", "1", "UTC", "C", "/"),
            ("2000000000", "77", "Asia/Shanghai", "zh_CN.UTF-8", str(tmp_path)),
        )
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].strip()) == 64


@each_format
@given(data=st.binary(max_size=300))
def test_any_bytes_give_a_report_or_one_of_our_errors(format_, data):
    """Law 8."""
    laws.only_our_errors(lambda given: format_.reader(given, Losses()), data)


@each_format
@given(data=st.data())
def test_damaged_files_give_a_report_or_one_of_our_errors(format_, data):
    """Law 8: a sound file with some bytes replaced, or cut short."""
    from support.samples import RICH

    sound = bytearray(format_.writer(RICH, Losses()))
    for _ in range(data.draw(st.integers(0, 6))):
        place = data.draw(st.integers(0, len(sound) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=4))
        sound[place : place + len(piece)] = piece
    cut = data.draw(st.integers(0, len(sound)) | st.just(len(sound)))
    laws.only_our_errors(lambda given: format_.reader(given, Losses()), bytes(sound[:cut]))
