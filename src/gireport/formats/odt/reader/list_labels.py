"""The labels that programs show before list items and headings (ODF 1.3 part 3, 5.3, 16.29)."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from ....model.normal import MAX_LIST_LEVEL, MAX_NUMBER
from ....model.patterns import compiled_later
from ....reading.numbering import cut_label, format_number, from_odf
from ....safe.xml import Element
from ..names import name
from .values import integer

_LIST_STYLE, _OUTLINE_STYLE = name("text:list-style"), name("text:outline-style")
_NAME, _LEVEL = name("style:name"), name("text:level")
_NUMBER_LEVELS = (name("text:list-level-style-number"), name("text:outline-level-style"))
_LABEL_LEVELS = (name("text:list-level-style-bullet"), name("text:list-level-style-image"))
_FORMAT, _START = name("style:num-format"), name("text:start-value")
_PREFIX, _SUFFIX = name("style:num-prefix"), name("style:num-suffix")
_DISPLAYED = name("text:display-levels")
# Newer than num-prefix and num-suffix, and preferred by LibreOffice: `%1%.%2%.`
_TEMPLATES = (name("style:num-list-format"), name("loext:num-list-format"))
_PLACEHOLDER = compiled_later("%([0-9]{1,2})%")

LEVELS = 10
"""Levels of an ODF list or outline; the first is 0 here."""

Counters = list[int | None]
"""The last number at each level; None where the next item starts from the beginning."""


class Level(Struct, frozen=True):
    """How the items of one level are labelled; `form` is a name of `numbering`, empty for a bullet.

    `cut` is the number of characters that were cut from a prefix, suffix or template that is too long.
    """

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    displayed: int = 1
    start: int = 1
    template: str | None = None
    cut: int = 0


Levels = dict[int, Level]
_BULLET = Level()


class Label(Struct, frozen=True):
    """What is shown before an item: a bullet (`text` is None), or the text of its number.

    `number` is given where the text is the plain number and a full stop. `cut` is the number of characters
    cut off.
    """

    text: str | None
    number: int | None = None
    cut: int = 0


class ListStyles:
    """The list styles of a document by name, and its outline numbering."""

    def __init__(self, *containers: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._levels: dict[str, Levels] = {}
        self.outline: Levels = {}
        self.outline_name = "Outline"
        for container in containers:
            if container is None:
                continue
            for element in container.iterchildren(_LIST_STYLE):
                self._elements.setdefault(element.get(_NAME, ""), element)
            for element in container.iterchildren(_OUTLINE_STYLE):
                self.outline = _levels(element)
                self.outline_name = element.get(_NAME, self.outline_name)

    def is_outline(self, style: str) -> bool:
        """Whether a list of that style is the outline: LibreOffice writes some headings as list items."""
        return style == self.outline_name and style not in self._elements

    def levels(self, style: str) -> Levels:
        """The levels of the list style of that name; empty where it is not defined."""
        known = self._levels.get(style)
        if known is None:
            element = self._elements.get(style)
            if element is not None:
                known = _levels(element)
            elif self.is_outline(style):
                known = self.outline
            else:
                known = {}
            self._levels[style] = known
        return known


def _levels(style: Element) -> Levels:
    result: Levels = {}
    for element in style:
        level = integer(element.get(_LEVEL), 0) - 1
        if not 0 <= level < LEVELS:
            continue
        if element.tag in _LABEL_LEVELS:
            result[level] = _BULLET
        elif element.tag in _NUMBER_LEVELS:
            result[level] = _number_level(element)
    return result


def _number_level(element: Element) -> Level:
    prefix, prefix_cut = cut_label(element.get(_PREFIX, ""))
    suffix, suffix_cut = cut_label(element.get(_SUFFIX, ""))
    template, cut = next((element.get(key) for key in _TEMPLATES if element.get(key) is not None), None), 0
    if template is not None:
        template, cut = cut_label(template)
    return Level(
        from_odf(element.get(_FORMAT, "")),
        prefix,
        suffix,
        max(integer(element.get(_DISPLAYED), 1), 1),
        integer(element.get(_START), 1),
        template,
        cut if template is not None else prefix_cut + suffix_cut,
    )


def new_counters() -> Counters:
    """The counters of a list that starts."""
    return [None] * LEVELS


def count(levels: Levels, level: int, counters: Counters, start: int | None = None) -> int:
    """Count the next item at `level`, and return its number; `start` is the number that it states itself.

    An outer level without an item yet starts too: the item after 1.1.1 at the second level is 1.2.
    """
    before = counters[level]
    if start is not None:
        number = start
    elif before is None:
        number = levels.get(level, _BULLET).start
    else:
        number = before + 1
    counters[level] = number
    for outer in range(level):
        if counters[outer] is None:
            counters[outer] = levels.get(outer, _BULLET).start
    counters[level + 1 :] = [None] * (LEVELS - level - 1)
    return number


def label(levels: Levels, level: int, counters: Counters) -> Label | None:
    """The label of the item that was counted last at `level`; None where the style shows none.

    A level that the style does not describe is a bullet.
    """
    own = levels.get(level, _BULLET)
    if not own.form:
        return Label(None)
    number = counters[level] or 0
    texts: dict[int, str] = {}

    def number_text(at: int) -> str:
        if at not in texts:
            style = levels.get(at, _BULLET)
            value = counters[at]
            texts[at] = (
                format_number(style.form, style.start if value is None else value) if style.form else ""
            )
        return texts[at]

    text, cut = cut_label(_label_text(own, level, number_text))
    if not text.strip():
        return None
    plain = own.form == "decimal" and text == f"{number}." and number <= MAX_NUMBER
    return Label(text, number if plain else None, own.cut + cut)


def _label_text(own: Level, level: int, number_text: Callable[[int], str]) -> str:
    if own.form == "none":
        return own.prefix + own.suffix
    if own.template is not None:
        return _filled(own.template, number_text)
    first = max(level - own.displayed + 1, 0)
    numbers = [number for number in map(number_text, range(first, level + 1)) if number]
    return own.prefix + ".".join(numbers) + own.suffix


def _filled(template: str, number_text: Callable[[int], str]) -> str:
    """`template` with its numbers; a level without a number is left out, with the text after it."""
    before, *rest = _PLACEHOLDER.split(template)
    result = [before]
    for place, (level, after) in enumerate(zip(rest[::2], rest[1::2], strict=True), 1):
        number = number_text(int(level) - 1) if 0 < int(level) <= LEVELS else ""
        if number or place * 2 == len(rest):
            result += (number, after)
    return "".join(result)


def item_level(level: int) -> int:
    """The model's level for an ODF level."""
    return min(level, MAX_LIST_LEVEL)
