"""Links of a page, and what else is fixed to it: comments, form fields."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw

from gireport.losses import Losses
from gireport.model.chars import is_safe_link, without_forbidden
from gireport.model.messages import message

from ..layout.shapes import Box, Glyph
from .budget import Budget
from .frame import Matrix

_COMMENTS = frozenset(
    {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_FILEATTACHMENT}
)
_MOST_MATCHES = 200_000  # characters that the links of a page may cover, counted for each link
_LONGEST = 8192  # bytes of an address


def linked(
    document: Any, page: Any, frame: Matrix, glyphs: list[Glyph], losses: Losses, where: str, budget: Budget
) -> list[Glyph]:
    """`glyphs`, those in the rectangle of a link with its address (ISO 32000-1, 12.5.6.5).

    Addresses that could run a script are noted and left out. Links inside the document are no content.
    """
    ordered = sorted(glyphs, key=lambda one: one.y)
    ys = [one.y for one in ordered]
    matches = 0
    for box, address in _links(document, page, frame, budget):
        if not is_safe_link(address):
            losses.note("unsafe-link", where, 1, address[:80])
            continue
        first, last = bisect_left(ys, box.y0), bisect_right(ys, box.y1 + 2)
        matches += last - first
        if matches > _MOST_MATCHES:
            losses.note("not-kept", where, 1, message("pdf.links"))
            break
        for number in range(first, last):
            one = ordered[number]
            if box.holds((one.x0 + one.x1) / 2, one.y - 0.3 * one.face.size):
                ordered[number] = one._replace(link=address)
    return ordered if matches else glyphs


def _links(document: Any, page: Any, frame: Matrix, budget: Budget) -> Iterator[tuple[Box, str]]:
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    rectangle = raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, position, link):
        budget.spend("ANNOTATIONS", 1)
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < length <= _LONGEST or not raw.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(document, action, buffer, length)
        address = without_forbidden(buffer.value.decode("utf-8", "replace"))[0].strip()
        if address:
            box = frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            yield box, address


def note_annotations(page: Any, losses: Losses, where: str, budget: Budget) -> None:
    """Note the comments and the filled-in form fields of a page, which are not read."""
    count = raw.FPDFPage_GetAnnotCount(page)
    budget.spend("ANNOTATIONS", max(count, 0))
    comments = fields = 0
    for number in range(count):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind in _COMMENTS:
            comments += 1
        elif kind == raw.FPDF_ANNOT_WIDGET and raw.FPDFAnnot_GetStringValue(annotation, b"V", None, 0) > 2:
            fields += 1
        raw.FPDFPage_CloseAnnot(annotation)
    if comments:
        losses.note("comment", where, comments)
    if fields:
        losses.note("not-kept", where, fields, message("pdf.fields"))
