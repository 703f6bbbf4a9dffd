"""Limits on tags: pages that could cost much time or memory are refused, long ordinary pages are read."""

from __future__ import annotations

import pytest

import gireport
from gireport.errors import DamagedFileError, GireportError, LimitError
from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.markup.reader.tag_limits import check_formatting
from support.budget import within

MANY = "<p>x" * 8000


def each(pattern: str) -> str:
    return "".join(pattern.format(number) for number in range(1200))


@pytest.mark.parametrize(
    "opening",
    [
        "<b a={}>",
        "<b a={}><table><tr><td></b></table>",
        "<b a={}><!--</b>-->",
        "<b a={}><title></b></title>",
        "<b a={}><p t='></b>'>",
        '<b a={}><p x="" =" b="></b>">',
        "<b a={}><select></b></select>",
        "<b a={}>" + "<div>" * 9 + "</b>",
    ],
)
def test_formatting_tags_that_no_end_tag_surely_closes_count_as_open(opening: str) -> None:
    html = each(opening) + MANY
    with pytest.raises(LimitError, match="formatting tags"):
        check_formatting(html, html.count("<"))


@pytest.mark.parametrize(
    "piece",
    [
        (
            "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span lang=EN-US>"
            "<font color=c{}>甲<o:p></o:p>"
            "</font></span></b></p>"
        ),
        "<tr><td><font size={}><b>甲</b></font></td><td><a href='{}'><i>乙</i></a></td></tr>",
    ],
)
def test_a_long_page_that_closes_its_tags_passes(piece: str) -> None:
    html = "".join(piece.replace("{}", str(number)) for number in range(20_000))
    check_formatting(html, html.count("<"))


def test_a_page_that_never_closes_the_same_few_tags_passes() -> None:
    html = "<p><font color=red><b>甲</p>" * 20_000
    check_formatting(html, html.count("<"))


def test_a_tag_with_very_many_attributes_is_refused_at_once():
    page = "<!DOCTYPE html><p " + " ".join(f"a{number}=1" for number in range(60_000)) + ">x</p>"
    with within(2), pytest.raises(LimitError, match="attributes"):
        gireport.read(page.encode(), "html")


def test_a_long_data_address_is_one_attribute():
    page = f'<!DOCTYPE html><p>x<img alt="y" src="data:image/png;base64,{"A" * 100_000}"></p>'
    assert gireport.read(page.encode(), "html").body


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000,
        "<table><tr><td>" * 200,
        "".join(f"<font color={n}><p>" for n in range(20_000)),
        "<td" * 3_000_000,
    ],
)
def test_a_page_beyond_the_limits_is_refused(html):
    with pytest.raises((LimitError, DamagedFileError)):
        read(html.encode(), Losses())


@pytest.mark.parametrize("html", ["<b><i><u>" * 100, "<b>" * 5000 + "</p>" * 5000, "<a>" * 5000])
def test_a_page_with_many_unclosed_tags_within_the_limits_is_read(html):
    try:
        read(f"{html}甲".encode(), Losses())
    except GireportError as error:
        assert isinstance(error, LimitError)  # noqa: PT017
