"""Finds the element of the article: a known container, nodes between known marks, or the densest block."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup
from bs4.element import Comment, PageElement, Tag
from msgspec import Struct

from ...model.messages import Message, message
from .soup import LONG_TEXT, Selectors, Sizes, attribute, compact, text_of
from .vocabulary import containers

_DENSE_SHARE = 0.75
"""The densest block is the innermost one with this share of the weight of the page."""
_MIN_SHARE = 0.1
"""A container with a smaller share of the densest block's weight is not the article's, unless it is sure."""
_COPY_DIFFERENCE = 60
"""Characters by which the length of a copy may differ from that of the article: chrome in one of them."""
_OUTER_ELEMENTS = frozenset(
    {"article", "body", "center", "div", "fieldset", "form", "main", "section", "table", "tbody", "td", "tr"}
)
_TABLE_ELEMENTS = frozenset({"table", "tbody", "tr"})


class Article(Struct):
    """The element of the article and the reason for the choice; `known`: it is in the table of containers."""

    root: Tag
    reason: Message
    known: bool


def between_marks(soup: BeautifulSoup) -> list[Article]:
    """The articles that stand between two marks, each moved into a `div` of its own."""
    table = containers()
    comments = dict(table.marks)
    metas = {begin.lower(): end.lower() for begin, end in table.metas}
    found: list[tuple[PageElement, str, str]] = []
    for each in soup.descendants:
        if isinstance(each, Comment) and each.strip() in comments:
            found.append((each, comments[each.strip()], f"<!--{each.strip()}-->"))
        elif isinstance(each, Tag) and each.name == "meta" and attribute(each, "name").lower() in metas:
            name = attribute(each, "name")
            found.append((each, metas[name.lower()], f'<meta name="{name}">'))
    return [
        Article(root, message("portal.between-marks", mark=mark), True)
        for begin, end, mark in found
        if (root := _moved_into_div(soup, begin, end)) is not None
    ]


def _moved_into_div(soup: BeautifulSoup, begin: PageElement, end: str) -> Tag | None:
    """A new `div` with the siblings from `begin` to the mark `end`; None where that mark is missing."""
    inner: list[PageElement] = []
    for each in begin.next_siblings:
        if (isinstance(each, Comment) and each.strip() == end) or (
            isinstance(each, Tag) and each.name == "meta" and attribute(each, "name").lower() == end
        ):
            break
        inner.append(each)
    else:
        return None
    root = soup.new_tag("div")
    begin.insert_after(root)
    for each in inner:
        root.append(each)
    return root


def choose(body: Tag, sizes: Sizes, marked: Sequence[Article]) -> Article | None:
    """The article of a page: an empty known container where all are empty; None where the page has no text.

    Of nested containers, the innermost outside which only chrome and a few words stand; of several side by
    side, the element around them. Skips containers that are hidden, or that are copies.
    """
    candidates = [*marked, *_known_containers(sizes)]
    full = [each for each in candidates if _has_content(each.root, sizes)]
    full = [each for each in full if sizes.is_shown(each.root)] or full
    densest = _densest_block(body, sizes)
    if not full:
        empty = [each for each in candidates if each.known]
        return empty[0] if empty else densest
    best = max(full, key=lambda each: (sizes.of(each.root).tables, sizes.of(each.root).weight))
    beside = [
        each.root
        for each in full
        if _has_much_content(each.root, sizes) and not _are_nested(each.root, best.root)
    ]
    text = compact(text_of(best.root)) if beside else ""
    copies = {id(root) for root in beside if _is_copy(root, text, sizes)}
    beside = [root for root in beside if id(root) not in copies]
    if copies:
        full = [each for each in full if id(each.root) not in copies]
        best = Article(best.root, message("portal.with-copies", reason=best.reason), best.known)
    if beside:
        common = _common_ancestor(best.root, beside)
        return Article(common, message("portal.several-containers", selector=_selector(common)), True)
    best = _innermost_container(best, full, sizes)
    if densest and not best.known and sizes.of(best.root).weight < _MIN_SHARE * sizes.of(densest.root).weight:
        return densest
    return best


def _known_containers(sizes: Sizes) -> list[Article]:
    table = containers()
    sure, wide = Selectors(table.sure), Selectors(table.wide)
    found: list[Article] = []
    for tag in sizes.elements:
        selector = sure.match(tag)
        other = "" if selector else wide.match(tag)
        if (selector or other) and not any(id(above) in sizes.chrome for above in (tag, *tag.parents)):
            reason = message("portal.known-container", selector=selector or other)
            found.append(Article(tag, reason, bool(selector)))
    return found


def _has_content(tag: Tag, sizes: Sizes) -> bool:
    size = sizes.of(tag)
    return bool(size.weight or size.tables)


def _has_much_content(tag: Tag, sizes: Sizes) -> bool:
    size = sizes.of(tag)
    return bool(size.tables) or size.weight > LONG_TEXT


def _is_copy(tag: Tag, text: str, sizes: Sizes) -> bool:
    """Whether `tag` repeats `text` (the article, compact), as a second version for telephones does."""
    return abs(sizes.of(tag).text - len(text)) <= _COPY_DIFFERENCE and compact(text_of(tag)) in text


def _are_nested(one: Tag, other: Tag) -> bool:
    return one is other or _is_inside(one, other) or _is_inside(other, one)


def _is_inside(inner: Tag, outer: Tag) -> bool:
    return any(above is outer for above in inner.parents)


def _common_ancestor(first: Tag, others: Sequence[Tag]) -> Tag:
    """The innermost element that contains all of them."""
    line = [first, *first.parents]
    for other in others:
        above = {id(each) for each in (other, *other.parents)}
        line = line[next(place for place, each in enumerate(line) if id(each) in above) :]
    return line[0]


def _innermost_container(best: Article, full: Sequence[Article], sizes: Sizes) -> Article:
    """The innermost container in `best` outside which `best` has no table and no long text."""
    for inner in full:  # in reading order: outer containers first
        outside = sizes.of(best.root).weight - sizes.of(inner.root).weight
        same_tables = sizes.of(best.root).tables == sizes.of(inner.root).tables
        is_little = outside <= min(LONG_TEXT, sizes.of(inner.root).weight)
        if same_tables and is_little and _is_inside(inner.root, best.root):
            best = inner
    return best


def _densest_block(body: Tag, sizes: Sizes) -> Article | None:
    """The innermost element with most of the text of the page; None where the page has no text."""
    total = sizes.of(body).weight
    if not total:
        return None
    here = _innermost_dense(body, sizes)
    is_copy = False
    copies = [
        _innermost_dense(child, sizes)
        for child in here.children
        if isinstance(child, Tag)
        and child.name in _OUTER_ELEMENTS
        and 2 * sizes.of(child).weight >= _DENSE_SHARE * sizes.of(here).weight
        and not sizes.is_data(child)
    ]
    if len(copies) > 1:  # two halves: the page may contain the article twice
        text = compact(text_of(copies[0]))
        if all(_is_copy(copy, text, sizes) for copy in copies[1:]):
            here, is_copy = copies[0], True
    while here.name in _TABLE_ELEMENTS and here.parent is not None:
        here = here.parent
    share = round(100 * sizes.of(here).weight / total)
    selector = _selector(here)
    if is_copy:
        return Article(here, message("portal.first-of-copies", selector=selector, share=share), False)
    return Article(here, message("portal.densest-block", selector=selector, share=share), False)


def _innermost_dense(outer: Tag, sizes: Sizes) -> Tag:
    """The innermost element in `outer` with most of its text; not a part of a table of data."""
    least = _DENSE_SHARE * sizes.of(outer).weight
    here = outer
    while True:
        inner = next(
            (
                child
                for child in here.children
                if isinstance(child, Tag)
                and child.name in _OUTER_ELEMENTS
                and sizes.of(child).weight >= least
            ),
            None,
        )
        if inner is None or sizes.is_data(inner):
            return here
        here = inner


def _selector(tag: Tag) -> str:
    """A selector for an element: `div#main.text`."""
    id_ = attribute(tag, "id")
    class_ = attribute(tag, "class").split()
    return f"{tag.name}{f'#{id_}' if id_ else ''}{f'.{class_[0]}' if class_ else ''}"[:80]
