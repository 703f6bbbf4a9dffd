"""Footnotes and endnotes: the links that refer to them and the elements that contain them.

Recognises WAI-ARIA roles (pandoc, GitHub, docutils, gireport), the classes of markdown-it and
Python-Markdown, and Word's `_ftn1`.
"""

from __future__ import annotations

from ...limits import HTML_DEPTH
from ...model.patterns import compiled_later
from ...model.types import Note, NoteKind
from ...reading.note_marks import NoteCounter, can_mark, own_mark
from .tree import Node, classes

_HINTS = ("doc-noteref", "footnote-ref", "_ftnref", "_ednref")
_REFERENCES = (
    'a[role="doc-noteref"], a.footnote-ref, .footnote-ref a, a[data-footnote-ref], '
    'a[name^="_ftnref"], a[name^="_ednref"]'
)
_WORD_HREF = compiled_later(r"#_((?:ftn|edn)[0-9]+)")
# Ids of endnotes that Word and gireport write: enough where a portal has removed the classes.
_ENDNOTE_ID = compiled_later("edn[0-9]+|en-+[0-9]+")
_TARGETS = frozenset({"li", "div", "aside", "p", "section", "dd"})
_BACKLINK_CLASSES = frozenset({"footnote-back", "footnote-backref", "data-footnote-backref"})
# docutils begins a note with its number in brackets (`label`), and with links where it has several
# references.
_BRACKETS = frozenset({"[]", "()", "（）", "〔〕", "【】", "［］", "〈〉"})
_LABEL_CLASSES = frozenset({"label", "backrefs"})
_NUMBER = compiled_later(r"[\s\[\](),0-9*#†‡§¶]*")  # a label with other characters is text of the note


class Notes:
    """The notes of a page; elements are identified by `mem_id`."""

    def __init__(self) -> None:
        self.references: dict[int, int] = {}  # a reference → the element that contains its note
        self.targets: dict[int, Node] = {}
        self.kinds: dict[int, NoteKind] = {}
        self.names: set[str] = set()  # ids and names that belong to notes, so they are not bookmarks
        self.skipped: set[int] = set()  # the rule and heading before the notes
        self.read: dict[int, Note] = {}
        self.placed: set[int] = set()  # notes that an earlier reference has put into the text
        self.nested = False  # a note refers to another note
        self.counter = NoteCounter()

    def __bool__(self) -> bool:
        return bool(self.references)

    def in_order(self) -> list[tuple[int, tuple[int, Node]]]:
        """The notes with their numbers, in an order in which each is read before a note that refers to it."""
        numbered = list(enumerate(self.targets.items(), 1))
        return numbered[::-1] if self.nested else numbered

    def is_backlink(self, node: Node) -> bool:
        """Whether a link, or the label around a link, leads from a note back to its reference."""
        attributes = node.attributes
        if node.tag == "span":
            above = node.parent
            return (
                above is not None
                and above.mem_id in self.targets
                and bool(_LABEL_CLASSES & set(classes(attributes)))
                and _NUMBER.fullmatch(node.text()) is not None
            )
        if attributes.get("role") == "doc-backlink" or _BACKLINK_CLASSES & set(classes(attributes)):
            return True
        href = attributes.get("href") or ""
        return "data-footnote-backref" in attributes or (href[:1] == "#" and href[1:] in self.names)


def reference_mark(reference: Node, note: Note) -> str:
    """The mark that `reference` shows, without brackets unless the note's own mark has them.

    Empty where the text cannot be a mark.
    """
    mark = "".join((reference.text() or "").split())
    if mark == own_mark(note):
        return mark
    bare = mark[1:-1] if len(mark) > 2 and mark[0] + mark[-1] in _BRACKETS else mark
    return bare if can_mark(bare) else ""


def find_notes(root: Node, html: str) -> Notes:
    """The notes of the page with the root element `root` and the source `html`."""
    notes = Notes()
    if not any(hint in html for hint in _HINTS):
        return notes
    by_id: dict[str, Node] = {}
    for node in root.css("[id]"):
        by_id.setdefault(node.attributes.get("id") or "", node)
    found: list[tuple[Node, Node]] = []
    seen: set[int] = set()  # the parser finds a node once for each selector that it matches
    for reference in root.css(_REFERENCES):
        target = _target(reference, by_id)
        if target is not None and reference.mem_id not in seen:
            seen.add(reference.mem_id)
            found.append((reference, target))
    # Notes in the order of their references, so that a reference inside a note leads to a later note.
    positions: dict[int, int] = {}
    for _, target in found:
        positions.setdefault(target.mem_id, len(positions))
    nested: list[tuple[Node, Node]] = []
    for reference, target in found:
        container = _containing_note(reference, positions)
        if container is None:
            _add(notes, reference, target)
        elif (
            positions.get(container, len(positions)) < positions[target.mem_id]
            and _containing_note(target, positions) is None
        ):
            nested.append((reference, target))
    for reference, target in nested:
        notes.nested = True
        _add(notes, reference, target)
    if nested:
        notes.targets = dict(sorted(notes.targets.items(), key=lambda item: positions[item[0]]))
    return notes


def _target(reference: Node, by_id: dict[str, Node]) -> Node | None:
    href = reference.attributes.get("href") or ""
    word = _WORD_HREF.fullmatch(href)
    target = by_id.get(word.group(1)) if word else None
    if target is None and href[:1] == "#":
        target = by_id.get(href[1:])
    return target if target is not None and target.tag in _TARGETS else None


def _containing_note(node: Node, targets: dict[int, int]) -> int | None:
    """The `mem_id` of the note around `node`; 0 below the depth limit, where the walk raises an error."""
    above = node.parent
    for _ in range(HTML_DEPTH):
        if above is None:
            return None
        if above.mem_id in targets:
            return above.mem_id
        above = above.parent
    return 0


def _add(notes: Notes, reference: Node, target: Node) -> None:
    notes.references[reference.mem_id] = target.mem_id
    attributes = reference.attributes
    notes.names.update(filter(None, (attributes.get("id"), attributes.get("name"))))
    above = reference.parent
    if above is not None and above.tag == "sup" and above.attributes.get("id"):
        notes.names.add(above.attributes["id"] or "")
    if target.mem_id in notes.targets:
        return
    notes.targets[target.mem_id] = target
    own_id = target.attributes.get("id") or ""
    notes.names.add(own_id)
    list_ = target
    if target.tag == "li" and target.parent is not None:
        list_ = target.parent
    section = list_.parent
    around = [] if section is None else [section]
    notes.kinds[target.mem_id] = "endnote" if _is_endnote(target, own_id, around) else "footnote"
    for node in around:
        if node.attributes.get("role") == "doc-endnotes" or "footnotes" in classes(node.attributes):
            notes.names.add(node.attributes.get("id") or "")
    _skip_separator(notes, list_)


def _is_endnote(target: Node, own_id: str, around: list[Node]) -> bool:
    marks = {target.attributes.get("role") or "", *classes(target.attributes)}
    for node in around:
        marks.update(classes(node.attributes))
    return bool(marks & {"doc-endnote", "endnote", "endnotes"}) or bool(_ENDNOTE_ID.fullmatch(own_id))


def _skip_separator(notes: Notes, list_: Node) -> None:
    """Skip the rule, and GitHub's hidden heading, before the notes: they are not content."""
    before = list_.prev
    while before is not None:
        is_label = before.attributes.get("id") == "footnote-label" if before.is_element_node else False
        is_blank = not before.is_element_node and not (
            before.is_text_node and (before.text_content or "").strip()
        )
        if before.tag not in ("hr", "br") and not is_label and not is_blank:
            return
        if not is_blank:
            notes.skipped.add(before.mem_id)
        before = before.prev
