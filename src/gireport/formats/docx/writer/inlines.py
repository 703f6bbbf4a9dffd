"""Inline content: runs, hyperlinks, bookmark edges, note references (ECMA-376 part 1, 17.3.2, 17.13.6, 17.16.22)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ....model import BookmarkEnd, BookmarkStart, Image, Inline, LineBreak, Mark, Note, Text
from ....reading.note_marks import Doubled, gathered, own_mark
from ..names import COUNTED_MARK
from .escape import attribute, text
from .story import Story

# In the order of CT_RPr, which is not that of the marks.
_MARKS: tuple[tuple[Mark, str], ...] = (
    ("bold", "<w:b/><w:bCs/>"),
    ("italic", "<w:i/><w:iCs/>"),
    ("strike", "<w:strike/>"),
    ("underline", '<w:u w:val="single"/>'),
    ("superscript", '<w:vertAlign w:val="superscript"/>'),
    ("subscript", '<w:vertAlign w:val="subscript"/>'),
)
BREAK = "<w:r><w:br/></w:r>"
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


@lru_cache(maxsize=256)
def run_start(marks: tuple[Mark, ...], style: str) -> str:
    """The start of a run up to its text."""
    properties = f'<w:rStyle w:val="{attribute(style)}"/>' if style else ""
    properties += "".join(xml for mark, xml in _MARKS if mark in marks)
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">' if properties else PLAIN


PLAIN = '<w:r><w:t xml:space="preserve">'
BARE = "<w:r><w:t>"  # of a text that neither starts nor ends with a space
END = "</w:t></w:r>"


def characters(content: str) -> str:
    """Characters inside `w:t`; a tab is an element between two of them."""
    escaped = text(content)
    return escaped.replace("\t", TAB) if "\t" in content else escaped


def inlines(story: Story, content: Iterable[Inline], available: int) -> str:
    """The runs of a paragraph; `available` is the width that a picture may take, in twips."""
    return "".join([inline(story, each, available) for each in gathered(tuple(content))])


def inline(story: Story, each: Inline, available: int) -> str:
    """One inline."""
    if isinstance(each, Text):
        if each.link is None:
            return run_start(each.marks, "") + characters(each.text) + END
        return linked(story, each, each.link)
    if isinstance(each, LineBreak):
        return BREAK
    if isinstance(each, BookmarkStart):
        number = story.document.bookmark(each.name)
        columns = f' w:colFirst="{each.columns[0]}" w:colLast="{each.columns[1]}"' if each.columns else ""
        return f'<w:bookmarkStart w:id="{number}" w:name="{attribute(each.name)}"{columns}/>'
    if isinstance(each, BookmarkEnd):
        return f'<w:bookmarkEnd w:id="{story.document.bookmark(each.name)}"/>'
    if isinstance(each, Image):
        return story.drawing(each, available)
    return reference(story, each)


def linked(story: Story, each: Text, link: str) -> str:
    """A text with a link: `#name` is an anchor in the document, all else an address outside."""
    if link.startswith("#") and len(link) > 1:
        target = f'w:anchor="{attribute(link[1:])}"'
    else:
        target = f'r:id="{story.address(link)}"'
    start = run_start(each.marks, story.document.style("Hyperlink"))
    return f"<w:hyperlink {target}>{start}{characters(each.text)}{END}</w:hyperlink>"


def reference(story: Story, note: Note) -> str:
    """The mark of a note in the text (17.11.14, 17.11.7): one of its own follows the reference."""
    document = story.document
    style = document.style("FootnoteReference" if note.kind == "footnote" else "EndnoteReference")
    mark = own_mark(note)
    follows = shown = ""
    if mark:
        follows = f' w:customMarkFollows="{1 if isinstance(note, Doubled) else COUNTED_MARK}"'
        shown = f"<w:t>{characters(mark)}</w:t>"
    return (
        f'<w:r><w:rPr><w:rStyle w:val="{attribute(style)}"/></w:rPr>'
        f'<w:{note.kind}Reference{follows} w:id="{document.note(note)}"/>{shown}</w:r>'
    )
