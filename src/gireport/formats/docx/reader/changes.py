"""What happens to tracked changes: what is read as accepted, and which loss does deleted content get?

Insertions (`w:ins`, `w:moveTo`) are read as plain content with a `tracked-change` loss. Deletions (`w:del`,
`w:moveFrom`, deleted rows and cells) are skipped as a whole with a `deleted-text` loss. Bookmark edges inside
a deletion are not deleted: the caller passes each `w:bookmarkStart` and `w:bookmarkEnd` in it on to
`bookmarks`, so that the bookmark keeps its two edges, at the position of the deletion (ECMA-376 part 1,
17.13.5).
"""

from __future__ import annotations

from collections import Counter

from ....model.messages import Message, message
from ....safe.xml import Element
from . import wml
from .context import Context, quoted
from .wml import ALTERNATE, DEL_TEXT, M_T, P, T, selected_branch

_COUNTED = (
    *(T, DEL_TEXT, M_T, P, ALTERNATE, wml.DRAWING, wml.PICT, wml.OBJECT, wml.SYM),
    *(wml.FOOTNOTE_REFERENCE, wml.ENDNOTE_REFERENCE),
)
_OBJECT_CHARACTER = "\ufffc"  # stands for a picture or a note in a comparison of texts


def content_size(element: Element) -> tuple[int, str]:
    """How much content is in `element`, and its text, with a line feed for each paragraph.

    A character, a picture and a note count one each; of alternative content only the selected branch counts.
    """
    total = 0
    texts: list[str] = []
    skip: set[Element] = set()
    for child in element.iter(*_COUNTED):
        tag = child.tag
        if tag == ALTERNATE:
            branch = selected_branch(child)
            skip.update(other for other in child if other is not branch)
        elif skip and any(parent in skip for parent in child.iterancestors()):
            continue
        elif tag in (T, DEL_TEXT, M_T):
            texts.append(child.text or "")
            total += len(texts[-1])
        elif tag == P:
            texts.append("\n")
        else:
            total += next(child.iter(wml.TXBX_CONTENT), None) is None
    return total, "".join(texts)


class Deletions:
    """Records the tracked deletions below one root: the body, or a note."""

    def __init__(self, context: Context, root: Element) -> None:
        self._context = context
        self._root = root
        self._moved: Counter[str] | None = (
            None  # characters in all `w:moveTo`; counted at the first `w:moveFrom`
        )

    def note(self, element: Element, part: Message | None = None) -> None:
        """Record the loss of `element`, which a tracked change deletes; `part` names a row or a cell.

        Text that was moved is not lost: for it, and for a deletion without any character, the code is
        `tracked-change`.
        """
        context = self._context
        count, text = content_size(element)
        if not count or (element.tag == wml.MOVE_FROM and self._is_moved(count, text)):
            context.note("tracked-change")
        elif part is not None:
            context.note("deleted-text", count, message("docx.deleted-part", part=part, text=quoted(text)))
        else:
            context.note_skipped("deleted-text", count, text)

    def _is_moved(self, count: int, text: str) -> bool:
        """Whether content of this size stands in some `w:moveTo`; each character there is used once."""
        if self._moved is None:
            self._moved = Counter()
            for target in self._root.iter(wml.MOVE_TO):
                self._moved.update(_characters(*content_size(target)))
        wanted = _characters(count, text)
        if any(self._moved[character] < number for character, number in wanted.items()):
            return False
        self._moved.subtract(wanted)
        return True


def _characters(count: int, text: str) -> Counter[str]:
    """How often each character stands in a text whose content size is `count`."""
    found = Counter(text)
    found[_OBJECT_CHARACTER] = count - len(text) + found.pop("\n", 0)
    return found
