"""Writes blocks and inlines as HTML from which the reader gives equal blocks."""

from __future__ import annotations

from .blocks import MarkupWriter
from .destination import FRAGMENT, MARKDOWN, PAGE, Destination

__all__ = ["FRAGMENT", "MARKDOWN", "PAGE", "Destination", "MarkupWriter"]
