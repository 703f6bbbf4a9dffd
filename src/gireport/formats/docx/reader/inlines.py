"""What does a paragraph hold? Runs, links, changes, notes, drawings, and every other kind of inline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol, TypeAlias

from ....model import Inline, LineBreak, Mark, Note, NoteKind, Paragraph, Text
from ....model.messages import message
from ....model.weight import MAX_ADDRESS
from ....reading import symbols
from ....reading.note_marks import can_mark, mark_in_text
from ....safe.xml import Element
from ..names import COUNTED_MARK
from . import wml
from .bookmarks import Bookmarks
from .changes import Deletions
from .context import Context
from .fields import ELEMENT_FIELDS, FieldElements, OpenFields
from .fonts import NO_FONTS, Fonts
from .formulas import linear
from .paragraphs import ParagraphContent, plain_paragraph
from .styles import NO_RUN_FORMAT, RunFormat
from .wml import BOOKMARK_END, BOOKMARK_START, R_PR, TYPE, T, is_true, selected_branch, text_of, w

_CUSTOM_MARK = w("customMarkFollows")
# Elements that are one character (W27; 17.3.3).
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
# Elements whose content is in another part.
_EMBEDDED = {w("contentPart"): message("docx.ink"), w("subDoc"): message("docx.subdocument")}
# The brackets around two lines in one (17.18.8 ST_CombineBrackets), besides `none`.
_BRACKETS = frozenset({"round", "square", "angle", "curly"})


class NoteSource(Protocol):
    """Gives the notes that references lead to; `notes.NoteReader` is one."""

    def read(self, kind: NoteKind, id_: str) -> Note | None:
        """The note of a kind and id; None, with a loss, where it is dropped."""
        ...

    def with_mark(self, note: Note, reference: Element, custom_mark: str | None) -> Note:
        """`note` with the mark that Word shows.

        `custom_mark` is the mark in the text after `reference`; None where Word numbers the note.
        """
        ...


class UnmarkedNote(NamedTuple):
    """A note whose own mark is the text after its reference (17.11.14 `w:customMarkFollows`)."""

    inlines: list[Inline]
    offset: int
    note: Note
    reference: Element
    run_ended: bool = False
    """Whether the run of the reference has ended without a text."""


class InlineReader(FieldElements):
    """Reads inlines below one root. Its attributes are the state at the element that is being read."""

    def __init__(
        self,
        context: Context,
        bookmarks: Bookmarks,
        deletions: Deletions,
        fields: OpenFields,
        notes: NoteSource,
    ) -> None:
        self.context = context
        self.bookmarks = bookmarks
        self.deletions = deletions
        self.fields = fields
        self.notes = notes
        self.content = ParagraphContent()
        self.link: str | None = None
        self.run_format: RunFormat = NO_RUN_FORMAT
        self.marks: tuple[Mark, ...] = ()
        self.paragraph_hidden = False
        self.paragraph_fonts: Fonts = NO_FONTS
        self.run_fonts: Fonts = NO_FONTS
        self.after_note_mark = False  # at the start of a note: one space after its mark is skipped
        self.inlines_read = 0  # texts and pictures
        self.unmarked: UnmarkedNote | None = None

    def plain_paragraph(self, element: Element) -> Paragraph | None:
        """The paragraph of a `w:p` that is plain (see `paragraphs`), and begins with no edge or field.

        Returns None for any other paragraph.
        """
        if self.bookmarks.pending or self.fields.open or self.fields.link:
            return None
        plain = plain_paragraph(self.context, element)
        if plain is not None:
            self.inlines_read += len(plain.content)
        return plain

    def read(
        self,
        parent: Iterable[Element],
        content: ParagraphContent,
        hidden: bool = False,
        fonts: Fonts = NO_FONTS,
    ) -> None:
        """Read the children of a paragraph into `content`; its style is `hidden` and has `fonts`."""
        self.content, self.link, self.paragraph_hidden = content, None, hidden
        self.paragraph_fonts = self.run_fonts = fonts
        self.run_format, self.marks, self.after_note_mark = NO_RUN_FORMAT, (), False
        self.children(parent)
        if self.unmarked is not None:
            self._mark_note(self.unmarked, "")

    def children(self, parent: Iterable[Element]) -> None:
        """Read the children of `parent`, through any depth of wrappers without recursion."""
        stack: list[tuple[Iterator[Element], str | None]] = [(iter(parent), self.link)]
        while stack:
            children, self.link = stack[-1]
            for child in children:
                handler = _HANDLERS.get(child.tag)
                # The children of an unknown element are read in its place: its text is content (W35).
                inner = handler(self, child) if handler is not None else child
                if inner is not None:
                    stack.append((iter(inner), self.link))
                    break
            else:
                stack.pop()

    # --- text ---

    def text(self, text: str) -> None:
        """Add a text, unless it is hidden or part of a field's instruction."""
        if self.after_note_mark:
            self.after_note_mark = False
            if text[:1] in (" ", "\t"):
                text = text[1:]
        if not text:
            return
        if self.fields.in_instruction:
            self.fields.add_instruction(text)
        elif self._is_hidden():
            self.context.note_skipped("hidden-text", len(text), text)
        else:
            self.inlines_read += 1
            self.content.inlines.append(Text(text, self.marks, self.link or self.fields.link))

    def _is_hidden(self) -> bool:
        """Whether Word hides the current content, by its run, its paragraph, or a field around it."""
        own = self.run_format.hidden
        return (self.paragraph_hidden if own is None else own) or self.fields.hidden_results > 0

    def add(self, inline: Inline) -> None:
        """Add an inline other than text, unless it is hidden or part of a field's instruction."""
        if self.fields.in_instruction:
            return
        if self._is_hidden():
            self.context.note_skipped("hidden-text", 1)
            return
        self.after_note_mark = False
        self.inlines_read += 1
        self.content.inlines.append(inline)

    def _text_element(self, element: Element) -> None:
        text = text_of(element)
        if text:
            if self.fields.continues_instruction:
                # A `w:t` after the `w:instrText` of an instruction: programs do not show it.
                self.context.note_skipped("misplaced-text", len(text), text)
            self.text(self._in_fonts(text, self.run_fonts) if self.run_fonts.symbolic else text)

    def drawn_text(self, element: Element) -> str:
        """The text of an `a:t`, in the fonts of its run."""
        text = element.text or ""
        fonts = self.context.fonts.drawn(element.getprevious())
        return self._in_fonts(text, fonts) if fonts.symbolic else text

    def _in_fonts(self, text: str, fonts: Fonts) -> str:
        """What `text` shows in `fonts`; characters of a symbol font without a table are recorded (W38)."""
        pieces: list[str] = []
        for piece, font in fonts.split(text, bool(self.run_format.complex_script)):
            converted, unknown = symbols.text_in_font(piece, font) if font else (piece, "")
            pieces.append(converted)
            if unknown and not self.fields.in_instruction:
                self.context.note("symbol-unknown", len(unknown), symbols.font_and_codes(font, unknown))
        return "".join(pieces)

    def _character(self, element: Element) -> None:
        self.text(_CHARACTERS[element.tag])

    def _symbol(self, element: Element) -> None:
        code, font = element.get(w("char")), element.get(w("font")) or self.run_fonts.symbolic
        text, known = symbols.symbol_character(code, font)
        if not known:
            detail = " ".join((font, code or "")) if font else message("docx.symbol-no-font", code=code or "")
            self.context.note("symbol-unknown", 1, detail)
        self.text(text)

    def _break(self, element: Element) -> None:
        kind = element.get(TYPE)
        if kind == "page":
            if not self.fields.in_instruction:
                self.content.break_page()
            return
        if kind == "column":
            self.context.note("section-layout")
        self.add(LineBreak())

    # --- runs and links ---

    def _run(self, element: Element) -> None:
        # Nearly all content stands in runs: they are read without the stack of `children`.
        outer = (self.run_format, self.marks, self.run_fonts)
        self.run_format, self.marks, self.run_fonts = NO_RUN_FORMAT, (), self.paragraph_fonts
        for child in element:
            tag = child.tag
            if tag == T:
                self._text_element(child)
            elif tag == R_PR:
                self._run_properties(child)
            else:
                handler = _HANDLERS.get(tag)
                inner = handler(self, child) if handler is not None else child
                if inner is not None:
                    self.children(inner)
        if self.unmarked is not None:
            self._take_mark(self.unmarked)
        self.run_format, self.marks, self.run_fonts = outer

    def _run_properties(self, properties: Element) -> None:
        self.run_format = run_format = self.context.styles.run_format(properties)
        self.marks = run_format.active_marks()
        self.run_fonts = run_format.fonts.over(self.paragraph_fonts)
        if run_format.combined:
            brackets = run_format.combined if run_format.combined in _BRACKETS else "none"
            self.context.note("formatting", 1, message(f"docx.two-lines-{brackets}"))

    def _hyperlink(self, element: Element) -> Element:
        anchor = element.get(w("anchor"))
        link = ""
        id_ = element.get(wml.R_ID)
        if id_:
            rel = self.context.parts.relationships(self.context.part).get(id_)
            if rel is None:
                self.context.note("part-missing", 1, message("docx.relationship-of-link", id=id_))
            else:
                link = rel.target
        if anchor and len(link) <= MAX_ADDRESS:  # the normal form drops a longer address, with its anchor
            link = self.context.anchor_address(link, anchor)
        self.link = self.context.safe_link(link) or self.link
        return element

    # --- bookmarks, changes, wrappers ---

    def bookmark(self, element: Element) -> None:
        """Add the edge of a bookmark to the content (17.13.6)."""
        edge = self.bookmarks.edge(element)
        if edge is not None:
            self.content.inlines.append(edge)

    def _deleted(self, element: Element) -> None:
        self.deletions.note(element)
        for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
            self.bookmark(edge)

    def _deleted_text(self, element: Element) -> None:
        self.context.note_skipped("deleted-text", len(element.text or ""), element.text or "")

    def _inserted(self, element: Element) -> Element:
        self.context.note("tracked-change")
        return element

    def _content_control(self, element: Element) -> Element | None:
        return element.find(wml.SDT_CONTENT)

    def _alternate(self, element: Element) -> Element | None:
        return selected_branch(element)

    def _skip(self, _element: Element) -> None:
        """Skips an element without content."""

    def _block(self, element: Element) -> None:
        """A paragraph or table in a paragraph follows it, like a text box."""
        self.content.boxes.append(element)

    # --- more than text ---

    def _ruby(self, element: Element) -> None:
        self.context.note("ruby")
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
            self.context.note("formula")
            self.text(text)
        for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
            self.bookmark(edge)

    def _drawing(self, element: Element) -> None:
        from . import drawings  # a long module, and most reports have no drawing

        drawing = drawings.read_drawing(self.context, element)
        for image in drawing.images:
            if image.link is None and (self.link or self.fields.link):
                image = drawings.with_link(image, self.link or self.fields.link)
            self.add(image)
        self.content.boxes.extend(drawing.boxes)
        self.content.rule = self.content.rule or drawing.rule
        if drawing.text:
            self.text(drawing.text)

    def _embedded(self, element: Element) -> None:
        self.context.note("embedded-object", 1, _EMBEDDED[element.tag])

    # --- notes ---

    def _note_reference(self, element: Element) -> None:
        kind: NoteKind = "footnote" if element.tag == wml.FOOTNOTE_REFERENCE else "endnote"
        if self.fields.in_instruction:
            return
        if self._is_hidden():
            self.context.note_skipped("hidden-text", 1)
            return
        note = self.notes.read(kind, element.get(wml.ID) or "")
        if note is None:
            return
        self.inlines_read += 1
        inlines = self.content.inlines
        if is_true(element.get(_CUSTOM_MARK) or "0"):
            self.unmarked = UnmarkedNote(inlines, len(inlines), note, element)
            inlines.append(note)
        else:
            inlines.append(self.notes.with_mark(note, element, None))

    def _take_mark(self, unmarked: UnmarkedNote) -> None:
        """At the end of a run, take the text after a note as its mark, else wait for the next run."""
        inlines, offset = unmarked.inlines, unmarked.offset
        texts = [inline for inline in inlines[offset + 1 :] if type(inline) is Text]
        text = "".join(inline.text for inline in texts)
        mark = text.strip()
        only_text = inlines is self.content.inlines and len(texts) == len(inlines) - offset - 1
        if only_text and not texts and not unmarked.run_ended:
            self.unmarked = unmarked._replace(run_ended=True)
            return
        # The run after that of the reference is the mark where it is superscript, as the reference is.
        is_next_run = unmarked.run_ended
        if not only_text or not can_mark(mark) or (is_next_run and "superscript" not in self.marks):
            mark = ""
        else:
            del inlines[offset + 1 :]
            if text != mark:
                inlines.append(Text(text.replace(mark, "", 1)))
        self._mark_note(unmarked, mark)

    def _mark_note(self, unmarked: UnmarkedNote, mark: str) -> None:
        self.unmarked = None
        note = self.notes.with_mark(unmarked.note, unmarked.reference, mark)
        # The mark stands in the text too, unless our writer wrote it for the note alone.
        in_note_alone = not mark or unmarked.reference.get(_CUSTOM_MARK) == COUNTED_MARK
        before = () if in_note_alone else mark_in_text(note)
        unmarked.inlines[unmarked.offset : unmarked.offset + 1] = (*before, note)

    def _own_mark(self, _element: Element) -> None:
        """The mark of a note in its own text (`w:footnoteRef`): writers make it anew."""
        self.after_note_mark = True


Handler: TypeAlias = Callable[[InlineReader, Element], Element | None]

_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(wml.WITHOUT_CONTENT, InlineReader._skip),
    **dict.fromkeys(_CHARACTERS, InlineReader._character),
    wml.R: InlineReader._run,
    T: InlineReader._text_element,
    wml.M_T: InlineReader._text_element,
    wml.DEL_TEXT: InlineReader._deleted_text,
    w("br"): InlineReader._break,
    w("cr"): InlineReader._break,
    wml.SYM: InlineReader._symbol,
    wml.INSTR_TEXT: InlineReader.instruction,
    w("delInstrText"): InlineReader._skip,
    wml.FLD_CHAR: InlineReader.field_character,
    wml.FLD_SIMPLE: InlineReader.simple_field,
    **dict.fromkeys(ELEMENT_FIELDS, InlineReader.element_field),
    wml.HYPERLINK: InlineReader._hyperlink,
    BOOKMARK_START: InlineReader.bookmark,
    BOOKMARK_END: InlineReader.bookmark,
    **dict.fromkeys(wml.DELETIONS, InlineReader._deleted),
    **dict.fromkeys(wml.INSERTIONS, InlineReader._inserted),
    wml.SDT: InlineReader._content_control,
    wml.ALTERNATE: InlineReader._alternate,
    wml.RUBY: InlineReader._ruby,
    wml.O_MATH: InlineReader._formula,
    wml.O_MATH_PARA: InlineReader._formula,
    wml.DRAWING: InlineReader._drawing,
    wml.PICT: InlineReader._drawing,
    wml.OBJECT: InlineReader._drawing,
    wml.FOOTNOTE_REFERENCE: InlineReader._note_reference,
    wml.ENDNOTE_REFERENCE: InlineReader._note_reference,
    w("footnoteRef"): InlineReader._own_mark,
    w("endnoteRef"): InlineReader._own_mark,
    **dict.fromkeys(_EMBEDDED, InlineReader._embedded),
    wml.P: InlineReader._block,
    wml.TBL: InlineReader._block,
}
