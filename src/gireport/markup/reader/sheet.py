"""The page's own style sheets: the rules that hide, show, align, mark, number and set symbol fonts (H12).

Simple selectors only, ranked as CSS 2.2, 6.4 ranks them.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from ...model.patterns import compiled_later
from ...model.types import Mark
from ...reading import symbols
from ...reading.numbering.css import STYLES
from . import css
from .tree import Attributes, classes

_COMMENT = compiled_later(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACE = compiled_later("[{}]")
_COMPOUND_SELECTOR = compiled_later(r"(\*|[a-z][a-z0-9-]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_ID_OR_CLASS = compiled_later(r"[.#][\w-]+")
_COMBINATOR = compiled_later(r"[\s>+~]+")
# Pseudo-classes that match only while the user does something with the element.
_INTERACTIVE = compiled_later(r":(?:hover|focus|active|target|checked|focus-within)\b")
_IMPORTANT = compiled_later(r"(?:display|visibility|mso-hide)\s*:[^;]*!\s*important", re.IGNORECASE)
# Rules that hide the whole page while it is loading; a script removes them.
_NEVER_HIDDEN = frozenset({"html", "body"})
# The alignments of a plain paragraph in the sheets of Word and WPS: presentation, unless the paragraph states
# them.
_DEFAULT_ALIGNS = ("left", "justify")
_MAX_RULES = 512
_MAX_RULES_OF_KEY = 16
_COMPLEX_SELECTOR = 100
"""Added to the specificity of a selector of several compounds, above that of every simple selector."""


class _Rule(Struct):
    """The last compound of a selector, the style of the rule, and its rank among the rules of an element."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    style: css.Style
    rank: tuple[bool, int, int, int, int]

    @property
    def is_simple(self) -> bool:
        return self.rank[1] < _COMPLEX_SELECTOR

    def matches(self, tag: str, names: frozenset[str], identity: str) -> bool:
        return self.tag in ("", tag) and self.classes <= names and self.ids.issubset((identity,))


_Rules = dict[str, list[_Rule]]
"""Rules by the last part of their selector: `#id`, `.class` or a tag."""


class Sheet:
    """The rules of a page. The sheet is false where no rule hides an element."""

    def __init__(self) -> None:
        self._display_rules: _Rules = {}
        self._text_rules: _Rules = {}  # of classes: alignment, marks, symbol font
        self._list_rules: _Rules = {}
        self._merged_styles: dict[tuple[str, str, css.Style], css.Style] = {}
        self._count = 0
        self._hiding_keys: set[str] = set()
        self._has_hidden_selector = False  # a rule for `[hidden]` overrides the browser's own

    def __bool__(self) -> bool:
        return bool(self._hiding_keys)

    def hides(self, tag: str, attributes: Attributes, style: css.Style) -> bool:
        """Whether the rules hide an element; a `display` in its own `style` goes before them."""
        names = frozenset(classes(attributes))
        identity = attributes.get("id") or ""
        keys = [tag, f"#{identity}", *(f".{name}" for name in names)]
        if tag in _NEVER_HIDDEN or style.get("display") or self._hiding_keys.isdisjoint(keys):
            return False
        best = _strongest(self._display_rules, tag, names, identity)
        return best is not None and best.style.hidden

    def displays(self, tag: str, attributes: Attributes) -> bool:
        """Whether a simple selector displays an element in spite of its attribute `hidden`."""
        if not self._display_rules or self._has_hidden_selector:
            return False
        names = frozenset(classes(attributes))
        best = _strongest(self._display_rules, tag, names, attributes.get("id") or "")
        return best is not None and best.is_simple and best.style.get("display") not in ("", "none")

    def merged_style(self, tag: str, attributes: Attributes, style: css.Style) -> css.Style:
        """An element's own `style`, over alignment, marks and symbol font from the rules of its classes."""
        if not self._text_rules or not attributes.get("class"):
            return style
        key = (tag, attributes["class"] or "", style)
        if key not in self._merged_styles:
            names = frozenset(classes(attributes))
            rules = [rule for name in names for rule in self._text_rules.get(f".{name}", ())]
            rules = [rule for rule in rules if rule.matches(tag, names, "")]
            self._merged_styles[key] = _merge(style, sorted(rules, key=lambda rule: rule.rank))
        return self._merged_styles[key]

    def list_style(self, tag: str, attributes: Attributes) -> str:
        """The list style that the rules set for a list or an item; empty where they set none."""
        if not self._list_rules:
            return ""
        names, identity = frozenset(classes(attributes)), attributes.get("id") or ""
        best = _strongest(self._list_rules, tag, names, identity)
        return best.style.list_style if best else ""

    def add(self, text: str) -> None:
        """Add the rules of the style sheet `text`; skips blocks of at-rules such as `@media`."""
        text = _COMMENT.sub(" ", text)
        self._has_hidden_selector |= "[hidden" in text
        depth = start = opened = 0
        for brace in _BRACE.finditer(text):
            at = brace.start()
            if brace.group() == "{":
                opened = at if not depth else opened
                depth += 1
            elif depth:
                depth -= 1
                if not depth:
                    self._add_block(text[start:opened], text[opened + 1 : at])
                    start = at + 1
            else:
                start = at + 1

    def _add_block(self, selectors: str, block: str) -> None:
        selectors = selectors.rpartition(";")[2].strip()  # after `@import …;`
        if selectors.startswith("@") or "{" in block:
            return
        style = css.parse_style(block)
        sets_display = style.hidden or style.get("display") or style.get("visibility")
        sets_text = style.align or style.add or style.remove or style.font not in ("", symbols.NOT_SYMBOLIC)
        # Only styles that count: `list-style: none` for all lists is meant for the navigation of the page.
        sets_list = style.list_style in STYLES
        if not sets_display and not sets_text and not sets_list:
            return
        important = bool(_IMPORTANT.search(block))
        for selector in map(str.strip, selectors.split(",")):
            if sets_display:
                self._add_rule(self._display_rules, selector, style, important)
            if sets_text:
                self._add_rule(self._text_rules, selector, style, False)
            if sets_list:
                self._add_rule(self._list_rules, selector, style, important)

    def _add_rule(self, rules: _Rules, selector: str, style: css.Style, important: bool) -> None:
        """Add a rule, unless its selector is not of the kind that `rules` may have.

        A rule that hides must have a simple selector; for a rule that shows, the last compound counts alone.
        So text is not dropped that a browser may show. Rules for text must be of a class, without an id: how
        all paragraphs or cells look is presentation.
        """
        compounds = _COMBINATOR.split(selector)
        found = _COMPOUND_SELECTOR.fullmatch(compounds[-1])
        is_complex = len(compounds) > 1
        if found is None or not selector or _INTERACTIVE.search(selector) or (style.hidden and is_complex):
            return
        parts = _ID_OR_CLASS.findall(found.group(2))
        ids = frozenset(part[1:] for part in parts if part[0] == "#")
        names = frozenset(part[1:] for part in parts if part[0] == ".")
        tag = (found.group(1) or "").lower().replace("*", "")
        key = parts[-1] if parts else tag
        if rules is self._text_rules and (not names or ids or is_complex):
            return
        if rules is self._list_rules and is_complex:
            return
        of_key = rules.setdefault(key, [])
        if not key or self._count >= _MAX_RULES or len(of_key) >= _MAX_RULES_OF_KEY:
            return
        self._count += 1
        identities = len(ids) + _COMPLEX_SELECTOR * is_complex
        rank = (important, identities, len(names), int(bool(tag)), self._count)
        of_key.append(_Rule(tag, ids, names, style, rank))
        if style.hidden and rules is self._display_rules:
            self._hiding_keys.add(key)


def _strongest(rules: _Rules, tag: str, names: frozenset[str], identity: str) -> _Rule | None:
    """The rule of the highest rank among those that match an element."""
    best: _Rule | None = None
    for key in (tag, f"#{identity}", *(f".{name}" for name in names)):
        for rule in rules.get(key, ()):
            if rule.matches(tag, names, identity) and (best is None or rule.rank > best.rank):
                best = rule
    return best


def _merge(style: css.Style, rules: list[_Rule]) -> css.Style:
    """`style` over the styles of `rules`, which are sorted by rank."""
    align = None
    font = ""
    add: tuple[Mark, ...] = ()
    remove: tuple[Mark, ...] = ()
    for each in [*(rule.style for rule in rules), style]:
        align = each.align or align
        font = each.font or font
        add = (*(mark for mark in add if mark not in (*each.add, *each.remove)), *each.add)
        remove = (*(mark for mark in remove if mark not in (*each.add, *each.remove)), *each.remove)
    if not style.align and align in _DEFAULT_ALIGNS:
        align = None
    return replace(style, align=align, add=add, remove=remove, font=font)


def sheet_of(tree: LexborHTMLParser) -> Sheet:
    """The rules in the `style` elements of a page that apply on a screen."""
    sheet = Sheet()
    for node in tree.css("style"):
        media = (node.attributes.get("media") or "all").lower()
        if "all" in media or "screen" in media:
            sheet.add(node.text())
    return sheet
