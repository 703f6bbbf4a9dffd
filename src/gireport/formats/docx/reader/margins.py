"""Page headers and footers: what one says beyond the number of the page."""

from __future__ import annotations

import re

from ....safe.xml import Element
from .changes import DELETED, chosen
from .fields import parse
from .tags import A_BLIP, ALTERNATE, FLD_CHAR, FLD_SIMPLE, INSTR_TEXT, M_T, V_IMAGEDATA, V_TEXTPATH, T, w

_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
# What stands round page numbers: 第 1 页 共 5 页, Page 1 of 5, — 1 —.
_PAGE_WORDS = re.compile(r"第|页|頁|共|\bpage\b|\bof\b", re.IGNORECASE)
_SAYS = re.compile(r"\w")
_FIELD_TYPE, _INSTRUCTION = w("fldCharType"), w("instr")
_PICTURES = {A_BLIP: "a picture", V_IMAGEDATA: "a picture"}


def margin_text(root: Element) -> str:
    """The text of a header or footer, pictures named in it; empty where it only numbers the pages.

    Page words (第 1 页 共 5 页) count only where a field gives the number: else somebody wrote them.
    """
    reader = _Margin()
    reader.read(root)
    text = "".join(reader.texts)
    rest = _PAGE_WORDS.sub("", text) if reader.numbered else text
    return text.strip() if _SAYS.search(rest) else ""


class _Margin:
    """One walk over a header or footer."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.numbered = False
        self._fields: list[list[str] | None] = []  # the instruction of each open field; None in a page number

    def read(self, root: Element) -> None:
        stack = [iter((root,))]
        while stack:
            for child in stack[-1]:
                inner = self._inside(child)
                if inner is not None:
                    stack.append(iter(inner))
                    break
            else:
                stack.pop()

    def _inside(self, element: Element) -> Element | None:
        """Take what `element` says; what to look into, None for nothing."""
        tag = element.tag
        if tag == ALTERNATE:
            return chosen(element)
        if tag in DELETED:
            return None
        if tag == FLD_SIMPLE and parse(element.get(_INSTRUCTION) or "")[0] in _PAGE_FIELDS:
            self.numbered = True
            return None
        if tag == FLD_CHAR:
            self._field(element.get(_FIELD_TYPE) or "")
        elif tag == INSTR_TEXT:
            if self._fields and self._fields[-1] is not None:
                self._fields[-1].append(element.text or "")
        elif tag in (T, M_T):
            if all(code is not None for code in self._fields):
                self.texts.append(element.text or "")
        elif tag in _PICTURES:
            self.texts.append(_PICTURES[tag])
        elif tag == V_TEXTPATH:
            self.texts.append(element.get("string") or "")
        return element

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append([])
        elif kind == "end" and self._fields:
            code = self._fields.pop()
            self.numbered = self.numbered or code is None or parse("".join(code))[0] in _PAGE_FIELDS
        elif (
            kind == "separate" and self._fields and parse("".join(self._fields[-1] or ()))[0] in _PAGE_FIELDS
        ):
            self._fields[-1] = None
