"""Writes blocks and inlines as markup that the reader gives back equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...model.types import Block, Inline, Paragraph, Resource
from .blocks import MarkupWriter
from .pictures import embedded


def write_blocks(blocks: Sequence[Block], resources: Mapping[str, Resource]) -> str:
    """The markup of `blocks` with their notes at the end; pictures are embedded from `resources`."""
    writer = MarkupWriter(resources, blocks)
    return embedded(writer.blocks(blocks) + writer.notes(), resources).decode()


def write_inlines(inlines: Sequence[Inline], resources: Mapping[str, Resource]) -> str:
    """The markup of `inlines`, which hold no note."""
    written = MarkupWriter(resources, (Paragraph(tuple(inlines)),)).inlines(inlines)
    return embedded(written, resources).decode()


__all__ = ["MarkupWriter", "write_blocks", "write_inlines"]
