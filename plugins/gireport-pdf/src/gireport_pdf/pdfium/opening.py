"""Opens a file with PDFium, and says in one line why it cannot be opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gireport import limits as common
from gireport.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    LimitError,
    ReadError,
    WrongKindError,
)
from gireport.losses import Losses
from gireport.model import Meta
from gireport.model.messages import message
from gireport.safe.kinds import describe, way_out

from .. import limits
from .streams import check_streams

_HEADER_WITHIN = 1024


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document in `data`. One that asks for a password only to be changed is opened too.

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, EncryptedFileError, LimitError
    """
    if not data:
        raise EmptyFileError(message("plugins.empty-file"))
    if len(data) > common.INPUT_BYTES:
        raise LimitError(message("pdf.too-large", what=message("pdf.limit-bytes"), limit=common.INPUT_BYTES))
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        kind = describe(data)
        if kind:
            raise WrongKindError(message("pdf.other-kind", kind=kind), hint=way_out(kind))
        raise WrongKindError(message("pdf.no-pdf"))
    check_streams(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refusal(error) from None
    try:
        if len(document) > limits.PAGES:
            raise LimitError(message("pdf.too-large", what=message("pdf.limit-pages"), limit=limits.PAGES))
        if not len(document):
            raise DamagedFileError(message("pdf.no-pages"))
        yield document
    finally:
        document.close()


def _refusal(error: pdfium.PdfiumError) -> ReadError:
    code = getattr(error, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD:
        return EncryptedFileError(message("pdf.password"))
    if code == raw.FPDF_ERR_SECURITY:
        return EncryptedFileError(message("pdf.security"))
    return DamagedFileError(message("pdf.damaged"))


def load(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page with that index, from 0.

    Raises:
        DamagedFileError: PDFium cannot read it.
    """
    try:
        return document[index]
    except pdfium.PdfiumError:
        raise DamagedFileError(message("pdf.damaged-page"), where=f"page {index + 1}") from None


def properties(document: pdfium.PdfDocument) -> Meta:
    """The document information (ISO 32000-1, 14.3.3), as far as a report has a field for it."""
    found: dict[str, str] = document.get_metadata_dict(skip_empty=True)
    given = {name: _clean(value) for name, value in found.items()}
    extra = {"author": given["Author"]} if given.get("Author") else {}
    return Meta(
        title=given.get("Title") or None,
        description=given.get("Subject") or None,
        keywords=(given["Keywords"],) if given.get("Keywords") else (),
        extra=extra,
    )


def _clean(text: str) -> str:
    from gireport.model.chars import without_forbidden

    return without_forbidden(text)[0].strip()


def note_what_is_beside(document: pdfium.PdfDocument, losses: Losses) -> None:
    """Note what a file holds beside its pages: attachments, scripts, a form that only some programs show."""
    attached = raw.FPDFDoc_GetAttachmentCount(document)
    if attached > 0:
        losses.note("embedded-object", "the file", attached, message("pdf.attachments"))
    scripts = raw.FPDFDoc_GetJavaScriptActionCount(document)
    if scripts > 0:
        losses.note("macro", "the file", scripts)
    if document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        losses.note("not-kept", "the file", 1, message("pdf.xfa"))
