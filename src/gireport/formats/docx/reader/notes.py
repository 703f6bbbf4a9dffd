"""Which footnotes and endnotes are there, what do they hold, and which number does Word show for each?

ECMA-376 part 1, 17.11: 17.11.11 (`w:footnotePr`), 17.11.4 (`w:endnotePr`), 17.11.14 (references).
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from ....errors import LimitError
from ....model import Note, NoteKind
from ....model.messages import message
from ....model.normal import MAX_DEPTH
from ....reading.note_marks import NoteCounter, own_mark
from ....reading.numbering import KINDS, format_number
from ....safe.xml import Element
from . import wml
from .body import BlockReader
from .context import Context, Position, quoted
from .dropped import note_misplaced
from .numbering import number_format
from .wml import BR, ID, RENDERED_BREAK, SECT_PR, TYPE, VAL, P, T, first_child, integer, w

_RELATIONSHIPS: dict[NoteKind, str] = {"footnote": "footnotes", "endnote": "endnotes"}
# Notes of these types are lines that Word draws between text and notes (17.18.33).
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_NUM_FMT, _NUM_START, _NUM_RESTART = w("numFmt"), w("numStart"), w("numRestart")
_PROPERTIES: dict[NoteKind, str] = {"footnote": w("footnotePr"), "endnote": w("endnotePr")}
_DEFAULT_FORMAT: dict[NoteKind, str] = {"footnote": "decimal", "endnote": "lowerRoman"}


class NoteReader:
    """Reads the note that a reference leads to. Each note is read once."""

    def __init__(self, context: Context, root: Element) -> None:
        """`root` is that of the main part."""
        self._context = context
        self._numbers = NoteNumbers(context, root)
        self._counter = NoteCounter()
        self._parts: dict[NoteKind, str | None] = {}
        self._elements: dict[tuple[NoteKind, str], Element] = {}
        self._finished: set[tuple[NoteKind, str]] = set()
        self._depth = 0  # of notes in notes

    def read(self, kind: NoteKind, id_: str) -> Note | None:
        """The note `id_`; None, with a loss, where the file has none or an earlier reference showed it.

        Raises:
            LimitError: notes refer to one another deeper than a report may nest.
        """
        part = self._part(kind)
        key = (kind, id_)
        element = self._elements.get(key)
        context = self._context
        if part is None or element is None:
            context.note("part-missing", 1, message(f"docx.{kind}-with-id", id=id_))
            return None
        if key in self._finished:
            context.note("note-repeated", 1, message(f"docx.{kind}-with-id", id=id_))
            return None
        self._finished.add(key)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise LimitError(message("docx.notes-too-deep", limit=MAX_DEPTH), where=part)
        outer, context.part = context.part, part
        positions, context.positions = context.positions, [Position()]
        blocks = BlockReader(context, element, self).read_all(element)
        context.part, context.positions = outer, positions
        self._depth -= 1
        return Note(tuple(blocks), kind)

    def with_mark(self, note: Note, reference: Element, custom_mark: str | None) -> Note:
        """`note`, which was just read, with the mark that Word shows, unless that is its number (17.11.14).

        `custom_mark` is the mark that follows `reference`; None where Word numbers the note.
        """
        if self._depth:  # the normal form moves the text of a note in a note into the outer one
            return note
        is_numbered = custom_mark is None
        number = self._numbers.next(note.kind, reference) if is_numbered else NoteNumber(custom_mark or "")
        result, moved = self._counter.keep_mark(note, number.mark, number.number)
        if moved:
            mark = own_mark(result) or number.mark
            self._context.note("note-mark", 1, message(f"docx.{note.kind}-mark", mark=mark))
        return result

    def _part(self, kind: NoteKind) -> str | None:
        """The part that holds the notes of `kind`; it is indexed when first needed."""
        if kind not in self._parts:
            parts, losses = self._context.parts, self._context.losses
            part = self._parts[kind] = parts.related(parts.main, _RELATIONSHIPS[kind])
            if part is not None:
                root = parts.xml(part)
                note_misplaced(root, part, losses)
                for element in root.iter(w(kind)):
                    if element.get(TYPE) not in _SEPARATORS:
                        self._elements.setdefault((kind, element.get(ID) or ""), element)
                    elif any(each.text for each in element.iter(T)):
                        losses.note("formatting", part, 1, message("docx.note-separator"))
        return self._parts[kind]

    def note_unreferenced(self) -> None:
        """Record the loss of the notes that no reference shows."""
        for kind in _RELATIONSHIPS:
            self._part(kind)
        for key, element in self._elements.items():
            if key in self._finished:
                continue
            kind, id_ = key
            text = "".join(each.text or "" for each in element.iter(T))
            if text:
                where = self._parts[kind] or ""
                detail = message(f"docx.{kind}-unreferenced", id=id_, text=quoted(text))
                self._context.losses.note("hidden-text", where, len(text), detail)


# --- numbers ---

NotePosition: TypeAlias = tuple[int, int]
"""The section and the page that a reference stands in, each counted from 0."""


class NoteFormat(Struct, frozen=True):
    """How the notes of one kind are numbered in one section."""

    number_format: str
    digits: int = 1
    start: int = 1
    restart: str = "continuous"


class NoteNumber(Struct, frozen=True):
    """The mark that Word shows for a note; empty where it is the note's number among all of its kind.

    `number` is its value where the mark is written in plain digits.
    """

    mark: str = ""
    number: int | None = None


class NoteNumbers:
    """Counts the notes of a document in the order of their references."""

    def __init__(self, context: Context, root: Element) -> None:
        """`root` is that of the main part; it is searched when first needed."""
        self._context = context
        self._root = root
        self._formats: dict[NoteKind, list[NoteFormat]] = {}  # one for each section
        self._positions: dict[Element, NotePosition] | None = None
        self._has_rendered_breaks = False
        self._last: dict[
            NoteKind, tuple[object, int]
        ] = {}  # the span that numbers restart in, and the number
        self._settings: Element | None = None
        self._settings_read = False

    def next(self, kind: NoteKind, reference: Element) -> NoteNumber:
        """What Word shows for the next note of `kind`, to which `reference` refers."""
        formats = self._formats.get(kind)
        if formats is None:
            formats = self._formats[kind] = self._read_formats(kind)
        default = NoteFormat(_DEFAULT_FORMAT[kind])
        if all(each == default for each in formats):
            return NoteNumber()
        section, page = self._position(reference)
        current = formats[min(section, len(formats) - 1)]
        span: object = {"eachSect": section, "eachPage": (section, page)}.get(current.restart)
        before = self._last.get(kind)
        restarts = before is None or (span is not None and before[0] != span)
        number = current.start if before is None or restarts else before[1] + 1
        self._last[kind] = (span, number)
        if current.restart == "eachPage" and before is not None:
            self._note_page_breaks(kind)
        mark = format_number(current.number_format, number).rjust(current.digits, "0")
        if current.number_format not in KINDS:
            detail = message("docx.number-format", format=current.number_format, text=mark)
            self._context.note("number-format", 1, detail)
        in_digits = current.number_format in ("decimal", default.number_format) and current.digits == 1
        return NoteNumber(mark, number if in_digits else None)

    def _note_page_breaks(self, kind: NoteKind) -> None:
        breaks = message("docx.saved-breaks" if self._has_rendered_breaks else "docx.manual-breaks")
        self._context.note("note-mark-guessed", 1, message(f"docx.{kind}-pages", breaks=breaks))

    def _read_formats(self, kind: NoteKind) -> list[NoteFormat]:
        """The format of each section; the settings of the document give what a section does not state."""
        parts = self._context.parts
        if not self._settings_read:
            self._settings_read = True
            self._settings = parts.optional_xml(parts.related(parts.main, "settings"))
        of_all = None if self._settings is None else self._settings.find(_PROPERTIES[kind])
        common = self._read_format(of_all, NoteFormat(_DEFAULT_FORMAT[kind]))
        return [
            self._read_format(section.find(_PROPERTIES[kind]), common)
            for section in self._root.iter(SECT_PR)
            if _is_current_section(section)
        ] or [common]

    def _read_format(self, properties: Element | None, outer: NoteFormat) -> NoteFormat:
        if properties is None:
            return outer
        kind, digits, start, restart = outer.number_format, outer.digits, outer.start, outer.restart
        own_kind, own_digits = number_format(properties)
        if own_kind != "decimal" or own_digits > 1 or first_child(properties, _NUM_FMT) is not None:
            kind, digits = own_kind, own_digits
        for child in properties:
            if child.tag == _NUM_START:
                start = integer(child, self._context.bad_number, 1)
            elif child.tag == _NUM_RESTART:
                restart = child.get(VAL) or restart
        return NoteFormat(kind, digits, start, restart)

    def _position(self, reference: Element) -> NotePosition:
        if self._positions is None:
            self._positions = self._find_positions()
        return self._positions.get(reference, (0, 0))

    def _find_positions(self) -> dict[Element, NotePosition]:
        """The position of each reference in the main part.

        Pages end at breaks that Word kept or a user set.
        """
        positions: dict[Element, NotePosition] = {}
        section = page = 0
        section_end: Element | None = None  # the paragraph that ends the section
        references = (wml.FOOTNOTE_REFERENCE, wml.ENDNOTE_REFERENCE)
        for element in self._root.iter(SECT_PR, *references, RENDERED_BREAK, BR):
            tag = element.tag
            if tag == RENDERED_BREAK:
                self._has_rendered_breaks = True
                page += 1
            elif tag == BR:
                page += element.get(TYPE) == "page"
            elif tag == SECT_PR:
                if _is_current_section(element):
                    section += section_end is not None
                    section_end = next(element.iterancestors(P), None)
            else:
                is_inside = section_end is not None and section_end in element.iterancestors(P)
                positions[element] = (section + (section_end is not None and not is_inside), page)
        return positions


def _is_current_section(properties: Element) -> bool:
    """Whether a `w:sectPr` is that of a section, not the old one in a tracked change (17.13.5.32)."""
    parent = properties.getparent()
    return parent is not None and parent.tag in (wml.P_PR, wml.BODY)
