"""Which elements the page's own style sheets hide (H12): simple selectors, as CSS 2.2, 6.4 ranks them."""

from __future__ import annotations

import re

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from . import css
from .tree import Attributes, classes

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACE = re.compile("[{}]")
_SIMPLE = re.compile(r"(\*|[a-z][a-z0-9-]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_PART = re.compile(r"[.#][\w-]+")
# What the reader's hand or eye does to an element is not how it stands on the page.
_ACTED = re.compile(r":(?:hover|focus|active|target|checked|focus-within)\b")
_IMPORTANT = re.compile(r"(?:display|visibility|mso-hide)\s*:[^;]*!\s*important", re.IGNORECASE)
# Scripts show what these hide while a page is loading.
_NEVER_HIDDEN = frozenset({"html", "body"})
_MOST_RULES = 512
_MOST_OF_A_KEY = 16


class _Rule(Struct):
    """A compound selector, whether it hides, and its rank among the rules that match an element."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    hides: bool
    rank: tuple[bool, int, int, int, int]


class Sheet:
    """The rules of a page that show or hide; falsy where none hides."""

    def __init__(self) -> None:
        self._rules: dict[str, list[_Rule]] = {}  # by `#id`, `.class` or tag
        self._count = 0
        self._hiding: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._hiding)

    def hides(self, tag: str, attributes: Attributes, said: css.Style) -> bool:
        """Whether the rules hide an element; what its own style says goes before them."""
        own = classes(attributes)
        identity = attributes.get("id") or ""
        keys = [tag, f"#{identity}", *(f".{name}" for name in own)]
        if tag in _NEVER_HIDDEN or said.get("display") or self._hiding.isdisjoint(keys):
            return False
        best: _Rule | None = None
        for key in keys:
            for rule in self._rules.get(key, ()):
                matches = (
                    rule.tag in ("", tag) and rule.classes.issubset(own) and rule.ids.issubset((identity,))
                )
                if matches and (best is None or rule.rank > best.rank):
                    best = rule
        return best is not None and best.hides

    def add(self, text: str) -> None:
        """Read the rules of the style sheet `text` that apply on every screen."""
        text = _COMMENT.sub(" ", text)
        depth = start = opened = 0
        for brace in _BRACE.finditer(text):
            at = brace.start()
            if brace.group() == "{":
                opened = at if not depth else opened
                depth += 1
            elif depth:
                depth -= 1
                if not depth:
                    self._block(text[start:opened], text[opened + 1 : at])
                    start = at + 1
            else:
                start = at + 1

    def _block(self, selectors: str, block: str) -> None:
        selectors = selectors.rpartition(";")[2].strip()  # after `@import …;`
        if selectors.startswith("@") or "{" in block:
            return
        said = css.style(block)
        if not said.hidden and not said.get("display") and not said.get("visibility"):
            return
        important = bool(_IMPORTANT.search(block))
        for selector in selectors.split(","):
            self._rule(selector.strip(), said.hidden, important)

    def _rule(self, selector: str, hides: bool, important: bool) -> None:
        """Keep a rule: one that hides only where its selector is simple, one that shows by its last part.

        So a page is never believed to hide what it may show.
        """
        words = re.split(r"[\s>+~]+", selector)
        found = _SIMPLE.fullmatch(words[-1])
        if found is None or not selector or _ACTED.search(selector) or (hides and len(words) > 1):
            return
        parts = _PART.findall(found.group(2))
        ids = frozenset(part[1:] for part in parts if part[0] == "#")
        names = frozenset(part[1:] for part in parts if part[0] == ".")
        tag = (found.group(1) or "").lower().replace("*", "")
        key = parts[-1] if parts else tag
        rules = self._rules.setdefault(key, [])
        if not key or self._count >= _MOST_RULES or len(rules) >= _MOST_OF_A_KEY:
            return
        self._count += 1
        # A selector of several words is worth at least its last one.
        rank = (important, len(ids) + 100 * (len(words) > 1), len(names), int(bool(tag)), self._count)
        rules.append(_Rule(tag, ids, names, hides, rank))
        if hides:
            self._hiding.add(key)


def sheet_of(tree: LexborHTMLParser) -> Sheet:
    """The rules in the `style` elements of a page that are for the screen."""
    sheet = Sheet()
    for node in tree.css("style"):
        media = (node.attributes.get("media") or "all").lower()
        if "all" in media or "screen" in media:
            sheet.add(node.text())
    return sheet
