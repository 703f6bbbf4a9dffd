"""Notes: which links refer to them and which elements hold them, as several programs mark them.

WAI-ARIA's roles (pandoc, GitHub, docutils, we), the classes of markdown-it and Python-Markdown, and Word's `_ftn1`.
"""

from __future__ import annotations

import re

from ...limits import HTML_DEPTH
from ...model.types import Note, NoteKind
from ...reading.note_marks import Counted, can_mark, own_mark
from .tree import Node, classes

_HINTS = ("doc-noteref", "footnote-ref", "_ftnref", "_ednref")
_REFERENCES = (
    'a[role="doc-noteref"], a.footnote-ref, .footnote-ref a, a[data-footnote-ref], '
    'a[name^="_ftnref"], a[name^="_ednref"]'
)
_WORD = re.compile(r"#_((?:ftn|edn)[0-9]+)")
# Word’s and our names of endnotes: a portal may drop the classes that say so.
_ENDNOTE = re.compile("edn[0-9]+|en-+[0-9]+")
_TARGETS = frozenset({"li", "div", "aside", "p", "section", "dd"})
_BACK = frozenset({"footnote-back", "footnote-backref", "data-footnote-backref"})
# What docutils puts first into a note: its number in brackets, and the ways back where there are several.
_BRACKETS = frozenset({"[]", "()", "（）", "〔〕", "【】", "［］", "〈〉"})
_LABELS = frozenset({"label", "backrefs"})
_NUMBER = re.compile(r"[\s\[\](),0-9*#†‡§¶]*")  # other labels are words that somebody wrote


class Notes:
    """The notes of a page; elements are known by `mem_id`."""

    def __init__(self) -> None:
        self.references: dict[int, int] = {}  # a reference → the element that holds its note
        self.targets: dict[int, Node] = {}
        self.kinds: dict[int, NoteKind] = {}
        self.names: set[str] = set()  # ids and names that belong to notes: no bookmarks
        self.skipped: set[int] = set()
        self.read: dict[int, Note] = {}
        self.placed: set[int] = set()  # notes that a reference before has put into the text
        self.nested = False  # some note refers to another one
        self.counted = Counted()

    def __bool__(self) -> bool:
        return bool(self.references)

    def in_order(self) -> list[tuple[int, tuple[int, Node]]]:
        """The notes to read, each with its number: those that a note refers to before it."""
        numbered = list(enumerate(self.targets.items(), 1))
        return numbered[::-1] if self.nested else numbered

    def is_back(self, node: Node) -> bool:
        """Whether a link, or the label of a note around one, leads from a note back to its reference."""
        attributes = node.attributes
        if node.tag == "span":
            above = node.parent
            return (
                above is not None
                and above.mem_id in self.targets
                and bool(_LABELS & set(classes(attributes)))
                and _NUMBER.fullmatch(node.text()) is not None
            )
        if attributes.get("role") == "doc-backlink" or _BACK & set(classes(attributes)):
            return True
        href = attributes.get("href") or ""
        return "data-footnote-backref" in attributes or (href[:1] == "#" and href[1:] in self.names)


def shown_mark(reference: Node, note: Note) -> str:
    """The mark that the reference to `note` shows, without the brackets around it that the note does not have.

    Empty where it is too long for a mark.
    """
    mark = "".join((reference.text() or "").split())
    if mark == own_mark(note):
        return mark
    bare = mark[1:-1] if len(mark) > 2 and mark[0] + mark[-1] in _BRACKETS else mark
    return bare if can_mark(bare) else ""


def find(root: Node, html: str) -> Notes:
    """The notes of the page under `root`, whose source is `html`."""
    notes = Notes()
    if not any(hint in html for hint in _HINTS):
        return notes
    by_id: dict[str, Node] = {}
    for node in root.css("[id]"):
        by_id.setdefault(node.attributes.get("id") or "", node)
    found: list[tuple[Node, Node]] = []
    seen: set[int] = set()  # a node is found once for each selector that it fits
    for reference in root.css(_REFERENCES):
        target = _target(reference, by_id)
        if target is not None and reference.mem_id not in seen:
            seen.add(reference.mem_id)
            found.append((reference, target))
    # The notes in the order of their references, so that a note's own references lead to later ones.
    places: dict[int, int] = {}
    for _, target in found:
        places.setdefault(target.mem_id, len(places))
    nested: list[tuple[Node, Node]] = []
    for reference, target in found:
        holder = _holder(reference, places)
        if holder is None:
            _take(notes, reference, target)
        elif places.get(holder, len(places)) < places[target.mem_id] and _holder(target, places) is None:
            nested.append((reference, target))
    for reference, target in nested:
        notes.nested = True
        _take(notes, reference, target)
    if nested:
        notes.targets = dict(sorted(notes.targets.items(), key=lambda item: places[item[0]]))
    return notes


def _target(reference: Node, by_id: dict[str, Node]) -> Node | None:
    href = reference.attributes.get("href") or ""
    word = _WORD.fullmatch(href)
    target = by_id.get(word.group(1)) if word else None
    if target is None and href[:1] == "#":
        target = by_id.get(href[1:])
    return target if target is not None and target.tag in _TARGETS else None


def _holder(node: Node, held: dict[int, int]) -> int | None:
    """The `mem_id` of the note that `node` stands in; 0 deeper than a page may be: the walk will say so."""
    above = node.parent
    for _ in range(HTML_DEPTH):
        if above is None:
            return None
        if above.mem_id in held:
            return above.mem_id
        above = above.parent
    return 0


def _take(notes: Notes, reference: Node, target: Node) -> None:
    notes.references[reference.mem_id] = target.mem_id
    attributes = reference.attributes
    notes.names.update(filter(None, (attributes.get("id"), attributes.get("name"))))
    above = reference.parent
    if above is not None and above.tag == "sup" and above.attributes.get("id"):
        notes.names.add(above.attributes["id"] or "")
    if target.mem_id in notes.targets:
        return
    notes.targets[target.mem_id] = target
    own = target.attributes.get("id") or ""
    notes.names.add(own)
    list_ = target
    if target.tag == "li" and target.parent is not None:
        list_ = target.parent
    section = list_.parent
    around = [] if section is None else [section]
    notes.kinds[target.mem_id] = "endnote" if _is_endnote(target, own, around) else "footnote"
    for node in around:
        if node.attributes.get("role") == "doc-endnotes" or "footnotes" in classes(node.attributes):
            notes.names.add(node.attributes.get("id") or "")
    _skip_rule(notes, list_)


def _is_endnote(target: Node, own: str, around: list[Node]) -> bool:
    marks = {target.attributes.get("role") or "", *classes(target.attributes)}
    for node in around:
        marks.update(classes(node.attributes))
    return bool(marks & {"doc-endnote", "endnote", "endnotes"}) or bool(_ENDNOTE.fullmatch(own))


def _skip_rule(notes: Notes, list_: Node) -> None:
    """The line, and GitHub's unseen heading, that stand before a page's notes are none of its content."""
    before = list_.prev
    while before is not None:
        unseen = before.attributes.get("id") == "footnote-label" if before.is_element_node else False
        blank = not before.is_element_node and not (
            before.is_text_node and (before.text_content or "").strip()
        )
        if before.tag not in ("hr", "br") and not unseen and not blank:
            return
        if not blank:
            notes.skipped.add(before.mem_id)
        before = before.prev
