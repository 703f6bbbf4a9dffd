"""The contract that any format runs, in three lines of a test file:

from gireport.testing.contract import contract
from my_package import FORMAT

TestMine = contract(FORMAT)
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ..losses import Losses
from ..model import Report, normal
from ..plugins.hooks import KEPT, Format
from . import laws
from .keeping import restrict
from .strategies import reports


def contract(format_: Format) -> type:
    """A class of tests for pytest: what `format_` is held to, as far as it reads and writes.

    Laws 1 and 3 are asked of what the format says it keeps, laws 4 and 8 of everything.
    """
    reader, writer = format_.reader, format_.writer
    both = reader is not None and writer is not None

    # The class is made anew for each format: Hypothesis remembers examples by test function.
    class Contract:
        def test_its_value_is_sound(self) -> None:
            assert format_.name == format_.name.lower().strip()
            assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in format_.suffixes)
            assert format_.keeps <= KEPT
            assert reader or writer

        if both:

            @given(report=reports())
            def test_what_it_keeps_comes_back(self, report: Report) -> None:
                """Law 1."""
                laws.round_trip(format_, restrict(report, format_.keeps))

            @given(report=reports())
            def test_writing_what_was_read_gives_the_same_bytes(self, report: Report) -> None:
                """Law 3."""
                laws.idempotent(format_, restrict(report, format_.keeps))

            @given(report=reports(most=2), data=st.data())
            def test_damaged_files_give_a_report_or_one_of_our_errors(
                self, report: Report, data: st.DataObject
            ) -> None:
                """Law 8: a sound file with some bytes replaced, or cut short."""
                assert writer
                _read(format_, _damaged(writer(report, Losses()), data))

            def test_an_empty_report_comes_back(self) -> None:
                laws.round_trip(format_, normal(Report()))

        if writer:

            @given(report=reports())
            def test_the_same_report_gives_the_same_bytes(self, report: Report) -> None:
                """Law 4. What the format does not keep is written too, with a loss at most."""
                laws.deterministic(format_, report)

        if reader:

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


def _damaged(sound: bytes, data: st.DataObject) -> bytes:
    """`sound` with up to six pieces replaced, or cut short, or both."""
    damaged = bytearray(sound)
    for _ in range(data.draw(st.integers(0, 6)) if damaged else 0):
        place = data.draw(st.integers(0, len(damaged) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=4))
        damaged[place : place + len(piece)] = piece
    cut = data.draw(st.integers(0, len(damaged)) | st.just(len(damaged)))
    return bytes(damaged[:cut])
