"""How are two reports shown side by side? As two versions of one report, or as two years in columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.cells import cell_len

from ..statutory.comparison import Comparison, FigureChange, SectionChange
from .language import language, text
from .terminal import say

NONE = "—"
_EXPECTED_TO_DIFFER = frozenset({"year", "period", "signed"})
"""Facts that differ between two years because they are two years."""


def show(result: Comparison, a: str, b: str, everything: bool) -> None:
    """Print the comparison of the files `a` and `b`; with `everything` also what is the same."""
    say(text("cli.compare-a", file=a))
    say(text("cli.compare-b", file=b))
    first, second = result.years
    if result.kind == "years":
        say(text("cli.compare-years", a=first, b=second))
        _facts(result, _EXPECTED_TO_DIFFER)
        _years(result, everything)
        _relations(result)
    else:
        year = first if first == second else None
        say(text("cli.compare-versions", year=year) if year else text("cli.compare-no-year"))
        _facts(result)
        for one in result.figures:
            if everything or one.change != "same":
                step = f" ({one.difference:+f})" if one.difference else ""
                say(f"{' / '.join(one.path)}: {one.a or NONE} → {one.b or NONE}{step}  [{one.key}]")
    for section in result.sections:
        if everything or section.change != "same":
            _section(section, with_text=everything or result.kind == "versions")
    same = sum(one.change == "same" for one in result.figures)
    say(text("cli.figures-same", same=same, total=len(result.figures)))


def _facts(result: Comparison, without: frozenset[str] = frozenset()) -> None:
    for name, (left, right) in result.facts.items():
        if name not in without:
            say(text("cli.fact", name=text(f"cli.fact-{name}"), a=left or NONE, b=right or NONE))


def _section(section: SectionChange, with_text: bool) -> None:
    change = text(f"cli.change-{section.change}")
    say(text("cli.section-change", title=section.title, change=change, likeness=f"{section.likeness:.0%}"))
    for mark, texts in (("-", section.only_a), ("+", section.only_b)) if with_text else ():
        for line in texts:
            say(f"  {mark} {line}")


# --- two years ------------------------------------------------------------------------------------------


def _years(result: Comparison, everything: bool) -> None:
    """Print a row for each figure that changed: both years, the change, the change in percent, the figure."""
    rows = [_row(one) for one in result.figures if everything or one.change != "same"]
    if not rows:
        return
    years = (text("cli.column-year", year=year) for year in result.years)
    head = (*years, text("cli.column-change"), text("cli.column-percent"), text("cli.column-figure"))
    _right_aligned([head, *rows])


def _row(one: FigureChange) -> tuple[str, ...]:
    return (
        one.a or NONE,
        one.b or NONE,
        _signed(one.difference, ""),
        _signed(one.percent, "%"),
        f"{' / '.join(one.path)}  [{one.key}]",
    )


def _signed(number: Decimal | None, unit: str) -> str:
    """`number` with its sign, 0 without one."""
    if number is None:
        return NONE
    return f"{number:+f}{unit}" if number else f"0{unit}"


def _right_aligned(rows: Sequence[tuple[str, ...]]) -> None:
    """Print `rows`, all columns but the last aligned at the right."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)][:-1]
    for row in rows:
        numbers = (" " * (width - cell_len(word)) + word for word, width in zip(row, widths, strict=False))
        say("  ".join((*numbers, row[-1])))


def _relations(result: Comparison) -> None:
    """Print what the earlier year carried over and the later one carried in, and the broken relations."""
    carried = result.carry_over
    if carried is None:
        return
    if carried.over is not None and carried.into is not None:
        earlier, later = sorted(year for year in result.years if year is not None)
        key = "cli.carry-over-holds" if carried.holds else "cli.carry-over-differs"
        say(text(key, earlier=earlier, later=later, over=f"{carried.over:f}", into=f"{carried.into:f}"))
    for one in result.broken:
        words = one.message_zh if language() == "zh" else one.message_en
        severity = text(f"cli.severity-{one.severity}")
        say(f"  {one.code} {one.rule} {severity} {words}")
    if not result.broken:
        say(text("cli.relations-hold"))
