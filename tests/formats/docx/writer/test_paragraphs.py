"""Paragraphs, headings, lists, inlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.formats.docx.writer.numbering import Numbering
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Heading,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Rule,
    Table,
    Text,
)
from gireport.model.types import Cell


def item(level: int, number: int | None = None) -> ListItem:
    return ListItem(level, number is not None, number, (Text("项"),))


@pytest.mark.parametrize(("level", "style"), [(0, "Title"), (1, "Heading1"), (9, "Heading9")])
def test_a_heading_has_the_style_of_its_level(written, level, style):
    """W22"""
    assert written(Heading(level, (Text("题"),))).find("//w:body/w:p/w:pPr/w:pStyle/@w:val") == [style]


def test_white_space_is_kept_and_a_tab_is_an_element(written):
    """W27"""
    document = written(Paragraph((Text("  a\tb  "),)))
    assert document.find("//w:body//w:t/text()") == ["  a", "b  "]
    assert set(document.find("//w:body//w:t/@xml:space")) == {"preserve"}
    assert len(document.find("//w:r/w:tab")) == 1


def test_text_that_looks_like_markup_is_escaped(written):
    assert written(Paragraph((Text("<w:p> &amp; ]]>"),))).find("//w:body//w:t/text()") == ["<w:p> &amp; ]]>"]


def test_marks_are_direct_run_properties(written):
    marks = ("bold", "italic", "underline", "strike", "superscript")
    document = written(Paragraph((Text("甲", marks), LineBreak(), Text("乙", ("subscript",)))))
    found = [child.tag.rpartition("}")[2] for child in document.find("//w:rPr")[0]]
    assert found == ["b", "bCs", "i", "iCs", "strike", "u", "vertAlign"]
    assert document.find("//w:vertAlign/@w:val") == ["superscript", "subscript"]
    assert len(document.find("//w:br[not(@w:type)]")) == 1


def test_a_link_to_a_bookmark_is_an_anchor_and_any_other_an_address(written):
    """W26"""
    links = ("#一、总体", "#", "http://example.cn/a?b=\"c\"&d='<e>'\n", "#a")
    document = written(Paragraph(tuple(Text("x", (), link) for link in links)))
    assert document.find("//w:hyperlink/@w:anchor") == ["一、总体", "a"]
    relationships = document.relationships("word/document.xml")
    targets = [relationships[id_] for id_ in document.find("//w:hyperlink/@r:id")]
    assert [each.get("Target") for each in targets] == [links[1], links[2]]
    assert {each.get("TargetMode") for each in targets} == {"External"}
    assert set(document.find("//w:hyperlink/w:r/w:rPr/w:rStyle/@w:val")) == {"Hyperlink"}


def test_one_address_is_one_relationship(written):
    text = Text("x", (), "http://example.cn/")
    document = written(Paragraph((text,)), Paragraph((text,)))
    assert len(set(document.find("//w:hyperlink/@r:id"))) == 1


def test_bookmark_edges_stand_where_they_are_and_overlap(written):
    """W14, W16, W17"""
    document = written(
        Paragraph((BookmarkStart("甲"), Text("a"), BookmarkStart('x\t<"y', (0, 2)), Text("b"))),
        Paragraph((BookmarkEnd("甲"), Text("c"), BookmarkEnd('x\t<"y'))),
    )
    assert document.find("//w:bookmarkStart/@w:name") == ["甲", 'x\t<"y']
    assert document.find("//w:bookmarkStart/@w:id") == document.find("//w:bookmarkEnd/@w:id") == ["0", "1"]
    assert document.find("//w:bookmarkStart[2]/@w:colFirst | //w:bookmarkStart[2]/@w:colLast") == ["0", "2"]


@pytest.mark.parametrize(
    ("align", "jc"), [("left", "left"), ("center", "center"), ("right", "right"), ("justify", "both")]
)
def test_a_stated_alignment_is_direct(written, align, jc):
    document = written(Paragraph((Text("甲"),), align))
    assert document.find("//w:body/w:p/w:pPr/w:jc/@w:val") == [jc]
    # The first line's indent of the house style would push a centred line out of the middle.
    assert bool(document.find("//w:body/w:p/w:pPr/w:ind")) == (align in ("center", "right"))


def test_a_plain_paragraph_has_no_properties(written):
    assert not written(Paragraph((Text("甲"),))).find("//w:body/w:p/w:pPr")


def test_a_page_break_and_a_rule_are_paragraphs_of_their_own(written):
    document = written(PageBreak(), Rule())
    first, second = document.find("//w:body/w:p")
    assert first.xpath("w:r/w:br/@w:type", namespaces=first.nsmap) == ["page"]
    assert second.xpath("w:pPr/w:pBdr/w:bottom", namespaces=second.nsmap)
    assert not second.xpath("w:r", namespaces=second.nsmap)


def test_a_note_keeps_its_blocks_in_its_own_part(written):
    """W28"""
    document = written(
        Paragraph(
            (Text("甲"), Note((Paragraph((Text(" 一"),)), Rule())), Note((Heading(1),), "endnote"), Note())
        )
    )
    assert document.find("//w:footnoteReference/@w:id") == ["1", "2"]
    assert document.find("//w:endnoteReference/@w:id") == ["1"]
    part = "word/footnotes.xml"
    assert document.find("//w:footnote/@w:id", part) == ["-1", "0", "1", "2"]
    assert document.find("//w:footnote[@w:id=1]/w:p[1]//w:t/text()", part) == [" ", " 一"]
    assert document.find("//w:footnote[@w:id=2]//w:t/text()", part) == [" "]
    assert len(document.find("//w:footnoteRef", part)) == 2
    assert document.find("//w:endnote[@w:id=1]/w:p/w:pPr/w:pStyle/@w:val", "word/endnotes.xml") == [
        "GireportSeparator",
        "Heading1",
    ]
    assert document.find("//w:footnotePr/w:footnote/@w:id", "word/settings.xml") == ["-1", "0"]


# --- lists -----------------------------------------------------------------------------------------


def shown(document) -> list[str]:
    """The numbers that Word shows, counted as 17.9 has it: by abstractNum, overrides at a num's first
    item."""
    nums = {}
    for num in document.find("//w:num", "word/numbering.xml"):
        space = num.nsmap
        overrides = num.xpath("w:lvlOverride/@w:ilvl", namespaces=space)
        starts = num.xpath("w:lvlOverride/w:startOverride/@w:val", namespaces=space)
        abstract = num.xpath("w:abstractNumId/@w:val", namespaces=space)[0]
        nums[num.xpath("@w:numId", namespaces=space)[0]] = (
            abstract,
            dict(zip(overrides, starts, strict=True)),
        )
    bullets = set(
        document.find(
            "//w:abstractNum[w:lvl/w:numFmt/@w:val='bullet']/@w:abstractNumId", "word/numbering.xml"
        )
    )
    counters: dict[str, list[int | None]] = {}
    labels = []
    seen = set()
    for properties in document.find("//w:numPr"):
        num = properties.xpath("w:numId/@w:val", namespaces=properties.nsmap)[0]
        level = properties.xpath("w:ilvl/@w:val", namespaces=properties.nsmap)[0]
        abstract, overrides = nums[num]
        if abstract in bullets:
            labels.append("•")
            continue
        counts = counters.setdefault(abstract, [None] * 9)
        at = int(level)
        before = counts[at]
        if level in overrides and (num, level) not in seen:
            counts[at] = int(overrides[level])
        else:
            counts[at] = int(overrides.get(level, 1)) if before is None else before + 1
        seen.add((num, level))
        counts[at + 1 :] = [None] * (8 - at)
        labels.append(str(counts[at]))
    return labels


@given(
    items=st.lists(
        st.tuples(st.integers(0, 8), st.none() | st.integers(0, 4), st.booleans()), min_size=1, max_size=12
    )
)
def test_word_counts_to_the_number_of_each_item(written, items):
    """W21: several nums on one abstractNum, startOverride, deeper levels that start anew."""
    body: list = []
    for level, number, interrupted in items:
        if interrupted:
            body.append(Paragraph((Text("间"),)))
        level = min(level, body[-1].level + 1) if body and isinstance(body[-1], ListItem) else 0
        body.append(item(level, number))
    document = written(*body)
    wanted = ["•" if each.number is None else str(each.number) for each in body if isinstance(each, ListItem)]
    assert shown(document) == wanted


def test_a_level_that_began_elsewhere_than_at_one_begins_at_one_where_that_is_stated(written):
    """W21: a level begins anew where the `w:startOverride` of its own num says."""
    document = written(item(0, 1), item(1, 2), item(0, 2), item(1, 1), item(0, 3), item(1, 1))
    assert shown(document) == ["1", "2", "2", "1", "3", "1"]


def test_a_list_that_continues_has_one_num(written):
    document = written(item(0, 1), item(0, 2), Paragraph((Text("间"),)), item(0, 3), item(1), item(0, 4))
    assert document.find("//w:numId/@w:val") == ["1", "1", "1", "2", "1"]
    assert shown(document) == ["1", "2", "3", "•", "4"]


def test_the_numbers_of_a_note_do_not_disturb_those_of_the_body(written):
    note = Note((item(0, 1), item(0, 2)))
    document = written(ListItem(0, True, 1, (Text("甲"), note)), item(0, 2))
    lists = "word/numbering.xml"
    assert shown(document) == ["1", "2"]
    assert len(set(document.find("//w:num[w:abstractNumId]/w:abstractNumId/@w:val", lists))) == 2


def test_list_definitions_come_after_those_of_another_document():
    numbering = Numbering(abstract_taken=7, num_taken=3)
    assert numbering.bullet() == 4
    counter = numbering.new_counter()
    assert numbering.number(counter, 0, 1) == 5
    abstracts, nums = numbering.elements()
    assert 'w:abstractNumId="8"' in abstracts
    assert 'w:abstractNumId="9"' in abstracts
    assert nums.count("<w:num ") == 2


def test_a_list_item_in_a_cell_has_the_style_of_the_cell(written):
    document = written(Table(((Cell((item(0, 1),)),),)))
    assert document.find("//w:tc/w:p/w:pPr/w:pStyle/@w:val") == ["GireportCell"]
    assert document.find("//w:tc/w:p/w:pPr/w:numPr/w:ilvl/@w:val") == ["0"]
