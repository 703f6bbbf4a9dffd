"""Headings, lists and numbers that Word computes: the rows W21 and W22 of the case sheet."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from gireport.model import Heading, ListItem, PageBreak, Paragraph, Rule, Text

Docx = Callable[..., Any]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def num(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def lvl(level: int, kind: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, nums: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}'
    )


def lines(got: Any) -> list[str]:
    return ["".join(inline.text for inline in block.content) for block in got.body]


def style(id_: str, name: str, properties: str = "", based: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{parent}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


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
    body = p("甲", num(1)) * 2
    assert lines(docx(body, numbering=numbering(lvl(0, kind, text)))) == shown


def test_plain_numbers_and_bullets_are_list_items(docx: Docx) -> None:
    """W21"""
    levels = numbering(lvl(0, "decimal", "%1."), lvl(1, "bullet", "\uf0b7"))
    got = docx(p("甲", num(1)) + p("乙", num(1, 1)) + p("丙", num(1)), numbering=levels)
    assert got.body == (
        ListItem(0, True, 1, (Text("甲"),)),
        ListItem(1, False, None, (Text("乙"),)),
        ListItem(0, True, 2, (Text("丙"),)),
    )
    assert not got.losses


def test_levels_count_and_restart_under_their_parents(docx: Docx) -> None:
    """W21"""
    levels = numbering(
        lvl(0, "chineseCounting", "%1、"),
        lvl(1, "decimal", "%1.%2", "<w:isLgl/>"),
        lvl(2, "decimal", "(%3)", '<w:lvlRestart w:val="0"/>'),
    )
    order = [0, 1, 2, 1, 2, 0, 1, 2]
    got = docx("".join(p("x", num(1, level)) for level in order), numbering=levels)
    assert lines(got) == ["一、x", "1.1 x", "(1) x", "1.2 x", "(2) x", "二、x", "2.1 x", "(3) x"]


def test_a_level_that_is_passed_over_has_begun_with_the_one_below_it(docx: Docx) -> None:
    """W21: after 2.1.1 under 2 Word counts 2.2, and a level 0 that comes late is the second."""
    levels = numbering(lvl(0, "decimal", "%1)"), lvl(1, "decimal", "%1.%2)"), lvl(2, "decimal", "%1.%2.%3)"))
    got = docx("".join(p("x", num(1, level)) for level in (1, 0, 2, 1, 0, 2, 2, 1)), numbering=levels)
    assert lines(got) == ["1.1) x", "2) x", "2.1.1) x", "2.2) x", "3) x", "3.1.1) x", "3.1.2) x", "3.2) x"]


def test_an_override_of_a_start_waits_for_its_own_level(docx: Docx) -> None:
    """W21"""
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    levels = numbering(lvl(0, "decimal", "%1)"), lvl(1, "decimal", "%1.%2)"), nums=nums)
    got = docx("".join(p("x", num(2, level)) for level in (1, 0, 0, 1)), numbering=levels)
    assert lines(got) == ["1.1) x", "5) x", "6) x", "6.1) x"]


def test_a_level_that_shows_no_number_shows_none_in_the_levels_below_it(docx: Docx) -> None:
    """W21: `none` in a placeholder is nothing, not nought."""
    levels = numbering(lvl(0, "none", "%1", '<w:suff w:val="nothing"/>'), lvl(1, "decimal", "%1%2)"))
    got = docx(p("甲", num(1)) + p("乙", num(1, 1)), numbering=levels)
    assert lines(got) == ["甲", "1) 乙"]


def test_a_number_without_a_level_stands_on_the_level_of_its_style(docx: Docx) -> None:
    """W21: the number and the level are inherited each for itself."""
    own = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("a", "Item", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>') + style(
        "b", "Linked", own
    )
    levels = numbering(
        lvl(0, "chineseCounting", "%1、"),
        lvl(1, "chineseCounting", "（%2）"),
        lvl(2, "decimal", "%3)", '<w:pStyle w:val="b"/>'),
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


def test_an_empty_paragraph_that_ends_a_section_has_no_number(docx: Docx) -> None:
    """W21: Word shows the end of the section alone, and counts on after it."""
    levels = numbering(lvl(0, "chineseCounting", "%1、"))
    section = num(1) + "<w:sectPr/>"
    got = docx(
        p("甲", num(1)) + f"<w:p><w:pPr>{section}</w:pPr></w:p>" + p("乙", section) + p("丙", num(1)),
        numbering=levels,
    )
    assert lines(got) == ["一、甲", "", "二、乙", "三、丙"]


def test_numbers_of_one_definition_count_on_unless_they_override_the_start(docx: Docx) -> None:
    """W21"""
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    got = docx(
        "".join(p("x", num(number)) for number in (1, 2, 3, 3, 0, 1, 99)),
        numbering=numbering(lvl(0, "decimal", "(%1)"), nums=nums),
    )
    assert lines(got) == ["(1) x", "(2) x", "(7) x", "(8) x", "x", "(9) x", "x"]


def test_numbering_comes_from_the_style_and_a_heading_keeps_its_label_as_text(docx: Docx) -> None:
    """W21, W22"""
    styles = style("1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style(
        "2", "heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    )
    levels = numbering(lvl(0, "chineseCounting", "%1、"), lvl(1, "decimal", "%2."), lvl(2, "bullet", "•"))
    ref = '<w:pStyle w:val="{}"/>'
    got = docx(
        p("总体情况", ref.format(1))
        + p("主动", ref.format(2))
        + p("无号", ref.format(1) + num(0))
        + p("点", ref.format(1) + num(1, 2)),
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
        '<w:style w:type="numbering" w:styleId="s"><w:name w:val="s"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    levels = numbering(lvl(0, "chineseCounting", "%1、"), nums=definitions)
    assert lines(docx(p("x", num(9)), numbering=levels, styles=styles)) == ["一、x"]


def test_a_numbering_style_that_is_not_defined_is_that_of_the_definition_that_names_it(docx: Docx) -> None:
    """W21: `w:styleLink` says the same from the other side (17.9.27)."""
    definitions = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="s"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>'
    )
    levels = numbering('<w:styleLink w:val="s"/>', lvl(0, "chineseCounting", "%1、"), nums=definitions)
    assert lines(docx(p("x", num(9)), numbering=levels)) == ["一、x"]


@pytest.mark.parametrize(
    ("name", "level"),
    [("heading 3", 3), ("标题 1", 1), ("標題 2", 2), ("Überschrift 4", 4), ("Title", 0), ("标题", 0)],
)
def test_a_heading_is_told_by_its_style_name(docx: Docx, name: str, level: int) -> None:
    """W22"""
    got = docx(
        p("甲", '<w:pStyle w:val="x"/>') + p("乙", '<w:pStyle w:val="y"/>'),
        styles=style("x", name) + style("y", "own", based="x"),
    )
    assert got.body == (Heading(level, (Text("甲"),)), Heading(level, (Text("乙"),)))


def test_a_heading_is_told_by_its_outline_level(docx: Docx) -> None:
    """W22"""
    outline = '<w:outlineLvl w:val="{}"/>'
    got = docx(
        p("甲", outline.format(1))
        + p("乙", '<w:pStyle w:val="x"/>')
        + p("丙", '<w:pStyle w:val="x"/>' + outline.format(9))
        + p("丁", '<w:pStyle w:val="Heading2"/>'),
        styles=style("x", "own", outline.format(0)),
    )
    assert got.body == (
        Heading(2, (Text("甲"),)),
        Heading(1, (Text("乙"),)),
        Paragraph((Text("丙"),)),
        Heading(2, (Text("丁"),)),
    )


def test_alignment_is_direct_or_of_a_style_that_is_not_the_default(docx: Docx) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>' + style("d", "date", '<w:jc w:val="end"/>', based="a")
    )
    got = docx(p("1") + p("2", '<w:jc w:val="distribute"/>') + p("3", '<w:pStyle w:val="d"/>'), styles=styles)
    assert [block.align for block in got.body] == [None, "justify", "right"]


def test_a_bordered_empty_paragraph_is_a_rule(docx: Docx) -> None:
    border = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    none = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
    got = docx(f"<w:p><w:pPr>{border}</w:pPr></w:p><w:p><w:pPr>{none}</w:pPr></w:p>" + p("甲", border))
    assert got.body == (Rule(), Paragraph(), Paragraph((Text("甲"),)))


def test_a_split_list_item_keeps_its_kind_on_its_first_part(docx: Docx) -> None:
    broken = f'<w:p><w:pPr>{num(1)}</w:pPr><w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r></w:p>'
    got = docx(broken, numbering=numbering(lvl(0, "decimal", "%1.")))
    assert got.body == (ListItem(0, True, 1, (Text("甲"),)), PageBreak(), Paragraph((Text("乙"),)))


def test_a_level_without_a_start_begins_at_nought(docx: Docx) -> None:
    """W21"""
    bare = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl>'
    assert lines(docx(p("x", num(1)) * 2, numbering=numbering(bare))) == ["(0) x", "(1) x"]


def test_a_format_that_pads_with_zeros_stands_in_an_alternative(docx: Docx) -> None:
    """W21, W24"""
    padded = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert lines(docx(p("x", num(1)) * 2, numbering=numbering(padded))) == ["009. x", "010. x"]


def test_an_unknown_format_and_a_label_that_is_too_long_are_named(docx: Docx) -> None:
    """W21"""
    got = docx(p("x", num(1)), numbering=numbering(lvl(0, "thaiCounting", "%1)")))
    assert lines(got) == ["1) x"]
    assert got.losses == {"list-label": 1, "number-format": 1}
    got = docx(p("x", num(1)), numbering=numbering(lvl(0, "decimal", "长" * 300)))
    assert lines(got) == ["长" * 255 + " x"]
    assert got.losses == {"list-label": 1, "too-long": 45}


def test_what_is_hidden_or_joined_to_the_next_is_not_counted(docx: Docx) -> None:
    """W21, W23, W32"""
    levels = numbering(lvl(0, "chineseCounting", "%1、"))
    hidden = f"<w:p><w:pPr>{num(1)}<w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>"
    deleted = p("前", num(1) + '<w:rPr><w:del w:id="1"/></w:rPr>')
    got = docx(hidden + deleted + p("后", num(1)) + p("末", num(1)), numbering=levels)
    assert lines(got) == ["一、前后", "二、末"]


def test_a_number_alone_in_a_continuation_is_counted_and_not_shown(docx: Docx) -> None:
    """W02, W21"""
    levels = numbering(lvl(0, "chineseCounting", "%1、"))
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr><w:vMerge {value}/></w:tcPr>{p('', num(1))}</w:tc><w:tc>{p('x')}</w:tc></w:tr>"
        for value in ('w:val="restart"', "")
    )
    got = docx(f"<w:tbl>{rows}</w:tbl>" + p("x", num(1)), numbering=levels)
    assert got.table.rows[0][0].content == (Paragraph((Text("一、"),)),)
    assert got.body[1].content == (Text("三、x"),)
    assert got.losses == {"list-label": 3}


def test_a_list_level_that_its_place_does_not_allow_is_named_where_it_stands(docx: Docx) -> None:
    levels = numbering(lvl(0, "bullet", "•"), lvl(2, "bullet", "▪"))
    got = docx(p("x", num(1)) + p("y", num(1, 2)) + p("z", num(1, 2)), numbering=levels)
    assert [block.level for block in got.body] == [0, 1, 2]
    assert [(loss.code, loss.where) for loss in got.records] == [
        ("list-level", "word/document.xml, paragraph 2")
    ]


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
        p("文", num(1)),
        numbering=numbering(lvl(0, kind, "%1)")),
        styles=f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>",
    )
    assert lines(got) == [f"{shown}) 文"]
    assert ("number-format" in got.losses) == noted


def test_the_language_of_a_level_stands_before_that_of_the_document(docx: Docx) -> None:
    level = lvl(0, "cardinalText", "%1)").replace(
        "</w:lvl>", '<w:rPr><w:lang w:val="en-GB"/></w:rPr></w:lvl>'
    )
    got = docx(
        p("文", num(1)),
        numbering=numbering(level),
        styles='<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>',
    )
    assert lines(got) == ["One) 文"]


def test_styles_inherit_through_any_number_of_others_in_linear_time(docx: Docx) -> None:
    """Law 8: a paragraph in each of so many styles took 20 seconds."""
    many = 20_000
    chain = "".join(style(f"S{number}", f"S{number}", "", f"S{number + 1}") for number in range(many))
    last = style(f"S{many}", "heading 2", '<w:jc w:val="center"/>')
    body = "".join(p("文", f'<w:pStyle w:val="S{number}"/>') for number in range(many))
    start = time.process_time()
    got = docx(body, styles=chain + last)
    assert time.process_time() - start < 6
    assert set(got.body) == {Heading(2, (Text("文"),))}


def test_styles_that_are_based_on_one_another_end_there(docx: Docx) -> None:
    loop = style("A", "甲", "", "B") + style("B", "heading 3", "", "A")
    got = docx(p("文", '<w:pStyle w:val="A"/>'), styles=loop)
    assert got.body == (Heading(3, (Text("文"),)),)
