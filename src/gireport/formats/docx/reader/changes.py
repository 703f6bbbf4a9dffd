"""Tracked changes and alternative content: what is read as accepted, what is gone, which choice counts."""

from __future__ import annotations

from ....safe.xml import Element
from .tags import (
    ALTERNATE,
    CHOICE,
    DEL,
    DEL_TEXT,
    DRAWING,
    ENDNOTE_REFERENCE,
    FALLBACK,
    FOOTNOTE_REFERENCE,
    INS,
    M_T,
    MOVE_FROM,
    MOVE_TO,
    OBJECT,
    PICT,
    SYM,
    TXBX_CONTENT,
    P,
    T,
)

DELETED: frozenset[str] = frozenset({DEL, MOVE_FROM})
INSERTED: frozenset[str] = frozenset({INS, MOVE_TO})

# Namespaces whose elements this reader understands, or may pass over without losing text (part 3, 10.2.1).
_MICROSOFT = "http://schemas.microsoft.com/office/"
_UNDERSTOOD_PREFIXES = (
    f"{_MICROSOFT}word/",
    f"{_MICROSOFT}drawing/2010/main",
    f"{_MICROSOFT}drawing/2014/main",
    "http://schemas.openxmlformats.org/",
    "urn:schemas-microsoft-com:",
)
# Drawings whose content stands in other parts: the fallback (a picture, a text) says more.
_NOT_UNDERSTOOD = frozenset({f"{_MICROSOFT}word/2010/wordprocessingInk"})


def chosen(alternate: Element) -> Element | None:
    """The branch of an `mc:AlternateContent` that is read: the first choice understood, else the fallback."""
    fallback = None
    for branch in alternate:
        if branch.tag == CHOICE:
            requires = (branch.get("Requires") or "").split()
            spaces = branch.nsmap
            if all(_understood(spaces.get(prefix) or "") for prefix in requires):
                return branch
        elif branch.tag == FALLBACK and fallback is None:
            fallback = branch
    if fallback is not None:
        return fallback
    # Nothing is understood and there is no fallback: what text there is, is still text.
    return next((branch for branch in alternate if branch.tag == CHOICE), None)


def _understood(namespace: str) -> bool:
    return namespace.startswith(_UNDERSTOOD_PREFIXES) and namespace not in _NOT_UNDERSTOOD


_COUNTED = (
    T,
    DEL_TEXT,
    M_T,
    DRAWING,
    PICT,
    OBJECT,
    FOOTNOTE_REFERENCE,
    ENDNOTE_REFERENCE,
    ALTERNATE,
    SYM,
    P,
)


def weight(element: Element) -> tuple[int, str]:
    """How much content is in `element`, and its text: one for a character, a picture, a note; no alternative twice."""
    total = 0
    texts: list[str] = []
    skip: set[Element] = set()
    for child in element.iter(*_COUNTED):
        tag = child.tag
        if tag == ALTERNATE:
            branch = chosen(child)
            skip.update(other for other in child if other is not branch)
        elif skip and any(parent in skip for parent in child.iterancestors()):
            continue
        elif tag in (T, DEL_TEXT, M_T):
            texts.append(child.text or "")
            total += len(texts[-1])
        elif tag == P:
            texts.append("\n")
        else:
            total += next(child.iter(TXBX_CONTENT), None) is None
    return total, "".join(texts)
