"""Characters that stand straight in a paragraph, a row or another element that only holds elements."""

from __future__ import annotations

from typing import cast

from lxml import etree

from ....losses import Losses
from ....safe.xml import Element
from ..names import W_NS
from .document import quoted
from .tags import DEL_TEXT, INSTR_TEXT, T, w

# lxml, not a walk: it looks at every character of the part, and the reader passes by at no element for that.
_TEXTS = etree.XPath("//text()[not(parent::w:t) and normalize-space()]", namespaces={"w": W_NS})
# Most documents have no text elsewhere, which is told in a fraction of the time.
_ELSEWHERE = etree.XPath(
    "count(/descendant::text()) != count(/descendant::w:t/text())", namespaces={"w": W_NS}
)
_HOLD_TEXT = frozenset({T, DEL_TEXT, INSTR_TEXT, w("delInstrText"), w("fldData")})
_TOLD = 60  # characters that are gathered for a quotation
_WORD = f"{{{W_NS}}}"


def note_misplaced(root: Element, part: str, losses: Losses) -> None:
    """Note the text below `root`, of `part`, that no program shows: it stands outside of `w:t` (17.3.3.31).

    One loss for each kind of element that it stands in.
    """
    if not _ELSEWHERE(root):
        return
    found: dict[str, tuple[int, str]] = {}
    for text in cast("list[etree._ElementUnicodeResult]", _TEXTS(root)):
        parent = text.getparent()
        if parent is not None and text.is_tail:
            parent = parent.getparent()
        if parent is None or parent.tag in _HOLD_TEXT or not str(parent.tag).startswith(_WORD):
            continue
        count, told = found.get(parent.tag, (0, ""))
        found[parent.tag] = (
            count + len(text.strip()),
            told if len(told) > _TOLD else f"{told} {text[:_TOLD].strip()}",
        )
    for tag, (count, told) in found.items():
        losses.note("misplaced-text", part, count, f"in w:{tag.removeprefix(_WORD)}: {quoted(told)}")
