"""What kind of file some bytes are, so that an error can name it and say how to convert it."""

from __future__ import annotations

import re

from ..errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    ReadError,
    WrongKindError,
)
from ..model.messages import Message, message

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"

# First bytes → the name of the kind. OLE and zip files need a closer look.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"PAR1", "parquet"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)
# Names of streams in an OLE file's directory, in UTF-16 → the name of the kind.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
# The first tag of an HTML page or fragment. Not `<a id=…>`, `<u>`, `<sup>`, `<sub>`: our own Markdown may
# begin so.
PAGE_TAGS = (
    "html|head|body|base|link|meta|script|style|title|article|aside|header|main|nav|section|p|div|table|tbody|tr|td|"
    "ul|ol|dl|h[1-6]|blockquote|center|font|form|strong|b"
)
# An XML declaration, the rest of the prolog, and the first element (XML 1.0, productions 22 to 28).
_XML_PAGE = (
    rb"\s*+<\?xml\s(?>.*?\?>)(?:\s++|(?><!--.*?-->)|(?><\?.*?\?>)|(?><!doctype\s+html\b[^>]*+>))*+"
    rb"<(?:%s)(?=[\s/>])([^>]*)" % PAGE_TAGS.encode()
)
_NAMESPACE = rb"""\sxmlns\s*=\s*["']?+(?!http://www\.w3\.org/1999/xhtml)"""
_PROLOG = 65_536  # bytes in which the first element of a page is searched
# Control characters that are rare in every text encoding, without U+0000 and escape (ISO-2022 uses that).
_CONTROLS = bytes(sorted({*range(1, 9), *range(14, 32)} - {27}))
_BINARY_HEAD = 4096
_ALLOWED_CONTROLS = 8

_ADVICE = {
    **dict.fromkeys(("doc", "rtf", "ole"), "save-as-docx"),
    "pdf": "pdf-original",
    **dict.fromkeys(("xls", "xlsx", "xlsb"), "save-as-page"),
    **dict.fromkeys(("ppt", "pptx"), "copy-slides"),
    **dict.fromkeys(("png", "jpeg", "gif"), "ask-for-document"),
    **dict.fromkeys(("rar", "7z", "gzip", "bzip2"), "unpack"),
    "zip": "unpack-zip",
}
"""The name of a kind → what the user can do with such a file."""


def kind_of_file(name: str) -> Message:
    """Return the kind called `name` (`pdf`), as a phrase to stand inside another message: `a PDF`."""
    return message(f"safe.kind-{name}")


HTML_PAGE, XML_FILE = kind_of_file("html"), kind_of_file("xml")
ZIP_ARCHIVE, WORD_DOCUMENT = kind_of_file("zip"), kind_of_file("docx")


def way_out(kind: Message | None) -> Message | str:
    """Return what the user can do with a file of a kind that gireport does not read; may be empty."""
    advice = _ADVICE.get(kind.key.removeprefix("safe.kind-"), "") if kind else ""
    return message(f"safe.{advice}") if advice else ""


def describe(data: bytes) -> Message | None:
    """Return the kind of file that `data` is, such as `a PDF`; None where its first bytes are not known."""
    name = _name_of_kind(data)
    return kind_of_file(name) if name else None


def _name_of_kind(data: bytes) -> str:
    if data.startswith(OLE):
        return next((name for stream, name in _STREAMS if stream.encode("utf-16-le") in data), "ole")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith((ZIP, EMPTY_ZIP)):
        return "zip"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith(b"<?xml"):
        return "html" if is_xml_page(data) else "xml"
    return ""


def is_xml_page(data: bytes) -> bool:
    """Whether `data` has an XML declaration, and its first element is an HTML element."""
    found = re.match(_XML_PAGE, data[: _PROLOG + 3].removeprefix(b"\xef\xbb\xbf"), re.DOTALL | re.IGNORECASE)
    return found is not None and not re.search(_NAMESPACE, b" " + found.group(1), re.IGNORECASE)


def count_controls(data: bytes) -> int:
    """The number of control characters, U+0000 included, in the first bytes of `data`."""
    head = data[:_BINARY_HEAD]
    return len(head) - len(head.translate(None, b"\0" + _CONTROLS))


def is_binary(data: bytes) -> bool:
    """Whether the first bytes of `data` cannot be text in an encoding of one to four bytes.

    More than one byte in fifty is a control character. U+0000 may be one byte in four: damaged disks and
    careless programs leave that many in readable text, while UTF-16 and archives have more.
    """
    head = data[:_BINARY_HEAD]
    zeros = head.count(0)
    controls = count_controls(head) - zeros
    return (controls > _ALLOWED_CONTROLS and controls * 50 > len(head)) or (
        zeros > _ALLOWED_CONTROLS and zeros * 4 > len(head)
    )


def refuse_as(wanted: str | Message, data: bytes) -> ReadError:
    """Return the error for `data` that is not a zip package, where `wanted` (`a .docx`) was expected."""
    if not data:
        return EmptyFileError(message("plugins.empty-file"))
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFileError(message("safe.encrypted"))
    kind = describe(data)
    if kind and kind != ZIP_ARCHIVE:
        return other_kind(kind, wanted)
    if data[:2] == b"PK":
        return DamagedFileError(message("safe.damaged-package"))
    return WrongKindError(message("safe.not-wanted", wanted=wanted))


def other_kind(kind: Message, wanted: str | Message) -> WrongKindError:
    """Return the error for a file of `kind` where `wanted` was expected."""
    return WrongKindError(message("safe.other-kind", kind=kind, wanted=wanted), hint=way_out(kind))
