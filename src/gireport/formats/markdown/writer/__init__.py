"""Writes a report as Markdown that the reader gives back equal."""

from __future__ import annotations

from .... import limits
from ....losses import Losses
from ....markup.writer.escape import embed_pictures
from ....model.types import Report
from ....model.weight import check_embedded
from . import front_matter
from .document import DocumentWriter

# What a file is that would otherwise have no bytes.
_NOTHING = "<!-- -->"


def write(report: Report, _losses: Losses, /) -> bytes:
    """The Markdown of `report` in UTF-8: each block as Markdown where that comes back equal, else as HTML.

    Raises:
        LimitError: pictures are shown so often that the file would be larger than one that is read.
    """
    check_embedded(report, limits.INLINED_BYTES)
    body = DocumentWriter(report, markdown_notes=True)
    text = body.write()
    if body.mixes_footnotes():
        # Two numberings of footnotes would run beside each other on the page.
        text = DocumentWriter(report, markdown_notes=False).write()
    head = front_matter.write(report.meta)
    return embed_pictures(f"{head or ''}{text or ('' if head else _NOTHING)}\n", report.resources)
