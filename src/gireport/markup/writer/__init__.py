"""Writes blocks and inlines as markup that the reader gives back equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...model.types import Block, Inline, Paragraph, Resource
from .blocks import MarkupWriter


def write_blocks(blocks: Sequence[Block], resources: Mapping[str, Resource]) -> str:
    """The markup of `blocks` with their notes at the end; pictures are embedded from `resources`."""
    writer = MarkupWriter(resources, blocks)
    return writer.blocks(blocks) + writer.notes()


def write_inlines(inlines: Sequence[Inline], resources: Mapping[str, Resource]) -> str:
    """The markup of `inlines`, which hold no note."""
    return MarkupWriter(resources, (Paragraph(tuple(inlines)),)).inlines(inlines)


__all__ = ["MarkupWriter", "write_blocks", "write_inlines"]
