"""Styles that are based on one another: each is read once, however many are based on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Element = TypeVar("Element")
Facts = TypeVar("Facts")


def inherited(
    name: str,
    known: dict[str, Facts],
    element_of: Callable[[str], Element | None],
    parent_of: Callable[[Element], str],
    facts_of: Callable[[Element, Facts | None], Facts],
) -> Facts | None:
    """What the style `name` says with what it inherits; None where there is no such style.

    `element_of` gives the element of a style, `parent_of` the name of the one that it is based on (empty for none),
    `facts_of` what an element says over the facts of its parent. `known` gains what is worked out. Styles that are based
    on one another end where they meet again; long chains need no recursion.
    """
    chain: dict[str, Element] = {}
    while name not in known and name not in chain and (element := element_of(name)) is not None:
        chain[name] = element
        name = parent_of(element)
    facts = known.get(name)
    for each, element in reversed(chain.items()):
        facts = known[each] = facts_of(element, facts)
    return facts
