"""The inlines of a paragraph: texts with marks and links, line breaks, bookmark edges, pictures, notes."""

from __future__ import annotations

from collections.abc import Callable

from ....model import BookmarkEnd, BookmarkStart, Image, Inline, LineBreak, Note, Text
from ....reading.note_marks import NoteCounter, NoteMarkedInText, join_note_marks, own_mark, without_mark
from ..names import DOUBLED, ENDNOTE, FOOTNOTE, LINK, VISITED_LINK
from .automatic import AutomaticStyles
from .pictures import Pictures
from .values import attribute, link_address, paragraph_text

WriteNote = Callable[[Note, list[str]], None]


class InlineWriter:
    """Writes inlines; `write_note` writes the blocks of a note (the block writer's method)."""

    def __init__(self, styles: AutomaticStyles, pictures: Pictures, write_note: WriteNote) -> None:
        self._styles = styles
        self._pictures = pictures
        self._write_note = write_note
        self._notes = {"footnote": 0, "endnote": 0}
        self._counter = NoteCounter()

    def write(self, content: tuple[Inline, ...], out: list[str]) -> None:
        """Append the XML of `content` to `out`."""
        content = tuple(join_note_marks(content))
        position = 0
        while position < len(content):
            inline = content[position]
            position += 1
            if isinstance(inline, Text):
                position = self._texts(content, position - 1, out)
            elif isinstance(inline, LineBreak):
                out.append("<text:line-break/>")
            elif isinstance(inline, BookmarkStart):
                after = content[position] if position < len(content) else None
                if isinstance(after, BookmarkEnd) and after.name == inline.name and inline.columns is None:
                    out.append(f'<text:bookmark text:name="{attribute(inline.name)}"/>')
                    position += 1
                else:
                    out.append(_start(inline))
            elif isinstance(inline, BookmarkEnd):
                out.append(f'<text:bookmark-end text:name="{attribute(inline.name)}"/>')
            elif isinstance(inline, Image):
                self._pictures.write(inline, out)
            else:
                self._note(inline, out)

    def _texts(self, content: tuple[Inline, ...], position: int, out: list[str]) -> int:
        """Write the texts from `position` on that have the same link; returns the position after them."""
        first = content[position]
        assert isinstance(first, Text)
        link = first.link
        if link is not None:
            out.append(
                f'<text:a xlink:type="simple" xlink:href="{attribute(link_address(link))}"'
                f' text:style-name="{LINK}" text:visited-style-name="{VISITED_LINK}">'
            )
        while position < len(content):
            inline = content[position]
            if not isinstance(inline, Text) or inline.link != link:
                break
            text = paragraph_text(inline.text)
            if inline.marks:
                text = f'<text:span text:style-name="{self._styles.text(inline.marks)}">{text}</text:span>'
            out.append(text)
            position += 1
        if link is not None:
            out.append("</text:a>")
        return position

    def _note(self, note: Note, out: list[str]) -> None:
        number = self._notes[note.kind] = self._notes[note.kind] + 1
        prefix = "ftn" if note.kind == "footnote" else "edn"
        own, label = own_mark(note), ""
        if own:
            # A note with a label is not counted when programs number the other notes (6.3.3).
            label = f' text:label="{attribute(own)}"{DOUBLED if isinstance(note, NoteMarkedInText) else ""}'
        out.append(
            f'<text:note text:id="{prefix}{number}" text:note-class="{note.kind}">'
            f"<text:note-citation{label}>{paragraph_text(self._counter.next_mark(note))}</text:note-citation>"
            "<text:note-body>"
        )
        self._write_note(Note(without_mark(note), note.kind) if own else note, out)
        out.append("</text:note-body></text:note>")


def note_style(note: Note) -> str:
    """The name of the paragraph style for the text of `note`."""
    return FOOTNOTE if note.kind == "footnote" else ENDNOTE


def _start(start: BookmarkStart) -> str:
    columns = f' gi:columns="{start.columns[0]}-{start.columns[1]}"' if start.columns else ""
    return f'<text:bookmark-start text:name="{attribute(start.name)}"{columns}/>'
