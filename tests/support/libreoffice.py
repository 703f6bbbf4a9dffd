"""LibreOffice as a second opinion: it opens what we wrote and saves it again; what it changes of itself is
named.

`OMITTED` says, for each thing that is left out of the comparison, why, and on which routes (`docx→odt`: ours
is the .docx, LibreOffice's the .odt). `held` takes out of a report what LibreOffice 7.4 cannot hold at all.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

import msgspec

from gireport.losses import Losses
from gireport.model import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    normal,
)
from gireport.model.bookmarks import merged, normal_content, rewrite
from gireport.model.grid import placed
from gireport.plugins.registry import Registry

T = TypeVar("T", Text, Image)

OFFICE = shutil.which("soffice")
FORMATS = {format_.name: format_ for format_ in Registry().formats}
EDGES = (BookmarkStart, BookmarkEnd)
NATIVE = tuple(name for name in ("docx", "odt") if name in FORMATS)
"""What LibreOffice opens and saves as a document, of what is registered."""
ROUTES = tuple((ours, theirs) for ours in NATIVE for theirs in NATIVE)
_ALL = frozenset(ROUTES)
_CROSS = frozenset(route for route in ROUTES if route[0] != route[1])

_FROM_DOCX = frozenset(route for route in ROUTES if route[0] == "docx")
_TO_DOCX = frozenset(route for route in ROUTES if route[1] == "docx")

OMITTED: dict[str, tuple[frozenset[tuple[str, str]], str]] = {
    "widths": (_ALL, "it gives every table a width and its columns shares in whole units"),
    "header-columns": (_ALL, "Writer's tables have header rows only"),
    "empty-columns": (_ALL, "a column edge at which no cell of the table starts or ends is not kept"),
    "sizes": (_ALL, "it states a size for every picture, the natural one where none was given"),
    "bookmark-columns": (_ALL, "Writer's bookmarks are ranges of text"),
    "edge-order": (_ALL, "edges at one place of the text are written in an order of its own"),
    "addresses": (_ALL, "its URLs are normalised: a root path, percent signs for what no URL holds"),
    "alignment": (
        _CROSS,
        "the house style's alignment becomes the paragraph's own when the styles change format",
    ),
    "rules-and-breaks": (
        _CROSS | _FROM_DOCX,
        "a line or a page break becomes a border or a property of an empty paragraph",
    ),
    "note-space": (
        _CROSS,
        "the space after a note's number is text to one format and a separator to the other",
    ),
    "numbers": (_CROSS & _FROM_DOCX, "its continued lists refer to lists that are not in the file"),
    "late-edges": (
        _FROM_DOCX,
        "behind a note, a link or the end of a longer range, and where several meet, edges are moved or dropped",  # noqa: E501
    ),
    "field-links": (
        _TO_DOCX,
        "a link with a fragment or with a character of no URL is a field, which ends where the script changes",  # noqa: E501
    ),
    "names": (_TO_DOCX, "in a bookmark's name a space becomes a low line, and # [ ] percent signs"),
    "far-ends": (
        _TO_DOCX,
        "the edges of a range over several paragraphs are known by their offsets, not by their paragraphs",
    ),
}
"""What is left out → on which routes, and why."""


# --- the program -----------------------------------------------------------------------------------


def saved(documents: dict[str, bytes], target: str, folder: Path) -> dict[str, bytes]:
    """`documents` (file name → bytes) as LibreOffice saves them in the format `target`, in one process.

    What stands in `folder` already from the same bytes is not asked for again. Raises AssertionError where
    LibreOffice gives no file for one of them.
    """
    assert OFFICE is not None
    source, out = folder / "in", folder / f"as-{target}"
    source.mkdir(parents=True, exist_ok=True)
    made = {name: (out / name).with_suffix(f".{target}") for name in documents}
    missing = []
    for name, data in documents.items():
        file = source / name
        if not (made[name].is_file() and file.is_file() and file.read_bytes() == data):
            file.write_bytes(data)
            missing.append(str(file))
    if missing:
        command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", target, "--outdir", str(out), *missing]
        done = subprocess.run(command, capture_output=True, timeout=300)
        lost = [name for name, file in made.items() if not file.is_file()]
        assert not lost, f"LibreOffice gives no {target} of {lost}: {done.stderr.decode()[-500:]}"
    return {name: file.read_bytes() for name, file in made.items()}


def written(reports: dict[str, Report], name: str) -> dict[str, bytes]:
    """The reports as documents of the format `name`; no report may lose anything."""
    losses = Losses()
    writer = FORMATS[name].writer
    assert writer is not None
    documents = {f"{key}-{name}.{name}": writer(report, losses) for key, report in reports.items()}
    assert not list(losses)
    return documents


# --- what it cannot hold -----------------------------------------------------------------------------

NOT_HELD = {
    "a picture whose bytes are not in the file": "its address is made absolute, or it is dropped",
    "a picture that is none": "LibreOffice draws what it embeds, and puts a PNG in its place",
    "a table, a heading, a list or a picture in a note": "Writer's notes hold paragraphs of text only",
    "a relative address": "it is made absolute, or relative to another folder",
    "bookmarks in a note": "they are dropped with the note's text box, or moved to its anchor",
    "a page break in a table": "it is dropped, or becomes an empty paragraph",
    "a bookmark from inside a table to outside": "no range of Writer's text crosses a table's edge (from .odt)",  # noqa: E501
}
"""What `held` takes out of a report → what LibreOffice does with it."""


def held(report: Report) -> Report:
    """`report` without what `NOT_HELD` names, in normal form."""
    real = {key for key, resource in report.resources.items() if resource.media_type == "image/png"}
    gone = _crossing(report)

    def inlines(content: Sequence[Inline]) -> tuple[Inline, ...]:
        kept: list[Inline] = []
        for inline in content:
            if isinstance(inline, Note):
                kept.append(Note(normal_content(map(plain, inline.content)), inline.kind))
            elif isinstance(inline, Image):
                kept += [_absolute(inline)] if inline.resource in real else []
            elif isinstance(inline, Text):
                kept.append(_absolute(inline))
            elif not (isinstance(inline, EDGES) and inline.name in gone):
                kept.append(inline)
        return merged(kept)

    def plain(block: Block) -> Block:
        content = block.content if isinstance(block, (Paragraph, Heading, ListItem)) else ()
        return Paragraph(
            tuple(
                _absolute(inline) if isinstance(inline, Text) else inline
                for inline in content
                if isinstance(inline, (Text, LineBreak))
            )
        )

    def unbroken(blocks: Iterable[Block], inside: bool) -> tuple[Block, ...]:
        return tuple(
            msgspec.structs.replace(
                block,
                rows=tuple(
                    tuple(Cell(unbroken(cell.content, True), cell.colspan, cell.rowspan) for cell in row)
                    for row in block.rows
                ),
            )
            if isinstance(block, Table)
            else block
            for block in blocks
            if not (inside and isinstance(block, PageBreak))
        )

    body = unbroken(rewrite(report.body, inlines), False)
    return normal(Report(report.meta, body, report.resources))


_ABSOLUTE = re.compile("#|[a-z]+:")


def _absolute(inline: T) -> T:
    if inline.link is None or _ABSOLUTE.match(inline.link):
        return inline
    return msgspec.structs.replace(inline, link=None)


def _crossing(report: Report) -> frozenset[str]:
    """The bookmarks whose edges do not stand in the same table."""
    places: dict[str, set[int]] = {}

    def note(content: Iterable[Inline], place: int) -> None:
        for inline in content:
            if isinstance(inline, EDGES):
                places.setdefault(inline.name, set()).add(place)

    def walk(blocks: Iterable[Block], place: int) -> None:
        for block in blocks:
            if isinstance(block, Table):
                note(block.caption, place)
                inner = len(tables)
                tables.append(block)
                for row in block.rows:
                    for cell in row:
                        walk(cell.content, inner)
            elif isinstance(block, (Paragraph, Heading, ListItem)):
                note(block.content, place)

    tables: list[Table] = []
    walk(report.body, -1)
    return frozenset(name for name, where in places.items() if len(where) > 1)


# --- what is compared ------------------------------------------------------------------------------


def compared(report: Report, back: Report, route: tuple[str, str]) -> tuple[list[str], list[str]]:
    """`report`, and what came back of it, as lines: without what `OMITTED` names for this route."""
    left_out = frozenset(name for name, (routes, _) in OMITTED.items() if route in routes)
    far = _far(report)
    late = _late(report, far) if "late-edges" in left_out else frozenset()
    view = _Lines(left_out, late, far if "far-ends" in left_out else frozenset())
    return list(view.of(report.body)), list(view.of(back.body))


def _far(report: Report) -> frozenset[str]:
    """The bookmarks that start in one paragraph and end in another."""
    far: set[str] = set()

    def paragraph(content: Sequence[Inline]) -> tuple[Inline, ...]:
        starts = {inline.name for inline in content if isinstance(inline, BookmarkStart)}
        far.update(starts ^ {inline.name for inline in content if isinstance(inline, BookmarkEnd)})
        return tuple(content)

    rewrite(report.body, paragraph)
    return frozenset(far)


def _late(report: Report, far: frozenset[str]) -> frozenset[str]:
    """The bookmarks with an edge behind a note, a link or an edge of `far`, or beside that of another
    bookmark.
    """
    late: set[str] = set()

    def paragraph(content: Sequence[Inline]) -> tuple[Inline, ...]:
        behind = False
        for inline, before in zip(content, (None, *content), strict=False):
            if isinstance(inline, EDGES):
                beside = isinstance(before, EDGES) and before.name != inline.name
                late.update({inline.name} if behind or beside else ())
                late.update({before.name} if beside else ())
                behind = behind or inline.name in far
            else:
                behind = behind or isinstance(inline, Note) or getattr(inline, "link", None) is not None
        return tuple(content)

    rewrite(report.body, paragraph)
    return frozenset(late)


class _Lines:
    def __init__(self, left_out: frozenset[str], late: frozenset[str], far: frozenset[str]) -> None:
        self.left_out = left_out
        self.late = frozenset(map(self.name, late))
        self.far = frozenset(map(self.name, far))

    def of(self, blocks: Iterable[Block], indent: str = "") -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Table):
                yield from self.table(block, indent)
            elif isinstance(block, (PageBreak, Rule)):
                if "rules-and-breaks" not in self.left_out:
                    yield f"{indent}{type(block).__name__}"
            else:
                line = self.line(block.content)
                # An empty paragraph may be what has become of a line or a page break.
                if line or not isinstance(block, Paragraph) or "rules-and-breaks" not in self.left_out:
                    yield f"{indent}{self.kind(block)}: {line}"

    def table(self, table: Table, indent: str) -> Iterator[str]:
        yield f"{indent}table, {table.header_rows} header rows, {self.line(table.caption)}"
        lines = list(placed(table.rows))
        edges = sorted({slot.column for line in lines for slot in line})
        for number, line in enumerate(lines):
            for cell, column, anchor in line:
                if anchor:
                    first, after = bisect_left(edges, column), bisect_left(edges, column + cell.colspan)
                    yield f"{indent} row {number} column {first}, {after - first} × {cell.rowspan}"
                    yield from self.of(cell.content, indent + "  ")

    def kind(self, block: Heading | Paragraph | ListItem) -> str:
        if isinstance(block, Heading):
            return f"heading {block.level}"
        if isinstance(block, Paragraph):
            return "paragraph" if "alignment" in self.left_out else f"paragraph {block.align}"
        number = "" if "numbers" in self.left_out else f" {block.number}"
        return f"item {block.level} {'ordered' if block.ordered else 'bullet'}{number}"

    def line(self, content: Iterable[Inline]) -> str:
        kept = merged([self.linked(inline) for inline in content if not self.is_left_out(inline)])
        parts: list[str] = []
        for edges, group in groupby(kept, lambda inline: isinstance(inline, EDGES)):
            found = list(map(self.inline, group))
            parts += sorted(found, key=lambda part: part[1:]) if edges else found
        return " ".join(parts)

    def is_left_out(self, inline: Inline) -> bool:
        if not isinstance(inline, EDGES):
            return False
        name = self.name(inline.name)
        return name in self.late or (name in self.far and isinstance(inline, BookmarkEnd))

    def linked(self, inline: Inline) -> Inline:
        if "field-links" in self.left_out and isinstance(inline, Text) and _FIELD.search(inline.link or ""):
            return Text(inline.text, inline.marks)
        return inline

    def name(self, name: str) -> str:
        return unquote(name).replace(" ", "_") if "names" in self.left_out else name

    def link(self, link: str | None) -> str:
        if link is None:
            return ""
        if link[0] == "#":
            return f" → #{self.name(link[1:])}"
        bare = _BARE.fullmatch(link)
        return f" → {bare[1] if bare else unquote(link)}"

    def inline(self, inline: Inline) -> str:
        if isinstance(inline, Text):
            return f"{inline.text!r} {' '.join(inline.marks)}{self.link(inline.link)}".rstrip()
        if isinstance(inline, Image):
            return f"<image {inline.resource[:12]} {inline.alt!r}{self.link(inline.link)}>"
        if isinstance(inline, BookmarkStart):
            return f"[{self.name(inline.name)}"
        if isinstance(inline, BookmarkEnd):
            return f"]{self.name(inline.name)}"
        if isinstance(inline, Note):
            return f"<{inline.kind} {' / '.join(self.of(self.note(inline)))}>"
        assert isinstance(inline, LineBreak)
        return "<br>"

    def note(self, note: Note) -> tuple[Block, ...]:
        """The blocks of a note, without the space that may stand between its number and its text."""
        first = note.content[0] if note.content else None
        if "note-space" not in self.left_out or not isinstance(first, Paragraph) or not first.content:
            return note.content
        text, *rest = first.content
        if isinstance(text, Text) and text.text[0] == " ":
            left = text.text.lstrip(" ")
            rest[:0] = [Text(left, text.marks, text.link)] if left else []
            return normal_content((Paragraph(tuple(rest), first.align), *note.content[1:]))
        return note.content


_FIELD = re.compile(r"""[#\s"'<>%]""")
_BARE = re.compile(r"((?:https?:)?//[^/?#]+)/")
