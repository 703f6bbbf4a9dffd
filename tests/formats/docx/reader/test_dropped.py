"""What is not in the report has a loss: misplaced content, headers and footers, comments, macros (W31)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from gireport.formats.docx.names import W_NS
from gireport.formats.docx.reader import read
from gireport.formats.docx.reader.wml import ALTERNATE, CHOICE, FALLBACK, selected_branch
from gireport.losses import Losses
from gireport.model import Text
from gireport.model.walk import inlines

Docx = Callable[..., Any]


TEXT = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"


def test_parts_that_are_not_read_have_one_loss_for_each_kind(docx: Docx) -> None:
    """W31"""
    word = "<w:p><w:r><w:t>单位</w:t></w:r></w:p>"
    page = (
        '<w:p><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    )
    got = docx(
        TEXT + "<w:altChunk/>",
        {"macro": ("vbaProject", "vba.bin")},
        header=word,
        footer=page,
        comments="<w:comment/><w:comment/>",
    )
    assert got.losses == {"header-footer": 1, "comment": 2, "macro": 1, "embedded-object": 1}


def field(code: str, result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f"{char('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>{char('separate')}"
        f"<w:r><w:t>{result}</w:t></w:r>{char('end')}"
    )


@pytest.mark.parametrize(
    ("footer", "says"),
    [
        (f"<w:p><w:r><w:t>— </w:t></w:r>{field('PAGE', '1')}<w:r><w:t> —</w:t></w:r></w:p>", ""),
        (
            f"<w:p><w:r><w:t>第</w:t></w:r>{field('PAGE', '1')}<w:r><w:t>页</w:t></w:r>{field('NUMPAGES', '5')}</w:p>",  # noqa: E501
            "",
        ),
        ("<w:p><w:r><w:t>- </w:t></w:r><w:r><w:t> -</w:t></w:r></w:p>", ""),
        (
            f"<w:p><w:r><w:t>某县人民政府 第</w:t></w:r>{field('PAGE', '1')}<w:r><w:t>页</w:t></w:r></w:p>",
            "“某县人民政府 第页”",
        ),
        ("<w:p><w:r><w:t>共青团县委</w:t></w:r></w:p>", "“共青团县委”"),
        (f"<w:p>{field('STYLEREF 1', '总体情况')}</w:p>", "“总体情况”"),
        ('<w:p><w:r><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r></w:p>', "a picture"),
        (
            '<w:p><w:r><w:t>某县</w:t><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r></w:p>',  # noqa: E501
            "“某县” with a picture",
        ),
        (
            '<w:p><w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r></w:p>',
            "“内部资料”",
        ),
        ("<w:p/>", ""),
    ],
)
def test_a_footer_with_only_a_page_number_is_not_content(docx: Docx, footer: str, says: str) -> None:
    """W31"""
    got = docx(TEXT, footer=footer)
    assert [loss.detail for loss in got.records] == ([says] if says else [])


def test_what_a_header_and_a_footer_hold_is_quoted_in_chinese_too(docx: Docx) -> None:
    picture = '<w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict>'
    (loss,) = docx(TEXT, footer=f"<w:p><w:r><w:t>某县</w:t>{picture}</w:r></w:p>").records
    assert loss.details("zh") == "“某县”及图片"


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
def test_text_in_an_element_that_holds_only_elements_has_a_loss_of_content(docx, name, body):
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


def test_misplaced_text_in_a_note_has_a_loss_that_names_the_part_of_the_notes(docx):
    got = docx(
        '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes=f'<w:footnote w:id="2">遗漏{OK}</w:footnote>',
    )
    assert [(loss.code, loss.where) for loss in got.records] == [("misplaced-text", "word/footnotes.xml")]


def test_white_space_between_elements_and_text_in_drawings_and_instructions_are_not_misplaced(docx):
    got = docx(
        "\n  <w:p>\n    <w:r>\n <w:t>文</w:t>\n <w:drawing><wp:anchor><wp:positionV><wp:posOffset>12</wp:posOffset>"  # noqa: E501
        "</wp:positionV></wp:anchor></w:drawing></w:r>\n"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://a.cn"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>\n'
    )
    assert "misplaced-text" not in got.losses


FIXTURES = sorted((Path(__file__).resolve().parents[4] / "fixtures" / "pairs" / "docx").glob("*.docx"))


MARKER = "※标记※"


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


# Where characters are the instruction of a field or the type of a link: they are in their place there.
IN_THEIR_PLACE = {("instrText", "#text"), ("OLEObject", "#text")}


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def markers(space):
    """What is put into an element: a run, a paragraph, and characters alone (None)."""
    run = etree.Element(f"{{{space}}}r")
    etree.SubElement(run, f"{{{space}}}t").text = MARKER
    paragraph = etree.Element(f"{{{space}}}p")
    paragraph.append(deepcopy(run))
    return run, paragraph, None


def is_read(element):
    """Whether no alternative that is not read stands round `element`."""
    return not any(
        around.tag in (CHOICE, FALLBACK)
        and around.getparent().tag == ALTERNATE
        and selected_branch(around.getparent()) is not around
        for around in (element, *element.iterancestors())
    )


def places():
    """Each kind of element in each kind of parent that the fixtures have, once: the file, its main part, its
    number there.
    """
    seen = set()
    for path in FIXTURES:
        with zipfile.ZipFile(path) as package:
            names = [
                name for name in package.namelist() if re.fullmatch(r"[Ww]ord/\w*[Dd]ocument\w*\.xml", name)
            ]
            if not names:
                continue
            data = package.read(names[0])
        try:
            root = etree.fromstring(data)
        except etree.XMLSyntaxError:
            continue
        for number, element in enumerate(root.iter()):
            parent = element.getparent()
            kind = (element.tag, None if parent is None else parent.tag)
            if kind not in seen and is_read(element):
                seen.add(kind)
                yield path, names[0], data, number


def with_marker(data, number, marker, at_end):
    root = etree.fromstring(data)
    element = next(each for place, each in enumerate(root.iter()) if place == number)
    if marker is not None:
        element.insert(len(element) if at_end else 0, deepcopy(marker))
    elif at_end and len(element):
        element[-1].tail = MARKER
    else:
        element.text = MARKER + (element.text or "")
    return etree.QName(element).localname, etree.tostring(root)


def test_a_marker_put_into_any_element_of_any_fixture_is_read_or_has_a_loss():
    """W51: law 5, by the table of what each element holds."""
    silent = []
    tried = 0
    for path, main, data, number in places():
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        for marker in markers(STRICT if STRICT.encode() in data else W_NS):
            for at_end in (False, True):
                name, parts[main] = with_marker(data, number, marker, at_end)
                losses = Losses()
                report = read(packed(parts), losses)
                tried += 1
                shown = "".join(each.text for each in inlines(report) if isinstance(each, Text))
                if MARKER not in shown and not any(MARKER[:3] in loss.detail for loss in losses):
                    silent.append(
                        (path.name, name, "#text" if marker is None else etree.QName(marker).localname)
                    )
    assert tried > 1000
    assert {(name, kind) for _, name, kind in silent} <= IN_THEIR_PLACE


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            '<w:p><w:bookmarkStart w:id="1" w:name="a"><w:r><w:t>甲</w:t></w:r></w:bookmarkStart></w:p>',
            "in w:bookmarkStart: “甲”",
        ),
        ("<w:p><w:pPr><w:rPr><w:r><w:t>甲</w:t></w:r></w:rPr></w:pPr></w:p>", "in w:pPr: “甲”"),
        ("<w:p><w:r><w:drawing><w:r><w:t>甲</w:t></w:r></w:drawing></w:r></w:p>", "in w:r: “甲”"),
        ("<w:p><m:oMath><m:f><w:r><w:t>甲</w:t></w:r></m:f></m:oMath></w:p>", "in m:f: “甲”"),
    ],
)
def test_a_run_in_an_element_without_content_has_a_loss_that_names_the_element(docx, body, told):
    """W51"""
    got = docx(body)
    assert [
        (loss.code, loss.count, loss.detail) for loss in got.records if loss.code == "misplaced-text"
    ] == [("misplaced-text", 1, told)]


def test_a_picture_in_the_properties_of_a_run_has_a_loss(docx):
    """W51"""
    got = docx("<w:p><w:r><w:rPr><w:drawing/></w:rPr><w:t>文</w:t></w:r></w:p>")
    assert [(loss.count, loss.detail) for loss in got.records] == [(1, "in w:rPr")]


@pytest.mark.parametrize(
    "leaf", ["<w:t>甲</w:t>", '<w:sym w:font="Wingdings" w:char="F0FC"/>', "<m:r><m:t>甲</m:t></m:r>"]
)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<w:tbl>{}<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr>{}<w:tc><w:p/></w:tc></w:tr></w:tbl>",
    ],
)
def test_content_without_its_run_is_read_among_blocks_rows_and_cells(docx, leaf, around):
    """W51"""
    got = docx(around.format(leaf))
    shown = "".join(each.text for each in inlines(got.report) if isinstance(each, Text))
    assert shown in ("甲", "✓", "✔")
