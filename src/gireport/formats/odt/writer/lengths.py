"""Lengths as ODF writes them (ODF 1.3 part 3, 18.3.18), all in points."""

from __future__ import annotations


def points(value: float) -> str:
    """`value` points, with up to four decimals."""
    return f"{value:.4f}".rstrip("0").rstrip(".") + "pt"


def twips(value: float) -> str:
    """`value` twips (1/20 point)."""
    return points(value / 20)


def pixels(value: float) -> str:
    """`value` CSS pixels (3/4 point): whole pixels come out exact."""
    return points(value * 0.75)
