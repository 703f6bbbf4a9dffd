"""Which number or bullet does Word show before a paragraph? (ECMA-376 part 1, 17.9)"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from ....model.patterns import compiled_later
from ....reading.numbering import KINDS, cut_label, format_number, needs_no_gap
from ....safe.xml import Element
from .styles import Styles
from .wml import ALTERNATE, R_PR, VAL, BadNumber, integer, is_on, selected_branch, w

LEVELS = 9
_ILVL, _LANG = w("ilvl"), w("lang")
# Formats that depend on the language → the same format in Chinese; empty where programs differ.
_IN_CHINESE = {"cardinalText": "chineseCountingThousand", "ordinalText": "", "ordinal": ""}
_PLACEHOLDER = compiled_later("%([1-9])")
_ZEROS = compiled_later(r"(0+1)\b.*")  # a custom format that pads with zeros: `001, 002, 003, ...`
_LARGEST = 32_767

LabelKind: TypeAlias = Literal["bullet", "number", "text"]


class Label(Struct, frozen=True):
    """What Word shows before a numbered paragraph, and the paragraph's level (from 0)."""

    kind: LabelKind
    level: int
    number: int = 0
    text: str = ""
    """Of a label of the kind `text`: with the gap that follows it."""
    cut: int = 0
    """How many characters were cut off the text of the level, or off the label."""
    unknown_format: str = ""
    """A number format that is not known; its numbers are in plain digits."""


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
    """The least number of digits of a decimal number."""
    cut: int = 0


class _Number(Struct):
    """A `w:num`: the definition it uses, and its own levels and starts, which have priority."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: set[int]  # levels that were counted


class Numbering:
    """The numbering part with its counters.

    Call `label` for the paragraphs in reading order, once for each.
    """

    def __init__(self, root: Element | None, bad_number: BadNumber, styles: Styles) -> None:
        """Index the numbering part, which may be absent; `bad_number` records numbers out of their range."""
        self._bad_number = bad_number
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
                index = _index(override, bad_number)
                if not 0 <= index < LEVELS:
                    continue
                own, start = override.find(w("lvl")), override.find(w("startOverride"))
                if own is not None:
                    levels[index] = _level(own, bad_number, self._language)
                if start is not None:
                    starts[index] = integer(start, bad_number)
            self._numbers[number] = _Number(definition, levels, starts, set())
        self._follow_links(styles)

    def _follow_links(self, styles: Styles) -> None:
        """Replace each definition that only names a numbering style (`w:numStyleLink`) by that of the style.

        Without such a style in the styles part, the definition that belongs to it (`w:styleLink`) is used.
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
                    index = _index(level, self._bad_number)
                    if 0 <= index < LEVELS:
                        known[index] = _level(level, self._bad_number, self._language)
        return known

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level that the definition of `number_id` links to the paragraph style `style`.

        Returns 0 without one.
        """
        number = self._numbers.get(number_id)
        if number is not None:
            for index, level in {**self._definition(number.definition), **number.levels}.items():
                if level.style == style:
                    return index
        return 0

    def label(self, number_id: str, index: int) -> Label | None:
        """Count a paragraph with the `w:numId` `number_id` on level `index` (from 0).

        Returns None where Word shows nothing.
        """
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
            is_visible = level.picture or level.text.strip()
            return Label("bullet", index) if is_visible else None
        if level.text == f"%{index + 1}." and self._is_plain(level) and 0 <= value <= _LARGEST:
            return Label("number", index, value)
        text, unknown = self._text(number, levels, counts, level)
        text, cut = cut_label(text)
        if not text.strip():
            return None
        return Label("text", index, value, text + gap_after(text, level.gap), level.cut + cut, unknown)

    @staticmethod
    def _is_plain(level: Level) -> bool:
        decimal = level.kind == "decimal" or (level.legal and level.kind != "none")
        return decimal and level.gap != "nothing" and level.digits == 1

    @staticmethod
    def _count(number: _Number, levels: dict[int, Level], counts: list[int | None], index: int) -> int:
        """Count one up. The first use of a `w:startOverride` restarts its level; deeper levels restart.

        A shallower level without a paragraph so far begins here, at the start of its definition, as in Word:
        after 1.1.1 under 1 comes 1.2.
        """
        before = counts[index]
        restarts = index in number.starts and index not in number.begun
        number.begun.add(index)
        value = _start(number, levels, index) if restarts or before is None else before + 1
        counts[index] = value
        for shallower in range(index):
            if counts[shallower] is None:
                counts[shallower] = _defined_start(levels, shallower)
        for deeper in range(index + 1, LEVELS):
            level = levels.get(deeper)
            restart = None if level is None else level.restart
            # w:lvlRestart (17.9.10): 0 never, n after level n or a shallower one; else after any shallower
            # one.
            if restart is None or index < restart:
                counts[deeper] = None
        return value

    @staticmethod
    def _text(
        number: _Number, levels: dict[int, Level], counts: list[int | None], level: Level
    ) -> tuple[str, str]:
        """The text of the label, and a number format in it that is not known, else empty."""
        unknown = ""

        def of_level(index: int) -> str:
            nonlocal unknown
            other = levels.get(index)
            count = counts[index]
            kind = "decimal" if other is None else other.kind
            if level.legal and kind not in ("decimalZero", "none"):
                kind = "decimal"
            text = format_number(kind, _start(number, levels, index) if count is None else count)
            if kind not in KINDS:
                unknown = kind
            return text.rjust(other.digits, "0") if other is not None and other.digits > 1 else text

        parts = _PLACEHOLDER.split(level.text)  # a text and the digit of a level by turns
        numbers = {digit: of_level(int(digit) - 1) for digit in dict.fromkeys(parts[1::2])}
        parts[1::2] = [numbers[digit] for digit in parts[1::2]]
        return "".join(parts), unknown


def _start(number: _Number, levels: dict[int, Level], index: int) -> int:
    own = number.starts.get(index)
    return _defined_start(levels, index) if own is None else own


def _defined_start(levels: dict[int, Level], index: int) -> int:
    level = levels.get(index)
    return 1 if level is None else level.start


def gap_after(label: str, gap: str) -> str:
    """The gap between a label and the text: nothing after full-width punctuation, else one space."""
    if gap == "nothing" or label[-1:].isspace():
        return ""
    return "" if needs_no_gap(label) else " "


def _index(element: Element, bad_number: BadNumber) -> int:
    """The level (from 0) of a `w:lvl` or `w:lvlOverride`; -1 for one out of range."""
    bad: list[str] = []
    index = integer(element, bad.append, attribute=_ILVL)
    for name in bad:
        bad_number(name)
    return -1 if bad else index


def _level(element: Element, bad_number: BadNumber, language: str) -> Level:
    def number(name: str) -> int | None:
        found = element.find(w(name))
        return None if found is None else integer(found, bad_number)

    def value(name: str) -> str | None:
        found = element.find(w(name))
        return None if found is None else found.get(VAL)

    properties = element.find(R_PR)
    kind, digits = number_format(element)
    text, cut = cut_label(value("lvlText") or "")
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
    """The number format `kind` in the language of a level's `properties`, else in `language`, the document's.

    Numbers as words and ordinals are written in the language of the text (17.18.59); the English and the
    Chinese ones are known. For another language the result is a format that is not known.
    """
    if kind not in _IN_CHINESE:
        return kind
    own = None if properties is None else properties.find(_LANG)
    language = (None if own is None else own.get(VAL)) or language
    if language[:2].lower() in ("", "en"):
        return kind
    chinese = _IN_CHINESE[kind] if language[:2].lower() == "zh" else ""
    return chinese or f"{kind} ({language})"


def number_format(element: Element) -> tuple[str, int]:
    """The number format that the `w:numFmt` in `element` names (decimal without one), and its least digits.

    Sources: 17.9.17; [MS-DOCX] 2.5.4 for custom formats.
    """
    found = element.find(w("numFmt"))
    alternate = element.find(ALTERNATE) if found is None else None
    branch = None if alternate is None else selected_branch(alternate)
    if branch is not None:
        found = branch.find(w("numFmt"))
    kind = (None if found is None else found.get(VAL)) or "decimal"
    if found is None or kind != "custom":
        return kind, 1
    own = found.get(w("format")) or ""
    zeros = _ZEROS.fullmatch(own)
    return ("decimal", len(zeros.group(1))) if zeros else (own, 1)
