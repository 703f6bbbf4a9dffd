"""The contract that any format runs, in three lines of a test file:

from gireport.testing.contract import contract
from my_package import FORMAT

TestMine = contract(FORMAT)

The floor of the contract is what every format keeps, whatever `Format.keeps` says: paragraphs of letters and
digits, an empty paragraph too, and a report without blocks. A format that keeps less names the reports that
it keeps.
"""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..losses import Losses
from ..model import Report, normal
from ..plugins.values import KEPT, Format
from . import laws
from .keeping import restrict
from .strategies import reports

_SETTINGS = settings(
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)
"""Reports are large and slow to draw. The number of examples is that of the loaded profile."""


def contract(format_: Format, floor: st.SearchStrategy[Report] | None = None) -> type:
    """A class of tests for pytest, with the laws that `format_` must keep as far as it reads and writes.

    Laws 1 and 3 hold for reports of the kinds in `format_.keeps`, laws 4 and 8 for all reports.

    `floor` is a strategy of normal reports, for a format below the floor of the contract: a plain-text dump
    has no empty paragraph, and reads a line that begins with 一、 as a heading. Law 1 then holds for these
    reports only.
    """
    reader, writer = format_.reader, format_.writer
    both = reader is not None and writer is not None
    kept = reports().map(lambda report: restrict(report, format_.keeps))

    # Each format has a class of its own: Hypothesis stores examples by test function.
    class Contract:
        def test_its_value_is_well_formed(self) -> None:
            assert format_.name == format_.name.lower().strip()
            assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in format_.suffixes)
            assert format_.keeps <= KEPT
            assert reader or writer

        if both:

            @_SETTINGS
            @given(report=kept if floor is None else floor)
            def test_what_it_keeps_comes_back(self, report: Report) -> None:
                """Law 1."""
                laws.round_trip(format_, report)

            @_SETTINGS
            @given(report=kept)
            def test_writing_what_was_read_gives_the_same_bytes(self, report: Report) -> None:
                """Law 3."""
                laws.idempotent(format_, report)

            @_SETTINGS
            @given(report=reports(most=2), data=st.data())
            def test_damaged_files_give_a_report_or_one_of_our_errors(
                self, report: Report, data: st.DataObject
            ) -> None:
                """Law 8, for a valid file with some bytes replaced, or truncated."""
                assert writer
                _read(format_, _damaged(writer(report, Losses()), data))

            def test_an_empty_report_comes_back(self) -> None:
                laws.round_trip(format_, normal(Report()))

        if writer:

            @_SETTINGS
            @given(report=reports())
            def test_the_same_report_gives_the_same_bytes(self, report: Report) -> None:
                """Law 4, also for content that the format does not keep."""
                laws.deterministic(format_, report)

        if reader:

            @_SETTINGS
            @given(data=st.binary(max_size=300))
            def test_any_bytes_give_a_report_or_one_of_our_errors(self, data: bytes) -> None:
                """Law 8."""
                _read(format_, data)

    Contract.__name__ = Contract.__qualname__ = f"Test{format_.name.title()}"
    return Contract


def _read(format_: Format, data: bytes) -> None:
    reader = format_.reader
    assert reader
    laws.only_our_errors(lambda given_: reader(given_, Losses()), data)


def _damaged(valid: bytes, data: st.DataObject) -> bytes:
    """`valid` with up to six pieces replaced, or truncated, or both."""
    damaged = bytearray(valid)
    for _ in range(data.draw(st.integers(0, 6)) if damaged else 0):
        start = data.draw(st.integers(0, len(damaged) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=4))
        damaged[start : start + len(piece)] = piece
    cut = data.draw(st.integers(0, len(damaged)) | st.just(len(damaged)))
    return bytes(damaged[:cut])
