"""Footnotes become notes; what is not one stays text."""

from __future__ import annotations

from gireport.model import (
    Cell,
    Note,
    Paragraph,
    Table,
    Text,
    walk,
)


def cell(text: str, align: str | None = None) -> Cell:
    return Cell((Paragraph((Text(text),), align),)) if text else Cell()  # type: ignore[arg-type]


def test_footnotes_are_notes(read):
    """M05"""
    body = read(
        "甲[^a]乙[^B]。\n\n[^a]: 一\n[^b]: 二\n    行\n\n    | x |\n    |---|\n    | y |\n\n丙\n"
    ).body
    assert body == (
        Paragraph(
            (
                Text("甲"),
                Note((Paragraph((Text("一"),)),)),
                Text("乙"),
                Note((Paragraph((Text("二行"),)), Table(((cell("x"),), (cell("y"),)), header_rows=1))),
                Text("。"),
            )
        ),
        Paragraph((Text("丙"),)),
    )


def test_a_footnote_that_nothing_refers_to_stays_as_text(read):
    """M05: so does the second of two with one label, and a reference without a definition."""
    body = read("甲[^a] [^c]\n\n[^a]: 一\n\n[^b]: 二\n\n[^a]: 三\n").body
    assert walk.text(body) == "甲 [^c]\n[^b]:\n二\n[^a]:\n三"
