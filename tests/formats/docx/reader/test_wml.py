"""Numbers that are not numbers, or out of their range, are recorded (ECMA-376 part 1, 22.9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gireport.model import (
    Heading,
    Paragraph,
)
from support.wordprocessing import p, paragraph, texts

Docx = Callable[..., Any]


def test_of_alternatives_the_first_that_is_understood_is_read(docx: Docx) -> None:
    """W24"""
    alternate = (
        "<w:r><mc:AlternateContent xmlns:u='urn:unknown'><mc:Choice Requires='{}'><w:t>新</w:t></mc:Choice>"
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(docx(p(alternate.format("wps")))) == ["新"]
    assert texts(docx(p(alternate.format("u")))) == ["旧"]


HUGE = "99999999999"


@pytest.mark.parametrize("value", [HUGE, "10", "-1", f"-{HUGE}", "x", "", "9" * 5000])
def test_an_outline_level_out_of_range_makes_no_heading_and_has_a_loss(docx, value):
    got = docx(paragraph(f'<w:outlineLvl w:val="{value}"/>') * 3)
    assert all(isinstance(block, Paragraph) for block in got.body)
    (loss,) = got.records
    assert (loss.code, loss.count, loss.where, loss.detail) == (
        "number-range", 3, "word/document.xml", "outlineLvl",
    )  # fmt: skip


@pytest.mark.parametrize("value", ["0", "+0", " 0 ", "00000000000000", "0.0"])
def test_a_number_in_an_unusual_spelling_is_read(docx, value):
    got = docx(paragraph(f'<w:outlineLvl w:val="{value}"/>'))
    assert type(got.body[0]) is Heading
    assert not got.records


def test_an_outline_level_of_a_style_out_of_range_has_a_loss_in_the_styles_part(docx):
    style = (
        f'<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:outlineLvl w:val="{HUGE}"/></w:pPr></w:style>'
    )
    got = docx(paragraph('<w:pStyle w:val="a"/>'), styles=style)
    assert type(got.body[0]) is Paragraph
    assert [(loss.code, loss.where) for loss in got.records] == [("number-range", "word/styles.xml")]
