"""Writes a report as Markdown that reads back as an equal report."""

from __future__ import annotations

from .... import limits
from ....losses import Losses
from ....markup.writer.escape import embed_pictures
from ....model.types import Report
from ....model.weight import check_embedded
from . import front_matter
from .blocks import BlockWriter

# The file of an empty report: it must have at least one byte.
_EMPTY_REPORT = "<!-- -->"


def write(report: Report, _losses: Losses, /) -> bytes:
    """The Markdown of `report` in UTF-8: each block as Markdown where that comes back equal, else as HTML.

    Raises:
        LimitError: pictures are shown so often that the file would be too large for the reader.
    """
    check_embedded(report, limits.INLINED_BYTES)
    body = BlockWriter(report, markdown_notes=True)
    text = body.write()
    if body.mixes_footnotes():
        # The page would number each kind of footnotes on its own, both from 1.
        text = BlockWriter(report, markdown_notes=False).write()
    head = front_matter.write(report.meta)
    return embed_pictures(f"{head or ''}{text or ('' if head else _EMPTY_REPORT)}\n", report.resources)
