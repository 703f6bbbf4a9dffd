"""Pictures, text boxes, rules and objects in drawings (W25, W29, W42)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from gireport.model import (
    Image,
    Rule,
)
from support.wordprocessing import drawing, p, r, texts

Docx = Callable[..., Any]


def test_a_picture_with_bytes_type_alt_text_size_and_link(docx: Docx) -> None:
    """W29"""
    data = b"\x89PNG picture"
    key = hashlib.sha256(data).hexdigest()
    link = '<a:hlinkClick r:id="link"/>'
    got = docx(
        p(drawing('r:embed="seal"', inner=link)),
        {"link": ("hyperlink", "http://a.cn/")},
        seal=data,
    )
    assert got.body[0].content == (Image(key, "印章", 100, 50, "http://a.cn/"),)
    assert got.report.resources[key].data == data
    assert got.report.resources[key].media_type == "image/png"


def test_a_linked_picture_keeps_its_address_and_a_missing_one_has_a_loss(docx: Docx) -> None:
    """W29"""
    links = {"far": ("image", "http://a.cn/x.png"), "gone": ("image", "media/gone.png")}
    got = docx(p(drawing('r:link="far"'), drawing('r:embed="gone"'), drawing("")), links)
    assert got.body[0].content == (Image("http://a.cn/x.png", "印章", 100, 50),)
    assert got.losses == {"image-missing": 2}


def test_a_vml_picture_and_a_vml_rule(docx: Docx) -> None:
    """W29"""
    shape = '<w:r><w:pict><v:shape style="width:75pt;height:1in" alt="图"><v:imagedata r:id="seal"/></v:shape></w:pict></w:r>'  # noqa: E501
    rule = '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'
    got = docx(p(shape) + p(rule), seal=b"bytes")
    (image,) = got.body[0].content
    assert (image.alt, image.width, image.height) == ("图", 100, 96)
    assert got.body[1] == Rule()


def test_pictures_in_a_group_have_the_size_that_the_group_draws_them_in(docx: Docx) -> None:
    """W29"""
    groups = 'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    half = '<wpg:grpSpPr><a:xfrm><a:ext cx="100" cy="50"/><a:chExt cx="200" cy="200"/></a:xfrm></wpg:grpSpPr>'
    one = (
        '<pic:pic><pic:blipFill><a:blip r:embed="seal"/></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:ext cx="1905000" cy="1905000"/></a:xfrm></pic:spPr></pic:pic>'
    )
    drawn = (
        f'<w:r><w:drawing><wp:inline {groups}><wp:extent cx="1" cy="1"/><a:graphic><wpg:wgp>{half}'
        f"<wpg:grpSp>{half}{one}</wpg:grpSp>{one}</wpg:wgp></a:graphic></wp:inline></w:drawing></w:r>"
    )
    got = docx(p(drawn), seal=b"x")
    assert [(image.width, image.height) for image in got.body[0].content] == [(50, 12), (100, 50)]


BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"


VML_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"


DRAWN_BOX = (
    "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
    f"{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (
            DRAWN_BOX.replace(
                "<a:graphic>", '<wp:docPr id="1" descr="流程图" title="流程图"/><a:graphic>', 1
            ),
            1,
        ),
        (VML_BOX.replace("<v:shape>", '<v:shape alt="流程图">'), 1),
        (DRAWN_BOX, 0),
    ],
)
def test_the_description_of_a_drawing_without_a_picture_has_a_loss(docx, drawn, told) -> None:
    """W25, W29"""
    got = docx(f"<w:p><w:r>{drawn}</w:r></w:p>")
    details = [loss.detail for loss in got.records if loss.code == "not-kept"]
    assert details == ["the description of a drawing: “流程图”"] * told


@pytest.mark.parametrize("name", ["control", "contentPart"])
def test_a_control_or_ink_has_a_loss_as_an_embedded_object(docx: Docx, name: str) -> None:
    """W31: what leads to no text of its own leads nowhere."""
    got = docx(p(r("a"), f'<w:r><w:object><w:{name} r:id="r1" w:name="CheckBox1"/></w:object></w:r>', r("b")))
    assert texts(got) == ["ab"]
    assert got.losses == {"embedded-object": 1}
