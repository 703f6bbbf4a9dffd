"""Walks over the objects of a page: paths become lines, filled areas and drawings; pictures are listed."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

from ..layout.shapes import Box, Ruling
from ..limits import FORM_DEPTH
from .budget import Budget
from .cover import Cover
from .fonts import font_name
from .frame import Matrix

THIN = 3.5
"""Points: a filled rectangle that is not higher, or not wider, is a line."""
_SHORT = 1.5  # points: shorter pieces of a line are dots; they count where they make a line together
_BOX = 12.0  # points: a frame that is not larger is a box to tick, and no cell
_NOTHING = 0.001
# Fonts that every program has (ISO 32000-1, 9.6.2.2), and that PDFium puts in their places.
_STANDARD = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats", "Arial")
_STRAIGHT = 0.7  # points by which the ends of an upright line may differ
_WHITE = 250  # of 255: lighter lines are not seen on paper
_LONGEST_OUTLINE = 64  # pieces of a path that draws lines of a table; one with more is a drawing


_Line = tuple[float, float, float, float]


@dataclass
class Drawn:
    """What the paths of a page draw.

    White lines are told apart. `drawings` counts paths that are neither lines nor filled areas, `unplaced`
    texts that PDFium passes over: their font is not in the file, and no glyph is known.
    """

    horizontals: list[Ruling] = field(default_factory=list)
    white: list[_Line] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    areas: list[Box] = field(default_factory=list)
    pictures: list[tuple[Any, Box]] = field(default_factory=list)
    drawings: int = 0
    unplaced: int = 0


def drawn(page: Any, frame: Matrix, budget: Budget) -> Drawn:
    """What the objects of `page` draw, in the coordinates of `frame`.

    Raises:
        LimitError: there are too many objects or pieces of paths.
    """
    result = Drawn()
    for object_, kind, matrix in _objects(page, frame, budget):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(result, object_, matrix, budget)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            result.pictures.append((object_, _box(object_, matrix)))
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            result.unplaced += _is_unplaced(object_)
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            result.areas.append(_box(object_, matrix))
    return result


def add_white_lines(found: Drawn, cover: Cover) -> None:
    """Count the white lines that are drawn over filled areas, where they are seen."""
    for x0, y0, x1, y1 in found.white:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        if cover.holds(x, y):
            _add_line(found, x0, y0, x1, y1)


def _is_unplaced(text: Any) -> bool:
    box = _box(text, Matrix())
    if box.x1 - box.x0 > _NOTHING:
        return False
    font = raw.FPDFTextObj_GetFont(text)
    return raw.FPDFFont_GetIsEmbedded(font) == 0 and not font_name(font).startswith(_STANDARD)


def _objects(page: Any, frame: Matrix, budget: Budget) -> Iterator[tuple[Any, int, Matrix]]:
    """Each object that is no form, with its kind and the matrix of what it stands in."""
    count = raw.FPDFPage_CountObjects(page)
    budget.spend("OBJECTS", count)
    for number in range(count):
        yield from _inside(raw.FPDFPage_GetObject(page, number), frame, budget, 0)


def _inside(object_: Any, matrix: Matrix, budget: Budget, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    kind = raw.FPDFPageObj_GetType(object_)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield object_, kind, matrix
    elif depth < FORM_DEPTH:
        inner = matrix.after(_matrix(object_))
        count = raw.FPDFFormObj_CountObjects(object_)
        budget.spend("OBJECTS", max(count, 0))
        for number in range(count):
            yield from _inside(raw.FPDFFormObj_GetObject(object_, number), inner, budget, depth + 1)


def _matrix(object_: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(object_, found)
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _box(object_: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(object_, left, bottom, right, top)
    return matrix.box(left.value, bottom.value, right.value, top.value)


def _add_path(result: Drawn, path: Any, matrix: Matrix, budget: Budget) -> None:
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill_mode, stroke)
    filled, stroked = bool(fill_mode.value), bool(stroke.value)
    box = _box(path, matrix)
    if not (filled or stroked):
        return
    pieces = raw.FPDFPath_CountSegments(path)
    budget.spend("SEGMENTS", max(pieces, 0))
    white = stroked and _is_white(path, raw.FPDFPageObj_GetStrokeColor)
    if filled and _is_white(path, raw.FPDFPageObj_GetFillColor):
        filled = False
    if pieces > _LONGEST_OUTLINE:
        result.drawings += 1
        return
    lines = _straight_lines(path, matrix, pieces) if filled or stroked else []
    if lines is None:
        result.drawings += 1
    elif filled and min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
        _add_thin(result, box)
    else:
        if filled:
            result.areas.append(box)
        if stroked and len(lines) > 2 and max(box.x1 - box.x0, box.y1 - box.y0) <= _BOX:
            result.drawings += 1
        elif white:
            result.white += lines
        elif stroked:
            for line in lines:
                _add_line(result, *line)


def _is_white(path: Any, color_of: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not color_of(path, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= _WHITE or not alpha.value


def _straight_lines(path: Any, matrix: Matrix, pieces: int) -> list[_Line] | None:
    """The lines of a path from point to point; None where it has a curve or a slanting line."""
    lines: list[_Line] = []
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    own = matrix.after(_matrix(path))
    for number in range(pieces):
        piece = raw.FPDFPath_GetPathSegment(path, number)
        kind = raw.FPDFPathSegment_GetType(piece)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return None
        raw.FPDFPathSegment_GetPoint(piece, x, y)
        point = own.point(x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            lines.append((*last, *point))
        last = point
        if raw.FPDFPathSegment_GetClose(piece):
            lines.append((*last, *start))
            last = start
    slanting = (min(abs(x1 - x0), abs(y1 - y0)) > _STRAIGHT for x0, y0, x1, y1 in lines)
    return None if any(slanting) else lines


def _add_thin(result: Drawn, box: Box) -> None:
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if wide <= _SHORT and high <= _SHORT:  # a dot of a dotted line: part of a line of either direction
        result.horizontals.append(Ruling((box.y0 + box.y1) / 2, box.x0, box.x1))
        result.verticals.append(Ruling((box.x0 + box.x1) / 2, box.y0, box.y1))
    elif wide >= high:
        result.horizontals.append(Ruling((box.y0 + box.y1) / 2, box.x0, box.x1))
    else:
        result.verticals.append(Ruling((box.x0 + box.x1) / 2, box.y0, box.y1))


def _add_line(result: Drawn, x0: float, y0: float, x1: float, y1: float) -> None:
    if abs(y1 - y0) <= abs(x1 - x0):
        result.horizontals.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    else:
        result.verticals.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
