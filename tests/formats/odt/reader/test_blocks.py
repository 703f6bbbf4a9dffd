"""Headings, lists, sections and indexes of OpenDocument files: rows O11, O12, O15."""

from __future__ import annotations

import time

import pytest

from gireport.formats.odt.reader import read
from gireport.losses import Losses
from gireport.model import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Rule,
    Text,
)
from gireport.model.walk import text
from gireport.testing import laws
from support.odf import flat, reading


def blocks(body: str, automatic: str = "", common: str = "") -> tuple[tuple[Block, ...], list[str]]:
    report, losses = reading(flat(body, automatic, common))
    return report.body, [code for code, _ in losses]


def numbers(name: str, *levels: str) -> str:
    """A list style with these attributes for its levels; empty ones are bullets."""
    inside = "".join(
        f'<text:list-level-style-number text:level="{level}" {attributes}/>'
        if attributes
        else f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•"/>'
        for level, attributes in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{inside}</text:list-style>'


PLAIN = 'style:num-format="1" style:num-suffix="."'
STYLES = (
    numbers("N", PLAIN, PLAIN)
    + numbers("B", "", "")
    + numbers("C", 'style:num-format="一, 二, 三, ..." style:num-suffix="、"', PLAIN)
)


def item(*content: str, attributes: str = "") -> str:
    return f"<text:list-item {attributes}>{''.join(content)}</text:list-item>"


def items(style: str, *content: str, attributes: str = "") -> str:
    return f'<text:list text:style-name="{style}" {attributes}>{"".join(content)}</text:list>'


def p(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def t(text: str) -> tuple[Text]:
    return (Text(text),)


def test_headings_have_the_level_that_they_state() -> None:
    """O11"""
    body = "".join(f'<text:h text:outline-level="{level}">{level}</text:h>' for level in (1, 2, 9))
    found, losses = blocks(f"{body}<text:h>0</text:h>")
    assert found == (Heading(1, t("1")), Heading(2, t("2")), Heading(9, t("9")), Heading(1, t("0")))
    assert losses == []


def test_paragraphs_are_headings_by_the_style_they_come_from() -> None:
    """O11, W22"""
    common = (
        '<style:style style:name="Title" style:family="paragraph"/>'
        '<style:style style:name="X" style:display-name="标题 2" style:family="paragraph"/>'
        '<style:style style:name="Y" style:family="paragraph" style:parent-style-name="X"/>'
        '<style:style style:name="Z" style:family="paragraph" style:parent-style-name="X" style:default-outline-level=""/>'  # noqa: E501
    )
    found, _ = blocks(p("a", "Title") + p("b", "Y") + p("c", "Z"), common=common)
    assert found == (Heading(0, t("a")), Heading(2, t("b")), Paragraph(t("c")))


def test_the_outline_style_numbers_headings() -> None:
    """O11, W21"""
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="一" style:num-suffix="、"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        '<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
    )
    body = "".join(
        f'<text:h text:outline-level="{level}" {more}>{name}</text:h>'
        for level, name, more in (
            (1, "甲", ""),
            (2, "a", ""),
            (2, "b", ""),
            (1, "无", 'text:is-list-header="true"'),
            (1, "乙", ""),
            (2, "c", 'text:restart-numbering="true" text:start-value="7"'),
            (3, "d", ""),
        )
    )
    found, losses = blocks(body, common=outline)
    texts = [block.content[0].text for block in found]  # type: ignore[union-attr]
    assert texts == ["一、甲", "一.1 a", "一.2 b", "无", "二、乙", "二.7 c", "d"]
    assert losses == []


def test_a_heading_that_is_an_items_or_refuses_a_list_has_no_outline_number() -> None:
    """O11, W21"""
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/></text:outline-style>'  # noqa: E501
        '<style:style style:name="A" style:family="paragraph" style:list-style-name="B"/>'
        '<style:style style:name="R" style:family="paragraph" style:parent-style-name="A" style:list-style-name=""/>'  # noqa: E501
    )
    body = (
        '<text:h text:outline-level="1">甲</text:h>'
        "<text:list><text:list-header><text:h>乙</text:h></text:list-header></text:list>"
        '<text:h text:style-name="R">丙</text:h><text:h>丁</text:h>'
    )
    found, _ = blocks(body, common=outline)
    assert [text((block,)) for block in found] == ["1. 甲", "乙", "丙", "2. 丁"]


def test_a_list_of_the_outline_style_counts_with_the_headings() -> None:
    """O11, W21: LibreOffice puts a heading with a list's marks into a list of that style."""
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="一" style:num-suffix="、"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'  # noqa: E501
    )
    deeper = items("Outline", item(items("Outline", item('<text:h text:outline-level="2">{}</text:h>'))))
    body = (
        '<text:h text:outline-level="1">甲</text:h>' + deeper.format("a") + deeper.format("b")
        + items("Outline", item('<text:h text:outline-level="1">乙</text:h>'))
        + '<text:h text:outline-level="2">c</text:h>'
    )  # fmt: skip
    found, _ = blocks(body, common=outline)
    assert [text((block,)) for block in found] == ["一、甲", "一.1 a", "一.2 b", "二、乙", "二.1 c"]


def test_items_are_bullets_plain_numbers_or_text() -> None:
    """O11, W21"""
    found, losses = blocks(
        items("B", item(p("a"), items("N", item(p("b")), item(p("c"))))) + items("C", item(p("d"))), STYLES
    )
    assert found == (
        ListItem(0, False, None, t("a")),
        ListItem(1, True, 1, t("b")),
        ListItem(1, True, 2, t("c")),
        Paragraph(t("一、d")),
    )
    assert losses == ["list-label"]


def test_lists_start_anew_unless_they_continue_another_one() -> None:
    """O11"""
    found, _ = blocks(
        items("N", item(p("a")), item(p("b")), attributes='xml:id="L"')
        + items("N", item(p("c")))
        + items("N", item(p("d")), attributes='text:continue-numbering="true"')
        + items("N", item(p("e")), attributes='text:continue-list="L"')
        + items("N", item(p("f"), attributes='text:start-value="9"'), item(p("g"))),
        STYLES,
    )
    assert [block.number for block in found if isinstance(block, ListItem)] == [1, 2, 1, 2, 3, 9, 10]


def test_a_list_continues_the_last_one_of_its_style_whatever_stands_between() -> None:
    """O11: as Word writes its lists."""
    found, _ = blocks(
        items("N", item(p("a")))
        + items("B", item(p("b")))
        + items("N", item(p("c")), attributes='text:continue-numbering="true"'),
        STYLES,
    )
    assert [block.number for block in found if isinstance(block, ListItem)] == [1, None, 2]


def test_a_level_that_is_skipped_has_begun_with_the_one_below_it() -> None:
    """O11, W21: an item that holds nothing but deeper items."""
    style = numbers("M", *(f'style:num-format="1" text:display-levels="{level}"' for level in (1, 2, 3)))
    on = 'text:continue-numbering="true"'
    found, _ = blocks(
        items("M", item(items("M", item(p("a")))))
        + items("M", item(p("b"), items("M", item(items("M", item(p("c")))), item(p("d")))), attributes=on),
        style,
    )
    assert [text((block,)) for block in found] == ["1.1 a", "2 b", "2.1.1 c", "2.2 d"]


def test_a_list_that_continues_does_so_at_its_deeper_levels() -> None:
    """O11"""
    deeper = items("N", item(p("b")), item(p("c")))
    found, _ = blocks(
        items("N", item(p("a"), deeper), attributes='xml:id="L"')
        + p("between")
        + items("N", item(items("N", item(p("d")))), attributes='text:continue-list="L"'),
        STYLES,
    )
    assert [block.number for block in found if isinstance(block, ListItem)] == [1, 1, 2, 3]


def test_only_the_first_paragraph_of_an_item_has_its_label() -> None:
    """O11"""
    found, _ = blocks(
        items(
            "N",
            "<text:list-header><text:p>head</text:p></text:list-header>",
            item(p("a"), p("b")),
            item(p("c")),
        ),
        STYLES,
    )
    assert found == (
        Paragraph(t("head")),
        ListItem(0, True, 1, t("a")),
        Paragraph(t("b")),
        ListItem(0, True, 2, t("c")),
    )


def test_labels_of_several_levels_follow_the_template() -> None:
    """O11"""
    style = numbers("M", 'style:num-format="1"', 'style:num-format="a" loext:num-list-format="(%1%-%2%)"')
    found, _ = blocks(items("M", item(p("x"), items("M", item(p("y"))))), style)
    assert [block.content[0].text for block in found] == ["1 x", "(1-a) y"]  # type: ignore[union-attr]


def test_a_level_without_a_number_shows_what_stands_round_it_and_leaves_no_gap_below() -> None:
    """O11, W21"""
    own = 'style:num-format="" style:num-prefix="附件：" loext:num-list-format="附件：%1%"'
    style = numbers(
        "M", own, 'style:num-format="1"', 'style:num-format="1" loext:num-list-format="%1%.%2%.%3%"'
    )
    found, _ = blocks(items("M", item(p("x"), items("M", item(p("y"), items("M", item(p("z"))))))), style)
    assert [text((block,)) for block in found] == ["附件：x", "1 y", "1.1 z"]


@pytest.mark.parametrize(("sample", "shown"), [("01, 02, 03, ...", "07、"), ("001, 002, 003, ...", "007、")])
def test_a_number_may_have_zeros_before_it(sample: str, shown: str) -> None:
    """O11"""
    style = numbers("M", f'style:num-format="{sample}" style:num-suffix="、" text:start-value="7"')
    assert text(blocks(items("M", item(p("x"))), style)[0]) == f"{shown}x"


def test_a_list_of_a_style_without_a_definition_has_bullets() -> None:
    """O11"""
    assert blocks(items("?", item(p("a"))))[0] == (ListItem(0, False, None, t("a")),)


def test_numbered_paragraphs_are_items_of_the_list_they_name() -> None:
    """O11"""
    one = '<text:numbered-paragraph text:list-id="q" text:style-name="N">{}</text:numbered-paragraph>'
    found, _ = blocks(one.format(p("a")) + p("x") + one.format(p("b")), STYLES)
    assert [block.number for block in found if isinstance(block, ListItem)] == [1, 2]


def test_tracked_changes_are_read_as_accepted() -> None:
    """O12"""
    changes = (
        '<text:tracked-changes><text:changed-region xml:id="a"><text:deletion><office:change-info><dc:creator>甲</dc:creator>'  # noqa: E501
        "</office:change-info><text:p>删去</text:p></text:deletion></text:changed-region>"
        "<text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    report, losses = reading(
        flat(
            changes
            + '<text:p/><text:p>留<text:change text:change-id="a"/><text:change-start/>加<text:change-end/></text:p>'  # noqa: E501
        )
    )
    assert report.body == (Paragraph(), Paragraph(t("留加")))
    assert losses == [("tracked-change", ""), ("deleted-text", "the document, paragraph 2")]


@pytest.mark.parametrize(
    ("gone", "place", "noted"),
    [
        ("<text:p>删去</text:p>", '<text:change text:change-id="a"/>', ("deleted-text", 2, "the document, paragraph 1")),  # noqa: E501
        ("<text:p>删</text:p><text:p>去了</text:p>", "", ("deleted-text", 3, "the document, a tracked change")),  # noqa: E501
        ("<text:p><draw:frame><draw:image/></draw:frame></text:p>", "", ("deleted-text", 1, "the document, a tracked change")),  # noqa: E501
        ("<text:p/><text:p/>", '<text:change text:change-id="a"/>', ("tracked-change", 1, "")),
    ],
)  # fmt: skip
def test_a_deletion_counts_its_characters_and_stands_where_they_stood(
    gone: str, place: str, noted: tuple[str, int, str]
) -> None:
    """O12"""
    region = f'<text:changed-region xml:id="a"><text:deletion>{gone}</text:deletion></text:changed-region>'
    losses = Losses()
    data = flat(f"<text:tracked-changes>{region}</text:tracked-changes><text:p>留{place}</text:p>")
    read(data, losses)
    assert [(loss.code, loss.count, loss.where) for loss in losses] == [noted]


def test_sections_are_transparent_and_indexes_keep_their_body() -> None:
    """O15"""
    index = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>模板</text:index-title-template>"
        "</text:table-of-content-source><text:index-body><text:index-title><text:p>目录</text:p></text:index-title>"
        "<text:p>一<text:tab/>1</text:p></text:index-body></text:table-of-content>"
    )
    found, losses = blocks(f"<text:section><text:section>{p('a')}</text:section>{index}</text:section>")
    assert found == (Paragraph(t("a")), Paragraph(t("目录")), Paragraph(t("一\t1")))
    assert losses == ["generated-index"]


def test_the_place_of_an_index_is_its_first_paragraph() -> None:
    """O15"""
    index = f"<text:table-of-content><text:index-body>{p('目录')}</text:index-body></text:table-of-content>"
    _, losses = reading(flat(index))
    assert losses == [("generated-index", "the document, paragraph 1")]


def test_a_hidden_section_is_left_out_but_its_bookmarks_stay() -> None:
    """O15, W32"""
    found, losses = blocks(
        '<text:section text:display="none"><text:p>x<text:bookmark text:name="b"/></text:p></text:section>'
        + p("y")
    )
    assert found == (Paragraph((BookmarkStart("b"), BookmarkEnd("b"), Text("y"))),)
    assert losses == ["hidden-text"]


BREAKS = "".join(
    f'<style:style style:name="{name}" style:family="paragraph" {more}><style:paragraph-properties {own}/></style:style>'  # noqa: E501
    for name, own, more in (
        ("Before", 'fo:break-before="page"', ""),
        ("After", 'fo:break-after="page"', ""),
        ("New", "", 'style:master-page-name="Landscape"'),
    )
)


def test_breaks_that_automatic_styles_ask_for_are_page_breaks_but_not_at_the_start() -> None:
    found, _ = blocks(p("a", "Before") + p("b", "Before") + p("c", "After") + p("d", "New"), BREAKS)
    assert found == (
        Paragraph(t("a")),
        PageBreak(),
        Paragraph(t("b")),
        Paragraph(t("c")),
        PageBreak(),
        PageBreak(),
        Paragraph(t("d")),
    )


def test_alignment_is_what_the_paragraph_asks_for_and_not_the_look_of_a_house_style() -> None:
    common = (
        '<style:style style:name="Text_20_body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"/></style:style>'  # noqa: E501
        '<style:style style:name="Own" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>'  # noqa: E501
    )
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Text_20_body"><style:paragraph-properties fo:text-align="center"/></style:style>'  # noqa: E501
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Own"><style:text-properties fo:font-weight="bold"/></style:style>'  # noqa: E501
    )
    found, _ = blocks(p("a", "Text_20_body") + p("b", "P1") + p("c", "P2"), automatic, common)
    assert found == (
        Paragraph(t("a")),
        Paragraph(t("b"), "center"),
        Paragraph((Text("c", ("bold",)),), "right"),
    )


def test_an_empty_paragraph_of_the_line_style_is_a_rule() -> None:
    common = '<style:style style:name="Horizontal_20_Line" style:family="paragraph"/>'
    assert blocks(p("", "Horizontal_20_Line") + p("x", "Horizontal_20_Line"), common=common)[0] == (
        Rule(),
        Paragraph(t("x")),
    )


def test_characters_where_none_may_stand_are_content() -> None:
    assert blocks("<text:section>stray</text:section>tail")[0] == (
        Paragraph(t("stray")),
        Paragraph(t("tail")),
    )


@pytest.mark.parametrize(
    "nested",
    [
        ("text:p", "text:span"),
        ("text:section",),
        ("text:list", "text:list-item"),
        ("table:table", "table:table-row", "table:table-cell"),
        ("text:p", "draw:frame", "draw:text-box"),
        ("text:p", "draw:g"),
        ("text:p", "text:note", "text:note-body"),
        ("text:p", "text:ruby"),
        ("text:table-of-content", "text:index-body"),
        (
            "text:p",
            "draw:frame",
            "table:table",
            "table:table-row",
            "table:table-cell",
            "text:list",
            "text:list-item",
        ),
        ("office:unknown",),
    ],
    ids="-".join,
)
@pytest.mark.parametrize("repeated", [0, -1], ids=["all", "last"])
def test_elements_inside_one_another_to_the_limit_are_read_or_refused(
    nested: tuple[str, ...], repeated: int
) -> None:
    """Law 8"""
    tags = list(nested)
    while len(tags) < 250:
        tags += nested if repeated == 0 else nested[-1:]
    inside = "".join(f"<{tag}>" for tag in tags) + "x" + "".join(f"</{tag}>" for tag in reversed(tags))
    laws.only_our_errors(lambda data: reading(data)[0], flat(inside))


def test_characters_straight_in_a_list_are_content() -> None:
    """O11"""
    body = "<text:list>甲<text:list-item>乙<text:p>丙</text:p>丁</text:list-item>戊</text:list>"
    assert text(blocks(body)[0]).split() == ["甲", "乙", "丙", "丁", "戊"]


def test_styles_inherit_through_any_number_of_others_in_linear_time() -> None:
    """Law 8: a paragraph in each of so many styles took 17 seconds."""
    many = 20_000
    common = "".join(
        f'<style:style style:name="P{number}" style:family="paragraph" style:parent-style-name="P{number + 1}"/>'  # noqa: E501
        f'<style:style style:name="T{number}" style:family="text" style:parent-style-name="T{number + 1}"/>'
        for number in range(many)
    )
    last = (
        f'<style:style style:name="P{many}" style:family="paragraph" style:default-outline-level="2"/>'
        f'<style:style style:name="T{many}" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )
    body = "".join(
        f'<text:p text:style-name="P{number}"><text:span text:style-name="T{number}">文</text:span></text:p>'
        for number in range(many)
    )
    start = time.process_time()
    found, losses = blocks(body, common=common + last)
    assert time.process_time() - start < 6
    assert set(found) == {Heading(2, (Text("文", ("bold",)),))}
    assert losses == []


def test_styles_that_descend_from_one_another_end_there() -> None:
    loop = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}"{more}/>'  # noqa: E501
        for name, parent, more in (("A", "B", ""), ("B", "A", ' style:default-outline-level="3"'))
    )
    found, _ = blocks(p("文", "A"), common=loop)
    assert found == (Heading(3, t("文")),)
