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

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"

# First bytes → what the file is. OLE and zip files need a closer look.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
# Names of streams in an OLE file's directory, in UTF-16 → what the file is.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "an old Word document (.doc)"),
    ("Workbook", "an old Excel workbook (.xls)"),
    ("Book", "an old Excel workbook (.xls)"),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)"),
)
# The first tag of an HTML page or fragment. Not `<a id=…>`, `<u>`, `<sup>`, `<sub>`: our own Markdown may
# begin so.
PAGE_TAGS = (
    "html|head|body|base|link|meta|script|style|title|article|aside|header|main|nav|section|p|div|table|tbody|tr|td|"
    "ul|ol|dl|h[1-6]|blockquote|center|font|form|strong|b"
)
# An XML declaration, the rest of the prolog, and the first element (XML 1.0, productions 22 to 28).
_XML_PAGE = re.compile(
    rb"\s*+<\?xml\s(?>.*?\?>)(?:\s++|(?><!--.*?-->)|(?><\?.*?\?>)|(?><!doctype\s+html\b[^>]*+>))*+"
    rb"<(?:%s)(?=[\s/>])([^>]*)" % PAGE_TAGS.encode(),
    re.DOTALL | re.IGNORECASE,
)
_NAMESPACE = re.compile(rb"""\sxmlns\s*=\s*["']?+(?!http://www\.w3\.org/1999/xhtml)""", re.IGNORECASE)
_PROLOG = 65_536  # bytes in which the first element of a page is searched
# Control characters that are rare in every text encoding, without U+0000 and escape (ISO-2022 uses that).
_CONTROLS = bytes(sorted({*range(1, 9), *range(14, 32)} - {27}))
_BINARY_HEAD = 4096
_ALLOWED_CONTROLS = 8

_BY_LIBREOFFICE = "soffice --headless --convert-to docx FILE"
_FROM_PDF = "soffice --headless --infilter=writer_pdf_import --convert-to docx FILE"
SAVE_AS = f"open it in Word, WPS or LibreOffice and save it as .docx, or run LibreOffice: {_BY_LIBREOFFICE}"
# A word in the result of `describe` → what the user can do; the first that fits counts.
_HINTS: tuple[tuple[str, str], ...] = (
    ("Word", SAVE_AS),
    ("RTF", SAVE_AS),
    ("OLE", SAVE_AS),
    (
        "PDF",
        "ask for the document that it was made from, or run LibreOffice, which keeps its text alone: "
        + _FROM_PDF,
    ),
    ("Excel", "open it in LibreOffice, WPS or Excel and save it as a page (.html)"),
    ("PowerPoint", "copy its text and tables into a document of Word, WPS or LibreOffice"),
    ("picture", "ask for the document that it shows"),
    ("archive", "unpack it, and name the document that is in it"),
    ("package", "if it is a document, say what it is with --from; else unpack it"),
)


def way_out(what: str) -> str:
    """The hint for a kind of file that gireport does not read, as `describe` names it; may be empty."""
    return next((hint for part, hint in _HINTS if part in what), "")


def describe(data: bytes) -> str:
    """What `data` is, such as `a PDF` or `an RTF document`; empty where its first bytes are not known."""
    if data.startswith(OLE):
        for stream, what in _STREAMS:
            if stream.encode("utf-16-le") in data:
                return what
        return "an OLE file"
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return what
    if data.startswith((ZIP, EMPTY_ZIP)):
        return "a zip package"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if head.startswith(b"<?xml"):
        return "an HTML page" if is_xml_page(data) else "an XML file"
    return ""


def is_xml_page(data: bytes) -> bool:
    """Whether `data` has an XML declaration, and its first element is an HTML element."""
    found = _XML_PAGE.match(data.removeprefix(b"\xef\xbb\xbf"), 0, _PROLOG)
    return found is not None and not _NAMESPACE.search(b" " + found.group(1))


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


def refuse_as(wanted: str, data: bytes) -> ReadError:
    """The error for `data` that is not a zip package, where `wanted` (`a .docx`) was expected."""
    if not data:
        return EmptyFileError("the file is empty")
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return EncryptedFileError(
                "the document is encrypted", hint="open it with its password and save it without one"
            )
        what = describe(data)
        return WrongKindError(f"this is {what}, not {wanted}", hint=way_out(what))
    what = describe(data)
    if what and what != "a zip package":
        return WrongKindError(f"this is {what}, not {wanted}", hint=way_out(what))
    if data[:2] == b"PK":
        return DamagedFileError("the zip package is cut short or damaged", hint="get the file again")
    return WrongKindError(f"this is not {wanted}", hint="say what it is with --from")
