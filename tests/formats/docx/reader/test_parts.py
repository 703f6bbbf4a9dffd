"""Parts of the package: the main part, other namespaces, and parts that are missing or damaged (W33)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from gireport.errors import DamagedFileError, WrongKindError
from gireport.model import Heading, Paragraph, Text
from support.wordprocessing import document, rels

Members = Callable[[Mapping[str, str]], Any]


RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


STRICT = "http://purl.oclc.org/ooxml"


TEXT = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"


def test_a_strict_document_in_another_main_part_is_read(members: Members) -> None:
    """W33"""
    got = members(
        {
            "_rels/.rels": rels(
                (f"{STRICT}/officeDocument/relationships/officeDocument", "/office/main.xml")
            ),
            "office/main.xml": document(
                '<w:p><w:pPr><w:pStyle w:val="x"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>',
                f"{STRICT}/wordprocessingml/main",
            ),
            "office/_rels/main.xml.rels": rels((f"{STRICT}/officeDocument/relationships/styles", "s.xml")),
            "office/s.xml": f'<w:styles xmlns:w="{STRICT}/wordprocessingml/main"><w:style w:styleId="x">'
            '<w:name w:val="heading 1"/></w:style></w:styles>',
        }
    )
    assert got.body == (Heading(1, (Text("甲"),)),)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


ONE = (Paragraph((Text("甲"),)),)


def test_part_names_match_in_any_letter_case_and_missing_parts_have_a_loss(members: Members) -> None:
    """W37"""
    got = members(
        {
            "_rels/.rels": rels((f"{OFFICE}/officeDocument", "Word\\Document.XML")),
            "word/document.xml": document(),
            "word/_rels/document.xml.rels": rels((f"{OFFICE}/styles", "styles.xml")),
        }
    )
    assert got.body == ONE
    assert got.losses == {"part-missing": 1}


def test_an_undeclared_prefix_is_read_as_usual(members: Members) -> None:
    """W37"""
    link = '<w:p><w:hyperlink r:id="r0"><w:r><w:t>甲</w:t></w:r></w:hyperlink></w:p>'
    got = members(
        {
            "word/document.xml": document(link),
            "word/_rels/document.xml.rels": rels((f"{OFFICE}/hyperlink", "http://a.cn/")),
        }
    )
    assert got.body == (Paragraph((Text("甲", link="http://a.cn/"),)),)
    assert got.losses == {"xml-repaired": 1}


def test_a_missing_main_part_and_another_kind_of_package_raise_errors_that_name_them(
    members: Members,
) -> None:
    with pytest.raises(DamagedFileError, match="main part") as refused:
        members({"word/styles.xml": "<x/>"})
    assert refused.value.message("zh") == "文件缺少文档正文（请重新取得这个文件）"
    with pytest.raises(WrongKindError, match="xlsx"):
        members(
            {"_rels/.rels": rels((f"{OFFICE}/officeDocument", "xl/workbook.xml")), "xl/workbook.xml": "<x/>"}
        )


@pytest.mark.parametrize(
    ("kind", "part"),
    [("header", "header1.xml"), ("comments", "comments.xml"), ("custom-properties", "custom.xml")],
)
def test_a_damaged_part_that_the_text_can_do_without_is_as_good_as_missing(
    members: Members, kind: str, part: str
) -> None:
    """W31, W37"""
    owner = "_rels/.rels" if kind == "custom-properties" else "word/_rels/document.xml.rels"
    got = members(
        {
            "word/document.xml": document(),
            "word/" + part: "<a>",
            part: "<a>",
            owner: rels((f"{OFFICE}/{kind}", part)),
        }
    )
    assert got.body == ONE
    assert got.losses == {"part-missing": 1}
    assert "not well-formed" in got.records[0].detail
