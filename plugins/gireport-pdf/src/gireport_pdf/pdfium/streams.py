"""Measures the compressed streams of a file before PDFium inflates them, which has no limit of its own."""

from __future__ import annotations

import re
import zlib

from gireport.errors import LimitError
from gireport.model.messages import message

from ..limits import INFLATED

# ISO 32000-1, 7.3.8.1: the keyword, then a line end.
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY = 4096  # bytes before the keyword in which the dictionary of the stream is looked for
_CHUNK = 65_536


def check_streams(data: bytes) -> None:
    """Raise `LimitError` when the streams of a file, but for pictures, inflate to more than `INFLATED`.

    Pictures are left out: PDFium decodes them line by line, and only those whose size is within the limits.
    Streams that are encrypted or have a filter before the compression are not measured.
    """
    view = memoryview(data)
    total = 0
    position = 0
    while found := _STREAM.search(data, position):
        position = found.end()
        dictionary = data[max(found.start() - _DICTIONARY, 0) : found.start()].rpartition(b"obj")[2]
        if (b"Flate" not in dictionary and b"/Fl" not in dictionary) or _IMAGE.search(dictionary):
            continue
        size, used = _inflated(view[position:], INFLATED - total)
        total += size
        position += used
        if total > INFLATED:
            raise LimitError(message("pdf.too-large", what=message("pdf.limit-inflated"), limit=INFLATED))


def _inflated(data: memoryview, most: int) -> tuple[int, int]:
    """The size of a stream when inflated, or a size beyond `most`, and how many bytes it took."""
    inflater = zlib.decompressobj()
    size = used = 0
    try:
        while size <= most and not inflater.eof:
            pending = inflater.unconsumed_tail or data[used : used + _CHUNK]
            if not len(pending):
                break
            if not inflater.unconsumed_tail:
                used += len(pending)
            size += len(inflater.decompress(pending, 16 * _CHUNK))
    except zlib.error:
        return size, 0
    return size, max(used - len(inflater.unused_data), 0)
