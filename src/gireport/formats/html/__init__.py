"""HTML: reads the pages of portals and the exports of Word and WPS; writes pages and fragments."""

from __future__ import annotations

import re

from ...plugins.values import KEPT, Format, lazy
from ...safe.kinds import PAGE_TAGS, is_xml_page

_TAG = re.compile(rb"<(?:!doctype\s+html|!--|(?:%s)[\s/>])" % PAGE_TAGS.encode(), re.IGNORECASE)
_ANY_TAG = re.compile(rb"\s*<(?!office:)")


def _sniff(data: bytes) -> bool:
    head = data[:1024]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:2] in (b"<\0", b"\0<"):
        head = head.replace(b"\0", b"")[2 if head[:1] in b"\xff\xfe" else 0 :]
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x0c")
    if head.startswith(b"<?xml"):
        return b"<html" in head.lower() or is_xml_page(data)
    return bool(_TAG.match(head))


def _may_be_fragment(data: bytes) -> bool:
    """Whether `data` begins with a tag; Markdown may too, so the file name decides. Flat ODF is excluded."""
    return bool(_ANY_TAG.match(data[:64].removeprefix(b"\xef\xbb\xbf")))


FORMAT = Format(
    name="html",
    title="HTML page",
    suffixes=(".html", ".htm", ".xhtml", ".shtml"),
    media_types=("text/html", "application/xhtml+xml"),
    sniff=_sniff,
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=KEPT,
    read_options=frozenset({"base_url"}),
    write_options=frozenset({"fragment"}),
    # Browsers read .xhtml as XML, and the pages that we write are not XML.
    read_only_suffixes=frozenset({".xhtml"}),
    may_be_fragment=_may_be_fragment,
)
