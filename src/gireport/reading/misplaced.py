"""Content that stands where a format allows none: found by one table of what each element holds.

A reader looks into some elements and passes by at others: properties, the edge of a bookmark, a tab. What a file
has in those all the same is shown by no program. The table of a format says what its reader looks into, so that one
rule finds the rest, and nothing of it is lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from ..losses import Losses
from ..safe.xml import Element

TEXT = "#text"
"""Stands for an element's own characters among the children that it holds."""

_READ, _TOLD, _DRAWN = "", "#told", "#drawn"
_TOLD_CHARACTERS = 60  # that are gathered for a quotation


class Grammar(Struct, frozen=True):
    """What the reader of a format looks into."""

    holds: Mapping[str, frozenset[str]]
    """Element → those of its children that are looked into; of an element that is not named here, all."""
    told: frozenset[str]
    """Elements whose content is under a loss of its own, or is none."""
    drawn: frozenset[str] = frozenset()
    """Elements in which only what is drawn is looked for: no text, but in `boxes`."""
    boxes: frozenset[str] = frozenset()


def _nothing(_element: Element) -> bool:
    return False


class Places:
    """Tells of places below one root whether a reader comes there. The work is linear in the elements asked for."""

    def __init__(
        self, grammar: Grammar, root: Element, is_told: Callable[[Element], bool] = _nothing
    ) -> None:
        """`is_told` says of further elements that their content is under a loss of its own, or is none."""
        self._grammar = grammar
        self._is_told = is_told
        self._known: dict[Element, str] = {root: _READ}

    def passed_by(self, element: Element, child: str) -> str:
        """The element at which a reader passes by that stands over a `child` (a name, or `TEXT`) in `element`.

        Empty where the reader comes to it, or another loss tells of it.
        """
        state = self._state(element)
        if state == _TOLD:
            return ""
        if state not in (_READ, _DRAWN):
            return state
        held = self._grammar.holds.get(element.tag)
        if held is not None and child not in held:
            return element.tag
        return element.tag if state == _DRAWN and child not in self._grammar.drawn else ""

    def _state(self, element: Element) -> str:
        """What is known of all that stands in `element`: `_READ`, `_TOLD`, `_DRAWN`, or the element that keeps a reader out."""
        chain: list[Element] = []
        while element not in self._known:
            chain.append(element)
            parent = element.getparent()
            assert parent is not None, "an element below the root"
            element = parent
        state = self._known[element]
        for inner in reversed(chain):
            state = self._known[inner] = self._inside(state, element, inner)
            element = inner
        return state

    def _inside(self, outer: str, parent: Element, element: Element) -> str:
        if outer not in (_READ, _DRAWN):
            return outer
        grammar, tag = self._grammar, element.tag
        held = grammar.holds.get(parent.tag)
        if held is not None and tag not in held:
            return parent.tag
        if tag in grammar.told or self._is_told(element):
            return _TOLD
        if tag in grammar.drawn:
            return _DRAWN
        return _READ if tag in grammar.boxes else outer


class Found:
    """Misplaced content by the kind of element that it stands in: how much, and the beginning of its text."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, str]] = {}

    def add(self, tag: str, count: int, text: str) -> None:
        """Record `text`, which counts `count`, in an element `tag`."""
        before, told = self._found.get(tag, (0, ""))
        told = told if len(told) > _TOLD_CHARACTERS else f"{told} {text[:_TOLD_CHARACTERS].strip()}"
        self._found[tag] = (before + count, told)

    def note(
        self, losses: Losses, where: str, named: Callable[[str], str], quoted: Callable[[str], str]
    ) -> None:
        """Note one loss for each kind of element, which `named` gives its usual prefix; `quoted` shortens a text."""
        for tag, (count, told) in self._found.items():
            text = quoted(told.strip())
            losses.note("misplaced-text", where, count, f"in {named(tag)}{': ' if text else ''}{text}")
