"""The gireport plugin for what LibreOffice reads and writes: .doc, .wps, .rtf and others in, .pdf, .doc, .rtf
out.
"""

from __future__ import annotations

from pathlib import Path

from gireport.hooks import Condition, Format, hookimpl, lazy
from gireport.model.messages import add_catalogue

from .kinds import is_doc, is_office_text, is_pdf, is_rtf, is_uot

GIREPORT_API = 1

add_catalogue("libreoffice", Path(__file__).with_name("messages.json"))

_OPTIONS = frozenset({"time_limit"})
_WRITE_OPTIONS = _OPTIONS | {"reference_doc", "style"}
"""`time_limit`, and what the writer of the .docx or .odt takes that LibreOffice converts."""
_READ = lazy("gireport_libreoffice.reader:read")

FORMATS = (
    Format(
        name="doc",
        title="old Word document (.doc), also of WPS (.wps)",
        suffixes=(".doc", ".wps", ".dot", ".wpt"),
        media_types=("application/msword", "application/vnd.ms-works", "application/wps-office.wps"),
        sniff=is_doc,
        reader=_READ,
        writer=lazy("gireport_libreoffice.writer:write_doc"),
        keeps=frozenset(),
        read_options=_OPTIONS,
        write_options=_WRITE_OPTIONS,
        read_only_suffixes=frozenset({".wps", ".dot", ".wpt"}),
    ),
    Format(
        name="rtf",
        title="RTF document (.rtf)",
        suffixes=(".rtf", ".doc", ".wps"),
        media_types=("application/rtf", "text/rtf"),
        sniff=is_rtf,
        reader=_READ,
        writer=lazy("gireport_libreoffice.writer:write_rtf"),
        keeps=frozenset(),
        read_options=_OPTIONS,
        write_options=_WRITE_OPTIONS,
        read_only_suffixes=frozenset({".doc", ".wps"}),
    ),
    Format(
        name="uot",
        title="UOF text (.uot)",
        suffixes=(".uot", ".uof"),
        media_types=("application/vnd.uof.text",),
        sniff=is_uot,
        reader=_READ,
        writer=None,
        keeps=frozenset(),
        read_options=_OPTIONS,
    ),
    Format(
        name="office-text",
        title="other texts that LibreOffice reads",
        suffixes=(".sxw", ".stw", ".sdw", ".wpd", ".wri", ".hwp", ".lwp", ".abw", ".wps", ".doc"),
        media_types=(),
        sniff=is_office_text,
        reader=_READ,
        writer=None,
        keeps=frozenset(),
        read_options=_OPTIONS,
    ),
    Format(
        name="pdf",
        title="PDF",
        suffixes=(".pdf",),
        media_types=("application/pdf",),
        sniff=is_pdf,
        reader=None,
        writer=lazy("gireport_libreoffice.writer:write_pdf"),
        keeps=frozenset(),
        write_options=_WRITE_OPTIONS,
    ),
)


@hookimpl
def gireport_formats() -> list[Format]:
    """The formats; `pdf` is written only, and another plugin may read it."""
    return list(FORMATS)


@hookimpl
def gireport_doctor() -> list[Condition]:
    """Whether LibreOffice is there and converts."""
    conditions: list[Condition] = lazy("gireport_libreoffice.doctor:conditions")()
    return conditions
