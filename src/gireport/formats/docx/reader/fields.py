"""What is a field's instruction, and what is its result? Which results are shown, and which become links?

A field begins, separates its instruction from its result, and ends with `w:fldChar` elements; fields nest.
Simple fields and page numbers are one element. What a field without a stored result shows is in
`field_results`. ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

import re
from typing import Protocol

from msgspec import Struct

from ....model.messages import message
from ....model.patterns import compiled_later
from ....safe.xml import Element
from . import wml
from .changes import content_size
from .context import Context, quoted
from .field_results import ComputedFields, own_result, parse
from .wml import BOOKMARK_END, BOOKMARK_START, FLD_CHAR, T, w

_LONGEST_INSTRUCTION = 60  # characters that a loss shows
_ARGUMENT = compiled_later(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\S+)')
_ESCAPE = compiled_later(r"\\(.)")
_INDEXES = frozenset({"TOC", "INDEX", "TOA"})
# Fields that show nothing by their nature: marks for an index, settings, fields that only a mail merge fills.
_WITHOUT_RESULT = frozenset(
    [
        "XE",
        "TC",
        "TA",
        "RD",
        "ADVANCE",
        "SET",
        "ASK",
        "PRINT",
        "PRIVATE",
        "NEXT",
        "NEXTIF",
        "SKIPIF",
        "FORMTEXT",
        "HYPERLINK",
        "ADDIN",
        "DATA",
    ]
) | {""}
# Fields whose result may be empty: it depends on data that the document does not hold.
_MAY_BE_EMPTY = frozenset(
    [
        "IF",
        "COMPARE",
        "FILLIN",
        "MERGEFIELD",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "QUOTE",
        "COMMENTS",
        "KEYWORDS",
        "SUBJECT",
    ]
)
# Word does not show the result of these, even where the file holds one.
_HIDDEN_RESULT = frozenset(
    ["XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "NEXT", "NEXTIF", "SKIPIF", "DATA"]
)
_SEQ_HIDES_RESULT = compiled_later(r"\\h(?![a-zA-Z])")
_FIELD_TYPE = w("fldCharType")
_FORM = w("ffData")

_ELEMENT_FIELDS = "pgNum dayLong dayShort monthLong monthShort yearLong yearShort"
ELEMENT_FIELDS = tuple(map(w, _ELEMENT_FIELDS.split()))
"""Elements that are a field each, and hold no result (17.3.3)."""
# Content of a simple field besides text.
_OTHER_CONTENT = (
    *(wml.SYM, wml.DRAWING, wml.PICT, wml.OBJECT, FLD_CHAR, wml.O_MATH),
    *(wml.FOOTNOTE_REFERENCE, wml.ENDNOTE_REFERENCE),
)


class OpenField(Struct):
    """A field whose end was not read yet."""

    instruction: list[str]
    begin: Element
    form: Element | None = None
    separated: bool = False
    """Whether its result has begun."""
    outer_link: str | None = None
    """The link that was open where the field began."""
    hides_result: bool = False
    inlines_before: int = 0
    """How many texts and pictures had been read when the field began."""


class OpenFields:
    """The stack of open fields below one root: the body, or a note."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._unended: set[Element] | None = None
        self.open: list[OpenField] = []
        self.link: str | None = None
        """The link that the open fields make."""
        self.computed = ComputedFields(root)
        self.hidden_results = 0
        """How many open fields have a result that is not shown."""
        self._instructions = 0  # open fields whose result has not begun

    def begin(self, element: Element, inlines_before: int) -> bool:
        """Open the field that the `w:fldChar` `element` begins; False where no end follows below the root."""
        if self._unended is None:
            self._unended = _unended(self._root)
        if element in self._unended:
            return False
        form = element.find(_FORM)
        field = OpenField([], element, form, outer_link=self.link, inlines_before=inlines_before)
        self.open.append(field)
        self._instructions += 1
        return True

    @property
    def in_instruction(self) -> bool:
        """Whether the current content belongs to the instruction of any open field."""
        return self._instructions > 0

    @property
    def continues_instruction(self) -> bool:
        """Whether the innermost field has read a part of its instruction, and its result has not begun."""
        return bool(self.open) and not self.open[-1].separated and bool(self.open[-1].instruction)

    def add_instruction(self, text: str) -> None:
        """Add to the instruction of the innermost field whose result has not begun."""
        for field in reversed(self.open):
            if not field.separated:
                field.instruction.append(text)
                return

    def separate(self) -> OpenField | None:
        """Begin the result of the innermost field; None where that is not possible."""
        if not self.open or self.open[-1].separated:
            return None
        field = self.open[-1]
        field.separated = True
        self._instructions -= 1
        field.hides_result = hides_result(parse("".join(field.instruction))[0])
        self.hidden_results += field.hides_result
        return field

    def end(self) -> OpenField | None:
        """Close the innermost field; None where none is open."""
        if not self.open:
            return None
        field = self.open.pop()
        self._instructions -= not field.separated
        self.hidden_results -= field.hides_result
        self.link = field.outer_link
        return field

    def suspend(self) -> tuple[list[OpenField], int, int, str | None]:
        """Set the open fields aside while a text box is read; the state for `resume`."""
        state = (self.open, self._instructions, self.hidden_results, self.link)
        self.open, self._instructions, self.hidden_results, self.link = [], 0, 0, None
        return state

    def resume(self, state: tuple[list[OpenField], int, int, str | None]) -> None:
        """Open the fields again that `suspend` set aside."""
        self.open, self._instructions, self.hidden_results, self.link = state


def _unended(root: Element) -> set[Element]:
    """The `begin` elements below `root` without an `end`."""
    open_: list[Element] = []
    for element in root.iter(FLD_CHAR):
        kind = element.get(_FIELD_TYPE)
        if kind not in ("begin", "end"):
            continue
        if any(parent.tag in wml.DELETIONS for parent in element.iterancestors()):
            continue
        if kind == "begin":
            open_.append(element)
        elif open_:
            open_.pop()
    return set(open_)


def hyperlink(arguments: str) -> str | None:
    """The address in the arguments of a HYPERLINK field (17.16.5.25).

    The switch `\\l` gives an anchor in it.
    """
    address = anchor = ""
    expects = ""
    for argument in _arguments(arguments):
        if expects:
            if expects == "l":
                anchor = argument
            expects = ""
        elif re.fullmatch(r"\\[a-zA-Z]", argument):
            expects = argument[1].lower() if argument[1].lower() in "lot" else ""
        elif not address:
            address = argument
    if anchor:
        return f"{address}#{anchor}"
    return address or None


def _arguments(text: str) -> list[str]:
    return [
        _ESCAPE.sub(r"\1", in_quotes) if in_quotes else curly or bare
        for in_quotes, curly, bare in _ARGUMENT.findall(text)
    ]


def is_index(kind: str) -> bool:
    """Whether a field of this name generates a table of contents or an index."""
    return kind in _INDEXES


def hides_result(kind: str) -> bool:
    """Whether Word shows nothing for a field of this name, even where the file holds a result."""
    return kind in _HIDDEN_RESULT


def may_be_empty(kind: str, rest: str, separated: bool) -> bool:
    """Whether a field of this name and instruction loses nothing by an empty result.

    `separated` says that the file holds a result, which is empty.
    """
    hidden = kind == "SEQ" and _SEQ_HIDES_RESULT.search(rest) is not None
    return kind in _WITHOUT_RESULT or hidden or (separated and kind in _MAY_BE_EMPTY)


class FieldElements(Protocol):
    """The handlers of field elements; `inlines.InlineReader` inherits them and provides what they use."""

    context: Context
    fields: OpenFields
    link: str | None
    inlines_read: int

    def text(self, text: str) -> None:
        """Add a text to the content."""
        ...

    def bookmark(self, element: Element) -> None:
        """Add a bookmark edge to the content."""
        ...

    def instruction(self, element: Element) -> None:
        """Read a piece of a field's instruction (`w:instrText`); inside a result it is text."""
        text = element.text or ""
        if self.fields.in_instruction or not self.fields.open:
            self.fields.add_instruction(text)
        else:
            self.text(text)

    def simple_field(self, element: Element) -> Element | None:
        """Read a `w:fldSimple` (17.16.19); None where its content is not shown."""
        kind, rest = parse(element.get(w("instr")) or "")
        if hides_result(kind):
            self._note_field(kind)
            count, text = content_size(element)
            if count:
                self.context.note_skipped("hidden-text", count, text)
            for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
                self.bookmark(edge)
            return None
        if kind == "HYPERLINK":
            self.link = self.context.safe_link(hyperlink(rest)) or self.link
        else:
            self._note_field(kind)
        has_text = any(each.text for each in element.iter(T))
        if not has_text and next(element.iter(*_OTHER_CONTENT), None) is None:
            self._compute(element, f"{kind} {rest}", separated=False)
        return element

    def field_character(self, element: Element) -> None:
        """Read a `w:fldChar` (17.16.18): the begin, the separator or the end of a field."""
        kind = element.get(_FIELD_TYPE)
        if kind == "begin":
            if not self.fields.begin(element, self.inlines_read):
                self.context.note("field", 1)
        elif kind == "separate":
            field = self.fields.separate()
            if field is not None:
                self._begin_result(field)
        elif kind == "end":
            field = self.fields.end()
            if field is not None:
                self._end_field(field)

    def element_field(self, element: Element) -> None:
        """Read a page number or a part of the date that Word computes (17.3.3.22 `w:pgNum`, 17.3.3.5 …)."""
        self._note_field("")
        self._note_empty(element.tag.rpartition("}")[2], "", separated=False)

    def _begin_result(self, field: OpenField) -> None:
        """Open the link that `field` makes; record an index."""
        name, rest = parse("".join(field.instruction))
        if name == "HYPERLINK":
            self.fields.link = self.context.safe_link(hyperlink(rest)) or self.fields.link
        elif is_index(name):
            self._note_field(name)

    def _end_field(self, field: OpenField) -> None:
        instruction = "".join(field.instruction)
        name, _ = parse(instruction)
        if name != "HYPERLINK" and not (field.separated and is_index(name)):
            self._note_field(name)
        if self.inlines_read == field.inlines_before:
            text, code = own_result(instruction, field.form, self.context.bad_number)
            if code:
                self.context.note(code)
            self.text(text)
            if not text:
                self._compute(field.begin, instruction, field.separated)

    def _compute(self, begin: Element, instruction: str, separated: bool) -> None:
        """Add the computed result of a field without one.

        Where it cannot be computed, record that it is empty.
        """
        text = self.fields.computed.result(begin, instruction)
        if text:
            self.context.weight.repeat(len(text))  # any number of REF fields may show one bookmark
            excerpt = instruction.strip()[:_LONGEST_INSTRUCTION]
            detail = message("docx.field-result", code=excerpt, result=quoted(text))
            self.context.note("field-computed", 1, detail)
            self.text(text)
        else:
            self._note_empty(*parse(instruction), separated)

    def _note_field(self, kind: str) -> None:
        self.context.note("generated-index" if is_index(kind) else "field", 1, "")

    def _note_empty(self, kind: str, rest: str, separated: bool) -> None:
        """Record a field without a result, unless that loses nothing."""
        if not may_be_empty(kind, rest, separated) and not self.fields.in_instruction:
            self.context.note("field-empty", 1, " ".join((kind, rest)).strip()[:_LONGEST_INSTRUCTION])
