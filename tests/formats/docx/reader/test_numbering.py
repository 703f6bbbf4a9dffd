"""Labels and list items that Word computes from the numbering part (W21)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gireport.model import Heading, ListItem, Text
from support.wordprocessing import lines, list_level, number_properties, numbering_part, paragraph, style

Docx = Callable[..., Any]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("chineseCounting", "%1、", ["一、甲", "二、甲"]),
        ("chineseCountingThousand", "（%1）", ["（一）甲", "（二）甲"]),
        ("ideographTraditional", "%1.", ["甲. 甲", "乙. 甲"]),
        ("decimalEnclosedCircle", "%1", ["① 甲", "② 甲"]),
        ("upperRoman", "%1)", ["I) 甲", "II) 甲"]),
        ("lowerLetter", "%1.", ["a. 甲", "b. 甲"]),
        ("decimal", "%1)", ["1) 甲", "2) 甲"]),
        ("decimal", "第%1条", ["第1条 甲", "第2条 甲"]),
        ("none", "附件：", ["附件：甲", "附件：甲"]),
    ],
)
def test_a_computed_label_is_content(docx: Docx, kind: str, text: str, shown: list[str]) -> None:
    """W21"""
    body = p("甲", number_properties(1)) * 2
    assert lines(docx(body, numbering=numbering_part(list_level(0, kind, text)))) == shown


def test_plain_numbers_and_bullets_are_list_items(docx: Docx) -> None:
    """W21"""
    levels = numbering_part(list_level(0, "decimal", "%1."), list_level(1, "bullet", "\uf0b7"))
    got = docx(
        p("甲", number_properties(1)) + p("乙", number_properties(1, 1)) + p("丙", number_properties(1)),
        numbering=levels,
    )
    assert got.body == (
        ListItem(0, True, 1, (Text("甲"),)),
        ListItem(1, False, None, (Text("乙"),)),
        ListItem(0, True, 2, (Text("丙"),)),
    )
    assert not got.losses


def test_levels_count_and_restart_under_their_parents(docx: Docx) -> None:
    """W21"""
    levels = numbering_part(
        list_level(0, "chineseCounting", "%1、"),
        list_level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        list_level(2, "decimal", "(%3)", '<w:lvlRestart w:val="0"/>'),
    )
    order = [0, 1, 2, 1, 2, 0, 1, 2]
    got = docx("".join(p("x", number_properties(1, level)) for level in order), numbering=levels)
    assert lines(got) == ["一、x", "1.1 x", "(1) x", "1.2 x", "(2) x", "二、x", "2.1 x", "(3) x"]


def test_a_level_without_a_paragraph_begins_with_the_level_below_it(docx: Docx) -> None:
    """W21: after 2.1.1 under 2 Word counts 2.2, and a level 0 that comes late is the second."""
    levels = numbering_part(
        list_level(0, "decimal", "%1)"),
        list_level(1, "decimal", "%1.%2)"),
        list_level(2, "decimal", "%1.%2.%3)"),
    )
    got = docx(
        "".join(p("x", number_properties(1, level)) for level in (1, 0, 2, 1, 0, 2, 2, 1)), numbering=levels
    )
    assert lines(got) == ["1.1) x", "2) x", "2.1.1) x", "2.2) x", "3) x", "3.1.1) x", "3.1.2) x", "3.2) x"]


def test_an_override_of_a_start_applies_to_its_own_level_only(docx: Docx) -> None:
    """W21"""
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    levels = numbering_part(list_level(0, "decimal", "%1)"), list_level(1, "decimal", "%1.%2)"), nums=nums)
    got = docx("".join(p("x", number_properties(2, level)) for level in (1, 0, 0, 1)), numbering=levels)
    assert lines(got) == ["1.1) x", "5) x", "6) x", "6.1) x"]


def test_a_level_without_a_visible_number_has_none_in_deeper_labels(docx: Docx) -> None:
    """W21: `none` in a placeholder is nothing, not nought."""
    levels = numbering_part(
        list_level(0, "none", "%1", '<w:suff w:val="nothing"/>'), list_level(1, "decimal", "%1%2)")
    )
    got = docx(p("甲", number_properties(1)) + p("乙", number_properties(1, 1)), numbering=levels)
    assert lines(got) == ["甲", "1) 乙"]


def test_a_number_without_a_level_stands_on_the_level_of_its_style(docx: Docx) -> None:
    """W21: the number and the level are inherited each for itself."""
    own = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("a", "Item", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>') + style(
        "b", "Linked", own
    )
    levels = numbering_part(
        list_level(0, "chineseCounting", "%1、"),
        list_level(1, "chineseCounting", "（%2）"),
        list_level(2, "decimal", "%3)", '<w:pStyle w:val="b"/>'),
    )
    got = docx(
        p("甲", own)
        + p("乙", f'<w:pStyle w:val="a"/>{own}')
        + p("丙", f'<w:pStyle w:val="b"/>{own}')
        + p("丁", own),
        styles=styles,
        numbering=levels,
    )
    assert lines(got) == ["一、甲", "（一）乙", "1) 丙", "二、丁"]


def test_lists_of_one_definition_continue_its_count_unless_they_override_the_start(docx: Docx) -> None:
    """W21"""
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    got = docx(
        "".join(p("x", number_properties(number)) for number in (1, 2, 3, 3, 0, 1, 99)),
        numbering=numbering_part(list_level(0, "decimal", "(%1)"), nums=nums),
    )
    assert lines(got) == ["(1) x", "(2) x", "(7) x", "(8) x", "x", "(9) x", "x"]


def test_numbering_comes_from_the_style_and_a_heading_keeps_its_label_as_text(docx: Docx) -> None:
    """W21, W22"""
    styles = style("1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style(
        "2", "heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    )
    levels = numbering_part(
        list_level(0, "chineseCounting", "%1、"),
        list_level(1, "decimal", "%2."),
        list_level(2, "bullet", "•"),
    )
    ref = '<w:pStyle w:val="{}"/>'
    got = docx(
        p("总体情况", ref.format(1))
        + p("主动", ref.format(2))
        + p("无号", ref.format(1) + number_properties(0))
        + p("点", ref.format(1) + number_properties(1, 2)),
        styles=styles,
        numbering=levels,
    )
    assert got.body == (
        Heading(1, (Text("一、总体情况"),)),
        Heading(2, (Text("1. 主动"),)),
        Heading(1, (Text("无号"),)),
        Heading(1, (Text("点"),)),
    )


def test_a_definition_may_be_that_of_a_numbering_style(docx: Docx) -> None:
    """W21"""
    definitions = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="s"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="s"><w:name w:val="s"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'  # noqa: E501
        "</w:pPr></w:style>"
    )
    levels = numbering_part(list_level(0, "chineseCounting", "%1、"), nums=definitions)
    assert lines(docx(p("x", number_properties(9)), numbering=levels, styles=styles)) == ["一、x"]


def test_a_numbering_style_that_is_not_defined_is_that_of_the_definition_that_names_it(docx: Docx) -> None:
    """W21: `w:styleLink` says the same from the other side (17.9.27)."""
    definitions = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="s"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>'
    )
    levels = numbering_part(
        '<w:styleLink w:val="s"/>', list_level(0, "chineseCounting", "%1、"), nums=definitions
    )
    assert lines(docx(p("x", number_properties(9)), numbering=levels)) == ["一、x"]


def test_a_level_without_a_start_begins_at_zero(docx: Docx) -> None:
    """W21"""
    bare = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl>'
    assert lines(docx(p("x", number_properties(1)) * 2, numbering=numbering_part(bare))) == ["(0) x", "(1) x"]


def test_a_format_that_pads_with_zeros_is_read_from_an_alternative(docx: Docx) -> None:
    """W21, W24"""
    padded = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert lines(docx(p("x", number_properties(1)) * 2, numbering=numbering_part(padded))) == [
        "009. x",
        "010. x",
    ]


def test_an_unknown_format_and_a_label_that_is_too_long_have_losses(docx: Docx) -> None:
    """W21"""
    got = docx(p("x", number_properties(1)), numbering=numbering_part(list_level(0, "thaiCounting", "%1)")))
    assert lines(got) == ["1) x"]
    assert got.losses == {"list-label": 1, "number-format": 1}
    got = docx(p("x", number_properties(1)), numbering=numbering_part(list_level(0, "decimal", "长" * 300)))
    assert lines(got) == ["长" * 255 + " x"]
    assert got.losses == {"list-label": 1, "too-long": 45}


@pytest.mark.parametrize(
    ("language", "kind", "shown", "noted"),
    [
        ("en-US", "cardinalText", "One", False),
        ("en-US", "ordinalText", "First", False),
        ("zh-CN", "cardinalText", "一", False),  # as LibreOffice shows it
        ("zh-CN", "ordinalText", "1", True),
        ("zh-CN", "ordinal", "1", True),
        ("de-DE", "cardinalText", "1", True),
        ("zh-CN", "upperRoman", "I", False),
    ],
)
def test_a_number_in_words_is_in_the_language_of_the_text_or_noted(
    docx: Docx, language: str, kind: str, shown: str, noted: bool
) -> None:
    defaults = f'<w:lang w:val="{language}" w:eastAsia="zh-CN"/>'
    got = docx(
        p("文", number_properties(1)),
        numbering=numbering_part(list_level(0, kind, "%1)")),
        styles=f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>",
    )
    assert lines(got) == [f"{shown}) 文"]
    assert ("number-format" in got.losses) == noted


def test_the_language_of_a_level_has_priority_over_that_of_the_document(docx: Docx) -> None:
    level = list_level(0, "cardinalText", "%1)").replace(
        "</w:lvl>", '<w:rPr><w:lang w:val="en-GB"/></w:rPr></w:lvl>'
    )
    got = docx(
        p("文", number_properties(1)),
        numbering=numbering_part(level),
        styles='<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>',  # noqa: E501
    )
    assert lines(got) == ["One) 文"]


HUGE = "99999999999"


NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{}"/><w:lvlText w:val="%1)"/></w:lvl>'  # noqa: E501
    '<w:lvl w:ilvl="8"><w:start w:val="1"/><w:lvlText w:val="last %9"/></w:lvl>'
    '<w:lvl w:ilvl="9"><w:start w:val="1"/><w:lvlText w:val="beyond"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def test_a_start_beyond_32_bits_has_a_loss_in_the_numbering_part(docx):
    got = docx(paragraph(NUMBERED.format(0)), numbering=NUMBERING.format(HUGE))
    assert got.body[0].content[0].text == "2147483647) 文"
    assert ("number-range", "word/numbering.xml", "start") in [
        (loss.code, loss.where, loss.detail) for loss in got.records
    ]


def test_a_list_level_below_the_ninth_becomes_the_ninth_with_a_loss(docx):
    got = docx(paragraph(NUMBERED.format(HUGE)), numbering=NUMBERING.format(1))
    assert got.body[0].content[0].text == "last 1 文"
    noted = [(loss.where, loss.detail) for loss in got.records if loss.code == "number-range"]
    assert noted == [("word/document.xml", "ilvl"), ("word/numbering.xml", "ilvl")]
