"""The inlines of a paragraph, read in one walk over its elements (ODF 1.3 part 3, 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeAlias

from ....model import Block, BookmarkEnd, BookmarkStart, Inline, LineBreak, Mark, Note, NoteKind, Text
from ....model.chars import is_safe_link
from ....model.messages import message
from ....model.patterns import compiled_later
from ....reading import symbols
from ....reading.note_marks import mark_in_text
from ....safe.xml import Element
from ..names import NAMESPACES, name
from .context import Context
from .fields import NEVER_EMPTY, SEQUENCE, chosen_labels, conditional_text, fieldmark_text
from .values import all_text, integer

_WHITE_SPACE = compiled_later("[ \t\r\n]+")
_NAME, _STYLE = name("text:name"), name("text:style-name")
_COUNT, _HREF, _COLUMNS = name("text:c"), name("xlink:href"), name("gi:columns")
_COLUMN_RANGE = compiled_later("([0-9]{1,6})-([0-9]{1,6})")
_TEXT_NS = f"{{{NAMESPACES['text']}}}"
_HIDDEN, _STRING_VALUE = name("text:is-hidden"), name("text:string-value")
_DISPLAY = name("text:display")
_COMMENT_PARTS = (name("dc:creator"), name("dc:date"), name("text:p"), name("text:h"))
_NOTE_CLASS, _NOTE_BODY = name("text:note-class"), name("text:note-body")
_CITATION, _MARK = name("text:note-citation"), name("gi:mark")
_RUBY_BASE, _RUBY_TEXT = name("text:ruby-base"), name("text:ruby-text")

EDGES = frozenset(
    name(f"text:{tag}")
    for tag in (
        "bookmark",
        "bookmark-start",
        "bookmark-end",
        "reference-mark",
        "reference-mark-start",
        "reference-mark-end",
    )
)

Link: TypeAlias = str | None
Marks: TypeAlias = tuple[Mark, ...]


def folded(text: str) -> str:
    """`text` with each run of white space as one space (6.1.2)."""
    if text.isprintable() and "  " not in text:  # most texts; this takes a fraction of the time of a search
        return text
    return _WHITE_SPACE.sub(" ", text)


class Blocks(Protocol):
    """What a paragraph needs of the block reader: the blocks of a note, and those of a text box."""

    def note(self, body: Element | None) -> tuple[Block, ...]:
        """The blocks of a note."""
        ...

    def shape(self, element: Element, run: Run, marks: Marks, link: Link) -> None:
        """Add what a shape shows to `run`."""
        ...


class Run:
    """The inlines of one paragraph while they are read; `boxes` are the blocks of its text boxes."""

    __slots__ = ("_blocks", "_context", "after_space", "boxes", "font", "out")

    def __init__(self, context: Context, blocks: Blocks, font: str = "") -> None:
        """`font` is the symbol font of the paragraph's style; empty, or `symbols.NOT_SYMBOLIC`, for
        another.
        """
        self._context = context
        self._blocks = blocks
        self.out: list[Inline] = []
        self.boxes: list[Block] = []
        self.font = font
        self.after_space = True  # white space at the start of a paragraph is dropped

    def walk(self, element: Element, marks: Marks, link: Link) -> None:
        """Read the text and the elements in `element`; of an unknown element, its content."""
        if element.text:
            self.characters(element.text, marks, link)
        for child in element:
            handler = _HANDLERS.get(child.tag)
            if handler is not None:
                handler(self, child, marks, link)
            elif child.tag not in _SKIPPED:
                if child.tag == SEQUENCE:
                    self._context.sequences.count(child)
                if child.tag.startswith(_TEXT_NS) and child.tag not in _WRAPPERS:
                    self._field(child, marks, link)
                else:
                    self.walk(child, marks, link)
            if child.tail:
                self.characters(child.tail, marks, link)

    def _field(self, element: Element, marks: Marks, link: Link) -> None:
        """Read a field as its text; a field that is not displayed is hidden text (7.4.5, 19.777)."""
        self._context.losses.note("field")
        if element.get(_DISPLAY) == "none":
            self._hide(element)
            return
        if element.tag in NEVER_EMPTY and not all_text(element):
            self._empty_field(element, marks, link)
        self.walk(element, marks, link)

    def _empty_field(self, element: Element, marks: Marks, link: Link) -> None:
        """Add the number of a sequence field without text; report another field without text (O22)."""
        kind, sequence = element.tag.rpartition("}")[2], element.get(_NAME, "")
        number = self._context.sequences.number(element) if element.tag == SEQUENCE else None
        if number is None:
            self._context.note("field-empty", 1, f"{kind} {sequence}".strip()[:60])
        else:
            field = f"{kind} {sequence}"[:60]
            self._context.note("field-computed", 1, message("odt.field-computed", number=number, field=field))
            self.exact(number, marks, link)

    def visit(self, element: Element) -> None:
        """Read one element, a shape or a bookmark."""
        _HANDLERS[element.tag](self, element, (), None)

    def characters(self, text: str, marks: Marks, link: Link) -> None:
        """Append characters with their white space folded (6.1.2)."""
        text = folded(text)
        if self.after_space and text.startswith(" "):
            text = text[1:]
        if text:
            if self.font and self.font != symbols.NOT_SYMBOLIC:
                text = self._in_font(text)
            self.after_space = text.endswith(" ")
            self.out.append(Text(text, marks, link))

    def _in_font(self, text: str) -> str:
        """`text` as the current symbol font shows it; reports characters without a known symbol (O20)."""
        visible, unknown = symbols.text_in_font(text, self.font)
        if unknown:
            self._context.note("symbol-unknown", len(unknown), symbols.font_and_codes(self.font, unknown))
        return visible

    def exact(self, text: str, marks: Marks = (), link: Link = None) -> None:
        """Append characters that are not folded."""
        self.after_space = False
        self.out.append(Text(text, marks, link))

    def add(self, inline: Inline) -> None:
        """Append an inline that ends a run of white space."""
        self.after_space = False
        self.out.append(inline)

    # --- handlers, by element ---

    def _span(self, element: Element, marks: Marks, link: Link) -> None:
        style = element.get(_STYLE)
        outer = self.font
        if style:
            text_style = self._context.styles.text(style)
            if text_style.hidden:
                self._hide(element)
                return
            marks = self._context.styles.marks(marks, style)
            self.font = text_style.font or outer
        self.walk(element, marks, link)
        self.font = outer

    def _hide(self, element: Element) -> None:
        self._context.note_hidden(element, text=element.get(_STRING_VALUE, ""))
        self.edges(element.iter(*EDGES))

    def edges(self, elements: Iterable[Element]) -> None:
        """Append the bookmark edges among `elements`."""
        for element in elements:
            if element.tag in EDGES:
                self.visit(element)

    def _anchor(self, element: Element, marks: Marks, link: Link) -> None:
        self._span(element, marks, self._link(element) or link)

    def _link(self, element: Element) -> Link:
        """The address of a `text:a` or `draw:a`; None, with a loss, where it is unsafe.

        A relative address begins with `../`, which leaves the package (ODF 1.3 part 2, 3.7).
        """
        address = element.get(_HREF, "").removeprefix("../")
        if address and not is_safe_link(address):
            self._context.note("unsafe-link", 1, address[:80])
            return None
        return address or None

    def _spaces(self, element: Element, marks: Marks, link: Link) -> None:
        number = integer(element.get(_COUNT), 1)
        if number > 1:
            self._context.spend(number)
        if number:
            self.exact(" " * number, marks, link)

    def _tab(self, _element: Element, marks: Marks, link: Link) -> None:
        self.exact("\t", marks, link)

    def _line_break(self, _element: Element, _marks: Marks, _link: Link) -> None:
        self.add(LineBreak())

    def _bookmark(self, element: Element, _marks: Marks, _link: Link) -> None:
        self._bookmark_start(element, (), None)
        self._bookmark_end(element, (), None)

    def _bookmark_start(self, element: Element, _marks: Marks, _link: Link) -> None:
        found = _COLUMN_RANGE.fullmatch(element.get(_COLUMNS, ""))
        columns = (int(found.group(1)), int(found.group(2))) if found else None
        self.out.append(BookmarkStart(element.get(_NAME, ""), columns))

    def _bookmark_end(self, element: Element, _marks: Marks, _link: Link) -> None:
        self.out.append(BookmarkEnd(element.get(_NAME, "")))

    def _reference(self, element: Element, _marks: Marks, _link: Link) -> None:
        self._context.note("reference-mark", 1, element.get(_NAME, ""))
        self._bookmark(element, (), None)

    def _reference_start(self, element: Element, _marks: Marks, _link: Link) -> None:
        self._context.note("reference-mark", 1, element.get(_NAME, ""))
        self._bookmark_start(element, (), None)

    def _note(self, element: Element, _marks: Marks, _link: Link) -> None:
        kind: NoteKind = "endnote" if element.get(_NOTE_CLASS) == "endnote" else "footnote"
        note = Note(self._blocks.note(element.find(_NOTE_BODY)), kind)
        citation = element.find(_CITATION)
        if not self._context.in_note:  # the normal form joins a note in a note to the outer one
            note, lost_mark = self._context.note_marks.marked(note, citation)
            if lost_mark:
                self._context.note(
                    "note-mark", 1, message("odt.note-mark", kind=message(f"odt.{kind}"), mark=lost_mark)
                )
        if citation is not None and citation.get(_MARK) is not None:
            self.out.extend(mark_in_text(note))
        self.add(note)

    def _ruby(self, element: Element, marks: Marks, link: Link) -> None:
        """Read the base, then the ruby text in full-width brackets (W34)."""
        for child in element:
            if child.tag == _RUBY_TEXT:
                ruby = all_text(child)
                if ruby:
                    self._context.note("ruby", 1, ruby)
                    self.exact(f"（{ruby}）", marks, link)
            elif child.tag == _RUBY_BASE:
                self.walk(child, marks, link)

    def _fieldmark(self, element: Element, marks: Marks, link: Link) -> None:
        text = fieldmark_text(element)
        self._context.losses.note("field")
        if text:
            self.exact(text, marks, link)
        self.walk(element, marks, link)

    def _drop_down(self, element: Element, marks: Marks, link: Link) -> None:
        """Read the text of a drop-down list; where it has none, the labels that are chosen."""
        self._context.losses.note("field")
        if all_text(element):
            self.walk(element, marks, link)
            return
        for label in chosen_labels(element):
            self.exact(label, marks, link)

    def _comment(self, element: Element, _marks: Marks, _link: Link) -> None:
        parts = (all_text(part) for part in element.iter(*_COMMENT_PARTS))
        self._context.note("comment", 1, " ".join(part for part in parts if part)[:60])

    def _script(self, element: Element, _marks: Marks, _link: Link) -> None:
        self._context.note("macro", 1, all_text(element)[:60])

    def _hidden_text(self, element: Element, marks: Marks, link: Link) -> None:
        if element.get(_HIDDEN) == "true":
            self._hide(element)
        elif all_text(element):
            self.walk(element, marks, link)
        else:
            self._value(element.get(_STRING_VALUE, ""), marks, link)

    def _conditional_text(self, element: Element, marks: Marks, link: Link) -> None:
        """Read the text of the field; where it has none, the text for the state in which it was saved."""
        self._context.losses.note("field")
        if all_text(element):
            self.walk(element, marks, link)
        else:
            self._value(conditional_text(element), marks, link)

    def _value(self, text: str, marks: Marks, link: Link) -> None:
        if text:
            self.exact(text, marks, link)

    def _change(self, element: Element, _marks: Marks, _link: Link) -> None:
        self._context.changes.note_deletion(element, self._context.where())

    def _shape(self, element: Element, marks: Marks, link: Link) -> None:
        self._blocks.shape(element, self, marks, link)

    def _group(self, element: Element, marks: Marks, link: Link) -> None:
        self._blocks.shape(element, self, marks, link)
        self.walk(element, marks, link)

    def _shape_link(self, element: Element, marks: Marks, link: Link) -> None:
        self.walk(element, marks, self._link(element) or link)


_HANDLERS: dict[str, Callable[[Run, Element, Marks, Link], None]] = {
    name(tag): handler
    for tag, handler in (
        ("text:span", Run._span),
        ("text:a", Run._anchor),
        ("text:s", Run._spaces),
        ("text:tab", Run._tab),
        ("text:line-break", Run._line_break),
        ("text:bookmark", Run._bookmark),
        ("text:bookmark-start", Run._bookmark_start),
        ("text:bookmark-end", Run._bookmark_end),
        ("text:reference-mark", Run._reference),
        ("text:reference-mark-start", Run._reference_start),
        ("text:reference-mark-end", Run._bookmark_end),
        ("text:note", Run._note),
        ("text:change", Run._change),
        ("text:ruby", Run._ruby),
        ("text:script", Run._script),
        ("field:fieldmark", Run._fieldmark),
        ("text:hidden-text", Run._hidden_text),
        ("text:conditional-text", Run._conditional_text),
        ("text:drop-down", Run._drop_down),
        ("office:annotation", Run._comment),
        ("draw:a", Run._shape_link),
        ("draw:g", Run._group),
        *(
            (f"draw:{shape}", Run._shape)
            for shape in (
                "frame",
                "custom-shape",
                "rect",
                "line",
                "polyline",
                "polygon",
                "regular-polygon",
                "path",
                "circle",
                "ellipse",
                "connector",
                "caption",
                "measure",
                "control",
                "page-thumbnail",
            )
        ),
        ("dr3d:scene", Run._shape),
    )
}
SHAPES = frozenset(
    tag for tag, handler in _HANDLERS.items() if handler in (Run._shape, Run._group, Run._shape_link)
)
# Elements whose content is not text of the document.
_SKIPPED = frozenset(
    name(tag)
    for tag in (
        "text:number",  # a list label that another program computed; we compute it ourselves
        "text:soft-page-break",
        "text:label",  # of a drop-down list
        "office:annotation-end",
        "office:binary-data",
        "office:event-listeners",
        "svg:title",
        "svg:desc",
        "text:change-start",
        "text:change-end",
        "text:tracked-changes",
    )
)
# Elements of the text namespace that wrap inlines and are not fields.
_WRAPPERS = frozenset(
    name(f"text:{tag}")
    for tag in ("meta", "meta-field", "p", "h", "ruby-base", "toc-mark-start", "toc-mark-end", "toc-mark")
)
