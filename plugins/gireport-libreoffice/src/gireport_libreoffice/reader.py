"""Reads a document that LibreOffice knows: LibreOffice makes an .odt of it, and gireport reads that."""

from __future__ import annotations

import os

import gireport
from gireport.errors import (
    DamagedFileError,
    EncryptedFileError,
    GireportError,
    LimitError,
    PluginError,
    ReadError,
    UsageError,
    WrongKindError,
)
from gireport.losses import Losses
from gireport.model import Report
from gireport.model.messages import Message, message
from gireport.safe.reasons import reason_of

from .kinds import has_macros, is_encrypted, kind_of
from .office import SECONDS, VARIABLE, ConversionError, Job, convert

_BETWEEN = "odt"
"""What LibreOffice makes of the document. An .odt keeps what a .docx keeps of it, and alignment and metadata
too (`docs/decisions/0013-libreoffice.md`).
"""

_LONGEST = 86_400  # seconds that a time limit may be: a day


def read(data: bytes, losses: Losses, /, time_limit: float | None = None) -> Report:
    """Return the report in `data`, a document of a kind that `gireport_libreoffice.kinds` knows.

    The losses are those of the .odt's reader; places in them count paragraphs and tables as they stand in the
    document. `time_limit` is in seconds.

    Raises:
        WrongKindError: `data` is of another kind.
        EncryptedFileError: it asks for a password.
        DamagedFileError: LibreOffice makes nothing of it.
        LimitError: it takes longer than the time limit.
        PluginError: LibreOffice is not installed, or does not start.
    """
    kind = kind_of(data)
    if kind is None:
        raise WrongKindError(message("libreoffice.other-kind"))
    if is_encrypted(data):
        raise EncryptedFileError(message("safe.encrypted"))
    seconds = seconds_of(time_limit)
    job = Job(kind[1], f".{_BETWEEN}", _BETWEEN)
    try:
        made = convert(data, job, seconds)
    except ConversionError as failure:
        raise refusal(failure, seconds) or DamagedFileError(message("libreoffice.not-read")) from None
    except OSError as error:
        raise ReadError(message("libreoffice.disk", reason=reason_of(error))) from None
    if has_macros(data):
        losses.note("macro", "", 1)
    try:
        return gireport.read(made, _BETWEEN, losses=losses)
    except (WrongKindError, DamagedFileError):
        raise DamagedFileError(message("libreoffice.junk")) from None


def seconds_of(time_limit: float | None) -> float:
    """Return the time limit of one conversion, in seconds: the option, else the variable, else the usual one.

    Raises:
        UsageError: it is not a number above zero.
    """
    given: object = os.environ.get(VARIABLE) or SECONDS if time_limit is None else time_limit
    try:
        seconds = float(given)  # type: ignore[arg-type]  # what is no number is told below
    except (TypeError, ValueError):
        seconds = 0
    if not 0 < seconds <= _LONGEST:
        raise UsageError(message("libreoffice.time-limit-value", value=str(given)))
    return seconds


def refusal(failure: ConversionError, seconds: float) -> GireportError | None:
    """Return the error for a failure that has nothing to do with the document, or None."""
    if failure.state == "late":
        return LimitError(message("libreoffice.late", seconds=f"{seconds:g}"), code="time-limit")
    if failure.state == "ended":
        return PluginError(message("libreoffice.ended"))
    if failure.state == "not-started":
        return PluginError(message("libreoffice.not-started", reason=last_line(failure.reason)))
    return None


def last_line(text: str) -> str | Message:
    """Return the last line of what LibreOffice printed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else message("libreoffice.no-reason")
