"""Reads HTML into blocks: the tree of a whole page, or the source of a fragment."""

from __future__ import annotations

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from ...losses import Losses
from ...model.types import Block, Resource
from ..vocabulary import TITLE_CLASS
from . import block_elements, inline_elements, lists, table_elements
from .addresses import Resolver
from .notes import find_notes
from .sheet import sheet_of
from .tree import Place, classes, clean, line_on_page, parse
from .walk import Handler, Walker

_HANDLERS: dict[str, Handler] = {
    **inline_elements.HANDLERS,
    **block_elements.HANDLERS,
    **lists.HANDLERS,
    **table_elements.HANDLERS,
}


class Fragment(Struct):
    """Blocks as they were read (not yet in normal form), and the pictures in them."""

    blocks: tuple[Block, ...]
    resources: dict[str, Resource]


def read_tree(tree: LexborHTMLParser, html: str, losses: Losses, base_url: str | None) -> Fragment:
    """The blocks of the tree of a page; `html` is its cleaned source.

    Raises:
        LimitError: elements nest too deep, or a table is too large.
    """
    root = tree.root
    if root is None:
        return Fragment((), {})
    notes = find_notes(root, html)
    walker = Walker(losses, Resolver(base_url), notes, _heading_base(tree), _HANDLERS, sheet_of(tree))
    walker.read_notes()
    return Fragment(walker.blocks_of(root), walker.resources)


def _heading_base(tree: LexborHTMLParser) -> int:
    """The level of an `h1` without the class of a title: 0 where it is the only `h1`, else 1."""
    titles = [TITLE_CLASS in classes(node.attributes) for node in tree.css("h1")]
    return int(not all(titles) and len(titles) > 1)


def read_blocks(
    html: str, losses: Losses, base_url: str | None = None, place: Place = line_on_page
) -> Fragment:
    """The blocks of a fragment of HTML; `place` gives the words for a position in `html`, for losses.

    Raises:
        LimitError: more tags or depth than the limits allow, or a table is too large.
    """
    html = clean(html, losses)
    return read_tree(parse(html, whole=False, losses=losses, place=place), html, losses, base_url)


__all__ = ["Fragment", "Place", "read_blocks", "read_tree"]
