"""A page without an article in its HTML: what it is instead, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup
from bs4.element import Tag

from ...errors import NoArticleError
from ...markup.reader.addresses import Resolver
from .attachments import Attachment
from .chrome import LONG, runs
from .container import Article
from .facts import chrome, says_missing
from .metadata import window_title
from .soup import Size, Sizes, attribute, squeezed, text_of

_FEW = 20
"""Characters that make an article in a known container."""
_SOME = 100
"""Characters that make one in a block that only its density tells."""
_POINTING = 80
"""Characters with which a page says that its article is a picture, a frame or a file."""
_LIST = 8
"""Links that make a list of links, where most text stands in them."""
_LINKED = 0.6
_ITEM = 120
"""Characters beside a link in a list: a day and a summary."""
_ITEMS = ["li", "tr", "dd", "dl", "p", "div"]
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|(?<!\d)\d\d-\d\d(?!\d)")
_NAMED = 5
"""Attachments and frames that are named in the error."""
_REFRESH = re.compile(
    r"""\s*[\d.]+\s*[;,\s]\s*(?:url\s*=\s*)?(?P<quote>["']?)(?P<address>.*?)(?P=quote)\s*$""", re.IGNORECASE
)
_FRAMES = frozenset({"frame", "iframe", "embed", "object"})
_SHOWN = 60
_WHOLE = "--from html reads the whole page"


def check(
    article: Article | None,
    root: Tag,
    size: Size,
    rest: Sizes,
    attached: Sequence[Attachment],
    frames: Sequence[str],
    soup: BeautifulSoup,
    page: Sizes,
    resolve: Resolver,
) -> None:
    """Pass over a page with an article, which is in `root`.

    `rest` is what is left of it once chrome is off, `size` the same without the title.

    Raises:
        NoArticleError: it has none.
    """
    listed = _is_list(size) or _lists(root, size, rest) or (size.links >= _LIST and _is_search(soup))
    if listed and re.search(chrome().of_report, squeezed(root.get_text())):
        listed = False
    if size.tables and not listed:
        return
    missing = _missing(soup, page) if size.own < LONG else ""
    if missing:
        raise NoArticleError(f"the page says that there is none: {missing}", hint=_WHOLE)
    known = article is not None and article.known
    least = _FEW if known else _SOME
    pointed = attached or frames or size.pictures
    if size.own >= (max(least, _POINTING) if pointed else least) and not listed:
        return
    onward = _onward(soup, resolve)
    if onward:
        raise NoArticleError(f"the page only leads on to {onward}", hint=f"give that page; {_WHOLE}")
    whole = page.of(page.elements[0])
    if listed or not (known or pointed or whole.links < 2 * _LIST or whole.linked < whole.weight):
        raise NoArticleError(
            f"the page is a list of {max(size.links, whole.links)} links, no article",
            hint=f"give the page of one; {_WHOLE}",
        )
    if attached:
        files = "; ".join(map(str, attached[:_NAMED]))
        raise NoArticleError(
            f"the article is only attached: {files}", hint=f"get that file and convert it; {_WHOLE}"
        )
    if frames:
        raise NoArticleError(
            f"the article stands in a frame: {'; '.join(frames[:_NAMED])}",
            hint=f"get that page or file; {_WHOLE}",
        )
    if size.pictures:
        raise NoArticleError(
            f"the article is {size.pictures} picture{'s' if size.pictures > 1 else ''} without text",
            hint=f"look for a text version on the portal; {_WHOLE}",
        )
    if soup.find("script") is not None and whole.text < 10 * _SOME:
        raise NoArticleError(
            "the page is a shell that scripts fill: its HTML holds no article",
            hint="save the page from a browser once it shows the article",
        )
    raise NoArticleError("no article is found in the page", hint=_WHOLE)


def _missing(soup: BeautifulSoup, page: Sizes) -> str:
    """What says that the page is not there: its window, or a line of a page that says little and has no `ArticleTitle`.

    Empty for none.
    """
    pattern = re.compile(chrome().missing)
    window = window_title(soup)
    if says_missing(window):
        return window[:_SHOWN]
    titled = any(
        attribute(meta, "name").strip().lower() == "articletitle" and attribute(meta, "content").strip()
        for meta in soup.find_all("meta")
    )
    if titled or page.of(page.elements[0]).weight > LONG:
        return ""
    lines = (
        run.text
        for run in runs(page.elements[0])
        if not any(map(page.is_data, (run.block, *run.block.parents)))
    )
    return next((line[:_SHOWN] for line in lines if pattern.fullmatch(squeezed(line))), "")


def _is_search(soup: BeautifulSoup) -> bool:
    return bool(re.match(chrome().results, window_title(soup)))


def _lists(root: Tag, size: Size, rest: Sizes) -> bool:
    """Whether `root` lists articles: many items of a link, a day and little else."""
    if size.links < _LIST or size.own > _ITEM * size.links:
        return False
    items = {
        id(item): item
        for link in rest.elements
        if link.name == "a" and (item := link.find_parent(_ITEMS)) is not None and rest.of(item).links <= 2
    }
    dated = sum(bool(_DAY.search(text_of(item))) for item in items.values() if rest.of(item).own <= 2 * _ITEM)
    return dated >= _LIST and 2 * dated >= len(items)


def _onward(soup: BeautifulSoup, resolve: Resolver) -> str:
    """The address that the page goes on to by itself (HTML Standard 4.2.5.3); empty for none."""
    for meta in soup.find_all("meta"):
        if attribute(meta, "http-equiv").strip().lower() == "refresh":
            found = _REFRESH.match(attribute(meta, "content"))
            if found and found["address"].strip():
                return resolve(found["address"].strip())
    return ""


def _is_list(size: Size) -> bool:
    return size.links >= _LIST and size.linked > _LINKED * size.text


def frames(elements: Iterable[Tag], resolve: Resolver) -> list[str]:
    """The addresses of the frames and plug-ins among `elements`."""
    found = (attribute(tag, "src") or attribute(tag, "data") for tag in elements if tag.name in _FRAMES)
    return [
        resolve(address) for address in found if address and not address.startswith(("about:", "javascript:"))
    ]
