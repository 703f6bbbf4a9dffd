"""Bookmark edges: the rows W14 to W20 of the case sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gireport.model import BookmarkEnd, BookmarkStart, Paragraph, Text

HUGE = "99999999999"


def test_the_columns_of_a_bookmark_beyond_32_bits_are_dropped(docx):
    start = f'<w:bookmarkStart w:id="1" w:name="b" w:colFirst="0" w:colLast="{HUGE}"/>'
    got = docx(f'<w:p>{start}<w:bookmarkEnd w:id="1"/></w:p>')
    assert got.body[0].content[0].columns is None
    assert got.losses == {"bookmark-columns": 1}


Docx = Callable[..., Any]


def start(id_: int, name: str, more: str = "") -> str:
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}" {more}/>'


def end(id_: int) -> str:
    return f'<w:bookmarkEnd w:id="{id_}"/>'


def p(*content: str) -> str:
    return (
        "<w:p>"
        + "".join(part if part[:1] == "<" else f"<w:r><w:t>{part}</w:t></w:r>" for part in content)
        + "</w:p>"
    )


def test_edges_keep_their_positions_in_the_text(docx: Docx) -> None:
    """W14, W17, W19"""
    got = docx(
        p(start(0, "_GoBack"), end(0), "甲", start(1, "A"), "乙") + p(start(2, "B"), end(1), "丙", end(2))
    )
    assert [block.content for block in got.body] == [
        (BookmarkStart("_GoBack"), BookmarkEnd("_GoBack"), Text("甲"), BookmarkStart("A"), Text("乙")),
        (BookmarkStart("B"), BookmarkEnd("A"), Text("丙"), BookmarkEnd("B")),
    ]
    assert not got.losses


def test_edges_between_paragraphs_move_to_the_nearest(docx: Docx) -> None:
    """W15"""
    table = f"<w:tbl>{start(2, 'B')}<w:tr>{end(1)}<w:tc>{p('丙')}{end(2)}</w:tc></w:tr></w:tbl>"
    got = docx(start(1, "A") + p("甲") + table + start(3, "C") + end(3) + p("丁"))
    assert got.body[0].content == (BookmarkStart("A"), Text("甲"), BookmarkEnd("A"))
    assert got.table.rows[0][0].content == (Paragraph((BookmarkStart("B"), Text("丙"), BookmarkEnd("B"))),)
    assert got.body[2].content == (BookmarkStart("C"), BookmarkEnd("C"), Text("丁"))
    assert not got.losses


def test_edges_after_the_last_paragraph_belong_to_it(docx: Docx) -> None:
    """W15"""
    got = docx(p("甲") + start(1, "A") + end(1))
    assert got.body == (Paragraph((Text("甲"), BookmarkStart("A"), BookmarkEnd("A"))),)
    assert docx(start(1, "A") + end(1)).body == (Paragraph((BookmarkStart("A"), BookmarkEnd("A"))),)


def test_a_bookmark_over_columns_keeps_its_range(docx: Docx) -> None:
    """W16"""
    got = docx(p(start(1, "A", 'w:colFirst="1" w:colLast="2"'), end(1)))
    assert got.body[0].content[0] == BookmarkStart("A", (1, 2))
    bad = docx(p(start(1, "A", 'w:colFirst="2" w:colLast="1"'), end(1)))
    assert bad.body[0].content[0] == BookmarkStart("A")
    assert bad.losses == {"bookmark-columns": 1}


def test_edges_without_a_partner_are_repaired(docx: Docx) -> None:
    """W18"""
    got = docx(p(end(7), start(1, "A"), "甲"))
    assert got.body[0].content == (BookmarkStart("A"), BookmarkEnd("A"), Text("甲"))
    assert got.losses == {"bookmark-unpaired": 2}


def test_of_two_bookmarks_of_a_name_the_first_is_kept_with_its_own_end(docx: Docx) -> None:
    """W18"""
    got = docx(p(start(1, "A"), "甲", start(2, "A"), "乙", end(2), "丙", end(1)))
    assert got.body[0].content == (BookmarkStart("A"), Text("甲乙丙"), BookmarkEnd("A"))
    assert got.losses == {"bookmark-duplicate": 1}


def test_an_id_that_is_used_twice_pairs_in_order(docx: Docx) -> None:
    """W18"""
    got = docx(p(start(1, "A"), start(1, "B"), "甲", end(1), end(1)))
    assert got.body[0].content == (
        BookmarkStart("A"),
        BookmarkStart("B"),
        Text("甲"),
        BookmarkEnd("A"),
        BookmarkEnd("B"),
    )
    assert got.losses == {"bookmark-duplicate": 1}
    again = docx(p(start(1, "A"), end(1), start(1, "B"), end(1)))
    assert not again.losses


def test_other_ranges_are_not_bookmarks(docx: Docx) -> None:
    """W20"""
    names = (
        "permStart",
        "commentRangeStart",
        "moveFromRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
    )
    got = docx(p(*(f'<w:{name} w:id="1" w:name="x"/>' for name in names), "甲"))
    assert got.body == (Paragraph((Text("甲"),)),)


def test_ids_of_bookmarks_belong_to_their_part(docx: Docx) -> None:
    notes = f'<w:footnote w:id="1">{p(start(1, "N"), "注", end(1))}</w:footnote>'
    got = docx(p(start(1, "A"), '<w:r><w:footnoteReference w:id="1"/></w:r>', end(1)), footnotes=notes)
    first, note, last = got.body[0].content
    assert (first, last) == (BookmarkStart("A"), BookmarkEnd("A"))
    assert note.content[0].content == (BookmarkStart("N"), Text("注"), BookmarkEnd("N"))
