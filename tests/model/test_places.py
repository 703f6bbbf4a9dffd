"""Repairs of the normal form are told with a place that a person can follow."""

from __future__ import annotations

import pytest

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    ListItem,
    Meta,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    normal,
)

UNSAFE = Text("x", link="javascript:x")
BAD = Paragraph((UNSAFE,))


def repairs(*blocks, meta=None):
    heard: list[tuple[str, str]] = []
    report = normal(
        Report(meta or Meta(), tuple(blocks)), lambda code, where, _count: heard.append((code, where))
    )
    assert normal(report, lambda *_: pytest.fail("a normal report was repaired")) == report
    return heard


def test_headings_and_items_count_as_paragraphs_and_tables_by_themselves():
    before = (Heading(1, (Text("一、"),)), Rule(), Table(((Cell(),),)), ListItem(content=(Text("项"),)))
    assert repairs(*before, PageBreak(), BAD) == [("unsafe-link", "paragraph 3")]


def test_a_place_names_the_row_and_grid_column_of_a_cell_and_of_a_table_inside_it():
    inner = Table(((Cell(colspan=2), Cell((Paragraph(), BAD))),))
    outer = Table(((Cell((Paragraph((Text("a"),)),)), Cell((BAD,))), (Cell(), Cell((inner,)))))
    assert repairs(Table(((Cell(),),)), outer) == [
        ("unsafe-link", "table 2 row 1 column 2, paragraph 1"),
        ("unsafe-link", "table 2 row 2 column 2, table 1 row 1 column 3, paragraph 2"),
    ]


def test_a_caption_is_at_its_table_and_a_note_at_its_paragraph():
    note = Note((Paragraph((Text("a"),)), Paragraph((UNSAFE, Note((BAD,))))))
    table = Table(((Cell((Paragraph((Text("b"),)),)),),), caption=(UNSAFE,))
    assert repairs(table, Paragraph((note,))) == [
        ("unsafe-link", "table 1"),
        ("unsafe-link", "paragraph 1, note, paragraph 2"),
        ("note-nested", "paragraph 1, note, paragraph 2"),
        ("unsafe-link", "paragraph 1, note, paragraph 1"),
    ]


def test_a_place_of_a_bookmark_has_its_name():
    twice = Paragraph((BookmarkStart("甲"), BookmarkEnd("甲")))
    cell = Cell((Paragraph((BookmarkStart("乙"),)),))
    note = Note((Paragraph((BookmarkEnd("丙"),)),))
    assert repairs(twice, twice, Table(((Cell(), cell),)), Paragraph((note,))) == [
        ("bookmark-unpaired", "paragraph 3, note, paragraph 1, bookmark '丙': an end without a start"),
        ("bookmark-duplicate", "paragraph 2, bookmark '甲'"),
        ("bookmark-unpaired", "table 1 row 1 column 2, paragraph 1, bookmark '乙': a start without an end"),
    ]


@pytest.mark.parametrize("columns", [(1,), (1, 2, 3), (1, 0), (1, -1)])
def test_widths_that_do_not_fit_the_columns_are_reported(columns):
    table = Table(((Cell((Paragraph((Text("a"),)),)), Cell()),), columns=columns)
    assert repairs(table) == [("column-widths", "table 1")]


def test_superscript_and_subscript_together_are_reported():
    both = Text("2", ("subscript", "superscript", "bold", "bold"))
    assert repairs(Paragraph((both, Text("3", ("bold", "bold"))))) == [("mark-clash", "paragraph 1")]


def test_names_of_further_metadata_that_collide_or_are_empty_keep_their_values():
    heard: list[tuple[str, str]] = []
    meta = Meta(extra={"a": "1", " a": "2", "a ": "3", "a (2)": "4", " ": "5", "\n": "6", "b": " "})
    got = normal(Report(meta), lambda code, where, _: heard.append((code, where))).meta
    assert sorted(got.extra.values()) == ["1", "2", "3", "4", "5", "6"]
    assert {"a", "a (2)", "(2)"} <= set(got.extra)
    assert {code for code, _ in heard} == {"metadata-name"}
    assert len(heard) == 5
    assert all(where.startswith("metadata, ") for _, where in heard)
