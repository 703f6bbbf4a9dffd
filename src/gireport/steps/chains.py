"""Which numbered paragraphs are headings: told by the whole run of numbers, not by the one paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from ..statutory.labels import labels
from .numbered import DEPTHS, PART, Item


class Chain(Struct):
    """Paragraphs numbered one after another at one depth under one parent.

    `items` can be headings. `broken`: the numbers do not run from one; `mixed`: some are sentences.
    """

    depth: int
    parent: Item | None
    last: int = 0
    broken: bool = False
    mixed: bool = False
    items: list[Item] = field(default_factory=list)


def headings(found: list[Item]) -> dict[int, int]:
    """Index of the block → level, for those of `found` that are headings."""
    chains = list(_chains(found))
    proven = {chain.depth for chain in chains if _runs(chain)}
    kept: list[Item] = []
    indexes: set[int] = set()
    for chain in chains:
        taken = list(_taken(chain, indexes, proven))
        kept += taken
        indexes.update(item.index for item in taken)
    top = min((item.depth for item in kept), default=PART)
    return {item.index: item.depth - top + 1 for item in kept}


def _chains(found: list[Item]) -> Iterator[Chain]:
    """The chains of `found`, a parent's before its children's; they are whole once all are given."""
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
        # A section of the form is known by its title: its number may be wrong (check GI404 says so).
        chain.broken = chain.broken or not (follows or item.sure)
    else:
        chain.mixed = chain.mixed or follows or not chain.last
    if item.brief or follows or not chain.last:
        chain.last = item.number


def _stands_over_text(chain: Chain) -> bool:
    """Whether something stands under the chain's paragraphs; else they are a list, or a table of contents."""
    gaps = len(chain.items) - 1
    bodies = sum(item.body for item in chain.items[:-1])
    return bodies * 2 >= gaps and (bodies == gaps or chain.depth <= PART + 2)


def _runs(chain: Chain) -> bool:
    """Whether the numbers alone show headings: from one on, two at least, none a sentence."""
    whole = len(chain.items) > 1 and not chain.broken and not chain.mixed
    if any(item.stopped and not item.body for item in chain.items):
        return False
    return whole and _stands_over_text(chain) and not _are_rows(chain.items)


def _taken(chain: Chain, above: set[int], proven: set[int]) -> Iterator[Item]:
    """Those of the chain's paragraphs that are headings.

    The blocks `above` are headings; `proven` are the depths at which some are, told by their numbers alone.
    """
    items, depth = chain.items, chain.depth
    if not items or not _stands_over_text(chain):
        return
    placed = chain.parent.index in above if chain.parent else depth <= PART + 2
    alone = len(items) == 1
    runs = _runs(chain)
    if alone and items[0].body and not chain.broken and not chain.mixed:
        runs = depth >= PART + 2 and depth in proven
    for item in items:
        if (
            depth == PART + 1
            and not item.sure
            and (_is_row(item) or labels("applications").plain_label(item.text))
        ):
            continue  # 三、本年度办理结果 is no section, whatever stands under it
        if item.sure or (placed and (runs or (item.marked and (item.body or not alone)))):
            yield item


def _are_rows(items: list[Item]) -> bool:
    """Whether most of `items` are labels of the form's rows: a table that a tool flattened into paragraphs."""
    if any(item.sure or item.marked for item in items):
        return False
    return sum(map(_is_row, items)) * 2 > len(items)


def _is_row(item: Item) -> bool:
    """Whether `item` says what a row of section 三's table says: 三、本年度办理结果."""
    return labels("applications").row(item.text) is not None
