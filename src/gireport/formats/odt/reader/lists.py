"""Lists: their items in order, each with the label that its list style gives it (ODF 1.3 part 3, 5.3)."""

from __future__ import annotations

from typing import Protocol

from ....model import Block
from ....safe.xml import Element
from ..names import name
from . import list_labels as labels
from .context import Context
from .list_labels import Counters, Label, Levels
from .values import integer

_P, _H = name("text:p"), name("text:h")
_LIST, _ITEM, _NUMBER = name("text:list"), name("text:list-item"), name("text:number")
_STYLE, _LEVEL, _START = name("text:style-name"), name("text:level"), name("text:start-value")
_RESTART, _OVERRIDE = name("text:restart-numbering"), name("text:style-override")
_CONTINUE, _CONTINUE_LIST = name("text:continue-numbering"), name("text:continue-list")
_LIST_ID, _XML_ID = name("text:list-id"), name("xml:id")

ITEMS = frozenset({_ITEM, name("text:list-header")})


class BlockReader(Protocol):
    """What a list needs of the block reader: it reads what is in the items."""

    def block(self, element: Element, out: list[Block]) -> None:
        """Append a block to `out`."""
        ...

    def paragraph(
        self, element: Element, out: list[Block], label: Label | None = None, level: int = 0
    ) -> None:
        """Append a `text:p` or `text:h` with its list label and level to `out`."""
        ...

    def stray_text(self, text: str | None, out: list[Block]) -> None:
        """Append characters between elements to `out`."""
        ...


class ListReader:
    """Reads the lists of one document, and keeps their counters and those of the outline."""

    def __init__(self, context: Context, blocks: BlockReader) -> None:
        self._context = context
        self._blocks = blocks
        self._outline = labels.new_counters()
        self._by_id: dict[str, Counters] = {}  # xml:id of a list → its counters
        self._last_of_style: dict[str, Counters] = {}  # list style → the counters of its last list

    def read(self, element: Element, out: list[Block]) -> None:
        """Append the items of a `text:list` that is in no other list to `out`."""
        style = element.get(_STYLE) or self._style_of_first_paragraph(element)
        counters, continued = self._counters(element, style)
        self._read(element, out, 0, style, counters, continued)

    def _read(
        self,
        element: Element,
        out: list[Block],
        level: int,
        style: str,
        counters: Counters,
        continued: bool,
    ) -> None:
        """Read a `text:list` (5.3.2). Its items count from the start, unless it continues another list.

        A list that continues another one does so at all levels, up to its first item.
        """
        style = element.get(_STYLE) or style
        if not continued and element.get(_CONTINUE) != "true":
            counters[level] = None
        levels = self._context.list_styles.levels(style)
        self._blocks.stray_text(element.text, out)
        for item in element:
            if item.tag in ITEMS:
                continued = self._item(item, out, level, style, counters, continued, levels)
            else:
                self._blocks.block(item, out)
            self._blocks.stray_text(item.tail, out)

    def _item(
        self,
        item: Element,
        out: list[Block],
        level: int,
        style: str,
        counters: Counters,
        continued: bool,
        levels: Levels,
    ) -> bool:
        """Read a `text:list-item` or `text:list-header`; returns whether its list still continues another."""
        own_levels = self._context.list_styles.levels(item.get(_OVERRIDE, "")) or levels
        needs_label = item.tag == _ITEM
        self._blocks.stray_text(item.text, out)
        for child in item:
            if child.tag == _LIST:
                deeper = min(level + 1, labels.LEVELS - 1)
                self._read(child, out, deeper, style, counters, continued)
            elif child.tag in (_P, _H) and needs_label:
                needs_label = continued = False
                start = item.get(_START)
                labels.count(own_levels, level, counters, None if start is None else integer(start, 1))
                self._blocks.paragraph(child, out, labels.label(own_levels, level, counters), level)
            elif child.tag != _NUMBER:
                self._blocks.block(child, out)
            self._blocks.stray_text(child.tail, out)
        return continued

    def _counters(self, element: Element, style: str) -> tuple[Counters, bool]:
        """The counters of a list, and whether it continues another: a named one, or the last of its style.

        Word names no list, and has lists of other styles between the two.
        """
        if self._context.list_styles.is_outline(style):
            return self._outline, True
        counters = self._by_id.get(element.get(_CONTINUE_LIST, ""))
        if counters is None and element.get(_CONTINUE) == "true":
            counters = self._last_of_style.get(style)
        continued = counters is not None
        if counters is None:
            counters = labels.new_counters()
        identity = element.get(_XML_ID) or element.get("id")
        if identity:
            self._by_id[identity] = counters
        self._last_of_style[style] = counters
        return counters, continued

    def _style_of_first_paragraph(self, element: Element) -> str:
        """The list style of the first paragraph's own style, for a list without a style (16.880)."""
        first = next(element.iter(_P, _H), None)
        return "" if first is None else self._context.styles.paragraph(first.get(_STYLE, "")).list_style or ""

    def read_numbered_paragraph(self, element: Element, out: list[Block]) -> None:
        """Append a `text:numbered-paragraph` (5.3.6): one item of the list with the id that it names."""
        style = element.get(_STYLE, "")
        counters = self._by_id.setdefault(f"numbered {element.get(_LIST_ID, style)}", labels.new_counters())
        level = min(max(integer(element.get(_LEVEL), 1), 1), labels.LEVELS) - 1
        levels = self._context.list_styles.levels(style)
        self._blocks.stray_text(element.text, out)
        for child in element:
            if child.tag in (_P, _H):
                start = element.get(_START)
                labels.count(levels, level, counters, None if start is None else integer(start, 1))
                self._blocks.paragraph(child, out, labels.label(levels, level, counters), level)
            elif child.tag != _NUMBER:
                self._blocks.block(child, out)
            self._blocks.stray_text(child.tail, out)

    def outline_label(self, heading: Element, level: int) -> Label | None:
        """The label that the outline style gives a heading of `level` (from 1); None without one (16.34)."""
        outline = self._context.list_styles.outline
        if not outline:
            return None
        start = None
        if heading.get(_RESTART) == "true" or heading.get(_START) is not None:
            own = outline.get(level - 1)
            start = integer(heading.get(_START), own.start if own else 1)
        labels.count(outline, level - 1, self._outline, start)
        label = labels.label(outline, level - 1, self._outline)
        return label if label is not None and label.text is not None else None
