"""Which mark (number, label) programs show at each note (ODF 1.3 part 3, 6.3.3, 16.29.1)."""

from __future__ import annotations

from msgspec import Struct

from ....model import Note, NoteKind
from ....reading.note_marks import NoteCounter, plain_number
from ....reading.numbering import format_number, from_odf
from ....safe.xml import Element
from ..names import name
from .values import integer

_CONFIGURATION, _CLASS = name("text:notes-configuration"), name("text:note-class")
_FORMAT, _START, _WHERE = name("style:num-format"), name("text:start-value"), name("text:start-numbering-at")
_LABEL = name("text:label")
# The number formats that show the report's own numbers: each kind counts from 1 through the whole document.
_DEFAULT_FORMATS: dict[NoteKind, frozenset[str]] = {
    "footnote": frozenset({"1"}),
    "endnote": frozenset({"1", "i"}),
}


class NoteNumbering(Struct):
    """How the notes of one kind are numbered: the format, and how many numbers have been used."""

    is_default: bool
    form: str
    count: int


class NoteMarks:
    """Gives notes, in reading order, the marks that a program shows for them."""

    def __init__(self, common: Element | None) -> None:
        """`common` is the `office:styles` element, with the configurations of notes."""
        self._counter = NoteCounter()
        self._numberings: dict[NoteKind, NoteNumbering] = {}
        for kind in _DEFAULT_FORMATS:
            last = None
            for element in () if common is None else common.iterchildren(_CONFIGURATION):
                last = element if element.get(_CLASS) == kind else last
            self._numberings[kind] = _numbering(kind, last)

    def marked(self, note: Note, citation: Element | None) -> tuple[Note, str]:
        """`note` with its mark where that is not its number, and the mark that was lost (else empty).

        The mark is the label of the citation, else the citation's text. The text counts only where the
        document numbers its notes in a way of its own: programs count again, and some write numbers that
        nobody sees.
        """
        label = None if citation is None else citation.get(_LABEL)
        if label:
            return self._counter.keep_mark(note, label, typed=False)[0], ""
        numbering = self._numberings[note.kind]
        numbering.count += 1
        mark = ""
        if not numbering.is_default:
            mark = "".join((citation.text or "").split()) if citation is not None else ""
            mark = mark or format_number(numbering.form, numbering.count)
        result, is_lost = self._counter.keep_mark(note, mark, plain_number(mark), typed=False)
        return result, mark if is_lost else ""


def _numbering(kind: NoteKind, configuration: Element | None) -> NoteNumbering:
    if configuration is None:
        return NoteNumbering(True, "decimal", 0)
    form = configuration.get(_FORMAT, "1")
    start = integer(configuration.get(_START), 0)  # the numbering starts after this number
    is_default = (
        form in _DEFAULT_FORMATS[kind] and not start and configuration.get(_WHERE, "document") == "document"
    )
    return NoteNumbering(is_default, from_odf(form), start)
