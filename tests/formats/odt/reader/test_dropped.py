"""Text where OpenDocument allows none: read where it can be, told where no program shows it (O28)."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from lxml import etree

from gireport.formats.odt.names import name
from gireport.formats.odt.reader import read
from gireport.losses import Losses
from gireport.model import Image, Text
from gireport.model.walk import inlines
from support.odf import flat

FIXTURES = sorted((Path(__file__).resolve().parents[4] / "fixtures" / "pairs" / "odt").glob("*.fodt"))
MARKER = "※标记※"
PARSER = etree.XMLParser(recover=True)
# Characters in their place that are no content: bytes, who changed what and when, a template, the number of a
# note.
IN_THEIR_PLACE = {"binary-data", "creator", "date", "index-title-template", "note-citation"}


def markers():
    """What is put into an element: a paragraph, a span, and characters alone (None)."""
    made = []
    for tag in ("text:p", "text:span"):
        element = etree.Element(name(tag))
        element.text = MARKER
        made.append(element)
    return (*made, None)


def places():
    """Each kind of element in each kind of parent that the fixtures have, once."""
    seen = set()
    for path in FIXTURES:
        data = path.read_bytes()
        root = etree.fromstring(data, PARSER)
        body = root.find(name("office:body"))
        for number, element in enumerate(root.iter()):
            parent = element.getparent()
            kind = (element.tag, None if parent is None else parent.tag)
            if kind not in seen and (element is body or body in element.iterancestors()):
                seen.add(kind)
                yield data, number


def with_marker(data, number, marker, at_end):
    root = etree.fromstring(data, PARSER)
    element = next(each for place, each in enumerate(root.iter()) if place == number)
    if marker is not None:
        element.insert(len(element) if at_end else 0, deepcopy(marker))
    elif at_end and len(element):
        element[-1].tail = MARKER
    else:
        element.text = MARKER + (element.text or "")
    return etree.QName(element).localname, etree.tostring(root)


def test_a_marker_put_into_any_element_of_any_fixture_is_read_or_reported_and_never_both():
    """O28: law 5, by the table of what each element holds."""
    silent, both, tried = set(), set(), 0
    for data, number in places():
        for marker in markers():
            for at_end in (False, True):
                element, changed = with_marker(data, number, marker, at_end)
                losses = Losses()
                report = read(changed, losses)
                tried += 1
                shown = any(
                    MARKER in (each.text if isinstance(each, Text) else each.alt)
                    for each in inlines(report)
                    if isinstance(each, (Text, Image))
                )
                told = [loss.code for loss in losses if "标记" in loss.detail]
                if not shown and not told:
                    silent.add((element, "#text" if marker is None else "element"))
                if shown and "misplaced-text" in told:
                    both.add(element)
    assert tried > 300
    assert silent <= {(element, "#text") for element in IN_THEIR_PLACE}
    assert not both


def test_each_kind_of_element_that_holds_misplaced_text_is_one_loss():
    losses = Losses()
    read(
        flat(
            "<text:p>正<text:tab>一</text:tab><text:tab><text:span>二</text:span></text:tab><text:s>三</text:s></text:p>"
        ),
        losses,
    )
    assert [(loss.code, loss.count, loss.detail) for loss in losses] == [
        ("misplaced-text", 2, "in text:tab: 一 二"),
        ("misplaced-text", 1, "in text:s: 三"),
    ]


def test_what_somebody_wrote_about_a_tracked_change_is_a_comment():
    """O12"""
    losses = Losses()
    read(
        flat(
            '<text:tracked-changes><text:changed-region xml:id="c1"><text:insertion><office:change-info>'
            "<dc:creator>王</dc:creator><text:p>请核对</text:p></office:change-info></text:insertion>"
            "</text:changed-region></text:tracked-changes><text:p>文</text:p>"
        ),
        losses,
    )
    assert ("comment", "请核对") in [(loss.code, loss.detail) for loss in losses]


def test_a_hidden_picture_counts_as_one_and_its_bytes_as_nothing():
    """O27"""
    losses = Losses()
    read(
        flat(
            '<text:p text:style-name="H">藏<draw:frame><draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data>'  # noqa: E501
            "</draw:image></draw:frame></text:p>",
            '<style:style style:name="H" style:family="paragraph"><style:text-properties text:display="none"/></style:style>',  # noqa: E501
        ),
        losses,
    )
    assert [(loss.code, loss.count, loss.detail) for loss in losses] == [("hidden-text", 2, "藏")]
