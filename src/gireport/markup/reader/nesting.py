"""Estimates from its tags how deep a page nests, because the parser takes quadratic time for deep pages.

Keeps the stack of open elements as the HTML Standard does (13.2.4.2, 13.2.6), as far as that decides the
depth of the stack. The exact check is in the walk over the tree.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ...errors import LimitError
from ...limits import HTML_DEPTH
from ...model.messages import message
from ...model.patterns import compiled_later
from ..vocabulary import FORMATTING_ELEMENTS, MAX_REOPENED, TABLE_ELEMENTS, TEXT_ELEMENTS, VOID_ELEMENTS
from .tag_limits import TAG_ATTRIBUTES, TAG_NAME

_MAX_ESTIMATE = 4 * HTML_DEPTH
"""The estimate may be a little above the depth of the tree. No real page nests so deep."""

_TOKEN = compiled_later(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*>|<(?P<slash>/?)(?P<name>{TAG_NAME})(?P<rest>{TAG_ATTRIBUTES})>",
    re.DOTALL,
)
_OPENING = compiled_later("<[a-zA-Z]")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEXT_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in TEXT_ELEMENTS}
# Elements that leave the stack at once, or are merged into the one that is there.
_UNSTACKED = VOID_ELEMENTS | _names("html head body frameset")
_CELLS = _names("caption td th")
_TABLE_PARTS = _CELLS | _names("colgroup tbody tfoot thead tr")
_TABLE_NAMES = TABLE_ELEMENTS - {"col"}
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_RUBY_PARTS = _names("rb rp rt rtc")
_ITEMS = {"li": _names("li"), "dd": _names("dd dt"), "dt": _names("dd dt")}
_CLOSE_P = _HEADINGS | _names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer header hgroup hr li listing main menu nav ol p plaintext pre search section summary ul xmp"
)
_SCOPES = _CELLS | _names("applet marquee object table template")
_SPECIAL = (
    _SCOPES | _TABLE_PARTS | (_CLOSE_P - _names("dialog")) | _names("button iframe noembed noframes select")
)
_ENDED_IN_SCOPE = _CLOSE_P | _names("button applet marquee object")
# Formatting elements are not reopened across the edge of these (“markers”).
_MARKERS = _CELLS | _names("applet marquee object template")
_NOT_REOPENING = _CLOSE_P | _TABLE_PARTS | _RUBY_PARTS | TEXT_ELEMENTS | _names("table template")
_HTML_IN_FOREIGN = _names("foreignobject desc title mi mo mn ms mtext")
_BREAKOUT = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing "
    "menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
_CLOSE_SELECT = _names("input select")  # a select may contain all others, in the Standard since 2025
_FONT = compiled_later(r"\b(?:color|face|size)\b", re.IGNORECASE)


class _Entry(NamedTuple):
    """An open element, and the index of the last one of each kind up to it (-1: none)."""

    name: str
    foreign: bool
    html: int = -1  # an element that is not foreign
    special: int = -1
    scope: int = -1  # the barriers of “in scope”
    button: int = -1  # the barriers of “in button scope”
    list_: int = -1  # the barriers of “in list item scope”
    between_items: int = -1  # special elements other than address, div and p
    table: int = -1  # a table or template


_BOTTOM = _Entry("", False)


class _Stack:
    """The open elements; `depth` is their number, without those that were removed from the middle.

    `unclosed` counts, for each marker on the stack, the formatting elements to reopen.
    """

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.places: dict[str, list[int]] = {}
        self.unclosed: list[dict[str, int]] = [{}]
        self.depth = 0
        self.in_form = False

    @property
    def top(self) -> _Entry:
        return self.entries[-1] if self.entries else _BOTTOM

    def last(self, name: str) -> int:
        """The index of the last open element of that name; -1: none."""
        places = self.places.get(name)
        return places[-1] if places else -1

    def push(self, name: str, foreign: bool, rest: str) -> None:
        """Open an element."""
        here, top = len(self.entries), self.top
        html = foreign and (name in _HTML_IN_FOREIGN or (name == "annotation-xml" and "html" in rest.lower()))
        scope = html if foreign else name in _SCOPES
        special = html if foreign else name in _SPECIAL
        self.entries.append(
            _Entry(
                name,
                foreign and not html,
                top.html if foreign else here,
                here if special else top.special,
                here if scope else top.scope,
                here if scope or name == "button" else top.button,
                here if scope or name in ("ol", "ul") else top.list_,
                here if special and name not in ("address", "div", "p") else top.between_items,
                here if not foreign and name in ("table", "template") else top.table,
            )
        )
        self.places.setdefault(name, []).append(here)
        self.depth += 1
        if not foreign and name in _MARKERS:
            self.unclosed.append({})

    def pop_to(self, place: int) -> None:
        """Close the element at the index `place` and all elements in it."""
        while len(self.entries) > place:
            entry = self.entries.pop()
            places = self.places[entry.name]
            if places and places[-1] == len(self.entries):  # else it was removed before
                places.pop()
                self.depth -= 1
                if entry.html != len(self.entries):
                    continue
                if entry.name in _MARKERS:
                    self.unclosed.pop()
                elif entry.name in FORMATTING_ELEMENTS:
                    unclosed = self.unclosed[-1]
                    unclosed[entry.name] = min(unclosed.get(entry.name, 0) + 1, MAX_REOPENED)

    def pop_last(self) -> None:
        """Close the last open element."""
        self.pop_to(len(self.entries) - 1)

    def remove(self, name: str) -> None:
        """Close the last element of that name, but not the elements in it."""
        self.places[name].pop()
        self.depth -= 1

    def reopen(self) -> None:
        """Reopen the formatting elements that the end of another element has closed."""
        unclosed = self.unclosed[-1]
        while unclosed:
            name, count = unclosed.popitem()
            for _ in range(count):
                self.push(name, False, "")

    # --- the rules of the Standard's insertion modes ---

    def start(self, name: str, rest: str) -> None:
        """A start tag (13.2.6.4.7, 13.2.6.4.9, 13.2.6.5)."""
        if self.top.foreign:
            if name not in _BREAKOUT and not (name == "font" and _FONT.search(rest)):
                if not rest.endswith("/"):
                    self.push(name, True, rest)
                return
            while self.top.foreign:
                self.pop_last()
        if not self._close_select(name):
            return
        if name in _CLOSE_P and self.last("p") > self.top.button:
            self.pop_to(self.last("p"))
        if name in _UNSTACKED or (name in _TABLE_NAMES and not self._open_table_part(name)):
            return
        if name == "form":
            if self.in_form:
                return
            self.in_form = True
        self._close_siblings(name)
        if self.unclosed[-1] and name not in _NOT_REOPENING:
            self.reopen()
        foreign = name in ("svg", "math")
        if not (foreign and rest.endswith("/")):
            self.push(name, foreign, rest)

    def _close_siblings(self, name: str) -> None:
        """Close the elements that an element of this name may not be in."""
        if name in _ITEMS:
            place = max(self.last(item) for item in _ITEMS[name])
            if place >= max(self.top.between_items, 0):
                self.pop_to(place)
        elif name in _HEADINGS and self.top.name in _HEADINGS:
            self.pop_last()
        elif name in _RUBY_PARTS and self.last("ruby") > self.top.scope:
            while self.top.name in _RUBY_PARTS:
                self.pop_last()
        elif name in ("option", "optgroup") and self.top.name == "option":
            self.pop_last()
        elif name in ("a", "button", "nobr") and self.last(name) > self.top.scope:
            if name == "button":
                self.pop_to(self.last(name))
            else:
                self._end_formatting(name)

    def _close_select(self, name: str) -> bool:
        """Close a `select` where this start tag closes it; False where the tag does nothing else."""
        place = self.last("select")
        if name in _CLOSE_SELECT and place > self.top.scope:
            self.pop_to(place)
            return name != "select"
        return True

    def _open_table_part(self, name: str) -> bool:
        """Close what a part of a table closes; False where the parser ignores the tag."""
        table = self.top.table
        if name == "table":
            if table >= 0 and self.top.scope == table and self.entries[table].name == name:
                self.pop_to(table)  # no cell is between
            return True
        if table < 0:
            return False
        row = self.last("tr")
        self.pop_to(row + 1 if name in ("td", "th") and row > table else table + 1)
        return True

    def end(self, name: str) -> None:
        """An end tag."""
        place = self.last(name)
        if self.top.foreign and place > self.top.html:
            self.pop_to(place)
            return
        if name in _HEADINGS:
            place = max(self.last(heading) for heading in _HEADINGS)
        top = self.top
        if place < 0:
            self._forget(name)
            self.in_form &= name != "form"
        elif name in _TABLE_NAMES:
            if place >= top.table:
                self.pop_to(place)
        elif name == "template":
            self.pop_to(place)
        elif name == "form":
            self._end_form(place)
        elif name in FORMATTING_ELEMENTS:
            self._end_formatting(name)
        elif name in _ENDED_IN_SCOPE:
            barrier = {"p": top.button, "li": top.list_}.get(name, top.scope)
            if place >= barrier:
                self.pop_to(place)
        elif place >= top.special:
            self.pop_to(place)

    def _end_form(self, place: int) -> None:
        if self.in_form and place > self.top.scope:
            self.remove("form")
        self.in_form = False

    def _end_formatting(self, name: str) -> None:
        """The adoption agency algorithm, as far as it changes the stack (13.2.6.4.7)."""
        if not self._forget(name):
            place = self.last(name)
            if place > self.top.special:
                self.pop_to(place)
                self._forget(name)
            elif place > self.top.scope:
                self.remove(name)

    def _forget(self, name: str) -> bool:
        """Remove one of that name from the elements to reopen; False where there is none."""
        unclosed = self.unclosed[-1]
        count = unclosed.pop(name, 0)
        if count > 1:
            unclosed[name] = count - 1
        return count > 0


def _closes_all(html: str) -> bool:
    """Whether each end tag closes the innermost element and few are open: so for most pages, and fast."""
    open_names: list[str] = []
    for found in _TOKEN.finditer(html):
        slash, name = found.group("slash", "name")
        if not name:
            continue
        name = name.lower()
        if not slash:
            if name not in VOID_ELEMENTS:
                if name == "form" and name in open_names:
                    return False  # the inner one's end tag may end the outer
                open_names.append(name)
                if len(open_names) > HTML_DEPTH:
                    return False
        elif not open_names or open_names.pop() != name:
            return False
    return True


def check_nesting(html: str) -> None:
    """Check the depth of the page `html`.

    Raises:
        LimitError: elements nest far deeper than `HTML_DEPTH`.
    """
    if len(_OPENING.findall(html)) <= _MAX_ESTIMATE:
        return
    if _closes_all(html):
        return
    stack = _Stack()
    at = 0
    while (found := _TOKEN.search(html, at)) is not None:
        if stack.unclosed[-1] and html[at : found.start()].strip():
            stack.reopen()
        at = found.end()
        name = found.group("name")
        if not name:
            continue
        name = name.lower()
        if found.group("slash"):
            stack.end(name)
        elif name in TEXT_ELEMENTS and not stack.top.foreign:
            end = _TEXT_ENDS[name].search(html, at)
            at = end.end() if end else len(html)
        elif name == "plaintext":
            return
        else:
            stack.start(name, found.group("rest"))
            if stack.depth > _MAX_ESTIMATE:
                raise LimitError(message("markup.too-deep", limit=HTML_DEPTH))
