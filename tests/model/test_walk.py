"""Views of a report: outline, tables with addresses, bookmarks, plain text."""

from __future__ import annotations

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    LineBreak,
    ListItem,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
)
from gireport.model.walk import blocks, bookmarks, sections, tables, text

INNER = Table(((Cell((Paragraph((Text("inner"),)),)),),))
NOTE = Note((Paragraph((BookmarkStart("n"), BookmarkEnd("n"), Text("note"))),))
REPORT = Report(
    body=(
        Paragraph((Text("before"),)),
        Heading(1, (Text("一"),)),
        Heading(3, (Text("deep"),)),
        Paragraph((Text("a"), LineBreak(), Text("b"), NOTE)),
        Heading(2, (Text("（一）"),)),
        Heading(1, (BookmarkStart("x"), Text("二"))),
        Table(
            ((Cell(), Cell((INNER, INNER))), (Cell((Paragraph((BookmarkEnd("x"), Text("c"))),)), Cell())),
            caption=(Text("表"),),
        ),
        ListItem(content=(Text("item"),)),
    )
)


def test_sections_are_the_tree_of_headings():
    def shape(section):
        name = section.heading.content[-1].text if section.heading else None
        return (name, len(section.blocks), [shape(inner) for inner in section.sections])

    assert shape(sections(REPORT)) == (
        None,
        1,
        [("一", 0, [("deep", 1, []), ("（一）", 0, [])]), ("二", 2, [])],
    )


def test_tables_are_found_with_their_addresses():
    assert [found.address for found in tables(REPORT)] == ["1", "1/1,2/1", "1/1,2/2"]


def test_bookmarks_are_named_in_reading_order():
    assert bookmarks(REPORT) == ["n", "x"]


def test_plain_text_has_a_line_a_block_and_a_tab_between_cells():
    assert text(REPORT).split("\n") == [
        "before", "一", "deep", "a", "b", "（一）", "二", "表", "\tinner", "inner", "c\t", "item",
    ]  # fmt: skip


def test_blocks_in_cells_and_notes_are_walked_too():
    assert sum(isinstance(block, Paragraph) for block in blocks(REPORT)) == 6
