"""Numbering definitions and the counters that run through a document (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from msgspec import Struct

from ....reading.numbering import KINDS, clipped, stands_close, written
from ....safe.xml import Element
from .changes import chosen
from .styles import Styles
from .tags import ALTERNATE, R_PR, VAL, w
from .values import Odd, integer, is_on

LEVELS = 9
_ILVL, _LANG = w("ilvl"), w("lang")
# The formats that depend on the language, and what they are in Chinese; empty where programs differ.
_SPOKEN = {"cardinalText": "chineseCountingThousand", "ordinalText": "", "ordinal": ""}
_PLACEHOLDER = re.compile("%([1-9])")
_ZEROS = re.compile(r"(0+1)\b.*")  # a format of its own that pads with zeros: `001, 002, 003, ...`
_LARGEST = 32_767

LabelKind: TypeAlias = Literal["bullet", "number", "text"]


class Label(Struct, frozen=True):
    """What Word shows before a numbered paragraph, and the level it stands on."""

    kind: LabelKind
    level: int
    number: int = 0
    text: str = ""
    """With the gap that follows it."""
    cut: int = 0
    """How many characters were cut off the definition's text, or off the label that it makes."""
    unknown: str = ""
    """The number format that is not known, and is written in plain digits."""


class Level(Struct, frozen=True):
    """A level of a numbering definition (`w:lvl`)."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    gap: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""
    hidden: bool = False
    picture: bool = False
    digits: int = 1
    """How many digits a decimal number has at least."""
    cut: int = 0


class _Number(Struct):
    """A `w:num`: the definition it uses, its own levels, and where it starts them."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: set[int]


class Numbering:
    """The numbering part with its counters; `label` is called for the paragraphs in reading order."""

    def __init__(self, root: Element | None, odd: Odd, styles: Styles) -> None:
        """Index the numbering part, which may be absent; `odd` is told of numbers out of their range."""
        self._odd = odd
        self._language = styles.language
        self._definitions: dict[str, Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._numbers: dict[str, _Number] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        for element in root.iterchildren(w("abstractNum")):
            self._definitions.setdefault(element.get(w("abstractNumId")) or "", element)
        elements = {element.get(w("numId")) or "": element for element in root.iterchildren(w("num"))}
        for number, element in elements.items():
            found = element.find(w("abstractNumId"))
            definition = "" if found is None else found.get(VAL) or ""
            levels: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for override in element.iterchildren(w("lvlOverride")):
                index = _index(override, odd)
                if not 0 <= index < LEVELS:
                    continue
                own, start = override.find(w("lvl")), override.find(w("startOverride"))
                if own is not None:
                    levels[index] = _level(own, odd, self._language)
                if start is not None:
                    starts[index] = integer(start, odd)
            self._numbers[number] = _Number(definition, levels, starts, set())
        self._follow_links(styles)

    def _follow_links(self, styles: Styles) -> None:
        """Let each definition that only names a numbering style (`w:numStyleLink`) be that style's own.

        Where the style sheet has no such style, the definition that says it is the style's own (`w:styleLink`) is.
        """
        linked: dict[str, str] = {}
        owned: dict[str, str] = {}
        for definition, element in self._definitions.items():
            own = element.find(w("styleLink"))
            if own is not None:
                owned.setdefault(own.get(VAL) or "", definition)
        for definition, element in self._definitions.items():
            link = element.find(w("numStyleLink"))
            if link is None:
                continue
            style = link.get(VAL) or ""
            number = self._numbers.get(styles.numbering_of(style) or "")
            if number is not None:
                linked[definition] = number.definition
            elif style in owned:
                linked[definition] = owned[style]
        for number in self._numbers.values():
            number.definition = linked.get(number.definition, number.definition)

    def _definition(self, name: str) -> dict[int, Level]:
        known = self._levels.get(name)
        if known is None:
            element = self._definitions.get(name)
            known = self._levels[name] = {}
            if element is not None:
                for level in element.iterchildren(w("lvl")):
                    index = _index(level, self._odd)
                    if 0 <= index < LEVELS:
                        known[index] = _level(level, self._odd, self._language)
        return known

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level that the definition of `number_id` links to the paragraph style `style`; 0 if none."""
        number = self._numbers.get(number_id)
        if number is not None:
            for index, level in {**self._definition(number.definition), **number.levels}.items():
                if level.style == style:
                    return index
        return 0

    def label(self, number_id: str, index: int) -> Label | None:
        """Count a paragraph of `w:numId` `number_id` on level `index` (from 0); None where nothing is shown."""
        number = self._numbers.get(number_id)
        if number is None:
            return None
        index = min(max(index, 0), LEVELS - 1)
        levels = {**self._definition(number.definition), **number.levels}
        level = levels.get(index)
        if level is None:
            return None
        counts = self._counts.setdefault(number.definition, [None] * LEVELS)
        value = self._count(number, levels, counts, index)
        if level.hidden:
            return None
        if level.kind == "bullet":
            shows = level.picture or level.text.strip()
            return Label("bullet", index) if shows else None
        if level.text == f"%{index + 1}." and self._is_plain(level) and 0 <= value <= _LARGEST:
            return Label("number", index, value)
        text, unknown = self._text(number, levels, counts, level)
        text, cut = clipped(text)
        if not text.strip():
            return None
        return Label("text", index, value, text + gap_after(text, level.gap), level.cut + cut, unknown)

    @staticmethod
    def _is_plain(level: Level) -> bool:
        decimal = level.kind == "decimal" or (level.legal and level.kind != "none")
        return decimal and level.gap != "nothing" and level.digits == 1

    @staticmethod
    def _count(number: _Number, levels: dict[int, Level], counts: list[int | None], index: int) -> int:
        """Count on: the first use of a `w:startOverride` restarts its level; deeper levels start anew.

        A shallower level that has not been met has begun with this one, where its definition starts: after 1.1.1
        under 1 comes 1.2 in Word.
        """
        before = counts[index]
        fresh = index in number.starts and index not in number.begun
        number.begun.add(index)
        value = _start(number, levels, index) if fresh or before is None else before + 1
        counts[index] = value
        for shallower in range(index):
            if counts[shallower] is None:
                counts[shallower] = _defined_start(levels, shallower)
        for deeper in range(index + 1, LEVELS):
            level = levels.get(deeper)
            restart = None if level is None else level.restart
            # w:lvlRestart (17.9.10): 0 never, n after level n or a shallower one; else after any shallower one.
            if restart is None or index < restart:
                counts[deeper] = None
        return value

    @staticmethod
    def _text(
        number: _Number, levels: dict[int, Level], counts: list[int | None], level: Level
    ) -> tuple[str, str]:
        """The label's text, and the number format in it that is not known."""
        unknown = ""

        def of_level(index: int) -> str:
            nonlocal unknown
            other = levels.get(index)
            count = counts[index]
            kind = "decimal" if other is None else other.kind
            if level.legal and kind not in ("decimalZero", "none"):
                kind = "decimal"
            text = written(kind, _start(number, levels, index) if count is None else count)
            if kind not in KINDS:
                unknown = kind
            return text.rjust(other.digits, "0") if other is not None and other.digits > 1 else text

        parts = _PLACEHOLDER.split(level.text)  # by turns a text and the digit of a level
        shown = {digit: of_level(int(digit) - 1) for digit in dict.fromkeys(parts[1::2])}
        parts[1::2] = [shown[digit] for digit in parts[1::2]]
        return "".join(parts), unknown


def _start(number: _Number, levels: dict[int, Level], index: int) -> int:
    own = number.starts.get(index)
    return _defined_start(levels, index) if own is None else own


def _defined_start(levels: dict[int, Level], index: int) -> int:
    level = levels.get(index)
    return 1 if level is None else level.start


def gap_after(label: str, gap: str) -> str:
    """What stands between a label and the text: nothing after full-width punctuation, else one space."""
    if gap == "nothing" or label[-1:].isspace():
        return ""
    return "" if stands_close(label) else " "


def _index(element: Element, odd: Odd) -> int:
    """The level that a `w:lvl` or `w:lvlOverride` defines; -1 for one that there cannot be."""
    wrong: list[str] = []
    index = integer(element, wrong.append, attribute=_ILVL)
    for name in wrong:
        odd(name)
    return -1 if wrong else index


def _level(element: Element, odd: Odd, language: str) -> Level:
    def number(name: str) -> int | None:
        found = element.find(w(name))
        return None if found is None else integer(found, odd)

    def value(name: str) -> str | None:
        found = element.find(w(name))
        return None if found is None else found.get(VAL)

    properties = element.find(R_PR)
    kind, digits = number_format(element)
    text, cut = clipped(value("lvlText") or "")
    return Level(
        number("start") or 0,  # without one a level starts at 0 (17.9.25); Word always writes it
        _in_language(kind, properties, language),
        text,
        value("suff") or "tab",
        is_on(element.find(w("isLgl"))),
        number("lvlRestart"),
        value("pStyle") or "",
        properties is not None and is_on(properties.find(w("vanish"))),
        element.find(w("lvlPicBulletId")) is not None,
        digits,
        cut,
    )


def _in_language(kind: str, properties: Element | None, language: str) -> str:
    """The number format `kind`, as the language writes it that a level's properties, or the document, state.

    Words and ordinals are English unless the text is in another language (17.18.59); which words those would be
    is not known, but for the Chinese ones.
    """
    if kind not in _SPOKEN:
        return kind
    own = None if properties is None else properties.find(_LANG)
    language = (None if own is None else own.get(VAL)) or language
    if language[:2].lower() in ("", "en"):
        return kind
    chinese = _SPOKEN[kind] if language[:2].lower() == "zh" else ""
    return chinese or f"{kind} in {language}"


def number_format(element: Element) -> tuple[str, int]:
    """The number format that a `w:numFmt` in `element` names, decimal without one, and the digits it pads to (17.9.17; [MS-DOCX] 2.5.4 for one of its own)."""
    found = element.find(w("numFmt"))
    alternate = element.find(ALTERNATE) if found is None else None
    branch = None if alternate is None else chosen(alternate)
    if branch is not None:
        found = branch.find(w("numFmt"))
    kind = (None if found is None else found.get(VAL)) or "decimal"
    if found is None or kind != "custom":
        return kind, 1
    own = found.get(w("format")) or ""
    zeros = _ZEROS.fullmatch(own)
    return ("decimal", len(zeros.group(1))) if zeros else (own, 1)
