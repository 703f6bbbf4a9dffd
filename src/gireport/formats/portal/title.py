"""The title of an article: from the metas, the window title and the page, without the name of the site."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import Tag

from ...model.patterns import compiled_later
from .lines import lines_of
from .soup import Selectors, Sizes, compact, is_text, joined_text_of
from .vocabulary import containers

_MAX_TITLE = 200
_NEAR = 30
"""Strings before the article, and lines at its start, in which a title is searched."""
_MIN_PART = 6
"""Characters of a part of a title that identify it."""
_REPORT_TITLE = compiled_later(r"(?:报告|年报)(?:[（(][^（()）]{1,20}[)）])?$")
_PUNCTUATION = compiled_later("[。；：，;:,!！?？]")
_DATE_AFTER_TITLE = compiled_later(
    r"\s*(?:发布(?:时间|日期)\s*[：:]\s*)?"
    r"[\[(（]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）]?$"
)
_SEPARATOR = compiled_later(r"\s*[-_|—–]+\s*|\s+")
_LAST_PART = compiled_later(r"\s*[-_|—–]+\s*(?P<last>[^-_|—–]+)$")
_SITE_NAME = compiled_later("网$|网站|政府|门户|公开|专栏|首页|年报|www\\.")


def window_title(soup: BeautifulSoup) -> str:
    """The text of the page's `title` element, white space folded."""
    title = next((tag for tag in soup.find_all("title") if tag.find_parent("svg") is None), None)
    return " ".join("".join(title.strings).split()) if title is not None else ""


def find_title(soup: BeautifulSoup, metas: dict[str, str], sizes: Sizes, root: Tag) -> tuple[str, str]:
    """The title that the page shows before the article `root` (empty for none), and that for the metadata.

    The shown title is an element with the text of `ArticleTitle` or of the window title without the names of
    site and column. Where the page has no such meta: the last element of the table of titles before the
    article, or a line near the article that looks like the title of a report. The metadata gets
    `ArticleTitle`, the shown title where it is longer, or the window title without these names.
    """
    meta_title = metas.get("title", "")
    window = _without_site(window_title(soup), (metas.get("网站名称", ""), metas.get("栏目名称", "")))
    title = meta_title or window
    length = len(compact(title))
    parts = {} if meta_title else _long_parts(window)
    lengths = {length, *map(len, parts)}
    title_elements = Selectors(containers().titles)
    page_title = ""
    for tag in sizes.elements:
        if tag is root:
            break
        size = sizes.of(tag).text
        is_title_element = title_elements.match(tag)
        if not 0 < size <= _MAX_TITLE or not (is_title_element or size in lengths):
            continue
        text = joined_text_of(tag)
        if is_title_element:
            text = _DATE_AFTER_TITLE.sub("", text)
        if _is_same_title(text, title):
            page_title = min(text, title, key=len) if size == length else text
            break
        if compact(text) in parts:
            page_title = title = min(text, parts[compact(text)], key=len)
            break
        if not is_title_element or meta_title:
            continue
        if any(id(above) in sizes.chrome for above in (tag, *tag.parents)):
            continue
        if not title or _is_part_of_title(text, window):
            page_title = title = text
    page_title = page_title or _line_before(root, sizes)
    is_longer = len(compact(page_title)) > len(compact(title))
    if page_title and (is_longer or not (meta_title or _REPORT_TITLE.search(title))):
        return page_title, page_title
    return page_title, title or page_title


def _long_parts(window: str) -> dict[str, str]:
    """The parts of more than half the window title, which may be the title beside the name of a site.

    By the part without white space.
    """
    if len(window) > 2 * _MAX_TITLE:
        return {}
    separators = [found.span() for found in _SEPARATOR.finditer(window)]
    parts = [part for start, end in separators for part in (window[:start], window[end:])]
    return {compact(part): part.strip() for part in parts if 2 * len(part) > len(window)}


def _line_before(root: Tag, sizes: Sizes) -> str:
    """The line near the article, before it, that looks like the title of a report.

    Empty where there is none, or where the article itself begins with such a line.
    """
    if any(_looks_like_title(line.text) for line, _ in zip(lines_of(root), range(_NEAR), strict=False)):
        return ""
    count = 0
    for each in root.previous_elements:
        if isinstance(each, Tag) and each.name == "body":
            break
        if not is_text(each) or not each.strip():
            continue
        line = _DATE_AFTER_TITLE.sub("", joined_text_of(each.parent)) if each.parent is not None else ""
        in_link_or_chrome = (above.name == "a" or id(above) in sizes.chrome for above in each.parents)
        if _looks_like_title(line) and not any(in_link_or_chrome):
            return line
        count += 1
        if count > _NEAR:
            break
    return ""


def _looks_like_title(line: str) -> bool:
    return len(line) <= _MAX_TITLE and bool(_REPORT_TITLE.search(line)) and not _PUNCTUATION.search(line)


def _is_part_of_title(text: str, window: str) -> bool:
    """Whether the window title contains `text`, and `text` does not look like the name of a site."""
    return len(text) >= _MIN_PART and compact(text) in compact(window) and not _looks_like_site(text)


def _is_same_title(text: str, title: str) -> bool:
    """Whether two titles are the same; `title` may be cut short (`…`)."""
    compact_text, compact_title = compact(text), compact(title)
    start = compact_title.rstrip(".…")
    is_cut = start != compact_title and len(start) >= _MIN_PART
    return bool(compact_title) and (
        compact_text == compact_title or (is_cut and compact_text.startswith(start))
    )


def _looks_like_site(text: str) -> bool:
    """Whether `text` looks like the name of a site or column, not of a report."""
    return bool(_SITE_NAME.search(text)) and "报告" not in text


def _without_site(title: str, names: tuple[str, ...]) -> str:
    """`title` without the parts at its end that are in `names` or look like the name of a site or column."""
    while (found := _LAST_PART.search(title)) and found.start():
        last = found["last"].strip()
        if last not in names and not _looks_like_site(last):
            break
        title = title[: found.start()].rstrip()
    return title
