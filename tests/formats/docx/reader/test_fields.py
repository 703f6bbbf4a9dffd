"""Fields: which text is an instruction, which a result, and which results are shown (W28)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gireport.model import (
    Text,
)
from support.wordprocessing import field, field_character, p, r, texts

Docx = Callable[..., Any]


@pytest.mark.parametrize(
    ("code", "link"),
    [
        ('HYPERLINK "http://a.cn/b"', "http://a.cn/b"),
        (' HYPERLINK  \\l "第一" \\h ', "#第一"),
        ('HYPERLINK "http://a.cn/" \\l "x" \\o "tip"', "http://a.cn/#x"),
        ('HYPERLINK "C:\\\\a\\\\b.doc"', "C:\\a\\b.doc"),
    ],
)
def test_a_hyperlink_field_is_a_link(docx: Docx, code: str, link: str) -> None:
    """W26"""
    got = docx(p(r("见"), field(code, r("此")), r("。")))
    assert got.body[0].content == (Text("见"), Text("此", link=link), Text("。"))
    assert not got.losses


def test_fields_show_their_results_and_nest_over_paragraphs(docx: Docx) -> None:
    """W26"""
    inner = field("PAGEREF _Toc1 \\h", r("3"))
    begin = f"{field_character('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{field_character('separate')}"  # noqa: E501
    got = docx(
        p(begin, r("一、总体情况"), f"<w:r><w:tab/></w:r>{inner}")
        + p(r("二、"), field_character("end"), r("尾"))
    )
    assert texts(got) == ["一、总体情况\t3", "二、尾"]
    assert got.losses == {"field": 1, "generated-index": 1}


def test_text_in_a_nested_instruction_is_not_content(docx: Docx) -> None:
    """W26"""
    code = (
        f"{field_character('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{field('MERGEFIELD x', r('隐'))}"
    )
    got = docx(p(code, field_character("separate"), r("显"), field_character("end")))
    assert texts(got) == ["显"]


def test_a_result_in_an_element_for_instructions_is_shown(docx: Docx) -> None:
    """W26: what follows the separator is the result; what belongs to no field is none."""
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    got = docx(p(field("DOCVARIABLE a", code.format("星期日")), code.format("stray"), r("后")))
    assert texts(got) == ["星期日后"]
    nested = p(
        field_character("begin"),
        code.format("IF "),
        field("A", code.format("b")),
        field_character("separate"),
        r("c"),
        field_character("end"),
    )
    assert texts(docx(nested)) == ["c"]


def test_a_field_without_an_end_hides_nothing(docx: Docx) -> None:
    """W26"""
    got = docx(
        p(field_character("begin"), "<w:r><w:instrText>PAGE</w:instrText></w:r>", r("甲")) + p(r("乙"))
    )
    assert texts(got) == ["甲", "乙"]
