"""Footnotes and endnotes (W26)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gireport.model import (
    Note,
    Paragraph,
    Text,
)
from support.wordprocessing import p, r

Docx = Callable[..., Any]


def test_a_note_is_read_with_its_blocks(docx: Docx) -> None:
    """W28"""
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve">  注</w:t></w:r></w:p>'  # noqa: E501
        "<w:p><w:r><w:t>二</w:t></w:r></w:p></w:footnote>"
        '<w:footnote w:id="3"><w:p><w:r><w:t>无人引用</w:t></w:r></w:p></w:footnote>'
    )
    reference = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
    got = docx(p(r("文"), reference.format(2), reference.format(2), reference.format(9)), footnotes=notes)
    assert got.body[0].content == (
        Text("文"),
        Note((Paragraph((Text(" 注"),)), Paragraph((Text("二"),)))),
    )
    assert got.losses == {"note-repeated": 1, "part-missing": 1, "hidden-text": 4}
    assert [loss.details("zh") for loss in got.records] == [
        "内部编号为“2”的脚注",
        "内部编号为“9”的脚注",
        "正文没有引用内部编号为“3”的脚注：“无人引用”",
    ]


def test_a_note_that_refers_to_itself_is_read_once(docx: Docx) -> None:
    """W28"""
    reference = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    notes = f'<w:endnote w:id="1">{p(r("注"), reference)}</w:endnote>'
    got = docx(p(reference), endnotes=notes)
    assert got.body == (Paragraph((Note((Paragraph((Text("注"),)),), "endnote"),)),)
