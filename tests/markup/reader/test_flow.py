"""Lines and blocks: white space, fillers (H08), empty blocks."""

from __future__ import annotations

import pytest

from gireport.model import (
    Paragraph,
)
from support.pages import body, shown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>  a \n\t b  </p>", "a b"),
        ("<p>a <b> b</b> <i>c </i></p>", "a b c"),
        ("<p>a <br> b</p>", "a\nb"),
        ("<p>a&nbsp; &nbsp;b\u3000 c</p>", "a\xa0 \xa0b\u3000 c"),
        ("<p>a<span style='white-space: pre'>  b\n c</span></p>", "a  b\n c"),
        ("<p>a<br></p>", "a"),
        ("<p>a<br><br></p>", "a\n"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<p>a&#13;b</p>", "a b"),
        ("<textarea>\n a\n  b</textarea>", " a\n  b"),
    ],
)
def test_white_space_is_folded_as_browsers_fold_it(html, text):
    assert shown(html) == text


def test_a_filler_paragraph_is_empty():
    """H08"""
    assert body("<p>&nbsp;</p><p><u>&nbsp; </u>年</p>")[0][0] == Paragraph()


def test_an_underlined_blank_is_content():
    assert shown("<p><u>&nbsp;&nbsp;</u></p>") == "\xa0\xa0"
