"""What a run measured, as JSON keeps it, and the ratios with their spread."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec


class Sample(msgspec.Struct, frozen=True, array_like=True):
    """Seconds of one run, and the peak of its memory in MiB (0: not measured)."""

    seconds: float
    mib: float = 0


class Row(msgspec.Struct):
    """The samples of each program, turn by turn; `size`: reports, rows of a table, or workers."""

    table: str
    label: str
    samples: dict[str, list[Sample]]
    size: int = 0


class Results(msgspec.Struct):
    """A run: its command and machine, who took part (name → description), who was absent and why."""

    command: str = ""
    machine: str = ""
    processors: int = 0
    turns: int = 0
    allowance: float = 0
    quick: bool = False
    interpreters: dict[str, str] = {}
    programs: dict[str, str] = {}
    absent: dict[str, str] = {}
    failures: list[str] = []
    modules: dict[str, dict[str, int]] = {}
    rows: list[Row] = []

    def of(self, table: str) -> list[Row]:
        """The rows of one table."""
        return [row for row in self.rows if row.table == table]


class Ratio(NamedTuple):
    """The median and the quartiles of the ratios of so many turns."""

    median: float
    low: float
    high: float
    turns: int


Value = Callable[[Sample], float]


def seconds(sample: Sample) -> float:
    """The seconds of a sample."""
    return sample.seconds


def mib(sample: Sample) -> float:
    """The peak memory of a sample, in MiB."""
    return sample.mib


def ratio(ours: Sequence[Sample], theirs: Sequence[Sample], value: Value = seconds) -> Ratio | None:
    """ours / theirs turn by turn, as far as both took part; None where one of them did not."""
    shares = [value(our) / value(their) for our, their in zip(ours, theirs, strict=False) if value(their)]
    if not shares:
        return None
    if len(shares) == 1:
        return Ratio(shares[0], shares[0], shares[0], 1)
    low, median, high = statistics.quantiles(shares, n=4, method="inclusive")
    return Ratio(median, low, high, len(shares))


def slope(rows: Sequence[Row]) -> dict[str, list[Sample]]:
    """What one more costs each program that took part in the smallest and the largest size, turn by turn."""
    if len(rows) < 2:
        return {}
    small, large = rows[0], rows[-1]
    more = large.size - small.size
    return {
        name: [
            Sample((after.seconds - before.seconds) / more, (after.mib - before.mib) / more)
            for before, after in zip(small.samples[name], large.samples[name], strict=False)
        ]
        for name in small.samples
        if name in large.samples
    }


def median(samples: Sequence[Sample], value: Value = seconds) -> float:
    """The median of one program."""
    return statistics.median(map(value, samples))
