"""What a file is, told from its first bytes."""

from __future__ import annotations

import pytest

from gireport.safe.kinds import describe, is_binary


@pytest.mark.parametrize(
    "page",
    [
        b'<?xml version="1.0" encoding="UTF-8"?>\n<div><p>x</p></div>',
        b'\xef\xbb\xbf<?xml version="1.0"?><!-- made by a portal --><BODY>x',
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><head><title>x</title>',
        b'<?xml version="1.0"?><?style x?>\n<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
        b'<?xml version="1.0"?>' + b"<!-- -->" * 2000 + b"<table><tr><td>x",
    ],
)
def test_an_xml_declaration_before_an_element_of_html_begins_a_page(page):
    """H24"""
    assert describe(page) == "an HTML page"


@pytest.mark.parametrize(
    "other",
    [
        b'<?xml version="1.0"?><rss><channel/></rss>',
        b'<?xml version="1.0"?><office:document/>',
        b'<?xml version="1.0"?><article xmlns="http://docbook.org/ns/docbook"/>',
        b'<?xml version="1.0"?><!DOCTYPE article SYSTEM "x.dtd"><article/>',
        b'<?xml version="1.0"?><!-- <div> -->',
        b'<?xml version="1.0"?>' + b"<!-- -->" * 2000 + b"<!--",
        b'<?xml version="1.0"?>text <div>',
    ],
)
def test_other_xml_is_no_page(other):
    """H24"""
    assert describe(other) == "an XML file"


def test_zeros_among_readable_text_leave_it_text():
    """H25"""
    assert not is_binary(b"<p>" + b"abcd\0" * 40)
    assert is_binary(b"<p>" + b"a\0" * 40)
    assert is_binary(b"<p>" + b"abcd\1" * 40)
    assert not is_binary(b"a\0b")
