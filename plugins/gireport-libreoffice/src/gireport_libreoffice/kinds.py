"""Which kind of document are some bytes, of those that LibreOffice reads and gireport does not?"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from gireport.safe.kinds import OLE, ZIP

Family: TypeAlias = Literal["doc", "rtf", "uot", "office-text"]
"""The names of the formats that this plugin reads."""

HEAD = 4096
_MIMETYPE = 30, 200
"""Where the type of a package of OpenOffice.org 1 stands: the first file, stored, follows its 30-byte header
(ODF 1.3 part 2, 3.3).
"""

_STREAMS: tuple[tuple[str, Family, str], ...] = (
    ("WordDocument", "doc", ".doc"),
    ("StarWriterDocument", "office-text", ".sdw"),
    ("MatOST", "office-text", ".wps"),
    ("MM", "office-text", ".wps"),
)
"""Name of a stream in an OLE2 file (MS-CFB 2.6.1) → format, and the suffix that
LibreOffice expects.
"""

_STARTS: tuple[tuple[bytes, Family, str], ...] = (
    (b"{\\rtf", "rtf", ".rtf"),
    (b"\xffWPC", "office-text", ".wpd"),
    (b"\x31\xbe\x00\x00\x00\xab", "office-text", ".wri"),
    (b"\x32\xbe\x00\x00\x00\xab", "office-text", ".wri"),
    (b"HWP Document File V", "office-text", ".hwp"),
    (b"WordPro", "office-text", ".lwp"),
)
"""First bytes → format and suffix: RTF 1.9, WordPerfect, Windows Write, Hangul 97, Lotus Word Pro."""

_ROOTS: tuple[tuple[re.Pattern[bytes], Family, str], ...] = (
    (re.compile(rb"<uof:UOF\b.*uof-wordproc", re.DOTALL), "uot", ".uot"),
    (re.compile(rb"<w:wordDocument\b"), "office-text", ".xml"),
    (re.compile(rb"<abiword\b"), "office-text", ".abw"),
)
"""The root element of an XML file: UOF 1 (GB/T 20916-2007), Word 2003, AbiWord."""

_PACKAGES: tuple[tuple[bytes, str], ...] = (
    (b"application/vnd.sun.xml.writer.template", ".stw"),
    (b"application/vnd.sun.xml.writer", ".sxw"),
)
"""Media type in a package of OpenOffice.org 1 → suffix."""


def kind_of(data: bytes) -> tuple[Family, str] | None:
    """Return the format that reads `data` and the suffix under which LibreOffice expects it, or None."""
    if data.startswith(OLE):
        return next(((family, end) for name, family, end in _STREAMS if _has_stream(data, name)), None)
    for start, family, end in _STARTS:
        if data.startswith(start):
            return family, end
    head = data[:HEAD]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return next(((family, end) for root, family, end in _ROOTS if root.search(head)), None)
    if data.startswith(ZIP):
        return next(
            (("office-text", end) for name, end in _PACKAGES if name in data[slice(*_MIMETYPE)]), None
        )
    return None


def _has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE2 file has a directory entry called `name`, in UTF-16 with a zero at its end."""
    return f"{name}\0".encode("utf-16-le") in data


def is_encrypted(data: bytes) -> bool:
    """Whether a Word document asks for a password: the bit fEncrypted in the header of its first stream
    (MS-DOC 2.5.2), which stands in the first sector of the file.
    """
    header = data[512:1024]
    return data.startswith(OLE) and header.startswith(b"\xec\xa5") and bool(header[11:12] and header[11] & 1)


def has_macros(data: bytes) -> bool:
    """Whether a Word document holds a project of macros (MS-OVBA 2.2.1)."""
    return data.startswith(OLE) and _has_stream(data, "_VBA_PROJECT")


def is_doc(data: bytes) -> bool:
    """Whether `data` is a binary Word document: a .doc, or a .wps of WPS Office."""
    return _is("doc", data)


def is_rtf(data: bytes) -> bool:
    """Whether `data` is RTF."""
    return _is("rtf", data)


def is_uot(data: bytes) -> bool:
    """Whether `data` is a text of the Chinese office format UOF (标文通)."""
    return _is("uot", data)


def is_office_text(data: bytes) -> bool:
    """Whether `data` is one of the other documents that LibreOffice reads."""
    return _is("office-text", data)


def is_pdf(data: bytes) -> bool:
    """Whether `data` is a PDF (ISO 32000-1, 7.5.2)."""
    return data.startswith(b"%PDF-")


def _is(family: Family, data: bytes) -> bool:
    found = kind_of(data)
    return found is not None and found[0] == family
