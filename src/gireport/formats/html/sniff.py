"""Is this file an HTML page, or may it be a part of one?"""

from __future__ import annotations

import re

from ...safe.kinds import PAGE_TAGS, is_xml_page

_TAG = re.compile(rb"<(?:!doctype\s+html|!--|(?:%s)[\s/>])" % PAGE_TAGS.encode(), re.IGNORECASE)
_ANY_TAG = re.compile(rb"\s*<(?!office:)")


def sniff(data: bytes) -> bool:
    """Return whether `data` begins as an HTML page does, in UTF-16 too."""
    head = data[:1024]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:2] in (b"<\0", b"\0<"):
        head = head.replace(b"\0", b"")[2 if head[:1] in b"\xff\xfe" else 0 :]
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x0c")
    if head.startswith(b"<?xml"):
        return b"<html" in head.lower() or is_xml_page(data)
    return bool(_TAG.match(head))


def may_be_fragment(data: bytes) -> bool:
    """Whether `data` begins with a tag; Markdown may too, so the file name decides. Flat ODF is excluded."""
    return bool(_ANY_TAG.match(data[:64].removeprefix(b"\xef\xbb\xbf")))
