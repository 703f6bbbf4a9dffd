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
    normal,
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


def test_a_table_in_a_cell_is_found_at_its_grid_column_as_losses_name_it():
    bad = Paragraph((Text("x", link="javascript:y()"),))
    inner = Table(((Cell((bad,)),),))
    report = Report(body=(Table(((Cell(colspan=2, rowspan=2), Cell()), (Cell((inner,)),))),))
    assert [found.address for found in tables(report)] == ["1", "1/2,3/1"]
    heard = []
    normal(report, lambda _code, where, _count: heard.append(where))
    assert heard == ["table 1 row 2 column 3, table 1 row 1 column 1, paragraph 1"]


def test_tables_in_notes_are_found_wherever_the_note_stands():
    noted = Note((Paragraph(), Table(((Cell((INNER,)),),))))
    outer = Table(((Cell((Paragraph((noted,)),)),),), caption=(NOTE, noted))
    report = Report(body=(Heading(1, (noted,)), outer))
    assert [found.address for found in tables(report)] == [
        "n1/1",
        "n1/1/1,1/1",
        "1",
        "n3/1",
        "n3/1/1,1/1",
        "n4/1",
        "n4/1/1,1/1",
    ]


def test_bookmarks_are_named_in_reading_order():
    assert bookmarks(REPORT) == ["n", "x"]


def test_plain_text_has_a_line_a_block_and_a_tab_between_cells():
    assert text(REPORT).split("\n") == [
        "before", "一", "deep", "a", "b", "（一）", "二", "表", "\tinner", "inner", "c\t", "item",
    ]  # fmt: skip


def test_blocks_in_cells_and_notes_are_walked_too():
    assert sum(isinstance(block, Paragraph) for block in blocks(REPORT)) == 6
