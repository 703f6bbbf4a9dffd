"""Pictures: bytes, type, size, description, link (W29)."""

from __future__ import annotations

import hashlib

import pytest

from gireport.model import Image, Note, Paragraph, Resource
from gireport.testing.strategies import png

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


def test_a_picture_elsewhere_keeps_its_address(written):
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
