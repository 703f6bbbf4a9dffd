"""The laws, over every built-in format."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.hooks import KEPT
from gireport.losses import Losses
from gireport.plugins.builtin import gireport_formats
from gireport.plugins.registry import Registry
from gireport.testing import laws
from gireport.testing.contract import contract
from gireport.testing.strategies import reports
from support.samples import RICH

BUILT_IN = gireport_formats()
FORMATS = [format_ for format_ in BUILT_IN if format_.reader and format_.writer]
each_format = pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)


# Laws 1, 3, 4 and 8, a class of tests for each built-in format.
globals().update({f"Test{format_.name.title()}": contract(format_) for format_ in BUILT_IN})


def test_every_built_in_format_that_reads_and_writes_keeps_everything():
    assert {format_.name: KEPT - format_.keeps for format_ in FORMATS if format_.keeps != KEPT} == {}


@given(st.lists(st.sampled_from(FORMATS), min_size=2, max_size=6), reports(most=3))
def test_a_report_comes_back_from_any_chain_of_formats(formats, report):
    """Law 2."""
    laws.chain(formats, report)


@given(reports(most=4))
def test_what_is_written_is_known_for_what_it_is_by_its_name(report):
    """A file of ours is never told to be of another format, nor taken for somebody else's page."""
    book = Registry()
    for format_ in FORMATS:
        data = format_.writer(report, Losses())
        assert book.for_reading(f"a{format_.suffixes[0]}", data).name == format_.name
    fragment = gireport.write(report, "html", fragment=True)
    assert book.for_reading("a.html", fragment).name == book.for_reading("", fragment).name == "html"


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
    source = tmp_path / "rich.json"
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
