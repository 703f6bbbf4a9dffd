"""How does a report keep a note's own mark, such as `*` or `①`?

The notes of a report have no mark: a note's number is its position among the notes of its kind (1, 2, 3). A
note with another mark keeps it as the first characters of its own text, in superscript, with one space after
it. Word's users write such a note that way, and every format can hold it. Writers show the note by that mark
and do not count it, so the numbers of the other notes stay.

A mark that the program counts is never kept in the text beside the reference, where a note 5 would turn `12`
into `125`. A mark that the author typed there, as in Word's files, stays in the text, in superscript before
the note.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block, Inline, Mark, Note, NoteKind, Paragraph, Text
from ..model.bookmarks import merged

LONGEST_MARK = 20
"""The most characters of a mark."""
_SUPERSCRIPT: tuple[Mark, ...] = ("superscript",)


def can_mark(text: str) -> bool:
    """Whether `text` can be the mark of a note: a few visible characters without a space."""
    return 0 < len(text) <= LONGEST_MARK and text.isprintable() and " " not in text


def own_mark(note: Note) -> str:
    """The mark at the beginning of the text of `note`; empty for a note that is numbered by its position."""
    first = note.content[0] if note.content else None
    return _mark_at_start(first.content) if type(first) is Paragraph else ""


def _mark_at_start(content: tuple[Inline, ...]) -> str:
    mark = content[0] if content else None
    if (
        type(mark) is not Text
        or mark.marks != _SUPERSCRIPT
        or mark.link is not None
        or not can_mark(mark.text)
    ):
        return ""
    if len(content) == 1:
        return mark.text
    gap = content[1]
    plain = type(gap) is Text and not gap.marks and gap.link is None and gap.text[:1] == " "
    return mark.text if plain and (gap != Text(" ") or len(content) > 2) else ""


def without_mark(note: Note) -> tuple[Block, ...]:
    """The blocks of a note that has its own mark, without the mark and the space after it."""
    first = note.content[0]
    assert type(first) is Paragraph
    rest = first.content[1:]
    if rest:
        gap = rest[0]
        assert type(gap) is Text
        rest = (Text(gap.text[1:]), *rest[1:]) if len(gap.text) > 1 else rest[1:]
    return (Paragraph(rest, first.align), *note.content[1:])


def with_mark(content: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    """The blocks `content` of a note with `mark` in front of them."""
    first = content[0] if content else None
    if type(first) is not Paragraph:
        return (Paragraph((Text(mark, _SUPERSCRIPT),)), *content)
    gap = (Text(" "),) if first.content else ()
    inlines = merged((Text(mark, _SUPERSCRIPT), *gap, *first.content))
    return (Paragraph(inlines, first.align), *content[1:])


def _with_typed_mark(content: tuple[Block, ...], mark: str) -> tuple[Block, ...] | None:
    """`content` with the first characters of its text as its mark; None if these are not `mark`."""
    first = content[0] if content else None
    start = first.content[0] if type(first) is Paragraph and first.content else None
    if (
        type(first) is not Paragraph
        or type(start) is not Text
        or start.link
        or not start.text.startswith(mark)
    ):
        return None
    rest = (Text(start.text[len(mark) :], start.marks), *first.content[1:])
    rest = rest[1:] if not start.text[len(mark) :] else rest
    after = rest[0].text[:1] if rest and type(rest[0]) is Text else ""
    if not after.isspace() and mark[-1].isascii() and mark[-1].isalnum():
        return None  # a text 1月 does not begin with the mark 1
    if after.isspace() and type(rest[0]) is Text:
        left = rest[0].text[1:]
        rest = (Text(left, rest[0].marks, rest[0].link), *rest[1:]) if left else rest[1:]
    return with_mark((Paragraph(rest, first.align), *content[1:]), mark)


def plain_number(mark: str) -> int | None:
    """The number that `mark` writes in the digits 0 to 9; None for any other mark."""
    return int(mark) if mark.isascii() and mark.isdecimal() and len(mark) < 9 else None


class NoteMarkedInText(Note, frozen=True, tag="note"):
    """A note whose own mark also stands in the text before it, as in Word's files.

    Writers show the mark once.
    """


def join_note_marks(content: Sequence[Inline]) -> Sequence[Inline]:
    """`content` for a writer: a mark in the text before its note becomes a part of a `NoteMarkedInText`."""
    if not any(type(inline) is Note for inline in content):
        return content
    result: list[Inline] = []
    for inline in content:
        if type(inline) is Note and result:
            mark = own_mark(inline)
            if mark and result[-1] == Text(mark, _SUPERSCRIPT):
                result[-1] = NoteMarkedInText(inline.content, inline.kind)
                continue
        result.append(inline)
    return tuple(result)


def mark_in_text(note: Note) -> tuple[Inline, ...]:
    """The inlines that a reader puts before `note` if the document has its own mark in the text, too."""
    mark = own_mark(note)
    return (Text(mark, _SUPERSCRIPT),) if mark else ()


class NoteCounter:
    """Counts the notes of one report while it is read or written; each kind has its own numbers."""

    def __init__(self) -> None:
        self._counts: dict[NoteKind, int] = {"footnote": 0, "endnote": 0}

    def next_mark(self, note: Note) -> str:
        """The mark that a writer shows for `note`, the next one: its own mark, else its number.

        Only a note without its own mark is counted.
        """
        own = own_mark(note)
        if own:
            return own
        self._counts[note.kind] += 1
        return str(self._counts[note.kind])

    def keep_mark(
        self, note: Note, mark: str = "", number: int | None = None, typed: bool = True
    ) -> tuple[Note, bool]:
        """`note`, the next one of a reader, as a report keeps it, and whether its mark was added to its text.

        `mark` is the mark that the document shows, empty if the document counts as reports do. `number` is
        the number that `mark` writes in the digits 0 to 9. `typed` means that the author may have typed the
        mark at the beginning of the note's text, where it is then not added again.
        """
        next_number = self._counts[note.kind] + 1
        own = own_mark(note)
        if (not mark or number == next_number) and not own:
            self._counts[note.kind] = next_number
            return note, False
        mark = mark or str(next_number)
        if typed and own == mark:
            return note, False
        if not can_mark(mark):  # it is kept as text, and writers will number the note
            self._counts[note.kind] = next_number
        content = _with_typed_mark(note.content, mark) if typed else None
        return Note(content or with_mark(note.content, mark), note.kind), True
