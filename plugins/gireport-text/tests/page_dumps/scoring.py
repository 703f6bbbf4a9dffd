"""How well a dump is read: each figure is right, reported, another number with a report, wrong, or silent."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct, field

import gireport
from gireport.losses import Loss, Losses
from gireport.model import Report, walk
from gireport.statutory import facts as facts_of
from gireport.statutory import recognise
from gireport.statutory.figure import Figure
from gireport.statutory.finding import Finding
from gireport.statutory.forms import fold_label
from gireport.statutory.keys import Value, meaning
from gireport.testing.statutory import Written

from .pages import Dump, Span

TELLING = frozenset({"GI105", "GI106", "GI108", "GI110", "GI204"})
"""The findings that say a figure was not read: no table, no row, no column, a row that does not fit, text for
a number.

A blank cell that a check finds (GI201) tells nothing: an organ may have left it blank.
"""

OUTCOMES = ("right", "reported", "differs-reported", "wrong", "silent")
"""What becomes of a figure.

- `right`: the number or mark that was written (for an empty cell: none);
- `reported`: not read, and a loss or a finding names its table, its row or its cell;
- `differs-reported`: another number was read, and a loss names the place: a guess that says so and is wrong;
- `wrong`: another number was read, and nothing names the place;
- `silent`: not read, and nothing says so.
"""

_TABLE = re.compile(r"\btables? (\d+)(?:(?:-| to )(\d+))?")
_ROW = re.compile(r"\brows? (\d+)(?:(?:-| to )(\d+))?")
_LINE = re.compile(r"\blines? (\d+)(?:(?:-|–| to )(\d+))?")


class Score(Struct):
    """What became of the figures of one dump.

    `outcomes` has each by its key; `invented` are keys of figures that nobody wrote; `organ`, `year`: right
    or not.
    """

    outcomes: dict[str, str]
    invented: list[str]
    organ: bool
    year: bool
    losses: list[Loss]

    @property
    def counts(self) -> Counter[str]:
        """How many figures have each outcome; an invented figure is a wrong one."""
        result = Counter(self.outcomes.values())
        result["wrong"] += len(self.invented)
        return result

    def keys(self, outcome: str) -> list[str]:
        """The keys with that outcome."""
        return [key for key, one in self.outcomes.items() if one == outcome]


def score(dump: Dump, suffix: str = ".txt") -> Score:
    """Read `dump` as a file of that suffix and compare its figures with what was written."""
    losses = Losses()
    return score_report(dump, read(dump.text, suffix, losses), list(losses))


def score_report(dump: Dump, report: Report, losses: list[Loss]) -> Score:
    """Compare the figures of `report`, which `dump` was read as with these losses, with what was written."""
    figures = {figure.key: figure for figure in gireport.figures(report)}
    notices = _Notices(dump, report, losses, gireport.check(report))
    outcomes = {key: _outcome(key, one, figures.get(key), notices) for key, one in dump.written.items()}
    invented = [key for key, one in figures.items() if key not in dump.written and one.raw.strip()]
    facts = facts_of(report)
    return Score(
        outcomes,
        invented,
        bool(facts.organ and facts.organ.value == dump.organ),
        bool(facts.year and facts.year.value == dump.year),
        losses,
    )


def read(text: str, suffix: str, losses: Losses) -> Report:
    """The report in `text`: as a dump where the suffix is `.txt`, else as the file's name tells."""
    if suffix == ".txt":
        return gireport.read(text.encode(), format="text", losses=losses)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"dump{suffix}")
        path.write_bytes(text.encode())
        return gireport.read(path, losses=losses)


def _outcome(key: str, written: Written, figure: Figure | None, notices: _Notices) -> str:
    """The outcome of the figure `written`."""
    if figure is not None and is_right(written, figure):
        return "right"
    by_loss = notices.by_loss(key, figure)
    if figure is not None and figure.number is not None:
        return "differs-reported" if by_loss else "wrong"
    if by_loss or notices.by_finding(key, figure):
        return "reported"
    # An empty cell of which no figure was made: nothing that was written is gone.
    return "right" if figure is None and written.state == "blank" else "silent"


def is_right(written: Written, figure: Figure) -> bool:
    """Whether `figure` says what was written."""
    if written.state == "blank":
        return not figure.raw.strip()
    if written.number is not None:
        return figure.number == written.number
    return figure.number is None and fold_label(figure.raw) == fold_label(written.raw)


class _Notices:
    """The losses and findings of a dump, by the figures that they tell of."""

    def __init__(self, dump: Dump, report: Report, losses: list[Loss], findings: Iterable[Finding]) -> None:
        self.dump = dump
        self.names: dict[str, set[str]] = {}  # address of a table -> the statutory tables in it
        for one in recognise(report):
            for address in re.split("[,/n]", one.address):
                self.names.setdefault(address, set()).add(one.table)
        self.texts = {
            found.address: [
                fold_label.__wrapped__("".join(walk.text(cell.content) for cell in row))
                for row in found.table.rows
            ]
            for found in walk.tables(report)
        }
        self.places = [
            place for loss in losses if loss.severity != "presentation" for place in self._places(loss)
        ]
        self.findings = [finding for finding in findings if finding.code in TELLING]

    def _places(self, loss: Loss) -> Iterator[_Place]:
        """Where `loss` stands: its tables with their rows, or its lines."""
        where = loss.where
        rows = _span(_ROW.search(where))
        lines = _span(_LINE.search(where))
        table = _span(_TABLE.search(where))
        if table is None:
            if lines:
                yield _Place("", None, lines)
            return
        for number in range(table.first, table.last + 1):
            yield _Place(str(number), rows, lines)

    def by_loss(self, key: str, figure: Figure | None) -> bool:
        """Whether a loss names the table, the row or the cell of `key`."""
        return any(self._names(place, key, figure) for place in self.places)

    def _names(self, place: _Place, key: str, figure: Figure | None) -> bool:
        name = key.partition(".")[0]
        span = self.dump.tables[name]
        if not place.table:
            return bool(place.lines and self.dump.rows[key].meets(place.lines.first, place.lines.last))
        here = name in self.names.get(place.table, ()) or (
            place.lines is not None and span.meets(place.lines.first, place.lines.last)
        )
        if not here:
            return False
        if place.rows is None:
            return True
        if figure is not None and figure.cell.partition(" ")[0] == place.table:
            number = int(re.findall(r"r(\d+)", figure.cell)[0])
            return place.rows.meets(number, number)
        return self._has_row(place, key)

    def _has_row(self, place: _Place, key: str) -> bool:
        """Whether the row of `key` stands in the rows of the loss, or these have no row's label, as a
        head.
        """
        assert place.rows is not None
        edition = self.dump.recipe.edition
        texts = self.texts.get(place.table, [])[place.rows.first - 1 : place.rows.last]
        name = key.partition(".")[0]
        labels = {one: _row_label(one, edition) for one in self.dump.written if one.startswith(name)}
        held = {
            label
            for label in set(labels.values())
            if label and any(fold_label(label) in text for text in texts)
        }
        return labels[key] in held or not held

    def by_finding(self, key: str, figure: Figure | None) -> bool:
        """Whether a finding says that `key` could not be read."""
        name = key.partition(".")[0]
        value = meaning(key, self.dump.recipe.edition)
        assert value is not None
        return any(self._says(finding, name, value, figure) for finding in self.findings)

    def _says(self, finding: Finding, name: str, value: Value, figure: Figure | None) -> bool:
        if finding.code == "GI105":
            return finding.expected == {"disclosure": "二", "applications": "三", "review": "四"}[name]
        cells = {finding.cell, *finding.cells}
        if figure is not None:
            return figure.cell in cells
        if finding.code == "GI106":
            return finding.expected in value.path and self._in_table(finding, name)
        if finding.code == "GI108":
            return finding.expected.split(" / ")[-1] in value.path and self._in_table(finding, name)
        return finding.code == "GI110" and fold_label(finding.found) in {
            fold_label(label) for label in value.path
        }

    def _in_table(self, finding: Finding, name: str) -> bool:
        found = _TABLE.search(finding.where)
        return bool(found and name in self.names.get(found[1], ()))


class _Place(Struct, frozen=True):
    """A place that a loss names: the address of a table (or nothing), its rows, and lines of the dump."""

    table: str
    rows: Span | None
    lines: Span | None


def _span(found: re.Match[str] | None) -> Span | None:
    return Span(int(found[1]), int(found[2] or found[1])) if found else None


@cache
def _row_label(key: str, edition: str) -> str:
    """The label of the row of `key`; none in section 四, whose figures have only heads."""
    value = meaning(key, edition)
    if value is None or value.table == "review":
        return ""
    return value.path[1] if value.table == "disclosure" else value.path[-2 - ("法人或其他组织" in value.path)]


class Rates(Struct):
    """The outcomes of many dumps, added up under one name."""

    dumps: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    organs: int = 0
    years: int = 0

    def add(self, one: Score) -> None:
        """Count one dump more."""
        self.dumps += 1
        self.counts += one.counts
        self.organs += one.organ
        self.years += one.year
