"""Pages that nest deep: refused before a tree is built, and no careless page with them."""

from __future__ import annotations

import time

import pytest

import gireport
from gireport.errors import LimitError
from gireport.markup.reader.nesting import check_nesting
from gireport.model import Paragraph, Text


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b>",
        "<font color=red>",
        "<table><td>",
        "<ul><li>",
        "<svg>",
        "<math><mi><p>",
        "<svg><foreignObject><p>",
        "<svg><style><g>",
        "<span><div></span>",
        "<div><table></div><td>",
        "<b><div></b>",
        "<h1><span>",
        "<li><dd>",
        "<i><button>",
        "<a><i>",
        "<!--><div>",
        "<rt>",
        "<template><td>",
        "<form><object><form></form></object></form>",
    ],
)
def test_a_page_that_nests_without_end_is_refused_before_its_tree_is_built(piece: str) -> None:
    page = "<!DOCTYPE html>" + piece * (200_000 // piece.count("<")) + "x"
    start = time.process_time()
    with pytest.raises(LimitError, match=r"deeper than 512|formatting tags of the page have no end tags"):
        gireport.read(page.encode(), "html")
    assert time.process_time() - start < 5  # 50 to 150 s as long as a tree is built


@pytest.mark.parametrize(
    "piece",
    [
        "<p>甲",
        "<p><span>甲",
        "<p><b>甲<i>乙",
        "<ul><li>甲<p>乙</ul>",
        "<dl><dt>甲<dd>乙</dl>",
        "<div><span>甲</div>",
        "<div><b>甲</div>",
        "<div><a href=x>甲</div>",
        "<table><tr><td>甲<td><span>乙<tr><td>丙</table>",
        "<table><tr><td>甲<table>",
        "<p>甲<br><img src='a>b'><input><hr>",
        "<!-- <div> --><script>'<div>'</script><style><div></style><textarea><div></textarea>",
        "<p title='<div>' class=\"<div>\">甲",
        "<svg><path/><g><rect/></g></svg>",
        "<select><option>甲<option>乙</select>",
        "<select><option>甲<input>",
        "<form><p>甲<form>",
        "<h2>甲<h3>乙",
        "<button>甲<button>",
        "<ruby>甲<rt>乙</ruby>",
    ],
)
def test_elements_that_browsers_close_by_themselves_do_not_count_as_depth(piece: str) -> None:
    if piece.endswith("<table>"):
        piece += "</table>" * 2
    check_nesting("<!DOCTYPE html>" + piece * 5000)


def test_elements_inside_a_select_count_as_depth():
    with pytest.raises(LimitError, match="deeper than 512"):
        check_nesting("<select>" + "<ul>" * 5000)


def test_too_many_options_are_refused_before_parsing():
    with pytest.raises(LimitError, match="more than 20000 options"):
        gireport.read(("<select>" + "<option>甲</option>" * 20_000).encode(), "html")
    page = "<p>正文</p><select>" + "<option>甲</option>" * 2_000
    assert gireport.read(page.encode(), "html").body[0] == Paragraph((Text("正文"),))
