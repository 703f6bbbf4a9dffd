"""Tracked changes: insertions are read, deletions are recorded, and bookmarks keep their edges (W12, W23)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    PageBreak,
    Paragraph,
    Text,
)
from support.wordprocessing import p, r, texts

Docx = Callable[..., Any]


def test_tracked_changes_are_read_as_accepted(docx: Docx) -> None:
    """W23"""
    got = docx(
        p(
            f'<w:ins w:id="1">{r("新")}</w:ins>',
            '<w:del w:id="2"><w:r><w:delText>旧文</w:delText></w:r></w:del>',
            f'<w:moveTo w:id="3">{r("来")}</w:moveTo>',
            f'<w:moveFrom w:id="4">{r("去")}</w:moveFrom>',
        )
    )
    assert texts(got) == ["新来"]
    assert got.losses == {"tracked-change": 2, "deleted-text": 3}


def test_a_paragraph_whose_mark_is_deleted_continues_in_the_next(docx: Docx) -> None:
    """W23"""
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    got = docx(
        p(r("前"), properties=deleted) + p(r("后")) + p(properties=deleted) + p(r("末"), properties=deleted)
    )
    assert texts(got) == ["前后", "末"]


DELETED_MARK = '<w:rPr><w:del w:id="1"/></w:rPr>'


def test_a_page_break_in_a_paragraph_whose_mark_is_deleted_is_kept(docx: Docx) -> None:
    """W23, W27"""
    page = '<w:r><w:br w:type="page"/></w:r>'
    got = docx(p(r("前"), page, r("中"), properties=DELETED_MARK) + p(r("后")))
    assert got.body == (Paragraph((Text("前"),)), PageBreak(), Paragraph((Text("中后"),)))


BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"


VML_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"


def test_a_text_box_of_a_paragraph_whose_mark_is_deleted_follows_the_joined_one(docx: Docx) -> None:
    """W23, W25"""
    got = docx(p(f"<w:r><w:t>前</w:t>{VML_BOX}</w:r>", properties=DELETED_MARK) + p(r("后")))
    assert texts(got) == ["前后", "框"]


def test_an_edge_after_a_paragraph_whose_mark_is_deleted_stands_where_the_two_join(docx: Docx) -> None:
    """W15, W23"""
    start = '<w:bookmarkStart w:id="1" w:name="A"/>'
    got = docx(p(start, r("前"), properties=DELETED_MARK) + '<w:bookmarkEnd w:id="1"/>' + p(r("后")))
    assert got.body[0].content == (BookmarkStart("A"), Text("前"), BookmarkEnd("A"), Text("后"))
    assert got.losses == {"tracked-change": 1}


MOVED = '<w:{0} w:id="3"><w:r><w:t>{1}</w:t></w:r></w:{0}>'


def test_moved_text_is_not_recorded_as_deleted(docx: Docx) -> None:
    """W23"""
    got = docx(p(MOVED.format("moveFrom", "移走"), r("留")) + p(MOVED.format("moveTo", "移走")))
    assert texts(got) == ["留", "移走"]
    assert got.losses == {"tracked-change": 2}


def test_text_that_is_moved_away_without_a_target_is_deleted(docx: Docx) -> None:
    """W23"""
    away = MOVED.format("moveFrom", "移走")
    got = docx(p(away, r("留")) + p(away) + p(MOVED.format("moveTo", "移走")))
    assert texts(got) == ["留", "", "移走"]
    assert [(loss.code, loss.count, loss.where, loss.detail) for loss in got.records] == [
        ("tracked-change", 2, "", ""),
        ("deleted-text", 2, "word/document.xml, paragraph 2", "“移走”"),
    ]


def test_a_deleted_picture_and_symbol_count_one_each(docx: Docx) -> None:
    """W23"""
    gone = '<w:r><w:drawing/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>字</w:t></w:r>'
    assert docx(p(f'<w:del w:id="1">{gone}</w:del>')).losses == {"deleted-text": 3}


def test_a_bookmark_that_ends_in_a_deleted_run_keeps_its_end_where_the_run_was(docx: Docx) -> None:
    """W14, W23"""
    start, end = '<w:bookmarkStart w:id="7" w:name="a"/>', '<w:bookmarkEnd w:id="7"/>'
    deleted = f'<w:del w:id="1"><w:r><w:delText>旧</w:delText>{end}</w:r></w:del>'
    got = docx(p(start, r("前"), deleted, r("后")))
    assert got.body == (Paragraph((BookmarkStart("a"), Text("前"), BookmarkEnd("a"), Text("后"))),)
    assert got.losses == {"deleted-text": 1}


def test_a_bookmark_that_ends_in_a_deleted_row_keeps_its_end_at_the_paragraph_before(docx: Docx) -> None:
    """W12, W15"""
    start, end = '<w:bookmarkStart w:id="7" w:name="a"/>', '<w:bookmarkEnd w:id="7"/>'
    kept = f"<w:tr><w:tc>{p(start, r('前'))}</w:tc></w:tr>"
    properties = '<w:trPr><w:del w:id="1"/></w:trPr>'
    got = docx(f"<w:tbl>{kept}<w:tr>{properties}<w:tc>{p(r('旧'), end)}</w:tc></w:tr></w:tbl>")
    ((cell,),) = got.table.rows
    assert cell.content == (Paragraph((BookmarkStart("a"), Text("前"), BookmarkEnd("a"))),)
    assert got.losses == {"deleted-text": 1}


def test_a_bookmark_edge_in_a_deletion_among_rows_is_kept(docx: Docx) -> None:
    """W12, W15"""
    start, end = '<w:bookmarkStart w:id="7" w:name="a"/>', '<w:bookmarkEnd w:id="7"/>'
    kept = f"<w:tr><w:tc>{p(start, r('前'))}</w:tc></w:tr>"
    deleted = f'<w:del w:id="1"><w:tr><w:tc>{p(r("旧"), end)}</w:tc></w:tr></w:del>'
    got = docx(f"<w:tbl>{kept}{deleted}</w:tbl>")
    ((cell,),) = got.table.rows
    assert cell.content == (Paragraph((BookmarkStart("a"), Text("前"), BookmarkEnd("a"))),)
    assert set(got.losses) == {"deleted-text"}
