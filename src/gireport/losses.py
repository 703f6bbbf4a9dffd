"""What a conversion could not keep: the record, the collector, and the registry of codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

Severity: TypeAlias = Literal["content", "structure", "presentation"]

CODES: dict[str, tuple[Severity, str]] = {
    # content: a character or a picture that someone wrote is gone
    "deleted-text": (
        "content",
        "Text that a tracked change deletes is left out, as if the change were accepted.",
    ),
    "hidden-text": ("content", "Text that is marked as hidden is left out."),
    "header-footer": ("content", "Page headers and footers are left out."),
    "comment": ("content", "Comments are left out."),
    "embedded-object": (
        "content",
        "An embedded object (a chart, a spreadsheet, a formula editor's) is left out.",
    ),
    "macro": ("content", "Macros are left out."),
    "image-missing": (
        "content",
        "A picture whose bytes are not in the file, or cannot be used, is left out.",
    ),
    "unsafe-link": (
        "content",
        "An address that could run a script is dropped; the text it stood on is kept.",
    ),
    "misplaced-text": (
        "content",
        "Text that stands where the format allows none, and no program shows it, is left out.",
    ),
    "forbidden-character": ("content", "A character that no XML document can carry is dropped."),
    "part-missing": ("content", "A part that the document refers to is not in the file."),
    "undecodable": ("content", "Bytes that are no text in the page's encoding are shown as U+FFFD."),
    "too-long": (
        "content",
        "A list label longer than programs show is cut; an address longer than they follow is dropped.",
    ),
    "field-empty": ("content", "A field that holds no result shows nothing; its code stands in the detail."),
    "not-kept": ("content", "The output format has no place for this; what it is stands in the detail."),
    "unclosed": (
        "content",
        "What a page never closes (a comment, a script …) takes its rest, as in a browser; so many characters.",
    ),
    # structure: kept, but repaired or flattened
    "grid-repaired": ("structure", "A table whose cells do not tile a rectangle is repaired."),
    "grid-overlap": ("structure", "A cell whose span overlaps another cell is made narrower."),
    "grid-filled": ("structure", "A table row that ends early is filled with empty cells."),
    "span-clipped": ("structure", "A span that reaches out of its table or row group is cut at its end."),
    "span-guessed": ("structure", "The spans of a table are chosen among several that its rows allow."),
    "form-misfit": (
        "structure",
        "A row whose cells do not fit the national form is kept as text in one cell.",
    ),
    "placed-by-sums": (
        "structure",
        "A row has fewer values than columns; they stand where the sums of the form hold, which only one reading keeps.",
    ),
    "values-unplaced": (
        "structure",
        "A row has more or fewer values than columns and nothing decides where they stand; they are kept as text in a row below, without figures.",
    ),
    "cells-unmarked": (
        "structure",
        "Lines that look like a table's cells but are not marked as such are kept as paragraphs.",
    ),
    "covered-text": ("structure", "Text in a cell that another cell covers is moved to that cell."),
    "table-empty": ("structure", "A table without rows or cells is left out."),
    "table-unwrapped": ("structure", "A table that only lays out the page is replaced by what is in it."),
    "bookmark-unpaired": (
        "structure",
        "A bookmark with one edge becomes a point, or goes where it has no start.",
    ),
    "bookmark-duplicate": ("structure", "Of bookmarks with the same name the first is kept."),
    "bookmark-unnamed": ("structure", "A bookmark without a name is dropped."),
    "bookmark-columns": ("structure", "A bookmark's column range that makes no sense is dropped."),
    "reference-mark": ("structure", "A reference mark is kept as a bookmark."),
    "column-widths": ("structure", "Column widths that do not fit the table's columns are dropped."),
    "mark-clash": ("structure", "Of superscript and subscript on the same text the first is kept."),
    "metadata-name": (
        "structure",
        "A name of further metadata that is empty or already taken is given a number.",
    ),
    "note-nested": ("structure", "A note in a note is appended to the outer one."),
    "note-repeated": ("structure", "A note that is referred to twice is kept at the first place."),
    "note-mark-guessed": (
        "structure",
        "A note's number depends on the page it stands on, which is told by the page breaks that the file has.",
    ),
    "joined": (
        "structure",
        "Two paragraphs that stand on one line (a style separator, a drop cap) are read as one.",
    ),
    "list-level": ("structure", "A list item deeper than its place allows is moved out."),
    "text-box": ("structure", "The paragraphs of a text box follow the paragraph that anchors it."),
    "field-computed": (
        "structure",
        "A field without a result shows what it was computed to: a SEQ is counted, a REF shows what it refers to.",
    ),
    "quotation": ("structure", "A quotation is kept as plain paragraphs."),
    "code-block": ("structure", "A code block is kept as plain paragraphs."),
    "formula": ("structure", "A formula is kept as its linear text."),
    "ruby": ("structure", "A reading aid (ruby) is kept in full-width brackets after its text."),
    "generated-index": ("structure", "A generated index or table of contents is kept as plain paragraphs."),
    "symbol-unknown": (
        "structure",
        "A symbol font's character is kept as its code point: no Unicode twin is known.",
    ),
    "number-format": ("structure", "A number in a format that is not known is written in plain digits."),
    "number-range": (
        "structure",
        "A number that is none, or out of its range, is read as the nearest that makes sense.",
    ),
    "xml-repaired": ("structure", "XML that is not well formed is read as far as it can be told."),
    "encoding-mismatch": (
        "structure",
        "The page is not in the encoding it declares, or declares none and may be in another; the one that fits is used.",
    ),
    "page-break-in-note": ("structure", "A page break inside a note is dropped."),
    "heading-level": ("structure", "A heading level that the format does not have is moved to the nearest."),
    "flattened": (
        "structure",
        "The output format has no such structure; it is kept as plain paragraphs or text.",
    ),
    "article-not-sought": (
        "structure",
        "A portal page is too large to look for its article; it is read whole.",
    ),
    "article-continues": ("structure", "The article goes on at another address, which stands in the detail."),
    "picture-table": (
        "structure",
        "Where the form has a table, the page shows a picture of one, which is kept.",
    ),
    "metadata-disagrees": (
        "structure",
        "A page says two things of its article; the one that it shows is kept, both stand in the detail.",
    ),
    # presentation: styling, counted
    "tracked-change": ("presentation", "Tracked insertions and moves are read as accepted."),
    "grid-edge": ("presentation", "Slots that a row declares missing at its edges are empty cells."),
    "span-folded": (
        "presentation",
        "Columns and rows that only spans enter, and that no program shows, are left out.",
    ),
    "formatting": ("presentation", "Fonts, colours, sizes and spacing belong to the house style."),
    "section-layout": (
        "presentation",
        "Page layout (columns, orientation, margins) belongs to the house style.",
    ),
    "list-label": (
        "presentation",
        "A list label that is no bullet and no plain number is kept as text; how it is counted is not.",
    ),
    "article-found": ("presentation", "Where in a portal page the article was found, and why there."),
    "chrome": (
        "presentation",
        "What a portal puts around and into its articles is left out; so many characters.",
    ),
    "note-mark": (
        "presentation",
        "A note's mark that is not its number stands before the note's text; how it is counted is not kept.",
    ),
    "field": ("presentation", "A field is kept as the text it shows; how it is computed is not."),
}
"""Code → severity and its one sentence. The docs list them all."""


class Loss(Struct, frozen=True):
    """One thing that was not kept as it was: how many times, where, and what it was or what was done instead."""

    code: str
    severity: Severity
    count: int = 1
    where: str = ""
    detail: str = ""


MOST_PLACES = 200
"""Of one code: further places are counted in a last record without a place."""


MOST_CHARACTERS = 1000
"""Of a detail: what is longer is cut, for the same may be told at many places."""


class Losses:
    """Collects losses in the order they are met.

    Content and structure losses keep their places, up to `MOST_PLACES` of a code; presentation losses are
    counted without places, one record for a code and detail.
    """

    def __init__(self) -> None:
        self._records: dict[tuple[str, str, str], Loss] = {}
        self._places: dict[str, int] = {}

    def note(self, code: str, where: str = "", count: int = 1, detail: str = "") -> None:
        """Record `count` losses of `code` (a key of `CODES`; `KeyError` otherwise) at `where`, at least one."""
        count = max(count, 1)
        if len(detail) > MOST_CHARACTERS:
            detail = f"{detail[:MOST_CHARACTERS]}…"
        severity = CODES[code][0]
        if severity == "presentation":
            where = ""
        key = (code, where, detail)
        known = self._records.get(key)
        if known is None:
            places = self._places[code] = self._places.get(code, 0) + 1
            if places > MOST_PLACES:
                key = (code, "", "further places")
                known = self._records.get(key)
        total = count + (known.count if known else 0)
        self._records[key] = Loss(code, severity, total, key[1], key[2])

    def __iter__(self) -> Iterator[Loss]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    @property
    def grave(self) -> bool:
        """Whether anything but styling was lost: what `--strict` refuses."""
        return any(loss.severity != "presentation" for loss in self)
