"""What the page's own style sheets hide (H12), align, mark, count and set in symbol fonts: simple selectors, as CSS 2.2, 6.4 ranks them."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from ...model.types import Mark
from ...reading import symbols
from ...reading.numbering.css import STYLES
from . import css, lists
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
# What Word's and WPS's style of a plain paragraph says: presentation, where no paragraph says it of itself.
_PLAIN = ("left", "justify")
_MOST_RULES = 512
_OF_SEVERAL_WORDS = 100
_MOST_OF_A_KEY = 16


class _Rule(Struct):
    """A compound selector, what it says, and its rank among the rules that match an element."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    said: css.Style
    rank: tuple[bool, int, int, int, int]

    @property
    def is_simple(self) -> bool:
        return self.rank[1] < _OF_SEVERAL_WORDS

    def matches(self, tag: str, own: frozenset[str], identity: str) -> bool:
        return self.tag in ("", tag) and self.classes <= own and self.ids.issubset((identity,))


class Sheet:
    """The rules of a page that show or hide (falsy where none hides), and those of classes that align or mark."""

    def __init__(self) -> None:
        self._rules: dict[str, list[_Rule]] = {}  # by `#id`, `.class` or tag
        self._styling: dict[str, list[_Rule]] = {}  # by `.class`
        self._counting: dict[str, list[_Rule]] = {}  # by `#id`, `.class` or tag
        self._styled: dict[tuple[str, str, css.Style], css.Style] = {}
        self._count = 0
        self._hiding: set[str] = set()
        self._minds_hidden = False  # says what the attribute `hidden` is to do

    def __bool__(self) -> bool:
        return bool(self._hiding)

    def hides(self, tag: str, attributes: Attributes, said: css.Style) -> bool:
        """Whether the rules hide an element; what its own style says goes before them."""
        own = frozenset(classes(attributes))
        identity = attributes.get("id") or ""
        keys = [tag, f"#{identity}", *(f".{name}" for name in own)]
        if tag in _NEVER_HIDDEN or said.get("display") or self._hiding.isdisjoint(keys):
            return False
        best = self._best(tag, own, identity)
        return best is not None and best.said.hidden

    def gives_box(self, tag: str, attributes: Attributes) -> bool:
        """Whether a simple selector gives an element a box, which goes before its attribute `hidden`."""
        if not self._rules or self._minds_hidden:
            return False
        best = self._best(tag, frozenset(classes(attributes)), attributes.get("id") or "")
        return best is not None and best.is_simple and best.said.get("display") not in ("", "none")

    def _best(self, tag: str, own: frozenset[str], identity: str) -> _Rule | None:
        return _strongest(self._rules, tag, own, identity)

    def styled(self, tag: str, attributes: Attributes, said: css.Style) -> css.Style:
        """What an element's own style and, where that says nothing, its classes say: alignment, marks, symbol font."""
        if not self._styling or not attributes.get("class"):
            return said
        key = (tag, attributes["class"] or "", said)
        if key not in self._styled:
            own = frozenset(classes(attributes))
            rules = [rule for name in own for rule in self._styling.get(f".{name}", ())]
            rules = [rule for rule in rules if rule.matches(tag, own, "")]
            self._styled[key] = _cascade(said, sorted(rules, key=lambda rule: rule.rank))
        return self._styled[key]

    def list_style(self, tag: str, attributes: Attributes) -> str:
        """The style by which the rules let the list or item count; empty where they say nothing of it."""
        if not self._counting:
            return ""
        own, identity = frozenset(classes(attributes)), attributes.get("id") or ""
        best = _strongest(self._counting, tag, own, identity)
        return lists.named(best.said) if best else ""

    def add(self, text: str) -> None:
        """Read the rules of the style sheet `text` that apply on every screen."""
        text = _COMMENT.sub(" ", text)
        self._minds_hidden |= "[hidden" in text
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
        shows = said.hidden or said.get("display") or said.get("visibility")
        styles = said.align or said.add or said.remove or said.font not in ("", symbols.ORDINARY)
        # That all lists of a page have no numbers is what its navigation needs: only a style that counts is taken.
        counts = lists.named(said) in STYLES
        if not shows and not styles and not counts:
            return
        important = bool(_IMPORTANT.search(block))
        for selector in selectors.split(","):
            if shows:
                self._rule(self._rules, selector.strip(), said, important)
            if styles:
                self._rule(self._styling, selector.strip(), said, False)
            if counts:
                self._rule(self._counting, selector.strip(), said, important)

    def _rule(self, table: dict[str, list[_Rule]], selector: str, said: css.Style, important: bool) -> None:
        """Keep a rule: one that hides only where its selector is simple, one that shows by its last part.

        So a page is never believed to hide what it may show. Of those that align or mark only the simple selectors
        with a class are kept: what all paragraphs or cells look like is presentation.
        """
        words = re.split(r"[\s>+~]+", selector)
        found = _SIMPLE.fullmatch(words[-1])
        if found is None or not selector or _ACTED.search(selector) or (said.hidden and len(words) > 1):
            return
        styling = table is self._styling
        parts = _PART.findall(found.group(2))
        ids = frozenset(part[1:] for part in parts if part[0] == "#")
        names = frozenset(part[1:] for part in parts if part[0] == ".")
        tag = (found.group(1) or "").lower().replace("*", "")
        key = parts[-1] if parts else tag
        if styling and (not names or ids or len(words) > 1):
            return
        if table is self._counting and len(words) > 1:
            return
        rules = table.setdefault(key, [])
        if not key or self._count >= _MOST_RULES or len(rules) >= _MOST_OF_A_KEY:
            return
        self._count += 1
        # A selector of several words is worth at least its last one.
        rank = (
            important,
            len(ids) + _OF_SEVERAL_WORDS * (len(words) > 1),
            len(names),
            int(bool(tag)),
            self._count,
        )
        rules.append(_Rule(tag, ids, names, said, rank))
        if said.hidden and table is self._rules:
            self._hiding.add(key)


def _strongest(rules: dict[str, list[_Rule]], tag: str, own: frozenset[str], identity: str) -> _Rule | None:
    """The rule of the highest rank among those that match an element."""
    best: _Rule | None = None
    for key in (tag, f"#{identity}", *(f".{name}" for name in own)):
        for rule in rules.get(key, ()):
            if rule.matches(tag, own, identity) and (best is None or rule.rank > best.rank):
                best = rule
    return best


def _cascade(said: css.Style, rules: list[_Rule]) -> css.Style:
    """`said` over what the `rules` say, the strongest last."""
    align = None
    font = ""
    add: tuple[Mark, ...] = ()
    remove: tuple[Mark, ...] = ()
    for each in [*(rule.said for rule in rules), said]:
        align = each.align or align
        font = each.font or font
        add = (*(mark for mark in add if mark not in (*each.add, *each.remove)), *each.add)
        remove = (*(mark for mark in remove if mark not in (*each.add, *each.remove)), *each.remove)
    if not said.align and align in _PLAIN:
        align = None
    return replace(said, align=align, add=add, remove=remove, font=font)


def sheet_of(tree: LexborHTMLParser) -> Sheet:
    """The rules in the `style` elements of a page that are for the screen."""
    sheet = Sheet()
    for node in tree.css("style"):
        media = (node.attributes.get("media") or "all").lower()
        if "all" in media or "screen" in media:
            sheet.add(node.text())
    return sheet
