"""How does a style get the properties of the styles it is based on?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Element = TypeVar("Element")
Properties = TypeVar("Properties")


def resolve_style(
    name: str,
    known: dict[str, Properties],
    element_of: Callable[[str], Element | None],
    parent_of: Callable[[Element], str],
    properties_of: Callable[[Element, Properties | None], Properties],
) -> Properties | None:
    """The properties of the style `name`, its inherited ones included; None if there is no such style.

    - `element_of` gives the element of a style;
    - `parent_of` gives the name of the style that an element is based on, empty for none;
    - `properties_of` gives the properties of an element, from those of its parent style;
    - `known` caches the result of each style, so that each is computed once.

    A circle of styles ends where it reaches a style again. Long chains need no recursion.
    """
    chain: dict[str, Element] = {}
    while name not in known and name not in chain and (element := element_of(name)) is not None:
        chain[name] = element
        name = parent_of(element)
    properties = known.get(name)
    for style, element in reversed(chain.items()):
        properties = known[style] = properties_of(element, properties)
    return properties
