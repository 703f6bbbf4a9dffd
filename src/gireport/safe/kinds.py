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
_BY_LIBREOFFICE = "soffice --headless --convert-to docx FILE"
_FROM_PDF = "soffice --headless --infilter=writer_pdf_import --convert-to docx FILE"
SAVE_AS = f"open it in Word, WPS or LibreOffice and save it as .docx, or run LibreOffice: {_BY_LIBREOFFICE}"
# What a file is, a part of what `describe` says → what to do with it, the first that fits.
_WAYS_OUT: tuple[tuple[str, str], ...] = (
    ("Word", SAVE_AS),
    ("RTF", SAVE_AS),
    ("OLE", SAVE_AS),
    (
        "PDF",
        f"ask for the document that it was made from, or run LibreOffice, which keeps its text alone: {_FROM_PDF}",
    ),
    ("Excel", "open it in LibreOffice, WPS or Excel and save it as a page (.html)"),
    ("PowerPoint", "copy its text and tables into a document of Word, WPS or LibreOffice"),
    ("picture", "ask for the document that it shows"),
    ("archive", "unpack it, and name the document that is in it"),
    ("package", "if it is a document, say what it is with --from; else unpack it"),
)


def way_out(what: str) -> str:
    """What to do with a file that is `what`, as `describe` says it, and that nothing here reads; empty for a program."""
    return next((hint for part, hint in _WAYS_OUT if part in what), "")


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
        return WrongKindError(f"this is {what}, not {wanted}", hint=way_out(what))
    if data[:2] == b"PK":
        return DamagedFileError("the zip package is cut short or damaged", hint="get the file again")
    return WrongKindError(f"this is not {wanted}", hint="say what it is with --from")
