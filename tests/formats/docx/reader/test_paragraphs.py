"""The block that a paragraph becomes, and the fast path for plain paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import gireport
from gireport.errors import GireportError
from gireport.formats.docx import FORMAT
from gireport.formats.docx.reader import inlines
from gireport.losses import Losses
from gireport.model import ListItem, PageBreak, Paragraph, Rule, Text
from gireport.testing.strategies import reports
from support.wordprocessing import lines, list_level, number_properties, numbering_part

Docx = Callable[..., Any]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_an_empty_paragraph_that_ends_a_section_has_no_number(docx: Docx) -> None:
    """W21: Word shows the end of the section alone, and counts on after it."""
    levels = numbering_part(list_level(0, "chineseCounting", "%1、"))
    section = number_properties(1) + "<w:sectPr/>"
    got = docx(
        p("甲", number_properties(1))
        + f"<w:p><w:pPr>{section}</w:pPr></w:p>"
        + p("乙", section)
        + p("丙", number_properties(1)),
        numbering=levels,
    )
    assert lines(got) == ["一、甲", "", "二、乙", "三、丙"]


def test_a_bordered_empty_paragraph_is_a_rule(docx: Docx) -> None:
    border = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    none = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
    got = docx(f"<w:p><w:pPr>{border}</w:pPr></w:p><w:p><w:pPr>{none}</w:pPr></w:p>" + p("甲", border))
    assert got.body == (Rule(), Paragraph(), Paragraph((Text("甲"),)))


def test_a_split_list_item_keeps_its_kind_on_its_first_part(docx: Docx) -> None:
    broken = f'<w:p><w:pPr>{number_properties(1)}</w:pPr><w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r></w:p>'  # noqa: E501
    got = docx(broken, numbering=numbering_part(list_level(0, "decimal", "%1.")))
    assert got.body == (ListItem(0, True, 1, (Text("甲"),)), PageBreak(), Paragraph((Text("乙"),)))


def read(data: bytes):
    losses = Losses()
    try:
        return FORMAT.reader(data, losses), list(losses)
    except GireportError as error:
        return str(error), list(losses)


def uses_fast_path(data: bytes) -> bool:
    """Whether reading `data` tries the fast path; asserts that reading without it gives the same."""
    calls = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inlines, "plain_paragraph", lambda *arguments: calls.append(arguments))
        general = read(data)
    assert read(data) == general
    return bool(calls)


@given(reports())
def test_a_report_of_gireport_reads_the_same_without_the_fast_path(report):
    uses_fast_path(FORMAT.writer(report, Losses()))


FIXTURES = Path(__file__).resolve().parents[4] / "fixtures"


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("pairs/docx/*.docx")), ids=lambda path: path.stem)
def test_every_fixture_reads_the_same_without_the_fast_path(path):
    uses_fast_path(path.read_bytes())


def test_the_fast_path_is_used_for_a_statutory_report():
    report = gireport.read(FIXTURES / "reports" / "2021.json")
    assert uses_fast_path(FORMAT.writer(report, Losses()))


def test_every_document_of_other_programs_reads_the_same_without_the_fast_path(shared):
    found = [uses_fast_path(path.read_bytes()) for path in sorted((shared / "corpus").rglob("*.docx"))]
    assert sum(found) > 100
