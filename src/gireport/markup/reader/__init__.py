"""Reads markup into blocks: a whole page's tree, a fragment of blocks, or a fragment of inlines."""

from __future__ import annotations

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from ...losses import Losses
from ...model.types import Block, Inline, Resource
from ..facts import TITLE_CLASS
from . import block_elements, inline_elements, table_elements
from .addresses import Resolver
from .notes import find
from .sheet import sheet_of
from .tables import split_inlines
from .tree import classes, clean, parse
from .unclosed import Place, on_page
from .walk import Enter, Walker

_HANDLERS: dict[str, Enter] = {
    **inline_elements.HANDLERS,
    **block_elements.HANDLERS,
    **table_elements.HANDLERS,
}


class Fragment(Struct):
    """Blocks as they were read (not yet in normal form), and the pictures they show."""

    blocks: tuple[Block, ...]
    resources: dict[str, Resource]


def read_tree(tree: LexborHTMLParser, html: str, losses: Losses, base_url: str | None) -> Fragment:
    """The blocks of the tree of a page whose clean source is `html`.

    Raises:
        LimitError: elements nest too deep, or a table is too large.
    """
    root = tree.root
    if root is None:
        return Fragment((), {})
    notes = find(root, html)
    walker = Walker(losses, Resolver(base_url), notes, _heading_base(tree), _HANDLERS, sheet_of(tree))
    walker.read_notes()
    return Fragment(walker.blocks_of(root), walker.resources)


def _heading_base(tree: LexborHTMLParser) -> int:
    """The level of an `h1` that is no title: 0 where the page's one `h1` is its title, else 1."""
    titles = [TITLE_CLASS in classes(node.attributes) for node in tree.css("h1")]
    return int(not all(titles) and len(titles) > 1)


def read_blocks(html: str, losses: Losses, base_url: str | None = None, place: Place = on_page) -> Fragment:
    """The blocks of a fragment of HTML. `place` says where a position in it stands in what it was made from.

    Raises:
        LimitError: more tags or depth than the limits allow, or a table that is too large.
    """
    html = clean(html, losses)
    return read_tree(parse(html, whole=False, losses=losses, place=place), html, losses, base_url)


def read_inlines(
    html: str, losses: Losses, base_url: str | None = None
) -> tuple[tuple[Inline, ...], Fragment]:
    """The inlines of a fragment of phrasing content, and what else stood in it.

    Several paragraphs become one, with line breaks between.
    """
    fragment = read_blocks(html, losses, base_url)
    inlines, others = split_inlines(fragment.blocks)
    return inlines, Fragment(tuple(others), fragment.resources)


__all__ = ["Fragment", "clean", "parse", "read_blocks", "read_inlines", "read_tree"]
