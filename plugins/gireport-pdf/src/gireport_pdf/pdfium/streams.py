"""Measures the streams of a file before PDFium reads them, which has no limits of its own: their size when
inflated, and how often forms that draw one another are drawn.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from gireport.errors import LimitError
from gireport.model.messages import message

from ..limits import FORMS, INFLATED, REFERENCES

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

    The limits are `INFLATED`, which pictures do not count for, `REFERENCES` and `FORMS`.

    PDFium decodes pictures line by line, and only those whose size is within the limits.
    Streams that are encrypted or have a filter before the compression are not measured, and forms whose
    resources stand in a compressed object are not followed.
    """
    view = memoryview(data)
    forms: dict[int, _Form] = {}
    objects = _Objects(data)
    total = position = references = end = 0
    while found := _STREAM.search(data, position):
        position = found.end()
        before, _, dictionary = data[max(found.start() - _DICTIONARY, 0) : found.start()].rpartition(b"obj")
        if _IMAGE.search(dictionary):
            continue
        if b"Flate" in dictionary or b"/Fl" in dictionary:
            size, draws, used = _inflated(view[position:], INFLATED - total)
        else:
            if end >= 0:  # where none follows, none is looked for again
                end = data.find(b"endstream", position)
            used = max(end - position, 0)
            size, draws = 0, len(_DRAWS.findall(data, position, position + used))
        total += size
        position += used
        number = _NUMBER.search(before)
        if draws and number and _FORM.search(dictionary):
            children = _children(objects, dictionary)
            forms[int(number.group(1))] = _Form(draws, children)
            references += len(children)
        if references > REFERENCES:
            raise LimitError(message("pdf.too-large", what=message("pdf.limit-references"), limit=REFERENCES))
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

    PDFium draws no form inside itself: where forms draw one another in a circle, at worst each is drawn
    inside all others.
    """
    known: dict[int, int] = {}
    for circle in _circles(forms):
        inner = (known[one] for number in circle for one in forms[number].children if one in known)
        drawn = max(inner, default=0)
        for draws in sorted(forms[number].draws for number in circle):
            drawn = draws * (1 + drawn)
            if drawn > FORMS:
                raise LimitError(message("pdf.too-large", what=message("pdf.limit-forms"), limit=FORMS))
        known.update(dict.fromkeys(circle, drawn))


def _circles(forms: dict[int, _Form]) -> Iterator[list[int]]:
    """The forms, together with those that they draw and that draw them; the innermost first (Tarjan)."""
    order: dict[int, int] = {}  # as they were come to
    lowest: dict[int, int] = {}  # the first that each leads back to; of those not given yet
    waiting: list[int] = []
    for first in forms:
        path = [] if first in order else [(first, iter(forms[first].children))]
        while path:
            number, children = path[-1]
            if number not in order:
                order[number] = lowest[number] = len(order)
                waiting.append(number)
            child = next((one for one in children if one in forms and one not in order), None)
            if child is not None:
                path.append((child, iter(forms[child].children)))
                continue
            path.pop()
            back = [lowest[one] for one in forms[number].children if one in lowest]
            lowest[number] = min([order[number], *back])
            if lowest[number] == order[number]:
                circle = []
                while number in lowest:
                    circle.append(waiting.pop())
                    del lowest[circle[-1]]
                yield circle


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
