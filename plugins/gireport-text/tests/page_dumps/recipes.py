"""Recipes of dumps: at random from a seed, or drawn by Hypothesis. Both make them with the same function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeAlias

from hypothesis import strategies as st
from msgspec.structs import replace

from .figures import NONE_MARKS, Ledger
from .layouts import Layout
from .pages import Dump, Recipe, write_page

Choose: TypeAlias = Callable[[Sequence[Any]], Any]
"""Takes one of several values."""

SHAPES: dict[str, Layout] = {
    "rows, bars at the end": Layout("rows"),
    "rows, bars at both ends": Layout("rows", start=True),
    "rows, bars at the start": Layout("rows", start=True, end=False, rest="none"),
    "rows, bars between": Layout("rows", end=False, rest="none"),
    "rows, no bars for merged": Layout("rows", rest="none"),
    "rows, merged in place": Layout("rows", start=True, rest="placed"),
    "cells": Layout("cells"),
    "cells, no bars for merged": Layout("cells", rest="none"),
    "bar on a line of its own": Layout("bars", rest="none"),
    "one space": Layout("blanks", rest="none"),
    "two spaces": Layout("blanks", rest="none", gap="  "),
    "tabs": Layout("blanks", rest="none", gap="\t"),
    "mixed rows": Layout("mixed"),
}
"""Each shape in which a table is printed; `mixed tables` beside them takes another one for each table."""

NAMES = (*SHAPES, "mixed tables")
_SELDOM = (False, False, False, True)


def recipe(shape: str, choose: Choose) -> Recipe:
    """A recipe of that shape, the rest as `choose` takes it.

    What comes first in each choice is the plainest.
    """
    edition = choose(("2021", "2019"))
    ledger = Ledger(
        amounts=choose(("few", "many", "one", "zero", "few", "many")),
        nothing=choose(("0", "0", "0", "0", "some", "", *NONE_MARKS)),
        no_totals=choose((False,) * 9 + (True,)),
        errors=choose((0, 0, 0, 0, 1, 2)),
        wide=choose(_SELDOM),
        words=choose(_SELDOM),
    )
    return Recipe(
        seed=choose(range(1 << 24)),
        edition=edition,
        shape=shape,
        ledger=ledger,
        layouts=_layouts(shape, choose),
        half_width=choose((True, False)),
        label_blanks=choose(_SELDOM),
        label_breaks=choose(_SELDOM),
        cut_heads=edition == "2019" and choose(_SELDOM),
        extra_row=choose(_SELDOM),
        notes=choose(_SELDOM),
        chrome=choose(_SELDOM),
        other_table=choose(_SELDOM),
        organ_apart=choose(_SELDOM),
        blank_lines=choose((False,) * 7 + (True,)),
        carriage_returns=choose((False,) * 15 + (True,)),
    )


def _layouts(shape: str, choose: Choose) -> tuple[Layout, Layout, Layout]:
    """The layouts of the three tables."""
    first, second, third = (
        SHAPES[choose(tuple(SHAPES)) if shape == "mixed tables" else shape] for _ in range(3)
    )
    lost, tight = choose(_SELDOM), choose(_SELDOM)
    first = replace(first, extra=choose((0, 0, 0, 1)) if first.rest == "behind" else 0)
    third = replace(third, last_row=choose(("row", "row", "line", "lines")))
    return tuple(replace(one, lose_ends=lost, tight=tight) for one in (first, second, third))  # type: ignore[return-value]


def at_random(shape: str, seed: int) -> Dump:
    """The dump of that shape and seed, always the same."""
    return write_page(recipe(shape, Random(seed).choice))


def many(count: int) -> list[Dump]:
    """That many dumps, the shapes by turns."""
    return [at_random(NAMES[number % len(NAMES)], number) for number in range(count)]


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    """Recipes of every shape."""
    return recipe(draw(st.sampled_from(NAMES)), lambda values: draw(st.sampled_from(values)))


def dumps() -> st.SearchStrategy[Dump]:
    """Dumps of every shape, each with its truth."""
    return recipes().map(write_page)
