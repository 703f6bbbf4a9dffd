"""Two columns of text: the left one is read before the right one."""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Line


def in_columns(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """The lines in reading order, and whether they stand in two columns."""
    return list(lines), False
