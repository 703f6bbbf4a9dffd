"""What a file is, told from its bytes: so that a wrong one is named, not just refused."""

from __future__ import annotations

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
SAVE_AS = "open it in Word, WPS or LibreOffice and save it as .docx"
_WORD_HINT = f"{SAVE_AS}, or install gireport-libreoffice, which reads it"


def way_out(what: str) -> str:
    """What to do with a file that is `what`, as `describe` says it, and that nothing here reads."""
    return _WORD_HINT if "Word" in what else SAVE_AS


def describe(data: bytes) -> str:
    """What `data` is, as `a PDF`, `an RTF document` …; empty where its first bytes do not tell."""
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
        return "an XML file"
    return ""


def refuse_as(wanted: str, data: bytes) -> ReadError:
    """The error for `data` that was to be `wanted` (`a .docx`) and is not a zip package at all."""
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
        return WrongKindError(f"this is {what}, not {wanted}")
    if data[:2] == b"PK":
        return DamagedFileError("the zip package is cut short or damaged", hint="get the file again")
    return WrongKindError(f"this is not {wanted}", hint="say what it is with --from")
