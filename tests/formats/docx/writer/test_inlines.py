"""Runs, links, bookmark edges, note references and pictures, as they are written (W14, W26, W27, W29)."""

from __future__ import annotations

import hashlib

import pytest

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Image,
    LineBreak,
    Note,
    Paragraph,
    Resource,
    Text,
)
from gireport.testing.strategies import png


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


WIDE = Resource("image/png", png(1200, 300))


SMALL = Resource("image/png", png(40, 10))


ODD = Resource("image/x-odd", b"nobody knows")


RESOURCES = {hashlib.sha256(each.data).hexdigest(): each for each in (WIDE, SMALL, ODD)}


KEYS = dict(zip(("wide", "small", "odd"), RESOURCES, strict=True))


def extents(document) -> list[tuple[float, float]]:
    return [(int(each.get("cx")) / 9525, int(each.get("cy")) / 9525) for each in document.find("//wp:extent")]


@pytest.mark.parametrize(
    ("name", "width", "height", "size"),
    [
        ("small", 123, 45, (123, 45)),
        ("small", None, None, (40, 10)),
        ("small", 80, None, (80, 20)),
        ("small", None, 5, (20, 5)),
        ("wide", None, None, (589, 147)),  # 156 mm
        ("wide", 3000, None, (3000, 750)),
        ("odd", None, None, (96, 96)),
        ("odd", 10, None, (10, 96)),
    ],
)
def test_the_size_on_the_page_is_stated_or_natural_and_fits(written, name, width, height, size):
    image = Image(KEYS[name], "", width, height)
    document = written(Paragraph((image,)), resources=RESOURCES)
    assert extents(document) == [size]
    marker = document.xml("word/document.xml").findall(".//{urn:gireport:docx}size")
    stated = [(each.get("width"), each.get("height")) for each in marker]
    assert stated == ([] if width and height else [(str(int(bool(width))), str(int(bool(height))))])
    for each in marker:
        assert int(each.get("cx")) == size[0] * 9525


def test_a_picture_is_one_part_of_its_exact_type_however_often_it_is_shown(written):
    image = Image(KEYS["odd"])
    document = written(Paragraph((image, Note((Paragraph((image,)),)))), resources=RESOURCES)
    media = [name for name in document.members if "media" in name]
    assert media == [f"word/media/{KEYS['odd'][:16]}.bin"]
    assert document.members[media[0]] == ODD.data
    types = document.xml("[Content_Types].xml")
    assert [each.get("ContentType") for each in types if each.get("PartName") == f"/{media[0]}"] == [
        "image/x-odd"
    ]
    assert document.relationships("word/footnotes.xml")


def test_a_picture_outside_of_the_report_keeps_its_address(written):
    document = written(Paragraph((Image("https://example.gov.cn/a b.png"),)))
    (id_,) = document.find("//a:blip/@r:link")
    target = document.relationships("word/document.xml")[id_]
    assert (target.get("Target"), target.get("TargetMode")) == ("https://example.gov.cn/a b.png", "External")


def test_a_picture_keeps_its_description_and_its_link(written):
    image = Image(KEYS["small"], '说明 "<&>"\t换\n行', link="http://example.cn/")
    document = written(Paragraph((image,)), resources=RESOURCES)
    assert document.find("//wp:docPr/@descr") == [image.alt]
    (id_,) = document.find("//wp:docPr/a:hlinkClick/@r:id")
    assert document.relationships("word/document.xml")[id_].get("Target") == image.link


def test_a_line_with_a_picture_is_as_high_as_the_picture(written):
    """An exact line pitch, which the house style has, shows a strip of it only."""
    document = written(Paragraph((Image(KEYS["small"]),)), resources=RESOURCES)
    assert document.find("//w:body/w:p/w:pPr/w:spacing/@w:lineRule") == ["auto"]
