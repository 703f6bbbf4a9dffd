"""The inline content of a paragraph: runs, links, fields, changes, and everything that may stand in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from ....model import BookmarkEnd, BookmarkStart, Inline, LineBreak, Mark, NoteKind, Text
from ....model.weight import MAX_ADDRESS
from ....reading import symbols
from ....reading.note_marks import can_mark, typed_mark
from ....safe.xml import Element
from ..names import COUNTED_MARK
from . import drawings
from .changes import chosen
from .content import Content
from .field_elements import ELEMENT_FIELDS, FieldElements
from .fonts import NO_FONTS, Fonts
from .formulas import linear
from .story import Notes, Story, UnmarkedNote
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
    M_T,
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
from .values import characters, is_true

_OWN_MARK = w("customMarkFollows")
# Elements that are one character (W27; 17.3.3).
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}


class InlineReader(FieldElements):
    """Reads inline content of one story. The state is what holds for the element that is being read."""

    def __init__(self, story: Story, read_note: Notes) -> None:
        self.story = story
        self.document = story.document
        self.read_note = read_note
        self.content = Content()
        self.link: str | None = None
        self.facts: RunFacts = NO_FACTS
        self.marks: tuple[Mark, ...] = ()
        self.hidden = False  # the paragraph is, so its runs are unless they say otherwise
        self.fonts: Fonts = NO_FONTS  # of the paragraph's style
        self.set_in: Fonts = NO_FONTS  # of the run
        self.after_mark = False  # of a note: a space at once after it goes with it
        self.shown = 0  # texts and pictures so far
        self.unmarked: UnmarkedNote | None = None

    def read(
        self, parent: Iterable[Element], content: Content, hidden: bool = False, fonts: Fonts = NO_FONTS
    ) -> Content:
        """Read the children of the paragraph `parent` into `content`; `hidden` and in `fonts` as its style says."""
        self.content, self.link, self.hidden = content, None, hidden
        self.fonts = self.set_in = fonts
        self.facts, self.marks, self.after_mark = NO_FACTS, (), False
        self.children(parent)
        if self.unmarked is not None:
            self._mark_note(self.unmarked, "")
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
        elif self._is_hidden():
            self.document.left_out("hidden-text", len(text), text)
        else:
            self.shown += 1
            self.content.out.append(Text(text, self.marks, self.link or story_fields.link))

    def _is_hidden(self) -> bool:
        """Whether what is read here is not shown: its run or paragraph is hidden, or it is the result of a field that shows none."""
        own = self.facts.hidden
        return (self.hidden if own is None else own) or self.story.fields.unshown > 0

    def add(self, inline: Inline) -> None:
        """Take an inline that is no text, unless it is hidden or in a field's code."""
        if self.story.fields.in_code:
            return
        if self._is_hidden():
            self.document.left_out("hidden-text", 1)
            return
        self.after_mark = False
        self.shown += 1
        self.content.out.append(inline)

    def _t(self, element: Element) -> None:
        text = characters(element)
        if text:
            if self.story.fields.in_instruction:
                # It stands in a field's instruction: programs show it no more than that.
                self.document.left_out("misplaced-text", len(text), text)
            self.text(self._in_fonts(text, self.set_in) if self.set_in.symbolic else text)

    def drawn(self, element: Element) -> str:
        """What an `a:t` shows in the fonts of its run."""
        text = element.text or ""
        fonts = self.document.fonts.drawn(element.getprevious())
        return self._in_fonts(text, fonts) if fonts.symbolic else text

    def _in_fonts(self, text: str, fonts: Fonts) -> str:
        """What `text` shows in `fonts`; the characters of a symbol font that no table knows are told (W38)."""
        pieces: list[str] = []
        for piece, font in fonts.of(text, bool(self.facts.complex_script)):
            shown, unknown = symbols.in_font(piece, font) if font else (piece, "")
            pieces.append(shown)
            if unknown and not self.story.fields.in_code:
                self.document.note("symbol-unknown", len(unknown), symbols.named(font, unknown))
        return "".join(pieces)

    def _character(self, element: Element) -> None:
        self.text(_CHARACTERS[element.tag])

    def _symbol(self, element: Element) -> None:
        code, font = element.get(w("char")), element.get(w("font")) or self.set_in.symbolic
        text, known = symbols.symbol(code, font)
        if not known:
            self.document.note("symbol-unknown", 1, f"{font or 'no font'} {code}")
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

    # --- runs and links ---

    def _run(self, element: Element) -> None:
        """Read a run at once, without the stack: it is what nearly all content stands in."""
        outer = (self.facts, self.marks, self.set_in)
        self.facts, self.marks, self.set_in = NO_FACTS, (), self.fonts
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
        if self.unmarked is not None:
            self._take_mark(self.unmarked)
        self.facts, self.marks, self.set_in = outer

    def run_facts(self, properties: Element) -> RunFacts:
        """What a `w:rPr` says, with the character style that it names."""
        facts = run_facts(properties, self.document.fonts)
        return facts if facts.style is None else facts.over(self.document.styles.run(facts.style))

    def _format(self, properties: Element) -> None:
        self.facts = facts = self.run_facts(properties)
        self.marks = facts.shown()
        self.set_in = facts.fonts.over(self.fonts)
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

    # --- bookmarks, changes, wrappers ---

    def bookmark(self, element: Element) -> None:
        """Add the edge of a bookmark to the content (17.13.6)."""
        edge = self.story.edge(element)
        if edge is not None:
            self.content.out.append(edge)

    def _deleted(self, element: Element) -> None:
        self.story.deleted(element)
        for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
            self.bookmark(edge)

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
            self.bookmark(edge)

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
        if self._is_hidden():
            self.document.left_out("hidden-text", 1)
            return
        note = self.read_note(kind, element.get(ID) or "")
        if note is None:
            return
        self.shown += 1
        out = self.content.out
        if is_true(element.get(_OWN_MARK) or "0"):
            self.unmarked = UnmarkedNote(out, len(out), note, element)
            out.append(note)
        else:
            out.append(self.read_note.marked(note, element, None))

    def _take_mark(self, unmarked: UnmarkedNote) -> None:
        """Take the text between a note and the end of a run as its mark; where there is none yet, the next run is waited for."""
        out, place = unmarked.out, unmarked.place
        texts = [inline for inline in out[place + 1 :] if type(inline) is Text]
        text = "".join(inline.text for inline in texts)
        mark = text.strip()
        alone = out is self.content.out and len(texts) == len(out) - place - 1
        if alone and not texts and not unmarked.later:
            self.unmarked = unmarked._replace(later=True)
            return
        # The run after that of the reference is the mark where it is raised, as that is.
        if not alone or not can_mark(mark) or (unmarked.later and "superscript" not in self.marks):
            mark = ""
        else:
            del out[place + 1 :]
            if text != mark:
                out.append(Text(text.replace(mark, "", 1)))
        self._mark_note(unmarked, mark)

    def _mark_note(self, unmarked: UnmarkedNote, mark: str) -> None:
        self.unmarked = None
        note = self.read_note.marked(unmarked.note, unmarked.reference, mark)
        counted = not mark or unmarked.reference.get(_OWN_MARK) == COUNTED_MARK
        unmarked.out[unmarked.place : unmarked.place + 1] = (*(() if counted else typed_mark(note)), note)

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
    M_T: InlineReader._t,
    DEL_TEXT: InlineReader._deleted_text,
    w("br"): InlineReader._break,
    w("cr"): InlineReader._break,
    SYM: InlineReader._symbol,
    INSTR_TEXT: InlineReader.instruction,
    w("delInstrText"): InlineReader._skip,
    FLD_CHAR: InlineReader.field_character,
    FLD_SIMPLE: InlineReader.simple_field,
    **dict.fromkeys(ELEMENT_FIELDS, InlineReader.element_field),
    HYPERLINK: InlineReader._hyperlink,
    BOOKMARK_START: InlineReader.bookmark,
    BOOKMARK_END: InlineReader.bookmark,
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

LEAVES: frozenset[str] = frozenset(
    {T, SYM, M_T, DEL_TEXT, DRAWING, PICT, OBJECT, RUBY, O_MATH, O_MATH_PARA, FLD_SIMPLE}
    | {FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE}
)
"""Elements that hold content and neither rows nor cells: met among those, they make a cell."""

INLINES: frozenset[str] = LEAVES | {R, HYPERLINK, w("smartTag"), w("dir"), w("bdo"), w("subDoc")}
"""Elements that can only stand in a paragraph: met among blocks, they make one."""


_EDGES = (BookmarkStart, BookmarkEnd)


def only_edges(inlines: list[Inline]) -> bool:
    """Whether there is nothing in `inlines` but bookmark edges."""
    return all(isinstance(inline, _EDGES) for inline in inlines)
