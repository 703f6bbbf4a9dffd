"""Inlines as Markdown that reads back equal; what Markdown cannot express is HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ....markup.writer.escape import data_address
from ....markup.writer.inlines import exact_text, keeps_address, last_break, link_start
from ....model.patterns import compiled_later
from ....model.types import (
    BookmarkEnd,
    BookmarkStart,
    Image,
    Inline,
    LineBreak,
    Note,
    Resource,
    Text,
)
from ....reading.note_marks import join_note_marks
from . import emphasis, escape

# CommonMark 6.5. Programs disagree whether `&amp;` in an autolink is a character.
_AUTOLINK = compiled_later(
    r"https?://(?:[^\s\x00-\x20\x7f-\xa0<>|&\u2028\u2029\ufeff]|&(?!#?[A-Za-z0-9]+;))+"
)
# An alternative text that needs no escaping.
_SIMPLE = compiled_later(r"(?:[\w（）《》〔〕“”、。，；：]+(?: [\w（）《》〔〕“”、。，；：]+)*)?")

Html = Callable[[Sequence[Inline]], str]


class InlineWriter:
    """Writes inlines; `html` writes those that need HTML, `note` writes the reference to a note."""

    def __init__(self, html: Html, note: Callable[[Note], str], resources: Mapping[str, Resource]) -> None:
        self._html = html
        self._note = note
        self._resources = resources

    def write(self, content: Sequence[Inline], line_break: str = "\\\n") -> str:
        """The Markdown of `content`, all inlines of a block; `line_break` is what a line break becomes."""
        return _Line(self, tuple(join_note_marks(content)), line_break).write()

    def html(self, inlines: Sequence[Inline]) -> str:
        """Inlines as HTML, with `|` escaped, which would end a cell of a pipe table."""
        return self._html(inlines).replace("|", "&#124;")

    def note(self, note: Note) -> str:
        """The reference to a note."""
        return self._note(note)

    def image(self, image: Image) -> str:
        """A picture without its link; HTML where it has a size or its text needs escaping."""
        bare = Image(image.resource, image.alt, image.width, image.height)
        if image.width is not None or image.height is not None or not _SIMPLE.fullmatch(image.alt):
            return self.html((bare,))
        resource = self._resources.get(image.resource)
        if resource is not None:
            return f"![{image.alt}]({data_address(image.resource, resource)})"
        if not keeps_address(image.resource):
            return self.html((bare,))
        return f"![{image.alt}]({escape.destination(image.resource)})"


class _Line:
    """The inlines of one block while they are written."""

    def __init__(self, writer: InlineWriter, content: Sequence[Inline], line_break: str) -> None:
        self.writer = writer
        self.content = content
        self.line_break = line_break
        self.last_break = last_break(content)
        self.parts: list[str] = []
        self.delimiter = ""  # the delimiter that ends the last part; may be empty

    def write(self) -> str:
        content = self.content
        index = 0
        while index < len(content):
            inline = content[index]
            link = inline.link if isinstance(inline, (Text, Image)) else None
            if link is not None:
                index = self.link(link, index)
            elif isinstance(inline, BookmarkStart) and content[index + 1 : index + 2] == (
                BookmarkEnd(inline.name),
            ):
                self.put(self.writer.html((inline, content[index + 1])))
                index += 2
            else:
                self.one(index)
                index += 1
        return "".join(self.parts)

    def put(self, written: str, delimiter: str = "") -> None:
        if written:
            self.parts.append(written)
            self.delimiter = delimiter

    def link(self, link: str, index: int) -> int:
        """Write the inlines from `index` on that have the same link; returns the index after them."""
        content = self.content
        end = index + 1
        while end < len(content):
            inline = content[end]
            if not isinstance(inline, (Text, Image)) or inline.link != link:
                break
            end += 1
        if content[index:end] == (Text(link, (), link),) and _AUTOLINK.fullmatch(link):
            self.put(f"<{link}>")
            return end
        plain = keeps_address(link)
        self.put("[" if plain else link_start(link).replace("|", "&#124;"))
        for each in range(index, end):
            self.one(each)
        self.put(f"]({escape.destination(link)})" if plain else "</a>")
        return end

    def one(self, index: int) -> None:
        inline = self.content[index]
        if isinstance(inline, Text):
            self.text(inline, index)
        elif isinstance(inline, LineBreak):
            # A line break at the end of a block shows no new line unless it is doubled, as in HTML.
            self.put("<br><br>" if index == self.last_break else self.line_break)
        elif isinstance(inline, Image):
            self.put(self.writer.image(inline))
        elif isinstance(inline, Note):
            self.put(self.writer.note(inline))
        else:
            self.put(self.writer.html((inline,)))

    def text(self, inline: Text, index: int) -> None:
        escaped = exact_text(inline, self.content, index, escape.text)
        if not inline.marks:
            self.put(escaped)
            return
        before = self.parts[-1][-1] if self.parts else ""
        written = emphasis.write(inline.marks, escaped, before, self.after(index), self.delimiter)
        self.put(written, written[-1] if written[-1] in "*~" else "")

    def after(self, index: int) -> str:
        """The character written after the inline at `index`: the first of a plain text, else punctuation."""
        if index + 1 == len(self.content):
            return "]" if self.link_of(index) is not None else ""
        following = self.content[index + 1]
        if self.link_of(index) is not None and self.link_of(index + 1) != self.link_of(index):
            return "]"
        if isinstance(following, Text) and not following.marks and following.link == self.link_of(index):
            return exact_text(following, self.content, index + 1, escape.text)[0]
        return "<"

    def link_of(self, index: int) -> str | None:
        inline = self.content[index]
        return inline.link if isinstance(inline, (Text, Image)) else None
