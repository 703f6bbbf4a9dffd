"""The elements of a field in a paragraph: its characters, its instruction, a simple field, and fields that are one element."""

from __future__ import annotations

from typing import Protocol

from ....safe.xml import Element
from . import fields
from .changes import weight
from .document import Document, quoted
from .story import Story
from .tags import (
    BOOKMARK_END,
    BOOKMARK_START,
    DRAWING,
    ENDNOTE_REFERENCE,
    FLD_CHAR,
    FOOTNOTE_REFERENCE,
    O_MATH,
    OBJECT,
    PICT,
    SYM,
    T,
    w,
)

_LONGEST_CODE = 60  # characters of a field's code that a loss shows
# Elements that are fields, and hold no result (17.3.3).
ELEMENT_FIELDS = tuple(
    w(name) for name in ("pgNum", "dayLong", "dayShort", "monthLong", "monthShort", "yearLong", "yearShort")
)
# What a simple field may show that is no text.
_SHOWN = (SYM, DRAWING, PICT, OBJECT, FLD_CHAR, FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE, O_MATH)


class FieldElements(Protocol):
    """Reads the elements of fields; the reader of inline content is one, and holds what it needs."""

    story: Story
    document: Document
    link: str | None
    shown: int

    def text(self, text: str) -> None:
        """Add a text to the content."""
        ...

    def bookmark(self, element: Element) -> None:
        """Add the edge of a bookmark to the content."""
        ...

    def instruction(self, element: Element) -> None:
        """Take a piece of a field's instruction; where the result has begun it is a piece of that."""
        text = element.text or ""
        story_fields = self.story.fields
        if story_fields.in_code or not story_fields.open:
            story_fields.code(text)
        else:
            self.text(text)

    def simple_field(self, element: Element) -> Element | None:
        """Read a `w:fldSimple`; None where its content is not shown (17.16.19)."""
        kind, rest = fields.parse(element.get(w("instr")) or "")
        if fields.is_unshown(kind):
            self._note_field(kind)
            count, text = weight(element)
            if count:
                self.document.left_out("hidden-text", count, text)
            for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
                self.bookmark(edge)
            return None
        if kind == "HYPERLINK":
            self.link = self.document.safe(fields.hyperlink(rest)) or self.link
        else:
            self._note_field(kind)
        if not any(each.text for each in element.iter(T)) and next(element.iter(*_SHOWN), None) is None:
            self._compute(element, f"{kind} {rest}", separated=False)
        return element

    def _compute(self, begin: Element, instruction: str, separated: bool) -> None:
        """Show what a field without a result would show, where the document tells it; else note that it is empty."""
        text = self.story.fields.computed.of(begin, instruction)
        kind, rest = fields.parse(instruction)
        if text:
            self.document.weight.repeat(len(text))  # one bookmark may stand behind any number of REF fields
            self.document.note(
                "field-computed", 1, f"{quoted(text)} for {instruction.strip()[:_LONGEST_CODE]}"
            )
            self.text(text)
        else:
            self._note_empty(kind, rest, separated)

    def _note_field(self, kind: str) -> None:
        self.document.note("generated-index" if fields.is_index(kind) else "field", 1, "")

    def _note_empty(self, kind: str, rest: str, separated: bool) -> None:
        """Note a field without a result, unless it never shows one."""
        if not fields.is_silent(kind, rest, separated) and not self.story.fields.in_code:
            self.document.note("field-empty", 1, f"{kind} {rest}".strip()[:_LONGEST_CODE])

    def field_character(self, element: Element) -> None:
        """Read a `w:fldChar`: the begin, the separator or the end of a field (17.16.18)."""
        story_fields = self.story.fields
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            if not story_fields.begin(element, self.shown):
                self.document.note("field", 1)
        elif kind == "separate":
            field = story_fields.separate()
            if field is not None:
                self._separate(field)
        elif kind == "end":
            field = story_fields.end()
            if field is None:
                return
            name, _ = fields.parse("".join(field.instruction))
            if name != "HYPERLINK" and not (field.separated and fields.is_index(name)):
                self._note_field(name)
            if self.shown == field.shown_before:
                text, code = fields.computed(field, self.document.odd)
                if code:
                    self.document.note(code)
                self.text(text)
                if not text:
                    self._compute(field.begin, "".join(field.instruction), field.separated)

    def element_field(self, element: Element) -> None:
        """A page number or a part of the date that Word computes when it shows the document (17.3.3.22, 17.3.3.5 …)."""
        self._note_field("")
        self._note_empty(element.tag.rpartition("}")[2], "", separated=False)

    def _separate(self, field: fields.Field) -> None:
        """Begin the result of `field`: a link it makes, an index it generates."""
        name, rest = fields.parse("".join(field.instruction))
        if name == "HYPERLINK":
            self.story.fields.link = self.document.safe(fields.hyperlink(rest)) or self.story.fields.link
        elif fields.is_index(name):
            self._note_field(name)
