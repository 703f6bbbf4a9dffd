"""Which numbered paragraphs are headings: decided by the whole sequence of numbers, not by each paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from ..statutory.labels import labels
from .numbered import DEPTHS, PART, Item


class Chain(Struct):
    """Paragraphs with consecutive numbers at one depth under one parent.

    `items` can be headings. `broken`: the numbers do not count from one; `mixed`: some paragraphs are
    sentences.
    """

    depth: int
    parent: Item | None
    last: int = 0
    broken: bool = False
    mixed: bool = False
    items: list[Item] = field(default_factory=list)


def headings(found: list[Item]) -> dict[int, int]:
    """Index of the block → heading level, for the paragraphs of `found` that are headings."""
    chains = list(_chains(found))
    proven = {chain.depth for chain in chains if _is_consecutive(chain)}
    kept: list[Item] = []
    indexes: set[int] = set()
    for chain in chains:
        taken = list(_headings_of(chain, indexes, proven))
        kept += taken
        indexes.update(item.index for item in taken)
    top = min((item.depth for item in kept), default=PART)
    return {item.index: item.depth - top + 1 for item in kept}


def _chains(found: list[Item]) -> Iterator[Chain]:
    """The chains of `found`, parents before children. A chain is complete when the iterator ends."""
    chains: list[Chain | None] = [None] * DEPTHS
    latest: list[Item | None] = [None] * DEPTHS
    for item in found:
        depth = item.depth
        chain = chains[depth]
        if chain is None or (item.brief and item.number == 1):
            parent = next((one for one in reversed(latest[:depth]) if one), None)
            chain = chains[depth] = Chain(depth, parent)
            yield chain
        _add(chain, item)
        latest[depth] = item
        for below in range(depth + 1, DEPTHS):
            chains[below] = latest[below] = None


def _add(chain: Chain, item: Item) -> None:
    follows = item.number == chain.last + 1
    if item.brief:
        chain.items.append(item)
        # A section of the statutory form is recognised by its title; its number may be wrong (check GI404).
        chain.broken = chain.broken or not (follows or item.sure)
    else:
        chain.mixed = chain.mixed or follows or not chain.last
    if item.brief or follows or not chain.last:
        chain.last = item.number


def _has_text_below(chain: Chain) -> bool:
    """Whether text follows the chain's paragraphs; otherwise they are a list or a table of contents."""
    gaps = len(chain.items) - 1
    bodies = sum(item.body for item in chain.items[:-1])
    return bodies * 2 >= gaps and (bodies == gaps or chain.depth <= PART + 2)


def _is_consecutive(chain: Chain) -> bool:
    """Whether the numbers alone prove headings: two or more from one on, and no sentence among them."""
    whole = len(chain.items) > 1 and not chain.broken and not chain.mixed
    if any(item.stopped and not item.body for item in chain.items):
        return False
    return whole and _has_text_below(chain) and not _are_rows(chain.items)


def _headings_of(chain: Chain, above: set[int], proven: set[int]) -> Iterator[Item]:
    """The paragraphs of the chain that are headings.

    `above` are the indexes of known headings; `proven` the depths at which numbers alone prove some.
    """
    items, depth = chain.items, chain.depth
    if not items or not _has_text_below(chain):
        return
    placed = chain.parent.index in above if chain.parent else depth <= PART + 2
    alone = len(items) == 1
    runs = _is_consecutive(chain)
    if alone and items[0].body and not chain.broken and not chain.mixed:
        runs = depth >= PART + 2 and depth in proven
    for item in items:
        if (
            depth == PART + 1
            and not item.sure
            and (_is_row(item) or labels("applications").plain_label(item.text))
        ):
            continue  # 三、本年度办理结果 is a row of the form's table, never a section
        if item.sure or (placed and (runs or (item.marked and (item.body or not alone)))):
            yield item


def _are_rows(items: list[Item]) -> bool:
    """Whether most of `items` are row labels of the form: a table that a program made into paragraphs."""
    if any(item.sure or item.marked for item in items):
        return False
    return sum(map(_is_row, items)) * 2 > len(items)


def _is_row(item: Item) -> bool:
    """Whether `item` has a row label of section 三's table, such as 三、本年度办理结果."""
    return labels("applications").row(item.text) is not None
