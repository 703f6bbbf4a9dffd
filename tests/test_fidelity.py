"""What each format keeps is proven kind by kind, and the table in `docs/fidelity.md` is what was proven."""

from __future__ import annotations

from pathlib import Path

import pytest

from gireport.hooks import Kept
from gireport.losses import Losses
from gireport.testing.keeping import restrict
from support.both_ways import both_ways
from support.samples import RICH

PAGE = Path(__file__).resolve().parents[1] / "docs" / "fidelity.md"
FORMATS = both_ways()
KINDS: tuple[Kept, ...] = Kept.__args__  # type: ignore[attr-defined]
# What a kind of content stands in, without which there is none of it.
NEEDS = {
    "spans": {"tables"},
    "nested-tables": {"tables"},
    "captions": {"tables"},
    "header-cells": {"tables"},
    "column-widths": {"tables"},
    "column-bookmarks": {"tables", "bookmarks"},
}
INTRODUCTION = """# Fidelity

What a report may hold and still come back equal from each format, proven by the tests, which write this page
(`pytest tests/test_fidelity.py --accept`). ● comes back equal; ○ does not come back in every case, and a loss says
so where it does not.

"""  # noqa: E501


def outcome(format_, kind):
    """● where the sample of `kind` comes back equal without a loss, ○ where a loss says that it did not."""
    report = restrict(RICH, {kind, *NEEDS.get(kind, ())})
    losses = Losses()
    back = format_.reader(format_.writer(report, losses), losses)
    if back == report and not list(losses):
        return "●"
    assert list(losses), f"{format_.name} loses {kind} in silence"
    return "○"


def table():
    lines = [
        "| content | " + " | ".join(format_.name for format_ in FORMATS) + " |",
        "|---|" + "---|" * len(FORMATS),
    ]
    for kind in KINDS:
        # A format may bring the sample back and still not promise the kind in every case.
        marks = [outcome(format_, kind) if kind in format_.keeps else "○" for format_ in FORMATS]
        lines.append(f"| {kind} | " + " | ".join(marks) + " |")
    return INTRODUCTION + "\n".join(lines) + "\n"


def test_the_page_is_what_the_tests_prove(accept):
    made = table()
    if accept:
        PAGE.write_text(made, "utf-8")
    assert PAGE.read_text("utf-8") == made


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_what_a_format_says_it_keeps_comes_back_and_the_rest_is_never_lost_in_silence(format_, kind):
    found = outcome(format_, kind)
    assert found == "●" or kind not in format_.keeps
