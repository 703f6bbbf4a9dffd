"""Which content stands in an element where the format allows none?

A reader skips some elements: properties, the edge of a bookmark, a tab. A file can still have text there,
which no program shows. The `ContentModel` of a format states which children of an element its reader reads,
so one rule finds all other content, and each format records it with the loss `misplaced-text`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from ..losses import Losses
from ..model.messages import message
from ..safe.xml import Element

TEXT = "#text"
"""Stands for an element's own characters among its children."""

# The states of an element; any other state is the tag of the element that the reader skips.
_READ, _RECORDED, _DRAWING = "", "#recorded", "#drawing"
_EXCERPT = 60  # characters of a text that are kept for a quotation


class ContentModel(Struct, frozen=True):
    """The elements that the reader of a format reads."""

    children: Mapping[str, frozenset[str]]
    """Tag → the tags of the children that are read. Without an entry, all children are read."""
    recorded: frozenset[str]
    """Elements whose content has another loss, or that have no content."""
    drawings: frozenset[str] = frozenset()
    """Elements in which only drawings are read, and text only inside `text_boxes`."""
    text_boxes: frozenset[str] = frozenset()


def _never(_element: Element) -> bool:
    return False


class SkippedElements:
    """Finds which element keeps the reader from content below one root.

    The state of each element is computed once, so the work is linear in the number of elements.
    """

    def __init__(
        self, model: ContentModel, root: Element, is_recorded: Callable[[Element], bool] = _never
    ) -> None:
        """`is_recorded` gives further elements whose content has another loss, or that have no content."""
        self._model = model
        self._is_recorded = is_recorded
        self._states: dict[Element, str] = {root: _READ}

    def skipped_at(self, element: Element, child: str) -> str:
        """The tag of the element at which the reader skips a `child` (a tag, or `TEXT`) of `element`.

        The result is empty if the reader reads the child, or if another loss records it.
        """
        state = self._state(element)
        if state == _RECORDED:
            return ""
        if state not in (_READ, _DRAWING):
            return state
        allowed = self._model.children.get(element.tag)
        if allowed is not None and child not in allowed:
            return element.tag
        return element.tag if state == _DRAWING and child not in self._model.drawings else ""

    def _state(self, element: Element) -> str:
        """The state of `element`: `_READ`, `_RECORDED`, `_DRAWING`, or the tag of the skipped element."""
        chain: list[Element] = []
        while element not in self._states:
            chain.append(element)
            parent = element.getparent()
            assert parent is not None, "an element below the root"
            element = parent
        state = self._states[element]
        for inner in reversed(chain):
            state = self._states[inner] = self._state_inside(state, element, inner)
            element = inner
        return state

    def _state_inside(self, outer: str, parent: Element, element: Element) -> str:
        if outer not in (_READ, _DRAWING):
            return outer
        model, tag = self._model, element.tag
        allowed = model.children.get(parent.tag)
        if allowed is not None and tag not in allowed:
            return parent.tag
        if tag in model.recorded or self._is_recorded(element):
            return _RECORDED
        if tag in model.drawings:
            return _DRAWING
        return _READ if tag in model.text_boxes else outer


class MisplacedContent:
    """Collects misplaced content by the tag of its element: how much, and the beginning of its text."""

    def __init__(self) -> None:
        self._by_tag: dict[str, tuple[int, str]] = {}

    def add(self, tag: str, count: int, text: str) -> None:
        """Add the content `text` of an element `tag`.

        `count` is its characters, or 1 for a picture or a note.
        """
        total, excerpt = self._by_tag.get(tag, (0, ""))
        if len(excerpt) <= _EXCERPT:
            excerpt = f"{excerpt} {text[:_EXCERPT].strip()}"
        self._by_tag[tag] = (total + count, excerpt)

    def note(
        self, losses: Losses, where: str, prefixed: Callable[[str], str], quoted: Callable[[str], str]
    ) -> None:
        """Record one loss for each tag.

        `prefixed` gives the name of a tag with its usual prefix (`w:tab`), `quoted` shortens a text.
        """
        for tag, (count, excerpt) in self._by_tag.items():
            text, element = quoted(excerpt.strip()), prefixed(tag)
            if text:
                detail = message("reading.text-in-element", element=element, text=text)
            else:
                detail = message("reading.in-element", element=element)
            losses.note("misplaced-text", where, count, detail)
