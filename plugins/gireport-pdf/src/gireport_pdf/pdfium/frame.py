"""From the coordinates of a PDF to those of the page as it is shown (ISO 32000-1, 8.3.2)."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..layout.shapes import Box


class Matrix(NamedTuple):
    """x′ = ax + cy + e, y′ = bx + dy + f (ISO 32000-1, 8.3.3)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where the point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Where the direction goes."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The upright rectangle around a rectangle."""
        corners = [self.point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def after(self, first: Matrix) -> Matrix:
        """The matrix that does `first` and then this one."""
        a, b = self.direction(first.a, first.b)
        c, d = self.direction(first.c, first.d)
        return Matrix(a, b, c, d, *self.point(first.e, first.f))


def frame_of(page: Any) -> tuple[Matrix, float, float]:
    """The matrix from user space to points from the top left corner of the page as shown; width and height.

    `page` is a page of pypdfium2. /Rotate and the crop box are taken into account (ISO 32000-1, 7.7.3.3).
    """
    left, bottom, right, top = page.get_bbox()
    turned = page.get_rotation()
    if turned == 90:
        return Matrix(0, 1, 1, 0, -bottom, -left), top - bottom, right - left
    if turned == 180:
        return Matrix(-1, 0, 0, 1, right, -bottom), right - left, top - bottom
    if turned == 270:
        return Matrix(0, -1, -1, 0, top, right), top - bottom, right - left
    return Matrix(1, 0, 0, -1, -left, top), right - left, top - bottom
