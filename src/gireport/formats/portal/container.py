"""Where the article stands: in a container that is known, between known marks, or where most of the text is."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup
from bs4.element import Comment, PageElement, Tag
from msgspec import Struct

from .chrome import LONG
from .facts import containers
from .soup import Selectors, Sizes, attribute, squeezed, text_of

_MOST_OF_IT = 0.75
"""Of a page's text outside links and chrome: the densest block is the innermost that holds so much."""
_HARDLY = 0.1
"""Of the densest block's text: a container that holds less is not the article's, unless it is sure."""
_DIFFERS = 60
"""Characters by which a copy of the article may be shorter: chrome in one of them."""
_ENTERED = frozenset(
    {"article", "body", "center", "div", "fieldset", "form", "main", "section", "table", "tbody", "td", "tr"}
)
_LAID_OUT = frozenset({"table", "tbody", "tr"})


class Article(Struct):
    """The element that holds the article, and why it was taken. `known` ones are in the table of containers."""

    root: Tag
    why: str
    known: bool


def between_marks(soup: BeautifulSoup) -> list[Article]:
    """The articles between two marks, each moved into an element of its own."""
    table = containers()
    wanted = dict(table.marks)
    metas = {begin.lower(): end.lower() for begin, end in table.metas}
    found: list[tuple[PageElement, str, str]] = []
    for each in soup.descendants:
        if isinstance(each, Comment) and each.strip() in wanted:
            found.append((each, wanted[each.strip()], f"<!--{each.strip()}-->"))
        elif isinstance(each, Tag) and each.name == "meta" and attribute(each, "name").lower() in metas:
            name = attribute(each, "name")
            found.append((each, metas[name.lower()], f'<meta name="{name}">'))
    return [
        Article(root, f"between {why} and its end", True)
        for begin, end, why in found
        if (root := _gathered(soup, begin, end)) is not None
    ]


def _gathered(soup: BeautifulSoup, begin: PageElement, end: str) -> Tag | None:
    """What stands between `begin` and the sibling that ends it, in a `div` of its own."""
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
    """The article of a page; None where it has sure containers and all are empty, or no text at all.

    Of containers inside one another the innermost counts that leaves nothing outside but chrome and a few words;
    of several with text side by side, what they all stand in. What is hidden or says the same again is left.
    """
    candidates = [*marked, *_known(sizes)]
    full = [one for one in candidates if _holds(one.root, sizes)]
    full = [one for one in full if sizes.is_shown(one.root)] or full
    densest = _densest(body, sizes)
    if not full:
        empty = [one for one in candidates if one.known]
        return empty[0] if empty else densest
    best = max(full, key=lambda one: (sizes.of(one.root).tables, sizes.of(one.root).weight))
    beside = [one.root for one in full if _weighty(one.root, sizes) and not _related(one.root, best.root)]
    said = squeezed(text_of(best.root)) if beside else ""
    copies = {id(root) for root in beside if _is_copy(root, said, sizes)}
    beside = [root for root in beside if id(root) not in copies]
    if copies:
        full = [one for one in full if id(one.root) not in copies]
        best = Article(best.root, f"{best.why}, of which the page has copies", best.known)
    if beside:
        common = _common(best.root, beside)
        return Article(common, f"{_described(common)}, which holds several known containers", True)
    best = _narrowed(best, full, sizes)
    if densest and not best.known and sizes.of(best.root).weight < _HARDLY * sizes.of(densest.root).weight:
        return densest
    return best


def _known(sizes: Sizes) -> list[Article]:
    table = containers()
    sure, wide = Selectors(table.sure), Selectors(table.wide)
    found: list[Article] = []
    for tag in sizes.elements:
        selector = sure.fit(tag)
        other = "" if selector else wide.fit(tag)
        if (selector or other) and not any(id(above) in sizes.chrome for above in (tag, *tag.parents)):
            found.append(Article(tag, f"{selector or other}, a known container", bool(selector)))
    return found


def _holds(tag: Tag, sizes: Sizes) -> bool:
    size = sizes.of(tag)
    return bool(size.weight or size.tables)


def _weighty(tag: Tag, sizes: Sizes) -> bool:
    size = sizes.of(tag)
    return bool(size.tables) or size.weight > LONG


def _is_copy(tag: Tag, said: str, sizes: Sizes) -> bool:
    """Whether `tag` says what the article says, and hardly less, as a second place for telephones does."""
    return abs(sizes.of(tag).text - len(said)) <= _DIFFERS and squeezed(text_of(tag)) in said


def _related(one: Tag, other: Tag) -> bool:
    return one is other or _inside(one, other) or _inside(other, one)


def _inside(inner: Tag, outer: Tag) -> bool:
    return any(above is outer for above in inner.parents)


def _common(first: Tag, others: Sequence[Tag]) -> Tag:
    """The innermost element that holds them all."""
    line = [first, *first.parents]
    for other in others:
        above = {id(each) for each in (other, *other.parents)}
        line = line[next(place for place, each in enumerate(line) if id(each) in above) :]
    return line[0]


def _narrowed(best: Article, full: Sequence[Article], sizes: Sizes) -> Article:
    """The innermost container in `best` beside which nothing long and no table stands in it."""
    for one in full:  # in reading order, so outer ones first
        outside = sizes.of(best.root).weight - sizes.of(one.root).weight
        same = sizes.of(best.root).tables == sizes.of(one.root).tables
        if same and outside <= min(LONG, sizes.of(one.root).weight) and _inside(one.root, best.root):
            best = one
    return best


def _densest(body: Tag, sizes: Sizes) -> Article | None:
    total = sizes.of(body).weight
    if not total:
        return None
    here = _innermost(body, sizes)
    why = "the densest block"
    copies = [
        _innermost(child, sizes)
        for child in here.children
        if isinstance(child, Tag)
        and child.name in _ENTERED
        and 2 * sizes.of(child).weight >= _MOST_OF_IT * sizes.of(here).weight
        and not sizes.is_data(child)
    ]
    if len(copies) > 1:  # there is no room for a third
        said = squeezed(text_of(copies[0]))
        if all(_is_copy(copy, said, sizes) for copy in copies[1:]):
            here, why = copies[0], "of copies of the densest block the first"
    while here.name in _LAID_OUT and here.parent is not None:
        here = here.parent
    share = round(100 * sizes.of(here).weight / total)
    return Article(here, f"{_described(here)}, {why}, with {share} % of the page's text outside links", False)


def _innermost(outer: Tag, sizes: Sizes) -> Tag:
    """The innermost element in `outer` with most of its text; no part of a table of data."""
    least = _MOST_OF_IT * sizes.of(outer).weight
    here = outer
    while True:
        inner = next(
            (
                child
                for child in here.children
                if isinstance(child, Tag) and child.name in _ENTERED and sizes.of(child).weight >= least
            ),
            None,
        )
        if inner is None or sizes.is_data(inner):
            return here
        here = inner


def _described(tag: Tag) -> str:
    """An element as a selector would name it: `div#main.text`."""
    id_ = attribute(tag, "id")
    class_ = attribute(tag, "class").split()
    return f"{tag.name}{f'#{id_}' if id_ else ''}{f'.{class_[0]}' if class_ else ''}"[:80]
