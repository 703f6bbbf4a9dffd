"""What does a field show whose result is not in the file?

- SEQ is counted, and a simple REF shows the text of its bookmark (W45): `ComputedFields`.
- Check boxes and lists of forms, MACROBUTTON and EQ hold what they show in themselves: `own_result`.

ECMA-376 part 1, 17.16.5.56 (SEQ), 17.16.5.53 (REF), 17.16.4.3.1 (number formats), 17.16.5.20 and .21 (forms).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from ....model.patterns import compiled_later
from ....reading.numbering import format_number
from ....safe.xml import Element
from .wml import (
    BOOKMARK_END,
    BOOKMARK_START,
    DELETIONS,
    FALLBACK,
    FLD_CHAR,
    FLD_SIMPLE,
    ID,
    INSTR_TEXT,
    NAME,
    VAL,
    BadNumber,
    P,
    T,
    integer,
    is_on,
    text_of,
    w,
)

_FIELD_TYPE, _INSTRUCTION = w("fldCharType"), w("instr")
_SWITCH = compiled_later(r'\\(\*|[a-zA-Z])\s*("[^"]*"|[^\s\\]*)')
_NUMBER = compiled_later("[0-9]{1,9}")
# Number formats of a field → names of `numbering`; upper and lower case differ.
_FORMATS = {
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
_LONGEST = 255  # characters that a REF shows: any number of fields may repeat them
_FARTHEST = 200  # elements that are read for the text of one bookmark


def parse(instruction: str) -> tuple[str, str]:
    """The field's name in capitals and the rest of its instruction."""
    kind, _, rest = instruction.strip().partition(" ")
    return kind.upper(), rest


class _Field(Struct):
    """A field that is being read: the element where it begins, its instruction and its result."""

    element: Element
    instruction: list[str]
    result: list[str]
    separated: bool = False


class ComputedFields:
    """The results of the SEQ and REF fields below one root (body or note), computed when first needed."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._sequences: dict[Element, str] | None = None
        self._starts: dict[str, Element] | None = None
        self._texts: dict[str, str] = {}

    def result(self, element: Element, instruction: str) -> str:
        """The result of the field that begins at `element`; empty for one that cannot be computed."""
        kind, rest = parse(instruction)
        if kind == "SEQ":
            return self._sequence_numbers().get(element, "")
        if kind == "REF":
            name, switches = _split(rest)
            return self._bookmark_text(name) if all(_is_plain(*switch) for switch in switches) else ""
        return ""

    # --- SEQ ---

    def _sequence_numbers(self) -> dict[Element, str]:
        """The result of each SEQ field, by the element where it begins; one walk computes all of them."""
        if self._sequences is None:
            self._sequences = {}
            counts: dict[str, int] = {}
            for element, code, result in _fields(self._root):
                kind, rest = parse(code)
                if kind == "SEQ":
                    self._sequences[element] = _count(rest, result, counts)
        return self._sequences

    # --- REF ---

    def _bookmark_text(self, name: str) -> str:
        """The text in the bookmark `name`; empty where the bookmark does not end in its paragraph."""
        known = self._texts.get(name)
        if known is None:
            if self._starts is None:
                self._starts = {}
                for start in self._root.iter(BOOKMARK_START):
                    self._starts.setdefault(start.get(NAME) or "", start)
            start_ = self._starts.get(name)
            known = self._texts[name] = "" if start_ is None else self._text_after(start_)
        return known

    def _text_after(self, start: Element) -> str:
        """The text from the bookmark's `start` to its end.

        Returns an empty text where it is too long or leaves the paragraph.
        """
        id_ = start.get(ID)
        texts: list[str] = []
        length = field_depth = 0  # text inside a field may be its instruction: skipped
        for number, element in enumerate(_after(start)):
            tag = element.tag
            if tag == BOOKMARK_END and element.get(ID) == id_:
                return "".join(texts)
            if tag == P or number > _FARTHEST or length > _LONGEST:
                return ""
            text = ""
            if tag == FLD_CHAR and element.get(_FIELD_TYPE) == "begin":
                field_depth += 1
                text = self._sequence_numbers().get(element, "")
            elif tag == FLD_CHAR and element.get(_FIELD_TYPE) == "end":
                field_depth -= 1
            elif tag == FLD_SIMPLE:
                text = (
                    ""
                    if any(text_of(each) for each in element.iter(T))
                    else self._sequence_numbers().get(element, "")
                )
            elif tag == T and not field_depth and not _is_skipped(element):
                text = text_of(element)
            texts.append(text)
            length += len(text)
        return ""


def _after(start: Element) -> Iterator[Element]:
    """All elements after `start` in its paragraph."""
    here: Element | None = start
    while here is not None and here.tag != P:
        for sibling in here.itersiblings():
            yield from sibling.iter()
        here = here.getparent()


def _is_skipped(element: Element) -> bool:
    """Whether `element` is not read: it is deleted by a tracked change, or in a fallback (`mc:Fallback`)."""
    return any(parent.tag in DELETIONS or parent.tag == FALLBACK for parent in element.iterancestors())


def _fields(root: Element) -> Iterator[tuple[Element, str, str]]:
    """The fields below `root` in the order of their ends: first element, instruction, result."""
    open_: list[_Field] = []
    for element in root.iter(FLD_CHAR, INSTR_TEXT, FLD_SIMPLE, T):
        tag = element.tag
        if tag == FLD_SIMPLE:
            if not _is_skipped(element):
                yield element, element.get(_INSTRUCTION) or "", "".join(map(text_of, element.iter(T)))
        elif tag == FLD_CHAR:
            kind = element.get(_FIELD_TYPE)
            if _is_skipped(element):
                continue
            if kind == "begin":
                open_.append(_Field(element, [], []))
            elif kind == "separate" and open_:
                open_[-1].separated = True
            elif kind == "end" and open_:
                field = open_.pop()
                yield field.element, "".join(field.instruction), "".join(field.result)
        elif open_ and tag == INSTR_TEXT and not open_[-1].separated:
            open_[-1].instruction.append(element.text or "")
        elif open_ and tag == T:
            field = open_[-1]
            (field.result if field.separated else field.instruction).append(text_of(element))


def _split(rest: str) -> tuple[str, list[tuple[str, str]]]:
    """The first argument of a field's instruction, and its switches with their arguments."""
    rest = rest.strip()
    name = rest.partition("\\")[0].strip()
    return name.strip('"').partition(" ")[0], [
        (found[1], found[2].strip('"')) for found in _SWITCH.finditer(rest)
    ]


def _is_plain(switch: str, argument: str) -> bool:
    """Whether a switch of a REF leaves its text as it is: a link (`\\h`), or presentation."""
    return switch == "h" or (switch == "*" and argument.upper() in _STYLING)


def _count(rest: str, result: str, counts: dict[str, int]) -> str:
    """Count a SEQ in `counts` (sequence → last number), and give what it shows; empty where that is unknown.

    A stored `result` that is a number sets the count. A number that restarts under each heading (`\\s`) is
    unknown.
    """
    name, switches = _split(rest)
    number_format = "decimal"
    value = counts.get(name.lower(), 0)
    step = 1
    for switch, argument in switches:
        if switch == "c":
            step = 0
        elif switch == "r" and _NUMBER.fullmatch(argument):
            value, step = int(argument), 0
        elif switch == "*" and argument.upper() not in _STYLING:
            number_format = _FORMATS.get(argument, "")
        elif switch in ("s", "r"):
            number_format = ""
    value += step
    stated = _NUMBER.fullmatch(result.strip())
    counts[name.lower()] = int(stated.group()) if stated else value
    hidden = any(switch == "h" for switch, _ in switches)
    return "" if hidden or not number_format else format_number(number_format, value)


# --- fields that hold what they show ---


def own_result(instruction: str, form: Element | None, bad_number: BadNumber) -> tuple[str, str]:
    """What Word shows for a field with its result in its instruction or `form`, and the code of its loss.

    Both are empty for any other field. `form` is its `w:ffData` (check boxes and lists of forms);
    `bad_number` records a selection that is not a number.
    """
    kind, rest = parse(instruction)
    if kind == "FORMCHECKBOX" and form is not None:
        return ("☒" if _is_checked(form) else "☐"), ""
    if kind == "FORMDROPDOWN" and form is not None:
        return _selected_entry(form, bad_number), ""
    if kind in ("MACROBUTTON", "GOTOBUTTON"):
        return rest.strip().partition(" ")[2], ""
    if kind == "EQ":
        return _linear(rest), "formula"
    return "", ""


def _is_checked(form: Element) -> bool:
    box = form.find(w("checkBox"))
    if box is None:
        return False
    state = box.find(w("checked"))
    return is_on(state if state is not None else box.find(w("default")))


def _selected_entry(form: Element, bad_number: BadNumber) -> str:
    choices = form.find(w("ddList"))
    if choices is None:
        return ""
    entries = [entry.get(VAL) or "" for entry in choices.iterchildren(w("listEntry"))]
    result = choices.find(w("result"))
    selected = result if result is not None else choices.find(w("default"))
    index = integer(selected, bad_number) if selected is not None else 0
    return entries[index] if 0 <= index < len(entries) else ""


def _linear(text: str) -> str:
    """The arguments of an EQ field's switches, one after the other (`\\o\\ac(○,1)` gives ○1)."""
    text = re.sub(r"\\([,;()\\])", lambda found: chr(0xE000 + ord(found.group(1))), text)
    text = re.sub(r"\\[a-zA-Z]+[0-9]*\s?", "", text)
    text = re.sub(r"[(),;]", "", text).strip()
    return re.sub("[\ue028\ue029\ue02c\ue03b\ue05c]", lambda found: chr(ord(found.group()) - 0xE000), text)
