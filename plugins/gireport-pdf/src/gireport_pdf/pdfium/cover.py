"""Where on a page is something filled? White characters and lines are seen there alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..layout.shapes import Box

_SQUARES = 300  # along each side of the page
_MOST = 20_000  # areas of a page that are looked at


class Cover:
    """The filled areas of a page as a raster of small squares, made when it is first asked for."""

    def __init__(self, shown: Box, areas: Sequence[Box]) -> None:
        self._shown, self._areas = shown, areas
        self._rows: list[bytearray] = []

    def holds(self, x: float, y: float) -> bool:
        """Whether a filled area is at this point of the page."""
        if not self._areas:
            return False
        if not self._rows:
            self._fill()
        column, row = self._square(x, y)
        return bool(self._rows[row][column])

    def _square(self, x: float, y: float) -> tuple[int, int]:
        places = (
            (x - self._shown.x0) / (self._shown.x1 - self._shown.x0 or 1.0),
            (y - self._shown.y0) / (self._shown.y1 - self._shown.y0 or 1.0),
        )
        column, row = (min(max(int(place * _SQUARES), 0), _SQUARES - 1) for place in places)
        return column, row

    def _fill(self) -> None:
        self._rows = [bytearray(_SQUARES) for _ in range(_SQUARES)]
        for area in self._areas[:_MOST]:
            first, top = self._square(area.x0, area.y0)
            last, bottom = self._square(area.x1, area.y1)
            ones = b"\1" * (last + 1 - first)
            for row in self._rows[top : bottom + 1]:
                row[first : last + 1] = ones
