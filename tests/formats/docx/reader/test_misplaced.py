"""Text outside of `w:t`, as generators write it by mistake: no program shows it, and it is not lost in silence."""

from __future__ import annotations

import pytest

OK = "<w:p><w:r><w:t>文</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("body", f"遗漏{OK}"),
        ("body", f"{OK}遗漏"),
        ("p", f"<w:p>遗漏</w:p>{OK}"),
        ("p", "<w:p><w:r><w:t>文</w:t></w:r>遗漏</w:p>"),
        ("r", "<w:p><w:r>遗漏<w:t>文</w:t></w:r></w:p>"),
        ("hyperlink", "<w:p><w:hyperlink>遗漏</w:hyperlink><w:r><w:t>文</w:t></w:r></w:p>"),
        ("tbl", f"<w:tbl>遗漏<w:tr><w:tc>{OK}</w:tc></w:tr></w:tbl>"),
        ("tr", f"<w:tbl><w:tr><w:tc>{OK}</w:tc>遗漏</w:tr></w:tbl>"),
        ("tc", f"<w:tbl><w:tr><w:tc>{OK}遗漏</w:tc></w:tr></w:tbl>"),
        ("sdt", f"<w:sdt>遗漏<w:sdtContent>{OK}</w:sdtContent></w:sdt>"),
    ],
)
def test_text_that_stands_straight_in_an_element_is_told_as_a_loss_of_content(docx, name, body):
    got = docx(body)
    (loss,) = got.records
    assert (loss.code, loss.severity, loss.count, loss.where) == (
        "misplaced-text", "content", 2, "word/document.xml",
    )  # fmt: skip
    assert loss.detail == f"in w:{name}: “遗漏”"


def test_misplaced_text_is_one_loss_for_each_kind_of_element_it_stands_in(docx):
    got = docx(f"<w:p>一</w:p><w:p>二三</w:p>四{OK}")
    assert [(loss.count, loss.detail) for loss in got.records] == [
        (3, "in w:p: “一 二三”"),
        (1, "in w:body: “四”"),
    ]


def test_misplaced_text_in_a_note_is_told_with_the_part_of_the_notes(docx):
    got = docx(
        '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes=f'<w:footnote w:id="2">遗漏{OK}</w:footnote>',
    )
    assert [(loss.code, loss.where) for loss in got.records] == [("misplaced-text", "word/footnotes.xml")]


def test_white_space_between_elements_and_text_in_drawings_and_codes_are_in_their_place(docx):
    got = docx(
        "\n  <w:p>\n    <w:r>\n <w:t>文</w:t>\n <w:drawing><wp:anchor><wp:positionV><wp:posOffset>12</wp:posOffset>"
        "</wp:positionV></wp:anchor></w:drawing></w:r>\n"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://a.cn"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>\n'
    )
    assert "misplaced-text" not in got.losses
