"""Notes with marks of their own: how a report, whose notes have no mark, keeps `*` or `①`, and writers show it.

A note of a report is numbered by its place among those of its kind: 1, 2, 3. A note that a document marks in another
way keeps its mark as the first characters of its own text, in superscript, with one space after it: that is how
Word's users write such a note, and every format can carry it. Writers show such a note by that mark, and count on
without it, so that the numbers of other notes stay. Nothing of a mark that is counted stands in the text beside the reference, where
`5` would turn `12` into `125`; one that was typed there, as in Word, stays in the text, raised, before the note.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block, Inline, Mark, Note, NoteKind, Paragraph, Text
from ..model.bookmarks import merged

LONGEST = 20
"""Characters of a mark."""
_RAISED: tuple[Mark, ...] = ("superscript",)


def can_mark(text: str) -> bool:
    """Whether `text` can be the mark of a note: a few characters that are seen, and no space."""
    return 0 < len(text) <= LONGEST and text.isprintable() and " " not in text


def own_mark(note: Note) -> str:
    """The mark that `note` begins with; empty for a note that is numbered by its place."""
    first = note.content[0] if note.content else None
    return _mark_of(first.content) if type(first) is Paragraph else ""


def _mark_of(content: tuple[Inline, ...]) -> str:
    mark = content[0] if content else None
    if type(mark) is not Text or mark.marks != _RAISED or mark.link is not None or not can_mark(mark.text):
        return ""
    if len(content) == 1:
        return mark.text
    gap = content[1]
    plain = type(gap) is Text and not gap.marks and gap.link is None and gap.text[:1] == " "
    return mark.text if plain and (gap != Text(" ") or len(content) > 2) else ""


def without_mark(note: Note) -> tuple[Block, ...]:
    """The blocks of a note that has a mark of its own, without the mark and the space after it."""
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
        return (Paragraph((Text(mark, _RAISED),)), *content)
    gap = (Text(" "),) if first.content else ()
    return (Paragraph(merged((Text(mark, _RAISED), *gap, *first.content)), first.align), *content[1:])


def _typed(content: tuple[Block, ...], mark: str) -> tuple[Block, ...] | None:
    """`content` where its text begins with `mark` already, with that as its mark; else None."""
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
        return None  # 1月 is no note 1
    if after.isspace() and type(rest[0]) is Text:
        left = rest[0].text[1:]
        rest = (Text(left, rest[0].marks, rest[0].link), *rest[1:]) if left else rest[1:]
    return with_mark((Paragraph(rest, first.align), *content[1:]), mark)


def plain_number(mark: str) -> int | None:
    """The number that `mark` is in the usual figures; None where it is not."""
    return int(mark) if mark.isascii() and mark.isdecimal() and len(mark) < 9 else None


class Doubled(Note, frozen=True, tag="note"):
    """A note whose own mark a report has in the text before it too, as Word's files have it. Writers write it once."""


def gathered(content: Sequence[Inline]) -> Sequence[Inline]:
    """`content` with each mark in the text that the note behind it has as well as a part of that note, for a writer."""
    if not any(type(inline) is Note for inline in content):
        return content
    result: list[Inline] = []
    for inline in content:
        if type(inline) is Note and result:
            mark = own_mark(inline)
            if mark and result[-1] == Text(mark, _RAISED):
                result[-1] = Doubled(inline.content, inline.kind)
                continue
        result.append(inline)
    return tuple(result)


def typed_mark(note: Note) -> tuple[Inline, ...]:
    """What stands in the text before `note` where its document has its own mark at both places."""
    mark = own_mark(note)
    return (Text(mark, _RAISED),) if mark else ()


class Counted:
    """The numbers of the notes of one report while it is read or written, each kind by itself."""

    def __init__(self) -> None:
        self._counts: dict[NoteKind, int] = {"footnote": 0, "endnote": 0}

    def mark(self, note: Note) -> str:
        """What a writer shows for `note`, which is the next one: its own mark, else its number, which is counted."""
        own = own_mark(note)
        if own:
            return own
        self._counts[note.kind] += 1
        return str(self._counts[note.kind])

    def read(
        self, note: Note, shown: str = "", number: int | None = None, typed: bool = True
    ) -> tuple[Note, bool]:
        """`note` as a report keeps it, and whether the mark `shown` had to be put into its text.

        `shown` is what the document shows for it, empty where it counts as reports do, and `number` the number that
        `shown` writes, where it is one in the usual figures. `typed` says that a mark that the text of the note
        begins with is that mark, and not one more.
        """
        usual = self._counts[note.kind] + 1
        own = own_mark(note)
        if (not shown or number == usual) and not own:
            self._counts[note.kind] = usual
            return note, False
        mark = shown or str(usual)
        if typed and own == mark:
            return note, False
        if not can_mark(mark):  # it is kept as text, and writers will number the note
            self._counts[note.kind] = usual
        known = _typed(note.content, mark) if typed else None
        return Note(known or with_mark(note.content, mark), note.kind), True
