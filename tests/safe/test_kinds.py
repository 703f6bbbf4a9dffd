"""What kind of file some bytes are, and what to do with a kind that is not read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gireport.model.messages import Message
from gireport.safe.kinds import HTML_PAGE, OLE, XML_FILE, describe, is_binary, kind_of_file, way_out

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "page",
    [
        b'<?xml version="1.0" encoding="UTF-8"?>\n<div><p>x</p></div>',
        b'\xef\xbb\xbf<?xml version="1.0"?><!-- made by a portal --><BODY>x',
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><head><title>x</title>',  # noqa: E501
        b'<?xml version="1.0"?><?style x?>\n<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
        b'<?xml version="1.0"?>' + b"<!-- -->" * 2000 + b"<table><tr><td>x",
    ],
)
def test_an_xml_declaration_before_an_element_of_html_begins_a_page(page):
    """H24"""
    assert describe(page) == HTML_PAGE


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
    assert describe(other) == XML_FILE


def test_zeros_among_readable_text_leave_it_text():
    """H25"""
    assert not is_binary(b"<p>" + b"abcd\0" * 40)
    assert is_binary(b"<p>" + b"a\0" * 40)
    assert is_binary(b"<p>" + b"abcd\1" * 40)
    assert not is_binary(b"a\0b")


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "english", "chinese"),
    [
        (ole("WordDocument"), "an old Word document (.doc)", "旧版 Word 文档（.doc）"),
        (OLE, "an OLE file (probably an old Word, WPS or Excel file)", "可能是旧版 Word、WPS 或 Excel 文件"),
        (b"%PDF-1.4", "a PDF", "PDF 文件"),
        (b"PK\x03\x04", "a zip archive", "zip 压缩文件"),
    ],
)
def test_a_kind_has_a_name_in_both_languages(data, english, chinese):
    kind = describe(data)
    assert kind is not None
    assert kind.text("en") == english
    assert chinese in kind.text("zh")


@pytest.mark.parametrize(
    ("kind", "english", "chinese"),
    [
        ("doc", "save it as .docx", "另存为 .docx"),
        ("rtf", "save it as .docx", "另存为 .docx"),
        ("ole", "save it as .docx", "另存为 .docx"),
        ("pdf", "ask for the document", "原文档"),
        ("xls", "save it as a page (.html)", "另存为网页（.html）"),
        ("png", "ask for the document that it shows", "原文档"),
        ("rar", "unpack it", "先解压"),
    ],
)
def test_the_advice_fits_the_kind_of_file(kind, english, chinese):
    advice = way_out(kind_of_file(kind))
    assert isinstance(advice, Message)
    assert english in advice.text("en")
    assert chinese in advice.text("zh")
    plugins = re.findall(r"install \./(plugins/[\w-]+)", advice.text("en") + advice.text("zh"))
    assert all((ROOT / one / "pyproject.toml").is_file() for one in plugins), "a plugin that is not there"
    assert bool(plugins) == (kind in {"doc", "rtf", "ole", "pdf"})


def test_a_kind_without_advice_gives_none():
    assert way_out(kind_of_file("program")) == ""
    assert way_out(None) == ""
