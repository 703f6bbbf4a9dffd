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
from .facts import chrome
from .metadata import window_title
from .soup import Size, Sizes, attribute, squeezed

_FEW = 20
"""Characters that make an article in a known container."""
_SOME = 100
"""Characters that make one in a block that only its density tells."""
_POINTING = 80
"""Characters with which a page says that its article is a picture, a frame or a file."""
_LIST = 8
"""Links that make a list of links, where most text stands in them."""
_LINKED = 0.6
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
    size: Size,
    attached: Sequence[Attachment],
    frames: Sequence[str],
    soup: BeautifulSoup,
    page: Sizes,
    resolve: Resolver,
) -> None:
    """Pass over a page with an article; `size` is what is left of it once chrome and title are off.

    Raises:
        NoArticleError: it has none.
    """
    if size.tables:
        return
    missing = _missing(soup, page) if size.own < LONG else ""
    if missing:
        raise NoArticleError(f"the page says that there is none: {missing}", hint=_WHOLE)
    known = article is not None and article.known
    least = _FEW if known else _SOME
    pointed = attached or frames or size.pictures
    found = size.links >= _LIST and _is_search(soup)
    if size.own >= (max(least, _POINTING) if pointed else least) and not (_is_list(size) or found):
        return
    onward = _onward(soup, resolve)
    if onward:
        raise NoArticleError(f"the page only leads on to {onward}", hint=f"give that page; {_WHOLE}")
    whole = page.of(page.elements[0])
    if (
        _is_list(size)
        or found
        or not (known or pointed or whole.links < 2 * _LIST or whole.linked < whole.weight)
    ):
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
    """The line by which a page says that it is not there; empty for none. Its window says so too, or little else stands there."""
    pattern = re.compile(chrome().missing)
    window = window_title(soup)
    if pattern.search(window):
        return window[:_SHOWN]
    whole = page.of(page.elements[0])
    if whole.weight > LONG:
        return ""
    lines = (
        run.text
        for run in runs(page.elements[0])
        if not any(map(page.is_data, (run.block, *run.block.parents)))
    )
    return next((line[:_SHOWN] for line in lines if pattern.fullmatch(squeezed(line))), "")


def _is_search(soup: BeautifulSoup) -> bool:
    return bool(re.search(chrome().results, window_title(soup)))


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
