"""Content in an element where the format allows none."""

from __future__ import annotations

import pytest
from lxml import etree

from gireport.losses import Losses
from gireport.reading.misplaced import TEXT, ContentModel, MisplacedContent, SkippedElements

MODEL = ContentModel(
    children={
        "tab": frozenset(),
        "row": frozenset({"cell"}),
        "instruction": frozenset({TEXT}),
    },
    recorded=frozenset({"deleted"}),
    drawings=frozenset({"drawing"}),
    text_boxes=frozenset({"box"}),
)


@pytest.mark.parametrize(
    ("xml", "skipped"),
    [
        ("<body><p>{}</p></body>", ""),
        ("<body><tab>{}</tab></body>", "tab"),
        ("<body><tab><p>{}</p></tab></body>", "tab"),
        ("<body><row><p>{}</p></row></body>", "row"),
        ("<body><row><cell><p>{}</p></cell></row></body>", ""),
        ("<body><instruction>{}</instruction></body>", ""),
        ("<body><deleted><tab>{}</tab></deleted></body>", ""),
        ("<body><drawing><p>{}</p></drawing></body>", "p"),
        ("<body><drawing><box><p>{}</p></box></drawing></body>", ""),
        ("<body><comment><p>{}</p></comment></body>", ""),
    ],
)
def test_the_skipped_element_is_the_outermost_one_whose_children_are_not_read(xml, skipped):
    root = etree.fromstring(xml.format("甲"))
    holder = next(element for element in root.iter() if element.text == "甲")
    finder = SkippedElements(MODEL, root, lambda element: element.tag == "comment")
    assert finder.skipped_at(holder, TEXT) == skipped


def test_a_drawing_in_an_element_that_holds_only_drawings_is_read():
    root = etree.fromstring("<body><drawing><group/></drawing></body>")
    assert SkippedElements(MODEL, root).skipped_at(root[0][0], "drawing") == ""


def test_misplaced_content_is_one_loss_for_each_element_in_both_languages():
    misplaced, losses = MisplacedContent(), Losses()
    for tag, count, text in (("tab", 1, "甲"), ("row", 1, ""), ("tab", 2, "乙丙")):
        misplaced.add(tag, count, text)
    misplaced.note(losses, "content.xml", lambda tag: f"x:{tag}", lambda text: text and f"“{text}”")
    assert [(loss.code, loss.where, loss.count, loss.detail, loss.details("zh")) for loss in losses] == [
        ("misplaced-text", "content.xml", 3, "in x:tab: “甲 乙丙”", "在 x:tab 中：“甲 乙丙”"),
        ("misplaced-text", "content.xml", 1, "in x:row", "在 x:row 中"),
    ]


def test_the_quotation_of_much_misplaced_text_stays_short():
    misplaced, losses = MisplacedContent(), Losses()
    for _ in range(100):
        misplaced.add("tab", 40, "长" * 40)
    misplaced.note(losses, "", str, str)
    (loss,) = losses
    assert loss.count == 4000
    assert len(loss.detail) < 200
