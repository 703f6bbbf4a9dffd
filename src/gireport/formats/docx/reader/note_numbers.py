"""The numbers that Word shows for footnotes and endnotes (ECMA-376 part 1, 17.11.11 `w:footnotePr`, 17.11.4 `w:endnotePr`)."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from ....model import NoteKind
from ....reading.numbering import KINDS, written
from ....safe.xml import Element
from .document import Document
from .numbering import number_format
from .tags import (
    BR,
    ENDNOTE_REFERENCE,
    FOOTNOTE_REFERENCE,
    P_PR,
    RENDERED_BREAK,
    SECT_PR,
    TYPE,
    VAL,
    P,
    w,
)
from .values import first_child, integer

_NUM_FMT, _NUM_START, _NUM_RESTART = w("numFmt"), w("numStart"), w("numRestart")
_PROPERTIES: dict[NoteKind, str] = {"footnote": w("footnotePr"), "endnote": w("endnotePr")}
_USUAL: dict[NoteKind, str] = {"footnote": "decimal", "endnote": "lowerRoman"}

Place: TypeAlias = tuple[int, int]
"""The section and the page that a reference stands in, each counted from 0."""


class Way(Struct, frozen=True):
    """How the notes of one kind are numbered in one section."""

    kind: str
    digits: int = 1
    start: int = 1
    restart: str = "continuous"


class Shown(Struct, frozen=True):
    """What Word shows for a note: its mark, and the number that it writes where that is in the usual figures.

    An empty mark stands for the note's number among all of its kind.
    """

    mark: str = ""
    number: int | None = None


class NoteNumbers:
    """Counts the notes of a document in the order of their references; what it needs is read at the first one."""

    def __init__(self, document: Document, root: Element) -> None:
        """`root` is the main part's."""
        self._document = document
        self._root = root
        self._ways: dict[NoteKind, list[Way]] = {}
        self._places: dict[Element, Place] | None = None
        self._pages_known = False
        self._last: dict[NoteKind, tuple[object, int]] = {}
        self._settings: Element | None = None
        self._settings_read = False

    def shown(self, kind: NoteKind, reference: Element) -> Shown:
        """What Word shows for the next note of `kind`, which `reference` refers to."""
        ways = self._ways.get(kind)
        if ways is None:
            ways = self._ways[kind] = self._read_ways(kind)
        usual = Way(_USUAL[kind])
        if all(way == usual for way in ways):
            return Shown()
        section, page = self._place(reference)
        way = ways[min(section, len(ways) - 1)]
        span: object = {"eachSect": section, "eachPage": (section, page)}.get(way.restart)
        before = self._last.get(kind)
        begins = before is None or (span is not None and before[0] != span)
        number = way.start if before is None or begins else before[1] + 1
        self._last[kind] = (span, number)
        if way.restart == "eachPage" and before is not None:
            self._tell_pages(kind)
        mark = written(way.kind, number).rjust(way.digits, "0")
        if way.kind not in KINDS:
            self._document.note("number-format", 1, f"{mark} for {way.kind!r}")
        return Shown(mark, number if way.kind in ("decimal", usual.kind) and way.digits == 1 else None)

    def _tell_pages(self, kind: NoteKind) -> None:
        known = "the page breaks that Word kept" if self._pages_known else "page breaks that are set by hand"
        self._document.note("note-mark-guessed", 1, f"{kind}s start anew on each page: {known} are counted")

    def _read_ways(self, kind: NoteKind) -> list[Way]:
        """How notes are numbered in each section; what a section does not say, the settings say."""
        parts = self._document.parts
        if not self._settings_read:
            self._settings_read = True
            self._settings = parts.spare_xml(parts.related(parts.main, "settings"))
        of_all = None if self._settings is None else self._settings.find(_PROPERTIES[kind])
        common = self._way(of_all, Way(_USUAL[kind]))
        return [
            self._way(section.find(_PROPERTIES[kind]), common)
            for section in self._root.iter(SECT_PR)
            if _is_section(section)
        ] or [common]

    def _way(self, properties: Element | None, outer: Way) -> Way:
        if properties is None:
            return outer
        kind, digits, start, restart = outer.kind, outer.digits, outer.start, outer.restart
        own_kind, own_digits = number_format(properties)
        if own_kind != "decimal" or own_digits > 1 or first_child(properties, _NUM_FMT) is not None:
            kind, digits = own_kind, own_digits
        for child in properties:
            if child.tag == _NUM_START:
                start = integer(child, self._document.odd, 1)
            elif child.tag == _NUM_RESTART:
                restart = child.get(VAL) or restart
        return Way(kind, digits, start, restart)

    def _place(self, reference: Element) -> Place:
        if self._places is None:
            self._places = self._find_places()
        return self._places.get(reference, (0, 0))

    def _find_places(self) -> dict[Element, Place]:
        """Where each reference of the main part stands. Pages are told by the breaks that Word kept, and by those set by hand."""
        places: dict[Element, Place] = {}
        section = page = 0
        ends: Element | None = None  # the paragraph that ends the section
        for element in self._root.iter(SECT_PR, FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE, RENDERED_BREAK, BR):
            tag = element.tag
            if tag == RENDERED_BREAK:
                self._pages_known = True
                page += 1
            elif tag == BR:
                page += element.get(TYPE) == "page"
            elif tag == SECT_PR:
                if _is_section(element):
                    section += ends is not None
                    ends = next(element.iterancestors(P), None)
            else:
                inside = ends is not None and ends in element.iterancestors(P)
                places[element] = (section + (ends is not None and not inside), page)
        return places


def _is_section(properties: Element) -> bool:
    """Whether a `w:sectPr` is that of a section, and not what a tracked change keeps of an older one (17.13.5.32)."""
    parent = properties.getparent()
    return parent is not None and parent.tag in (P_PR, w("body"))
