"""The contracts that any format and any step runs, in a few lines of a test file:

from gireport.testing.contract import contract, step_contract
from my_package import FORMAT, STEP

TestFormat = contract(FORMAT)
TestStep = step_contract(STEP)

The floor of the contract is what every format keeps, whatever `Format.keeps` says: paragraphs of letters and
digits, an empty paragraph too, and a report without blocks. A format that keeps less names the reports that
it keeps.
"""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..losses import Losses
from ..model import Report, normal
from ..plugins.admission import valid_format, valid_step
from ..plugins.values import KEPT, Format, Step
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

    Laws 1 and 3 hold for reports of the kinds in `format_.keeps`, laws 4, 5 and 8 for all reports: what the
    writer cannot keep it notes as a loss.

    `floor` is a strategy of normal reports, for a format below the floor of the contract: a plain-text dump
    has no empty paragraph, and reads a line that begins with 一、 as a heading. Law 1 then holds for these
    reports only.
    """
    kept = reports().map(lambda report: restrict(report, format_.keeps))
    parts: list[type] = [_value(format_)]
    if format_.reader and format_.writer:
        parts.append(_both_ways(format_, kept, kept if floor is None else floor))
    if format_.writer:
        parts.append(_writing(format_))
    if format_.reader:
        parts.append(_reading(format_))
    return type(f"Test{format_.name.title()}", tuple(parts), {})


def step_contract(step: Step) -> type:
    """A class of tests for pytest: `step` gives a normal report, and applied twice the same (law 7)."""

    class StepContract:
        def test_its_value_is_well_formed(self) -> None:
            valid_step(step)

        @_SETTINGS
        @given(report=reports())
        def test_it_settles(self, report: Report) -> None:
            """Law 7."""
            laws.settles(step, report)

    return StepContract


# Each format has functions of its own: Hypothesis stores examples by test function.


def _value(format_: Format) -> type:
    class Value:
        def test_its_value_is_well_formed(self) -> None:
            valid_format(format_)
            assert format_.name == format_.name.lower()

    return Value


def _both_ways(format_: Format, kept: st.SearchStrategy[Report], floor: st.SearchStrategy[Report]) -> type:
    class BothWays:
        @_SETTINGS
        @given(report=floor)
        def test_what_it_keeps_comes_back(self, report: Report) -> None:
            """Law 1."""
            laws.round_trip(format_, report)

        @_SETTINGS
        @given(report=kept)
        def test_writing_what_was_read_gives_the_same_bytes(self, report: Report) -> None:
            """Law 3."""
            laws.idempotent(format_, report)

        @_SETTINGS
        @given(report=reports(most=2))
        def test_what_is_written_without_a_loss_comes_back(self, report: Report) -> None:
            """Law 5."""
            laws.nothing_lost_in_silence(format_, report)

        @_SETTINGS
        @given(report=reports(most=2), data=st.data())
        def test_damaged_files_give_a_report_or_one_of_our_errors(
            self, report: Report, data: st.DataObject
        ) -> None:
            """Law 8, for a valid file with some bytes replaced, or truncated."""
            assert format_.writer
            _read(format_, _damaged(format_.writer(report, Losses()), data))

        def test_an_empty_report_comes_back(self) -> None:
            laws.round_trip(format_, normal(Report()))

    if format_.keeps == KEPT:
        del BothWays.test_what_is_written_without_a_loss_comes_back  # law 1 asks the same of it, and more
    return BothWays


def _writing(format_: Format) -> type:
    class Writing:
        @_SETTINGS
        @given(report=reports())
        def test_the_same_report_gives_the_same_bytes(self, report: Report) -> None:
            """Law 4, also for content that the format does not keep."""
            laws.deterministic(format_, report)

    return Writing


def _reading(format_: Format) -> type:
    class Reading:
        @_SETTINGS
        @given(data=st.binary(max_size=300))
        def test_any_bytes_give_a_report_or_one_of_our_errors(self, data: bytes) -> None:
            """Law 8."""
            _read(format_, data)

    return Reading


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
