"""Pages without an article: recognises what such a page is instead, and says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bs4 import BeautifulSoup
from bs4.element import Tag
from msgspec import Struct

from ...errors import NoArticleError
from ...markup.reader.addresses import Resolver
from ...model.messages import message
from ...model.patterns import compiled_later
from .attachments import Attachment
from .container import Article
from .lines import lines_of
from .soup import LONG_TEXT, Size, Sizes, attribute, compact, text_of
from .title import window_title
from .vocabulary import chrome, is_error_title

_MIN_KNOWN = 20
"""Characters that make an article in a known container."""
_MIN_DENSEST = 100
"""Characters that make an article in a block that was chosen by its density."""
_MIN_BESIDE_FILE = 80
"""The same where the page has an attachment, a frame or a picture: fewer may only point to it."""
_MIN_LINKS = 8
"""Links that make a list of links."""
_LINKED_SHARE = 0.6
"""The share of a list's text that stands in links."""
_ITEM = 120
"""Characters beside a link in a list of articles: a date and a summary."""
_ITEM_ELEMENTS = ["li", "tr", "dd", "dl", "p", "div"]
_DATE = compiled_later(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|(?<!\d)\d\d-\d\d(?!\d)")
_MAX_NAMED = 5
"""Attachments and frames that are named in the error."""
_REFRESH = compiled_later(
    r"""\s*[\d.]+\s*[;,\s]\s*(?:url\s*=\s*)?(?P<quote>["']?)(?P<address>.*?)(?P=quote)\s*$""", re.IGNORECASE
)
_MAX_MISSING_TEXT = 60
_MAX_SHELL = 10 * _MIN_DENSEST


class Page(Struct):
    """A parsed page, before chrome is removed."""

    soup: BeautifulSoup
    sizes: Sizes
    resolve: Resolver

    @property
    def size(self) -> Size:
        """The size of the body."""
        return self.sizes.of(self.sizes.elements[0])


class Candidate(Struct):
    """What may be the article: `root` with its chrome removed, and what the page refers to.

    `size` is that of `root` without the title; `sizes` are those of the elements in `root`.
    """

    article: Article | None
    root: Tag
    size: Size
    sizes: Sizes
    attachments: Sequence[Attachment]
    frames: Sequence[str]

    @property
    def is_known(self) -> bool:
        """Whether it stands in a known container."""
        return self.article is not None and self.article.known

    @property
    def has_other_content(self) -> bool:
        """Whether the article may be in a file, a frame or a picture."""
        return bool(self.attachments or self.frames or self.size.pictures)


def check(found: Candidate, page: Page) -> None:
    """Return where `found` is an article.

    Raises:
        NoArticleError: it is not; the message says what the page is instead.
    """
    is_list = _is_list(found, page)
    if found.size.tables and not is_list:
        return
    missing = _missing_text(page) if found.size.unlinked < LONG_TEXT else ""
    if missing:
        raise NoArticleError(message("portal.page-missing", text=missing))
    least = _MIN_KNOWN if found.is_known else _MIN_DENSEST
    if found.has_other_content:
        least = max(least, _MIN_BESIDE_FILE)
    if found.size.unlinked >= least and not is_list:
        return
    error = _forwarding_error(page) or _list_error(found, page, is_list)
    for explain in _EXPLANATIONS:
        error = error or explain(found, page)
    raise error or NoArticleError(message("portal.no-article"))


# --- what the page is instead ------------------------------------------------------------------------


def _forwarding_error(page: Page) -> NoArticleError | None:
    address = _refresh_address(page)
    if not address:
        return None
    return NoArticleError(message("portal.only-forwards", address=address))


def _list_error(found: Candidate, page: Page, is_list: bool) -> NoArticleError | None:
    """The error where the candidate is a list, or where the body is one that has no other content."""
    body = page.size
    has_more_links = body.links >= 2 * _MIN_LINKS and body.linked >= body.weight
    if not is_list and (found.is_known or found.has_other_content or not has_more_links):
        return None
    return NoArticleError(message("portal.list-of-links", count=max(found.size.links, body.links)))


def _attachment_error(found: Candidate, _page: Page) -> NoArticleError | None:
    if not found.attachments:
        return None
    files = "; ".join(map(str, found.attachments[:_MAX_NAMED]))
    error = NoArticleError(message("portal.only-attached", files=files))
    error.attachments = tuple(text for one in found.attachments for text in (one.name, one.address))
    return error


def _frame_error(found: Candidate, _page: Page) -> NoArticleError | None:
    if not found.frames:
        return None
    return NoArticleError(message("portal.in-frame", addresses="; ".join(found.frames[:_MAX_NAMED])))


def _picture_error(found: Candidate, _page: Page) -> NoArticleError | None:
    pictures = found.size.pictures
    if not pictures:
        return None
    if pictures == 1:
        return NoArticleError(message("portal.only-picture"))
    return NoArticleError(message("portal.only-pictures", count=pictures))


def _shell_error(_found: Candidate, page: Page) -> NoArticleError | None:
    if page.soup.find("script") is None or page.size.text >= _MAX_SHELL:
        return None
    return NoArticleError(message("portal.filled-by-scripts"))


_EXPLANATIONS: tuple[Callable[[Candidate, Page], NoArticleError | None], ...] = (
    _attachment_error,
    _frame_error,
    _picture_error,
    _shell_error,
)


# --- evidence ----------------------------------------------------------------------------------------


def _missing_text(page: Page) -> str:
    """The window title, or a line of a short page, that says that the page does not exist.

    A page with a meta `ArticleTitle` is searched for its window title only.

    Empty for none.
    """
    title = window_title(page.soup)
    if is_error_title(title):
        return title[:_MAX_MISSING_TEXT]
    has_title = any(
        attribute(meta, "name").strip().lower() == "articletitle" and attribute(meta, "content").strip()
        for meta in page.soup.find_all("meta")
    )
    if has_title or page.size.weight > LONG_TEXT:
        return ""
    pattern = re.compile(chrome().missing)
    for line in lines_of(page.sizes.elements[0]):
        in_data = any(map(page.sizes.is_data, (line.block, *line.block.parents)))
        if not in_data and pattern.fullmatch(compact(line.text)):
            return line.text[:_MAX_MISSING_TEXT]
    return ""


def _is_list(found: Candidate, page: Page) -> bool:
    """Whether the candidate is a list of links, articles or search results, without the text of a report."""
    size = found.size
    if size.links < _MIN_LINKS:
        return False
    is_search = bool(re.match(chrome().results, window_title(page.soup)))
    if not (size.linked > _LINKED_SHARE * size.text or is_search or _lists_articles(found)):
        return False
    return not re.search(chrome().report_text, compact(found.root.get_text()))


def _lists_articles(found: Candidate) -> bool:
    """Whether most items consist of a link, a date and little text."""
    size, sizes = found.size, found.sizes
    if size.unlinked > _ITEM * size.links:
        return False
    items = {
        id(item): item
        for link in sizes.elements
        if link.name == "a"
        and (item := link.find_parent(_ITEM_ELEMENTS)) is not None
        and sizes.of(item).links <= 2
    }
    dated = sum(
        bool(_DATE.search(text_of(item))) for item in items.values() if sizes.of(item).unlinked <= 2 * _ITEM
    )
    return dated >= _MIN_LINKS and 2 * dated >= len(items)


def _refresh_address(page: Page) -> str:
    """The address of the meta `refresh` (HTML Standard 4.2.5.3); empty for none."""
    for meta in page.soup.find_all("meta"):
        if attribute(meta, "http-equiv").strip().lower() == "refresh":
            found = _REFRESH.match(attribute(meta, "content"))
            if found and found["address"].strip():
                return page.resolve(found["address"].strip())
    return ""
