"""Style sheets that hide: row H12."""

from __future__ import annotations

import pytest

from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import Paragraph, Text
from gireport.model.walk import text


def shown(sheet: str, body: str, attributes: str = "") -> tuple[str, list[str]]:
    losses = Losses()
    report = read(f"<style{attributes}>{sheet}</style><p>甲</p>{body}".encode(), losses)
    return text(report), [loss.detail for loss in losses]


@pytest.mark.parametrize(
    ("sheet", "element"),
    [
        (".off{display:none}", '<p class="a off">乙</p>'),
        ("#gone { color: red; DISPLAY : None }", '<p id="gone">乙</p>'),
        ("h6{display:none!important}", "<h6>乙</h6>"),
        ("span.hid {mso-hide:all}", '<span class="hid">乙</span>'),
        ("a, .x.y, b { visibility: hidden }", '<p class="y z x">乙</p>'),
        ("@import url(a.css); .off{display:none}", '<p class="off">乙</p>'),
        ("<!-- /* } */ .off{display:none} -->", '<p class="off">乙</p>'),
        (".tab{display:block} .off{display:none}", '<p class="off tab">乙</p>'),
    ],
)
def test_text_that_a_simple_rule_hides_is_dropped_with_a_loss(sheet: str, element: str) -> None:
    """H12"""
    assert shown(sheet, element) == ("甲", ["乙"])


@pytest.mark.parametrize(
    ("sheet", "element"),
    [
        (".tab{display:none} .tab.on{display:block}", '<p class="tab on">乙</p>'),
        (".tab{display:none} .box > .tab{display:block}", '<p class="tab">乙</p>'),
        (".off{display:none} .off{display:block}", '<p class="off">乙</p>'),
        (".off{display:block!important} #a{display:none}", '<p class="off" id="a">乙</p>'),
        (".box .off{display:none}", '<p class="off">乙</p>'),
        ("@media print { .off{display:none} }", '<p class="off">乙</p>'),
        (".off:hover{display:none}", '<p class="off">乙</p>'),
        (".off{display:none}", '<p class="off" style="display:block">乙</p>'),
        ("body{display:none}", "<p>乙</p>"),
        (".off{display:none", '<p class="off">乙</p>'),
        ("}}{{.off{display:none}", '<p class="off">乙</p>'),
    ],
)
def test_text_that_a_browser_may_show_is_content(sheet: str, element: str) -> None:
    """H12"""
    assert shown(sheet, element) == ("甲\n乙", [])


def test_a_sheet_for_printers_hides_nothing() -> None:
    """H12"""
    assert shown(".off{display:none}", '<p class="off">乙</p>', ' media="print"')[0] == "甲\n乙"


@pytest.mark.parametrize(
    "page",
    [
        "<head><noscript><img src=t.gif alt=乙><p>乙</noscript><title>题</title></head><p>甲",
        "<p>甲<noscript><p>乙</noscript></p>",
        "<p title='<noscript>'>甲</p><noscript>乙</noscript>",
        "<!--<noscript>--><p>甲</p><script>'<noscript>'</script><NoScript >乙</NOSCRIPT>",
    ],
)
def test_the_content_of_noscript_is_dropped(page: str) -> None:
    """H12"""
    assert text(read(page.encode(), Losses())).strip() == "甲"


SHEET = (
    "<style>.r{text-align:right} .j{text-align:justify} p.c{text-align:center} "
    ".b{font-weight:bold} .b.n{font-weight:normal} "
    ".u{text-decoration:underline} .s{text-decoration:line-through} .i{font-style:italic} "
    "p{text-align:justify;font-style:italic} .box .c{text-align:left} .h:hover{font-weight:bold}</style>"
)


@pytest.mark.parametrize(
    ("element", "paragraph"),
    [
        ("<p class=r>甲</p>", Paragraph((Text("甲"),), "right")),
        ("<p class='r c'>甲</p>", Paragraph((Text("甲"),), "center")),
        ("<p class='j'>甲</p>", Paragraph((Text("甲"),))),
        ("<p class='r j'>甲</p>", Paragraph((Text("甲"),))),
        ("<div class='c'>甲</div>", Paragraph((Text("甲"),))),
        ("<p class=r style='text-align:left'>甲</p>", Paragraph((Text("甲"),), "left")),
        ("<p><span class=b>甲</span></p>", Paragraph((Text("甲", ("bold",)),))),
        ("<p class=b><span class='b n'>甲</span></p>", Paragraph((Text("甲"),))),
        ("<p><a class='u i s'>甲</a></p>", Paragraph((Text("甲", ("italic", "underline", "strike")),))),
        ("<p><span class=b style='font-weight:400'>甲</span></p>", Paragraph((Text("甲"),))),
        ("<p class=h>甲</p>", Paragraph((Text("甲"),))),
    ],
)
def test_the_style_sheet_of_the_page_aligns_and_marks_text_by_class(
    element: str, paragraph: Paragraph
) -> None:
    assert read((SHEET + element).encode(), Losses()).body == (paragraph,)


@pytest.mark.parametrize(
    ("sheet", "seen"),
    [
        (".on{display:block}", True),
        (".on{color:red}", False),
        (".box .on{display:block}", False),
        (".on{display:block} [hidden]{display:none!important}", False),
    ],
)
def test_a_display_in_a_simple_rule_overrides_the_attribute_hidden(sheet: str, seen: bool) -> None:
    """H12, HTML Standard 15.3.1: what the page says goes before what the browser says."""
    assert shown(sheet, '<p class="on" hidden>乙</p>') == (("甲\n乙", []) if seen else ("甲", ["乙"]))
