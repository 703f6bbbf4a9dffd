"""The inline content of a paragraph: runs, links, fields, changes, and everything that may stand in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from ....model import BookmarkEnd, BookmarkStart, Inline, LineBreak, Mark, Note, NoteKind, Text
from ....model.weight import MAX_ADDRESS
from ....safe.xml import Element
from . import drawings, fields, symbols
from .changes import chosen
from .content import Content
from .formulas import linear
from .story import Story
from .styles import NO_FACTS, RunFacts, run_facts
from .tags import (
    ALTERNATE,
    BOOKMARK_END,
    BOOKMARK_START,
    DEL,
    DEL_TEXT,
    DRAWING,
    ENDNOTE_REFERENCE,
    FLD_CHAR,
    FLD_SIMPLE,
    FOOTNOTE_REFERENCE,
    HYPERLINK,
    ID,
    INS,
    INSTR_TEXT,
    MOVE_FROM,
    MOVE_TO,
    O_MATH,
    O_MATH_PARA,
    OBJECT,
    PICT,
    R_ID,
    R_PR,
    RUBY,
    SDT,
    SDT_CONTENT,
    SKIPPED,
    SYM,
    TBL,
    TYPE,
    P,
    R,
    T,
    w,
)
from .values import characters

_LONGEST_CODE = 60  # characters of a field's code that a loss shows
# Elements that are one character (W27; 17.3.3).
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}

NoteReader: TypeAlias = Callable[[NoteKind, str], Note | None]


class InlineReader:
    """Reads inline content of one story. The state is what holds for the element that is being read."""

    def __init__(self, story: Story, read_note: NoteReader) -> None:
        """`read_note` gives the note of a kind and id; None where it is dropped."""
        self.story = story
        self.document = story.document
        self.read_note = read_note
        self.content = Content()
        self.link: str | None = None
        self.facts: RunFacts = NO_FACTS
        self.marks: tuple[Mark, ...] = ()
        self.hidden = False  # the paragraph is, so its runs are unless they say otherwise
        self.after_mark = False  # of a note: a space at once after it goes with it
        self.shown = 0  # texts and pictures so far

    def read(self, parent: Iterable[Element], content: Content, hidden: bool = False) -> Content:
        """Read the children of the paragraph `parent` into `content`; `hidden` as its style says."""
        self.content, self.link, self.hidden = content, None, hidden
        self.facts, self.marks, self.after_mark = NO_FACTS, (), False
        self.children(parent)
        return content

    def children(self, parent: Iterable[Element]) -> None:
        """Read the children of `parent`, through any depth of wrappers without recursion."""
        stack: list[tuple[Iterator[Element], str | None]] = [(iter(parent), self.link)]
        while stack:
            children, self.link = stack[-1]
            for child in children:
                handler = _HANDLERS.get(child.tag)
                # What is not known is transparent: its text is content (W35).
                inner = handler(self, child) if handler is not None else child
                if inner is not None:
                    stack.append((iter(inner), self.link))
                    break
            else:
                stack.pop()

    # --- text ---

    def text(self, text: str) -> None:
        """Take characters that are shown here."""
        if self.after_mark:
            self.after_mark = False
            if text[:1] in (" ", "\t"):
                text = text[1:]
        if not text:
            return
        story_fields = self.story.fields
        if story_fields.in_code:
            story_fields.code(text)
        elif self.facts.hidden if self.facts.hidden is not None else self.hidden:
            self.document.left_out("hidden-text", len(text), text)
        else:
            self.shown += 1
            self.content.out.append(Text(text, self.marks, self.link or story_fields.link))

    def add(self, inline: Inline) -> None:
        """Take an inline that is no text, unless it is hidden or in a field's code."""
        if self.story.fields.in_code:
            return
        if self.facts.hidden if self.facts.hidden is not None else self.hidden:
            self.document.left_out("hidden-text", 1)
            return
        self.after_mark = False
        self.shown += 1
        self.content.out.append(inline)

    def _t(self, element: Element) -> None:
        text = characters(element)
        if text:
            font = self.facts.font
            self.text(symbols.in_font(text, font) if font else text)

    def _character(self, element: Element) -> None:
        self.text(_CHARACTERS[element.tag])

    def _symbol(self, element: Element) -> None:
        text, known = symbols.symbol(element.get(w("char")), element.get(w("font")) or "")
        if not known:
            self.document.note("symbol-unknown", 1, f"{element.get(w('font'))} {element.get(w('char'))}")
        self.text(text)

    def _break(self, element: Element) -> None:
        kind = element.get(TYPE)
        if kind == "page":
            if not self.story.fields.in_code:
                self.content.page_break()
            return
        if kind == "column":
            self.document.note("section-layout")
        self.add(LineBreak())

    def _instruction(self, element: Element) -> None:
        """Take a piece of a field's instruction; where the result has begun it is a piece of that."""
        text = element.text or ""
        story_fields = self.story.fields
        if story_fields.in_code or not story_fields.open:
            story_fields.code(text)
        else:
            self.text(text)

    # --- runs and links ---

    def _run(self, element: Element) -> None:
        """Read a run at once, without the stack: it is what nearly all content stands in."""
        outer = (self.facts, self.marks)
        self.facts, self.marks = NO_FACTS, ()
        for child in element:
            tag = child.tag
            if tag == T:
                self._t(child)
            elif tag == R_PR:
                self._format(child)
            else:
                handler = _HANDLERS.get(tag)
                inner = handler(self, child) if handler is not None else child
                if inner is not None:
                    self.children(inner)
        self.facts, self.marks = outer

    def run_facts(self, properties: Element) -> RunFacts:
        """What a `w:rPr` says, with the character style that it names."""
        facts = run_facts(properties)
        return facts if facts.style is None else facts.over(self.document.styles.run(facts.style))

    def _format(self, properties: Element) -> None:
        self.facts = facts = self.run_facts(properties)
        self.marks = facts.shown()
        if facts.combined:
            brackets = "" if facts.combined == "none" else f", in {facts.combined} brackets"
            self.document.note("formatting", 1, f"two lines in one{brackets}")

    def _hyperlink(self, element: Element) -> Element:
        anchor = element.get(w("anchor"))
        target = ""
        id_ = element.get(R_ID)
        if id_:
            rel = self.document.parts.relationships(self.document.part).get(id_)
            if rel is None:
                self.document.note("part-missing", 1, f"relationship {id_!r} of a link")
            else:
                target = rel.target
        link = target
        if anchor and len(target) <= MAX_ADDRESS:  # a longer one leads nowhere, whatever the place in it
            link = self.document.place_in(target, anchor)
        self.link = self.document.safe(link) or self.link
        return element

    def _simple_field(self, element: Element) -> Element:
        kind, rest = fields.parse(element.get(w("instr")) or "")
        if kind == "HYPERLINK":
            self.link = self.document.safe(fields.hyperlink(rest)) or self.link
        else:
            self._note_field(kind)
        if next(element.iter(T), None) is None:
            self._note_empty(kind, rest)
        return element

    def _note_field(self, kind: str) -> None:
        self.document.note("generated-index" if fields.is_index(kind) else "field", 1, "")

    def _note_empty(self, kind: str, rest: str) -> None:
        """Note a field without a result, unless it never shows one."""
        if not fields.is_silent(kind) and not self.story.fields.in_code:
            self.document.note("field-empty", 1, f"{kind} {rest}".strip()[:_LONGEST_CODE])

    def _field_character(self, element: Element) -> None:
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
            name, rest = fields.parse("".join(field.instruction))
            if name != "HYPERLINK" and not (field.separated and fields.is_index(name)):
                self._note_field(name)
            if self.shown == field.shown_before:
                text, code = fields.computed(field, self.document.odd)
                if code:
                    self.document.note(code)
                self.text(text)
                if not text and not field.separated:
                    self._note_empty(name, rest)

    def _separate(self, field: fields.Field) -> None:
        """Begin the result of `field`: a link it makes, an index it generates."""
        name, rest = fields.parse("".join(field.instruction))
        if name == "HYPERLINK":
            self.story.fields.link = self.document.safe(fields.hyperlink(rest)) or self.story.fields.link
        elif fields.is_index(name):
            self._note_field(name)

    # --- bookmarks, changes, wrappers ---

    def _bookmark(self, element: Element) -> None:
        edge = self.story.edge(element)
        if edge is not None:
            self.content.out.append(edge)

    def _deleted(self, element: Element) -> None:
        self.story.deleted(element)
        for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
            self._bookmark(edge)

    def _deleted_text(self, element: Element) -> None:
        self.document.left_out("deleted-text", len(element.text or ""), element.text or "")

    def _inserted(self, element: Element) -> Element:
        self.document.note("tracked-change")
        return element

    def _structured(self, element: Element) -> Element | None:
        return element.find(SDT_CONTENT)

    def _alternate(self, element: Element) -> Element | None:
        return chosen(element)

    def _skip(self, _element: Element) -> None:
        """Nothing in it is content."""

    def _block(self, element: Element) -> None:
        """A paragraph or table where only inlines may stand: it follows, like a text box."""
        self.content.boxes.append(element)

    # --- what is more than text ---

    def _ruby(self, element: Element) -> None:
        self.document.note("ruby")
        base, annotation = element.find(w("rubyBase")), element.find(w("rt"))
        if base is not None:
            self.children(base)
        if annotation is not None:
            self.text("（")
            self.children(annotation)
            self.text("）")

    def _formula(self, element: Element) -> None:
        text = linear(element)
        if text:
            self.document.note("formula")
            self.text(text)
        for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
            self._bookmark(edge)

    def _drawing(self, element: Element) -> None:
        drawing = drawings.read(self.document, element)
        for image in drawing.images:
            if image.link is None and (self.link or self.story.fields.link):
                image = drawings.linked(image, self.link or self.story.fields.link)
            self.add(image)
        self.content.boxes.extend(drawing.boxes)
        self.content.rule = self.content.rule or drawing.rule
        if drawing.text:
            self.text(drawing.text)

    def _reference(self, element: Element) -> None:
        kind: NoteKind = "footnote" if element.tag == FOOTNOTE_REFERENCE else "endnote"
        if self.story.fields.in_code:
            return
        if self.facts.hidden if self.facts.hidden is not None else self.hidden:
            self.document.left_out("hidden-text", 1)
            return
        note = self.read_note(kind, element.get(ID) or "")
        if note is not None:
            self.shown += 1
            self.content.out.append(note)

    def _mark(self, _element: Element) -> None:
        self.after_mark = True

    def _embedded(self, element: Element) -> None:
        self.document.note("embedded-object", 1, element.tag.rpartition("}")[2])


Handler: TypeAlias = Callable[[InlineReader, Element], Element | None]

_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(SKIPPED, InlineReader._skip),
    **dict.fromkeys(_CHARACTERS, InlineReader._character),
    R: InlineReader._run,
    T: InlineReader._t,
    DEL_TEXT: InlineReader._deleted_text,
    w("br"): InlineReader._break,
    w("cr"): InlineReader._break,
    SYM: InlineReader._symbol,
    INSTR_TEXT: InlineReader._instruction,
    w("delInstrText"): InlineReader._skip,
    FLD_CHAR: InlineReader._field_character,
    FLD_SIMPLE: InlineReader._simple_field,
    HYPERLINK: InlineReader._hyperlink,
    BOOKMARK_START: InlineReader._bookmark,
    BOOKMARK_END: InlineReader._bookmark,
    DEL: InlineReader._deleted,
    MOVE_FROM: InlineReader._deleted,
    INS: InlineReader._inserted,
    MOVE_TO: InlineReader._inserted,
    SDT: InlineReader._structured,
    ALTERNATE: InlineReader._alternate,
    RUBY: InlineReader._ruby,
    O_MATH: InlineReader._formula,
    O_MATH_PARA: InlineReader._formula,
    DRAWING: InlineReader._drawing,
    PICT: InlineReader._drawing,
    OBJECT: InlineReader._drawing,
    FOOTNOTE_REFERENCE: InlineReader._reference,
    ENDNOTE_REFERENCE: InlineReader._reference,
    w("footnoteRef"): InlineReader._mark,
    w("endnoteRef"): InlineReader._mark,
    w("contentPart"): InlineReader._embedded,
    w("subDoc"): InlineReader._embedded,
    P: InlineReader._block,
    TBL: InlineReader._block,
}

INLINES: frozenset[str] = frozenset(
    {R, HYPERLINK, FLD_SIMPLE, O_MATH, O_MATH_PARA, T, w("smartTag"), w("dir"), w("bdo"), w("subDoc")}
)
"""Elements that can only stand in a paragraph: met among blocks, they make one."""


_EDGES = (BookmarkStart, BookmarkEnd)


def only_edges(inlines: list[Inline]) -> bool:
    """Whether there is nothing in `inlines` but bookmark edges."""
    return all(isinstance(inline, _EDGES) for inline in inlines)
