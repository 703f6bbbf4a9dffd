"""Headings, paragraphs, list items, page breaks, rules and notes, as they are written."""

from __future__ import annotations

import pytest

from gireport.model import (
    Heading,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Rule,
    Table,
    Text,
)
from gireport.model.types import Cell


@pytest.mark.parametrize(("level", "style"), [(0, "Title"), (1, "Heading1"), (9, "Heading9")])
def test_a_heading_has_the_style_of_its_level(written, level, style):
    """W22"""
    assert written(Heading(level, (Text("题"),))).find("//w:body/w:p/w:pPr/w:pStyle/@w:val") == [style]


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


def item(level: int, number: int | None = None) -> ListItem:
    return ListItem(level, number is not None, number, (Text("项"),))


def test_a_list_item_in_a_cell_has_the_style_of_the_cell(written):
    document = written(Table(((Cell((item(0, 1),)),),)))
    assert document.find("//w:tc/w:p/w:pPr/w:pStyle/@w:val") == ["GireportCell"]
    assert document.find("//w:tc/w:p/w:pPr/w:numPr/w:ilvl/@w:val") == ["0"]
