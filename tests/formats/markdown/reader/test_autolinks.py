"""Addresses without markup are links (GFM 6.9, M10), and text that looks like one comes back as text."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gireport.formats.markdown.reader import read
from gireport.formats.markdown.reader.autolinks import find
from gireport.formats.markdown.writer import write
from gireport.formats.markdown.writer.escape import text as escaped
from gireport.losses import Losses
from gireport.model import Cell, Heading, LineBreak, ListItem, Paragraph, Report, Table, Text, normal
from gireport.testing.strategies import marks
from support import pandoc

_PARTS = (
    *(
        "www.",
        "WWW.",
        "http://",
        "HTTPS://",
        "ftp://",
        "mailto:",
        "xmpp:",
        "@",
        ".",
        "/",
        ":",
        "-",
        "_",
        "(",
        ")",
    ),
    *(
        "a",
        "example",
        "gov.cn",
        "公开",
        "。",
        "，",
        " ",
        "*",
        "~",
        "&",
        ";",
        "&amp;",
        "<",
        "\\",
        "'",
        "[",
        "]",
        "?b=1",
    ),
)
addresses_in_text = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=8).map("".join)


def links(source: str) -> list[tuple[str, str]]:
    """The texts that are links in the first block of the Markdown `source`, each with its address."""
    block = read(source.encode(), Losses()).body[0]
    assert isinstance(block, Paragraph)
    return [(one.text, one.link) for one in block.content if isinstance(one, Text) and one.link]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("www.example.gov.cn", "www.example.gov.cn"),
        ("网址：www.example.gov.cn。", "www.example.gov.cn"),
        ("（www.example.gov.cn/a(b)）", "www.example.gov.cn/a(b)"),
        ("(www.example.gov.cn/a)", "www.example.gov.cn/a"),
        ("见www.example.gov.cn查询", "www.example.gov.cn"),
        ("见www.example.gov.cn/下载", "www.example.gov.cn/"),
        ("*www.example.gov.cn/a_b_c*", "www.example.gov.cn/a_b_c"),
    ],
)
def test_an_address_that_begins_with_www_leads_to_http(source, address):
    assert links(source) == [(address, f"http://{address}")]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("见https://example.gov.cn/a_b_/x.html，请", "https://example.gov.cn/a_b_/x.html"),
        ("http://example.gov.cn/?a=1&amp;b=2&amp;", "http://example.gov.cn/?a=1&b=2"),
        ("“http://example.gov.cn/a”", "http://example.gov.cn/a"),
        ("《http://example.gov.cn/a》", "http://example.gov.cn/a"),
        ("http://example.gov.cn/a？", "http://example.gov.cn/a"),
        ("http://example.gov.cn/a.?!", "http://example.gov.cn/a"),
        ("https://example.gov.cn/art/公开2023年.html；", "https://example.gov.cn/art/公开2023年.html"),
        ("http://政务.example.cn/a", "http://政务.example.cn/a"),
        ("**http://example.gov.cn**", "http://example.gov.cn"),
        ("~~http://example.gov.cn~~", "http://example.gov.cn"),
    ],
)
def test_an_address_with_a_scheme_ends_before_punctuation(source, address):
    assert links(source) == [(address, address)]


@pytest.mark.parametrize("source", ["邮箱a.b-c_d+1@example.gov.cn。", "a.b-c_d+1@example.gov.cn."])
def test_an_address_of_mail_is_a_link(source):
    assert links(source) == [("a.b-c_d+1@example.gov.cn", "mailto:a.b-c_d+1@example.gov.cn")]


@pytest.mark.parametrize(
    "source",
    [
        "`www.example.cn`",
        "www\\.example.cn",
        "http\\://example.cn",
        "a\\@example.cn",
        "awww.example.cn",
        "http://a_b.cn",
        "http://开头的网址",
        "a@example.cn-",
        "a@example",
        "www",
        "http:// www .",
    ],
)
def test_what_is_no_address_or_is_escaped_stays_text(source):
    assert links(source) == []


def test_a_link_holds_no_other():
    assert links("[www.example.cn](a.html)") == [("www.example.cn", "a.html")]
    assert links('<a href="a.html">www.example.cn</a>') == [("www.example.cn", "a.html")]
    assert links("<http://example.cn/a>") == [("http://example.cn/a", "http://example.cn/a")]


@given(addresses_in_text)
@example("www.-a.b")
@example("a@-x.cn")
@example("HTTP://x.cn")
def test_nothing_that_the_writer_escapes_is_an_address(value):
    assert list(find(escaped(value))) == []


@st.composite
def lines(draw):
    """Inlines that look like addresses, are links, or both."""
    value = draw(addresses_in_text)
    link = st.none() | st.sampled_from([value, f"http://{value}", f"mailto:{value}", "https://example.cn/"])
    rest = st.builds(Text, addresses_in_text, st.just(()) | marks(), link) | st.just(LineBreak())
    return (Text(value, (), draw(link)), *draw(st.lists(rest, max_size=3)))


@given(st.lists(lines(), min_size=4, max_size=4))
def test_texts_and_links_of_addresses_come_back_in_every_block(found):
    """Law 1: text that looks like an address is text, a link on its own address is that link."""
    paragraph, heading, item, cell = found
    table = Table(((Cell((Paragraph(cell),)),), (Cell((Paragraph(item),)),)), header_rows=1)
    body = (Paragraph(paragraph), Heading(2, heading), ListItem(0, False, None, item), table)
    report = normal(Report(body=body))
    losses = Losses()
    assert read(write(report, losses), losses) == report
    assert not len(losses)


@pytest.mark.parametrize(
    "source",
    [
        "www.example.com/help",
        "see www.example.com.",
        "www.example.com/a?q=(b)",
        "(www.example.com/a?q=(b))",
        "www.example.com/a?q=b&c;",
        "www.example.com/a?q=b&amp;",
        "www.example.com/a<b",
        "http://example.com",
        "(see https://encrypted.example.com/a?q=b+(c))",
        "one a@b.example two",
        "a+b@example.c-d.com. Next",
        "a.b-c_d@a.b-",
        "a.b-c_d@a.b_",
        "ftp://foo.example.com.",
        "*www.example.com* **http://example.com/a_b_c**",
        "[http://example.com](http://other.example.com)",
        "`http://example.com` http\\://example.com",
    ],
)
def test_addresses_among_ascii_are_those_that_pandoc_finds(source):
    """pandoc writes a URL of mail as we do; what it shows of an unknown reference is not asked."""
    assert [address for _, address in links(source)] == pandoc.links(source)


@pytest.mark.parametrize(
    "unit", ["www.a ", "a@b", "http://", "www.a.", "a.b-", "http://a/;", "公www.", "x@y.", "&a;"]
)
def test_many_beginnings_of_addresses_cost_linear_time(unit):
    start = time.process_time()
    list(find(unit * (400_000 // len(unit))))
    assert time.process_time() - start < 3
