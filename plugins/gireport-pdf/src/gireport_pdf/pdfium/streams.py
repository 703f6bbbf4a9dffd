"""Measures the streams of a file before PDFium reads them, which has no limits of its own: their size when
inflated, and how often forms that draw one another are drawn.
"""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from gireport.errors import LimitError
from gireport.model.messages import message

from ..limits import FORMS, INFLATED

# ISO 32000-1, 7.3.8.1: the keyword, then a line end.
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_NUMBER = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+$")
_REFERENCE = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R\b")
_RESOURCES = re.compile(rb"/(?:Resources|XObject)\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_OBJECT = re.compile(rb"\b(\d{1,10})\s+\d{1,5}\s+obj\b")
_DRAWS = re.compile(rb"/[^\s/<>\[\]()]+\s+Do\b")
_DICTIONARY = 4096  # bytes before the keyword in which the dictionary of the stream is looked for
_FIRST, _CHUNK = 512, 65_536  # bytes that are inflated at once: at first, and at most


class _Form(NamedTuple):
    """How many times a form draws something, and the objects that its dictionary refers to."""

    draws: int
    children: frozenset[int]


def check_streams(data: bytes) -> None:
    """Raise `LimitError` when the streams of a file are too large, or its forms may be drawn too often.

    The limits are `INFLATED`, which pictures do not count for, and `FORMS`.

    PDFium decodes pictures line by line, and only those whose size is within the limits.
    Streams that are encrypted or have a filter before the compression are not measured, and forms whose
    resources stand in a compressed object are not followed.
    """
    view = memoryview(data)
    forms: dict[int, _Form] = {}
    objects = _Objects(data)
    total = position = 0
    while found := _STREAM.search(data, position):
        position = found.end()
        before, _, dictionary = data[max(found.start() - _DICTIONARY, 0) : found.start()].rpartition(b"obj")
        if _IMAGE.search(dictionary):
            continue
        if b"Flate" in dictionary or b"/Fl" in dictionary:
            size, draws, used = _inflated(view[position:], INFLATED - total)
        else:
            used = max(data.find(b"endstream", position) - position, 0)
            size, draws = 0, len(_DRAWS.findall(data, position, position + used))
        total += size
        position += used
        number = _NUMBER.search(before)
        if draws and number and _FORM.search(dictionary):
            forms[int(number.group(1))] = _Form(draws, _children(objects, dictionary))
        if total > INFLATED:
            raise LimitError(message("pdf.too-large", what=message("pdf.limit-inflated"), limit=INFLATED))
    _check_forms(forms)


class _Objects:
    """Where the objects of a file begin; looked up when the first is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts: dict[int, int] | None = None

    def text(self, number: int) -> bytes:
        """The beginning of the object with that number; empty where it is in a compressed stream."""
        if self._starts is None:
            self._starts = {int(one.group(1)): one.end() for one in _OBJECT.finditer(self._data)}
        start = self._starts.get(number, len(self._data))
        return self._data[start : start + _DICTIONARY].partition(b"endobj")[0]


def _children(objects: _Objects, dictionary: bytes) -> frozenset[int]:
    texts = [dictionary, *(objects.text(int(number)) for number in _RESOURCES.findall(dictionary))]
    return frozenset(int(one) for text in texts for one in _REFERENCE.findall(text))


def _check_forms(forms: dict[int, _Form]) -> None:
    """Raise `LimitError` when a form may be drawn too often: at worst each drawing is that of the form which
    draws the most.
    """
    known: dict[int, int] = {}
    for first in forms:
        pending = [first]
        while pending:
            number = pending[-1]
            known.setdefault(number, 0)  # one that draws itself counts as nothing; PDFium stops there too
            inner = [one for one in forms[number].children if one in forms]
            unknown = [one for one in inner if one not in known]
            if unknown:
                pending += unknown
                continue
            pending.pop()
            known[number] = forms[number].draws * (1 + max((known[one] for one in inner), default=0))
            if known[number] > FORMS:
                raise LimitError(message("pdf.too-large", what=message("pdf.limit-forms"), limit=FORMS))


def _inflated(data: memoryview, most: int) -> tuple[int, int, int]:
    """The size of a stream when inflated (or a size beyond `most`), how often it draws, and its length."""
    inflater = zlib.decompressobj()
    chunk = _FIRST
    size = used = draws = 0
    try:
        while size <= most and not inflater.eof:
            pending = inflater.unconsumed_tail or data[used : used + chunk]
            if not len(pending):
                break
            if not inflater.unconsumed_tail:
                used += len(pending)
                chunk = min(2 * chunk, _CHUNK)
            part = inflater.decompress(pending, 16 * _CHUNK)
            size += len(part)
            draws += len(_DRAWS.findall(part)) if b"Do" in part else 0
    except zlib.error:
        return size, draws, 0
    return size, draws, max(used - len(inflater.unused_data), 0)
