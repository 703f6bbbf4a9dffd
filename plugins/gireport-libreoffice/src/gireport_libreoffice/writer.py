"""Writes a report as PDF, .doc or .rtf: gireport writes a document, and LibreOffice converts that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import gireport
from gireport.errors import WriteError
from gireport.losses import Losses
from gireport.model import Report
from gireport.model.messages import message
from gireport.safe.reasons import reason_of

from .changes import tell_changes
from .kinds import is_doc, is_pdf, is_rtf
from .office import ConversionError, Job, convert
from .reader import read, refusal, seconds_of

_PDF = "docx", Job(".docx", ".pdf", "pdf:writer_pdf_Export"), is_pdf
_DOC = "odt", Job(".odt", ".doc", "doc:MS Word 97"), is_doc
_RTF = "odt", Job(".odt", ".rtf", "rtf:Rich Text Format"), is_rtf
"""What gireport writes, what LibreOffice does with it, and what the result has to be. From an .odt, .doc and
.rtf keep alignment, and a .docx has the widths of a page (`docs/decisions/0013-libreoffice.md`).
"""


def write_pdf(report: Report, losses: Losses, /, time_limit: float | None = None, **options: Any) -> bytes:
    """Return `report` as a PDF with tags and bookmarks, laid out as its .docx is.

    `options` are those of .docx; `time_limit` is in seconds.

    Raises:
        WriteError: LibreOffice makes no PDF of it.
        LimitError: it takes longer than the time limit.
        PluginError: LibreOffice is not installed, or does not start.
    """
    return _written(report, losses, _PDF, time_limit, options)


def write_doc(report: Report, losses: Losses, /, time_limit: float | None = None, **options: Any) -> bytes:
    """Return `report` as a binary Word document. It is read again, and each kind of change is a loss.

    `options` are those of .odt.

    Raises: as `write_pdf`.
    """
    return _written_and_read(report, losses, _DOC, time_limit, options)


def write_rtf(report: Report, losses: Losses, /, time_limit: float | None = None, **options: Any) -> bytes:
    """Return `report` as RTF. It is read again, and each kind of change is a loss.

    `options` are those of .odt.

    Raises: as `write_pdf`.
    """
    return _written_and_read(report, losses, _RTF, time_limit, options)


_Way: TypeAlias = tuple[str, Job, Callable[[bytes], bool]]


def _written_and_read(
    report: Report, losses: Losses, way: _Way, time_limit: float | None, options: dict[str, Any]
) -> bytes:
    """Return what `_written` returns; what reading it again gives in another way is a loss."""
    made = _written(report, losses, way, time_limit, options)
    tell_changes(report, read(made, Losses(), time_limit), losses)
    return made


def _written(
    report: Report, losses: Losses, way: _Way, time_limit: float | None, options: dict[str, Any]
) -> bytes:
    between, job, is_kind = way
    seconds = seconds_of(time_limit)
    data = gireport.write(report, between, losses=losses, **options)
    try:
        made = convert(data, job, seconds)
    except ConversionError as failure:
        error = refusal(failure, seconds)
        raise error or WriteError(message("libreoffice.not-written", suffix=job.target)) from None
    except OSError as error:
        raise WriteError(message("libreoffice.disk", reason=reason_of(error))) from None
    if not is_kind(made):
        raise WriteError(message("libreoffice.not-written", suffix=job.target))
    return made
