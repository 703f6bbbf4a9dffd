"""Writes a report as PDF, .doc or .rtf: gireport writes a document, and LibreOffice converts that."""

from __future__ import annotations

from typing import Any

import gireport
from gireport.errors import WriteError
from gireport.losses import Losses
from gireport.model import Report
from gireport.model.messages import message

from .changes import tell_changes
from .kinds import is_doc, is_pdf, is_rtf
from .office import ConversionError, Job, convert
from .reader import read, refusal, seconds_of

_PDF = "docx", Job(".docx", ".pdf", "pdf:writer_pdf_Export")
_DOC = "odt", Job(".odt", ".doc", "doc:MS Word 97")
_RTF = "odt", Job(".odt", ".rtf", "rtf:Rich Text Format")
"""What gireport writes, and what LibreOffice does with it. From an .odt, .doc and .rtf keep alignment, and a
.docx has the widths of a page (`docs/decisions/0013-libreoffice.md`).
"""


def write_pdf(report: Report, losses: Losses, /, time_limit: float | None = None, **options: Any) -> bytes:
    """Return `report` as a PDF with tags and bookmarks, laid out as its .docx is.

    `options` are those of .docx; `time_limit` is in seconds.

    Raises:
        WriteError: LibreOffice makes no PDF of it.
        LimitError: it takes longer than the time limit.
        PluginError: LibreOffice is not installed, or does not start.
    """
    made = _written(report, losses, *_PDF, time_limit, options)
    if not is_pdf(made):
        raise WriteError(message("libreoffice.not-written", suffix=".pdf"))
    return made


def write_doc(report: Report, losses: Losses, /, time_limit: float | None = None, **options: Any) -> bytes:
    """Return `report` as a binary Word document. It is read again, and each kind of change is a loss.

    `options` are those of .odt.

    Raises: as `write_pdf`.
    """
    made = _written(report, losses, *_DOC, time_limit, options)
    if not is_doc(made):
        raise WriteError(message("libreoffice.not-written", suffix=".doc"))
    tell_changes(report, read(made, Losses(), time_limit), losses)
    return made


def write_rtf(report: Report, losses: Losses, /, time_limit: float | None = None, **options: Any) -> bytes:
    """Return `report` as RTF. It is read again, and each kind of change is a loss.

    `options` are those of .odt.

    Raises: as `write_pdf`.
    """
    made = _written(report, losses, *_RTF, time_limit, options)
    if not is_rtf(made):
        raise WriteError(message("libreoffice.not-written", suffix=".rtf"))
    tell_changes(report, read(made, Losses(), time_limit), losses)
    return made


def _written(
    report: Report,
    losses: Losses,
    between: str,
    job: Job,
    time_limit: float | None,
    options: dict[str, Any],
) -> bytes:
    seconds = seconds_of(time_limit)
    data = gireport.write(report, between, losses=losses, **options)
    try:
        return convert(data, job, seconds)
    except ConversionError as failure:
        error = refusal(failure, seconds)
        raise error or WriteError(message("libreoffice.not-written", suffix=job.target)) from None
    except OSError as error:
        raise WriteError(message("libreoffice.disk", reason=str(error.strerror or error))) from None
