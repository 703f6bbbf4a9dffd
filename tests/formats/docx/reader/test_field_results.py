"""Fields without a stored result: what can be computed is shown, what cannot is recorded (W45)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from support.wordprocessing import field, field_character, p, r, texts

Docx = Callable[..., Any]


def test_simple_fields_check_boxes_and_circled_characters_show_what_word_shows(docx: Docx) -> None:
    """W26"""
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
        f"</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>{field_character('end')}"
    )
    circled = f"{field_character('begin')}<w:r><w:instrText>eq \\o\\ac(○,1)</w:instrText></w:r>{field_character('end')}"  # noqa: E501
    got = docx(p(f'<w:fldSimple w:instr="SEQ 表">{r("2")}</w:fldSimple>', box, circled))
    assert texts(got) == ["2☒○1"]


def empty(code: str) -> str:
    return f"{field_character('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{field_character('separate')}{field_character('end')}"  # noqa: E501


def test_a_sequence_without_a_number_is_counted_and_has_a_loss(docx: Docx) -> None:
    """W45"""
    codes = ("SEQ 表", "SEQ 图", "SEQ 表 \\* ROMAN", "SEQ 表 \\c", "SEQ 表 \\r 9", "SEQ 表 \\h", "SEQ 表")
    got = docx(p(*(f"{empty(code)}{r('|')}" for code in codes)))
    assert texts(got) == ["1|1|II|2|9||11|"]
    assert got.losses["field-computed"] == 6
    assert "field-empty" not in got.losses


def test_a_stored_number_of_a_sequence_sets_the_count(docx: Docx) -> None:
    """W45"""
    assert texts(docx(p(field("SEQ 表", r("7")), empty("SEQ 表")))) == ["78"]


def test_a_reference_without_a_result_shows_its_bookmark(docx: Docx) -> None:
    """W45"""
    mark = f'<w:bookmarkStart w:id="1" w:name="_Ref1"/>{r("图")}{empty("SEQ 图")}<w:bookmarkEnd w:id="1"/>'
    got = docx(p(empty("REF _Ref1 \\h"), r("|"), empty("REF _Ref1 \\p"), r("|"), empty("REF x")) + p(mark))
    assert texts(got)[0] == "图1||"
    assert [loss.detail for loss in got.records if loss.code == "field-empty"] == ["REF _Ref1 \\p", "REF x"]


@pytest.mark.parametrize("code", ["PAGE", "DATE \\@ yyyy", "PAGEREF a", "SEQ 表 \\s 1", "SEQ 表 \\* Ordinal"])
def test_a_field_that_only_word_can_compute_has_a_loss_where_it_is_empty(docx: Docx, code: str) -> None:
    """W45"""
    got = docx(p(empty(code)) + p("<w:r><w:yearLong/></w:r>"))
    assert [loss.detail for loss in got.records if loss.code == "field-empty"] == [code, "yearLong"]


@pytest.mark.parametrize("code", ["IF 1 = 2 甲", "MERGEFIELD 名", "TC 甲"])
def test_a_field_that_may_show_nothing_has_no_loss_where_it_is_empty(docx: Docx, code: str) -> None:
    """W45"""
    assert "field-empty" not in docx(p(empty(code))).losses


@pytest.mark.parametrize("code", ["AUTONUM", "LISTNUM", "NUMPAGES", "REF x"])
def test_a_field_without_a_result_has_a_loss_with_its_name(docx: Docx, code: str) -> None:
    """W26"""
    begun = f"{field_character('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{field_character('end')}"
    got = docx(p(r("甲"), begun))
    assert [loss.detail for loss in got.records if loss.code == "field-empty"] == [code]


@pytest.mark.parametrize("code", ["XE 词", "TC 目", "SET a 1"])
def test_a_field_that_never_shows_anything_has_no_loss(docx: Docx, code: str) -> None:
    """W26"""
    begun = f"{field_character('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{field_character('end')}"
    assert docx(p(r("甲"), begun)).losses == {"field": 1}
