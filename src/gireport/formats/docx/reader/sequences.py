"""Fields that can be computed from the document alone: SEQ is counted, a simple REF shows what it refers to (W45).

ECMA-376 part 1, 17.16.5.56 (SEQ), 17.16.5.53 (REF), 17.16.4.3.1 (number formats).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from ....reading.numbering import written
from ....safe.xml import Element
from .changes import DELETED
from .tags import (
    BOOKMARK_END,
    BOOKMARK_START,
    FALLBACK,
    FLD_CHAR,
    FLD_SIMPLE,
    ID,
    INSTR_TEXT,
    NAME,
    P,
    T,
    w,
)
from .values import characters

_FIELD_TYPE, _INSTRUCTION = w("fldCharType"), w("instr")
_SWITCH = re.compile(r'\\(\*|[a-zA-Z])\s*("[^"]*"|[^\s\\]*)')
_NUMBER = re.compile("[0-9]{1,9}")
# Number formats of a field → names of `numbering`; the case of a letter counts in these.
_FORMS = {
    "Arabic": "decimal",
    "ARABIC": "decimal",
    "arabic": "decimal",
    "ALPHABETIC": "upperLetter",
    "alphabetic": "lowerLetter",
    "ROMAN": "upperRoman",
    "Roman": "upperRoman",
    "roman": "lowerRoman",
    "CHINESENUM1": "chineseCounting",
    "CHINESENUM2": "chineseLegalSimplified",
    "CHINESENUM3": "chineseCountingThousand",
    "CIRCLENUM": "decimalEnclosedCircle",
}
_STYLING = frozenset({"MERGEFORMAT", "CHARFORMAT", ""})
_LONGEST = 255  # characters that a REF shows: it may be repeated as often as its field
_FARTHEST = 200  # elements that are looked at for the text of one bookmark


def parse(instruction: str) -> tuple[str, str]:
    """The field's name in capitals and the rest of its instruction."""
    kind, _, rest = instruction.strip().partition(" ")
    return kind.upper(), rest


class _Open(Struct):
    """A field that is being read: its `begin`, its code, and what its result says."""

    element: Element
    code: list[str]
    result: list[str]
    separated: bool = False


class Computed:
    """The values of a story's SEQ and REF fields, worked out when one is first asked for."""

    def __init__(self, root: Element) -> None:
        """`root` is the story's element."""
        self._root = root
        self._sequences: dict[Element, str] | None = None
        self._starts: dict[str, Element] | None = None
        self._texts: dict[str, str] = {}

    def of(self, element: Element, instruction: str) -> str:
        """What the field that begins at `element` shows; empty for one that cannot be computed."""
        kind, rest = parse(instruction)
        if kind == "SEQ":
            return self._counted().get(element, "")
        if kind == "REF":
            name, switches = _split(rest)
            return self._text(name) if all(_is_plain(*switch) for switch in switches) else ""
        return ""

    # --- SEQ ---

    def _counted(self) -> dict[Element, str]:
        """The number of each SEQ field, by the element at which it begins: one walk for all."""
        if self._sequences is None:
            self._sequences = {}
            counts: dict[str, int] = {}
            for element, code, result in _fields(self._root):
                kind, rest = parse(code)
                if kind == "SEQ":
                    self._sequences[element] = _count(rest, result, counts)
        return self._sequences

    # --- REF ---

    def _text(self, name: str) -> str:
        """What the bookmark `name` marks, where it is a piece of one paragraph; else nothing."""
        known = self._texts.get(name)
        if known is None:
            if self._starts is None:
                self._starts = {}
                for start in self._root.iter(BOOKMARK_START):
                    self._starts.setdefault(start.get(NAME) or "", start)
            start_ = self._starts.get(name)
            known = self._texts[name] = "" if start_ is None else self._marked(start_)
        return known

    def _marked(self, start: Element) -> str:
        """The text from the bookmark's `start` to its end; nothing where it is long or leaves the paragraph."""
        id_ = start.get(ID)
        texts: list[str] = []
        length = depth = 0  # of fields: the code of one is no text
        for number, element in enumerate(_after(start)):
            tag = element.tag
            if tag == BOOKMARK_END and element.get(ID) == id_:
                return "".join(texts)
            if tag == P or number > _FARTHEST or length > _LONGEST:
                return ""
            text = ""
            if tag == FLD_CHAR and element.get(_FIELD_TYPE) == "begin":
                depth += 1
                text = self._counted().get(element, "")
            elif tag == FLD_CHAR and element.get(_FIELD_TYPE) == "end":
                depth -= 1
            elif tag == FLD_SIMPLE:
                text = (
                    ""
                    if any(characters(each) for each in element.iter(T))
                    else self._counted().get(element, "")
                )
            elif tag == T and not depth and not _is_gone(element):
                text = characters(element)
            texts.append(text)
            length += len(text)
        return ""


def _after(start: Element) -> Iterator[Element]:
    """All elements behind `start` in its paragraph."""
    here: Element | None = start
    while here is not None and here.tag != P:
        for sibling in here.itersiblings():
            yield from sibling.iter()
        here = here.getparent()


def _is_gone(element: Element) -> bool:
    """Whether a tracked change deletes `element`, or another branch of an alternative is read."""
    return any(parent.tag in DELETED or parent.tag == FALLBACK for parent in element.iterancestors())


def _fields(root: Element) -> Iterator[tuple[Element, str, str]]:
    """The fields of a story in the order of their ends: where each begins, its code and its result."""
    open_: list[_Open] = []
    for element in root.iter(FLD_CHAR, INSTR_TEXT, FLD_SIMPLE, T):
        tag = element.tag
        if tag == FLD_SIMPLE:
            if not _is_gone(element):
                yield element, element.get(_INSTRUCTION) or "", "".join(map(characters, element.iter(T)))
        elif tag == FLD_CHAR:
            kind = element.get(_FIELD_TYPE)
            if _is_gone(element):
                continue
            if kind == "begin":
                open_.append(_Open(element, [], []))
            elif kind == "separate" and open_:
                open_[-1].separated = True
            elif kind == "end" and open_:
                field = open_.pop()
                yield field.element, "".join(field.code), "".join(field.result)
        elif open_ and tag == INSTR_TEXT and not open_[-1].separated:
            open_[-1].code.append(element.text or "")
        elif open_ and tag == T:
            field = open_[-1]
            (field.result if field.separated else field.code).append(characters(element))


def _split(rest: str) -> tuple[str, list[tuple[str, str]]]:
    """The first argument of a field's code, and its switches with their arguments."""
    rest = rest.strip()
    name = rest.partition("\\")[0].strip()
    return name.strip('"').partition(" ")[0], [
        (found[1], found[2].strip('"')) for found in _SWITCH.finditer(rest)
    ]


def _is_plain(switch: str, argument: str) -> bool:
    """Whether a switch of a REF changes nothing of what it shows: a link, or how it looks."""
    return switch == "h" or (switch == "*" and argument.upper() in _STYLING)


def _count(rest: str, result: str, counts: dict[str, int]) -> str:
    """Count a SEQ in `counts`, by its `result` where that is a number; what it shows, empty where that is not known.

    A number that starts anew under each heading (`\\s`) is not counted.
    """
    name, switches = _split(rest)
    form = "decimal"
    value = counts.get(name.lower(), 0)
    step = 1
    for switch, argument in switches:
        if switch == "c":
            step = 0
        elif switch == "r" and _NUMBER.fullmatch(argument):
            value, step = int(argument), 0
        elif switch == "*" and argument.upper() not in _STYLING:
            form = _FORMS.get(argument, "")
        elif switch in ("s", "r"):
            form = ""
    value += step
    stated = _NUMBER.fullmatch(result.strip())
    counts[name.lower()] = int(stated.group()) if stated else value
    hidden = any(switch == "h" for switch, _ in switches)
    return "" if hidden or not form else written(form, value)
