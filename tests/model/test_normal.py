"""The normal form: one shape for each content."""

from __future__ import annotations

import pytest
from hypothesis import given

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    LimitError,
    LineBreak,
    ListItem,
    Meta,
    ModelError,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Resource,
    Table,
    Text,
    normal,
)
from gireport.model.bookmarks import without
from gireport.testing.strategies import RESOURCES, reports


def body(*blocks, notify=None):
    return normal(Report(body=blocks), notify).body


def paragraph(*inlines, notify=None):
    return body(Paragraph(inlines), notify=notify)[0].content


class Heard(list):
    def __call__(self, code, where, count):
        self.append((code, where, count))


@given(reports())
def test_normal_settles_at_once(report):
    """Law 3: normal(normal(r)) == normal(r)."""
    heard = Heard()
    assert normal(report, heard) == report
    assert not heard
    assert hash(normal(report)) == hash(report)


def test_neighbouring_texts_of_one_kind_become_one():
    assert paragraph(Text("甲"), Text(""), Text("乙"), Text("丙", ("bold",))) == (
        Text("甲乙"),
        Text("丙", ("bold",)),
    )


def test_a_line_end_in_a_text_is_a_line_break():
    assert paragraph(Text("a\r\nb\rc\n")) == (
        Text("a"),
        LineBreak(),
        Text("b"),
        LineBreak(),
        Text("c"),
        LineBreak(),
    )


def test_marks_stand_in_one_order_and_superscript_wins():
    assert paragraph(Text("x", ("subscript", "italic", "bold", "superscript", "bold"))) == (
        Text("x", ("bold", "italic", "superscript")),
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JaVa\tScRiPt:x", "\x01vbscript:x", "data:text/html,x", "\njavascript\n:x"],
)
def test_a_link_that_could_run_a_script_is_dropped_and_noted(address):
    heard = Heard()
    if "\x01" in address:
        with pytest.raises(ModelError):
            paragraph(Text("x", link=address))
        return
    assert paragraph(Text("x", link=address), notify=heard) == (Text("x"),)
    assert heard == [("unsafe-link", "paragraph 1", 1)]


def test_a_relative_link_that_only_looks_like_a_scheme_is_kept():
    assert paragraph(Text("x", link="./javascript:x"))[0].link == "./javascript:x"


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_character_that_xml_forbids_is_refused_with_its_path(char):
    with pytest.raises(ModelError) as caught:
        paragraph(Text("ok"), Text(f"a{char}", ("bold",)))
    assert caught.value.where == "$.body[0].content[1].text"
    assert f"U+{ord(char):04X}" in caught.value.cause


def test_an_end_without_a_start_goes_and_a_start_without_an_end_becomes_a_point():
    heard = Heard()
    got = paragraph(BookmarkEnd("a"), Text("x"), BookmarkStart("b"), Text("y"), notify=heard)
    assert got == (Text("x"), BookmarkStart("b"), BookmarkEnd("b"), Text("y"))
    assert [code for code, _, _ in heard] == ["bookmark-unpaired"] * 2


def test_of_two_bookmarks_with_one_name_the_first_is_kept():
    """W18: Word keeps the first."""
    heard = Heard()
    got = paragraph(
        BookmarkStart("a"),
        Text("1"),
        BookmarkEnd("a"),
        Text("2"),
        BookmarkStart("a"),
        Text("3"),
        BookmarkEnd("a"),
        notify=heard,
    )
    assert got == (BookmarkStart("a"), Text("1"), BookmarkEnd("a"), Text("23"))
    assert [code for code, _, _ in heard] == ["bookmark-duplicate"]


def test_overlapping_bookmarks_are_left_alone():
    edges = (BookmarkStart("a"), BookmarkStart("b"), BookmarkEnd("a"), BookmarkEnd("b"))
    assert paragraph(*edges) == edges


def test_a_bookmark_does_not_leave_its_note():
    heard = Heard()
    got = paragraph(BookmarkStart("a"), Note((Paragraph((BookmarkEnd("a"), Text("n"))),)), notify=heard)
    assert got == (BookmarkStart("a"), BookmarkEnd("a"), Note((Paragraph((Text("n"),)),)))
    assert len(heard) == 2


def test_a_note_in_a_note_is_appended_to_it():
    heard = Heard()
    inner = Note((Paragraph((Text("inner"),)),))
    got = paragraph(Note((Paragraph((Text("outer"), inner)), PageBreak())), notify=heard)
    assert got == (Note((Paragraph((Text("outer"),)), Paragraph((Text("inner"),)))),)
    assert [code for code, _, _ in heard] == ["note-nested", "page-break-in-note"]


def test_a_cell_with_one_plain_empty_paragraph_is_empty():
    row = (Cell((Paragraph(),)), Cell((Paragraph(align="right"),)), Cell((Paragraph(), Paragraph())))
    assert body(Table((row,)))[0].rows == ((Cell(), row[1], row[2]),)


def test_a_ragged_table_becomes_a_rectangle_with_a_note():
    heard = Heard()
    (table,) = body(Table(((Cell(colspan=3),), (Cell(),))), notify=heard)
    assert table.rows == ((Cell(colspan=3),), (Cell(), Cell(), Cell()))
    assert heard == [("grid-filled", "table 1 row 2", 2)]


def test_a_table_without_slots_vanishes_and_leaves_its_caption():
    heard = Heard()
    assert body(Table((), caption=(Text("表"),)), notify=heard) == (Paragraph((Text("表"),)),)
    assert heard == [("table-empty", "table 1", 1)]


def test_header_rows_and_columns_grow_to_what_reaches_out_of_them():
    rows = ((Cell(rowspan=2), Cell(), Cell()), (Cell(), Cell()), (Cell(colspan=2), Cell()))
    (table,) = body(Table(rows, header_rows=1, header_columns=1))
    assert (table.header_rows, table.header_columns) == (2, 2)
    (table,) = body(Table(rows, header_rows=9, header_columns=1))
    assert (table.header_rows, table.header_columns) == (3, 0)


def test_list_levels_start_at_nought_and_grow_by_one():
    heard = Heard()
    got = body(ListItem(2), ListItem(2), ListItem(5), Paragraph(), ListItem(1), notify=heard)
    assert [item.level for item in got if isinstance(item, ListItem)] == [0, 1, 2, 0]
    assert [code for code, _, _ in heard] == ["list-level"] * 4


def test_ordered_items_without_numbers_are_counted_and_bullets_have_none():
    got = body(
        ListItem(0, True, 4),
        ListItem(0, True),
        ListItem(1, True),
        ListItem(0, True),
        ListItem(0, False, 7),
        ListItem(0, True),
    )
    assert [item.number for item in got] == [4, 5, 1, 6, None, 1]


def test_keywords_are_split_at_separators_and_empty_metadata_is_absent():
    got = normal(
        Report(
            Meta(title="", keywords=("a, b；c", " "), language="", extra={"k": "", "z": "1", "b": "x\r\ny"})
        )
    )
    assert got.meta == Meta(keywords=("a", "b", "c"), extra={"b": "x\ny", "z": "1"})
    assert list(got.meta.extra) == ["b", "z"]


def test_only_pictures_that_are_shown_are_kept():
    key = next(iter(RESOURCES))
    report = normal(Report(body=(Paragraph((Image(key),)),), resources=RESOURCES))
    assert list(report.resources) == [key]


def test_a_picture_that_is_not_there_or_not_its_name_is_refused():
    key = next(iter(RESOURCES))
    with pytest.raises(ModelError, match="resources lack"):
        normal(Report(body=(Paragraph((Image(key),)),)))
    with pytest.raises(ModelError, match="SHA-256"):
        normal(Report(body=(Paragraph((Image(key),)),), resources={key: Resource("image/png", b"x")}))


@pytest.mark.parametrize(
    ("block", "where"),
    [
        (Heading(10), "$.body[0].level"),
        (ListItem(9), "$.body[0].level"),
        (ListItem(0, True, -1), "$.body[0].number"),
        (Paragraph((Image("a.png", width=0),)), "$.body[0].content[0].width"),
        (Paragraph((Text("x", ("huge",)),)), "$.body[0].content[0].marks"),
        (Paragraph((), "middle"), "$.body[0].align"),
        (Text("straight in the body"), "$.body[0]"),
    ],
)
def test_a_number_out_of_its_range_is_refused_with_its_path(block, where):
    with pytest.raises(ModelError) as caught:
        body(block)
    assert caught.value.where == where


def test_tables_nested_too_deep_are_refused():
    table = Table(((Cell(),),))
    for _ in range(40):
        table = Table(((Cell((table,)),),))
    with pytest.raises(LimitError, match="nest deeper"):
        body(table)


@given(reports())
def test_bookmarks_can_be_dropped_by_pattern(report):
    """W19"""
    dropped = without(report, "*")
    assert normal(dropped) == dropped
    assert "BookmarkStart(" not in repr(dropped)


def test_only_the_bookmarks_that_match_are_dropped():
    report = Report(
        body=(
            Paragraph(
                (
                    BookmarkStart("_Toc1"),
                    Text("a"),
                    BookmarkEnd("_Toc1"),
                    BookmarkStart("b"),
                    Text("c"),
                    BookmarkEnd("b"),
                )
            ),
        )
    )
    assert without(report, "_Toc*").body == (
        Paragraph((Text("a"), BookmarkStart("b"), Text("c"), BookmarkEnd("b"))),
    )


def test_the_text_of_a_picture_that_is_dropped_has_its_lines():
    assert paragraph(Image("javascript:x", "a\nb")) == (Text("a"), LineBreak(), Text("b"))


def test_a_note_left_without_its_bookmark_is_empty():
    note = Note((Paragraph((BookmarkStart("x"), BookmarkEnd("x"))),))
    assert without(Report(body=(Paragraph((note,)),)), "x").body == (Paragraph((Note(),)),)


def test_a_picture_without_bytes_is_refused():
    key = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    with pytest.raises(ModelError, match="no bytes"):
        normal(Report(body=(Paragraph((Image(key),)),), resources={key: Resource("image/png", b"")}))


def test_equal_metadata_has_equal_hashes():
    assert hash(Meta(extra={"a": "1", "b": "2"})) == hash(Meta(extra={"b": "2", "a": "1"}))
