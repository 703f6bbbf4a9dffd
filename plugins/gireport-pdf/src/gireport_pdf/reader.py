"""Reads a PDF: page by page with PDFium, then by geometry alone."""

from __future__ import annotations

import pypdfium2 as pdfium

from gireport.errors import ReadError
from gireport.losses import Losses
from gireport.model import Report, normal
from gireport.model.messages import message

from .blocks import Blocks
from .flow import flow_of
from .layout.pages import Layout, layout_of
from .layout.shapes import Box, Page
from .pdfium.annotations import linked, note_annotations
from .pdfium.budget import Budget
from .pdfium.cover import Cover
from .pdfium.frame import frame_of
from .pdfium.glyphs import Glyphs, glyphs
from .pdfium.objects import Drawn, add_white_lines, drawn
from .pdfium.opening import load, note_what_is_beside, opened, properties
from .pdfium.pictures import Pictures

_SCAN = 0.5  # part of a page that a picture covers, where no text stands on it: the page is a scan
_BROWSER = "Skia/PDF"  # what Chromium and its kin write as the producer
_QUOTED = 60  # characters of a quotation in a loss


def read(data: bytes, losses: Losses, /) -> Report:
    """The report in a PDF, in normal form; what cannot be read goes to `losses`, with its page.

    Raises:
        ReadError: the file is no PDF, is damaged or encrypted, or has no text (scans alone).
        LimitError: it is larger than the limits of this plugin.
    """
    with opened(data) as document:
        reading = _Reading(document, losses)
        layouts = [reading.page(index) for index in range(len(document))]
        meta = properties(document)
        note_what_is_beside(document, losses)
    if not any(layout.items for layout in layouts):
        raise ReadError(message("pdf.scans-only" if reading.scans else "pdf.no-text"))
    for number in reading.scans:
        detail = message("pdf.scan", scans=len(reading.scans), pages=len(layouts))
        losses.note("scanned-page", f"page {number}", 1, detail)
    items, body = flow_of(layouts, losses)
    blocks = Blocks(losses).of_flow(items, body)
    losses.note("formatting")
    return normal(Report(meta, tuple(blocks), reading.pictures.resources), losses.note)


class _Reading:
    """Reads the pages of one document in turn; counts them against the limits."""

    def __init__(self, document: pdfium.PdfDocument, losses: Losses) -> None:
        self.document, self.losses = document, losses
        self.budget = Budget()
        self.pictures = Pictures(document, losses)
        self.scans: list[int] = []
        self.by_browser = document.get_metadata_value("Producer").startswith(_BROWSER)

    def page(self, index: int) -> Layout:
        """The content of the page with that index, from 0."""
        page = load(self.document, index)
        try:
            return self._layout(page, index + 1)
        finally:
            page.close()

    def _layout(self, page: pdfium.PdfPage, number: int) -> Layout:
        where = f"page {number}"
        frame, width, height = frame_of(page)
        shown = Box(0.0, 0.0, width, height)
        lines = drawn(page, frame, self.budget)
        cover = Cover(shown, lines.areas)
        add_white_lines(lines, cover)
        found = glyphs(page, frame, shown, cover, self.budget)
        self._note_hidden(found, lines.unplaced, where)
        note_annotations(page, self.losses, where, self.budget)
        result = Page(number, width, height, self.by_browser, sideways=found.sideways)
        if not (found.upright or found.sideways) and _is_scan(lines, shown):
            self.scans.append(number)
            return Layout(number, width, height)
        result.glyphs = linked(self.document, page, frame, found.upright, self.losses, where, self.budget)
        result.horizontals, result.verticals = lines.horizontals, lines.verticals
        for object_, box in lines.pictures:
            picture = self.pictures.keep(object_, box, where)
            if picture:
                result.pictures.append(picture)
        layout = layout_of(result)
        self.budget.spend("SLOTS", layout.slots)
        self._note_layout(layout, lines, where)
        return layout

    def _note_hidden(self, found: Glyphs, unplaced: int, where: str) -> None:
        hidden = sum(not text.isspace() for text in found.hidden)
        if hidden:
            self.losses.note("hidden-text", where, hidden, "".join(found.hidden).strip()[:_QUOTED])
        if found.slanting:
            quoted = message("pdf.slanting", text="".join(found.slanting).strip()[:_QUOTED])
            self.losses.note("not-kept", where, len(found.slanting), quoted)
        if unplaced:
            self.losses.note("undecodable", where, unplaced, message("pdf.unplaced"))
        if found.unmapped:
            self.losses.note("undecodable", where, found.unmapped, message("pdf.unmapped"))

    def _note_layout(self, layout: Layout, lines: Drawn, where: str) -> None:
        note = self.losses.note
        if lines.drawings + layout.drawings:
            note("not-kept", where, lines.drawings + layout.drawings, message("pdf.drawings"))
        if layout.open_tables:
            note("cells-unmarked", where, layout.open_tables, message("pdf.open-tables"))
        if layout.bare_table:
            note("cells-unmarked", where, 1, message("pdf.bare-table"))
        if layout.from_the_right:
            note("reading-order", where, 1, message("pdf.from-the-right"))
        if layout.sideways:
            note("reading-order", where, layout.sideways, message("pdf.sideways"))
        if layout.columns:
            note("reading-order", where, 1, message("pdf.columns"))


def _is_scan(lines: Drawn, shown: Box) -> bool:
    return any(box.area > _SCAN * shown.area for _, box in lines.pictures)
