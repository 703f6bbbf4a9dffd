"""The metadata of an article: what the metas, the block of labels and the page's title say, brought together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup
from bs4.element import Tag

from ...losses import Losses
from ...model import Meta
from ...model.types import DEFAULT_LANGUAGE
from .attachments import Attachment
from .chrome import runs
from .facts import containers
from .metadata import names_site, window_title, without_site
from .soup import Selectors, Sizes, is_text, joined, squeezed

_LONGEST_TITLE = 200
_CLOSE = 30
"""Strings over the article, and its first lines, among which a title is looked for."""
_TITLE = re.compile(r"(?:报告|年报)(?:[（(][^（()）]{1,20}[)）])?$")
_SENTENCE = re.compile("[。；：，;:,!！?？]")
_DATED = re.compile(
    r"\s*(?:发布(?:时间|日期)\s*[：:]\s*)?[\[(（]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）]?$"
)
"""The day that a page sets behind the title."""
_BETWEEN = re.compile(r"\s*[-_|—–]+\s*|\s+")
_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")


def shown_title(soup: BeautifulSoup, said: dict[str, str], sizes: Sizes, root: Tag) -> tuple[str, str]:
    """The title that the page shows outside the article (empty for none), and the title to keep.

    An element counts where it says what `ArticleTitle` or the window says, the names of site and column off; where
    there is no such meta, one of the table of titles, the last one before the article; else a line close over the
    article that reads like a report's title. The title to keep is `ArticleTitle`, the shown one where that is the
    longer of the two, or the window's without the names of site and column.
    """
    meant = said.get("title", "")
    names = (said.get("网站名称", ""), said.get("栏目名称", ""))
    window = without_site(window_title(soup), names)
    wanted = meant or window
    length = len(squeezed(wanted))
    parts = {} if meant else _parts(window)
    lengths = {length, *map(len, parts)}
    known = Selectors(containers().titles)
    shown = ""
    for tag in sizes.elements:
        if tag is root:
            break
        size = sizes.of(tag).text
        titled = known.fit(tag)
        if not 0 < size <= _LONGEST_TITLE or not (titled or size in lengths):
            continue
        text = _DATED.sub("", joined(tag)) if titled else joined(tag)
        if _same(text, wanted):
            shown = min(text, wanted, key=len) if size == length else text
            break
        if squeezed(text) in parts:
            shown = wanted = min(text, parts[squeezed(text)], key=len)
            break
        if not titled:
            continue
        if meant or any(id(above) in sizes.chrome for above in (tag, *tag.parents)):
            continue
        if not wanted or _is_part(text, window):
            shown = wanted = text
    shown = shown or _over(root, sizes)
    if shown and (len(squeezed(shown)) > len(squeezed(wanted)) or not (meant or _TITLE.search(wanted))):
        return shown, shown
    return shown, wanted or shown


def _parts(window: str) -> dict[str, str]:
    """What the title is, where the window names the site before or behind it: the longer part, by itself without white space."""
    if len(window) > 2 * _LONGEST_TITLE:
        return {}
    cuts = [found.span() for found in _BETWEEN.finditer(window)]
    parts = [part for start, end in cuts for part in (window[:start], window[end:])]
    return {squeezed(part): part.strip() for part in parts if 2 * len(part) > len(window)}


def _over(root: Tag, sizes: Sizes) -> str:
    """The line that reads like a report's title, of those close over the article; empty where it begins with one."""
    if any(_is_title(run.text) for run, _ in zip(runs(root), range(_CLOSE), strict=False)):
        return ""
    close = 0
    for each in root.previous_elements:
        if isinstance(each, Tag) and each.name == "body":
            break
        if not is_text(each) or not each.strip():
            continue
        line = _DATED.sub("", joined(each.parent)) if each.parent is not None else ""
        if _is_title(line) and not any(one.name == "a" or id(one) in sizes.chrome for one in each.parents):
            return line
        close += 1
        if close > _CLOSE:
            break
    return ""


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and bool(_TITLE.search(line)) and not _SENTENCE.search(line)


def _is_part(shown: str, window: str) -> bool:
    """Whether the window's title names the article among others, the site maybe first."""
    return len(shown) > 5 and squeezed(shown) in squeezed(window) and not names_site(shown)


def _same(shown: str, wanted: str) -> bool:
    """Whether two titles are one, the second maybe cut short (`…`)."""
    one, other = squeezed(shown), squeezed(wanted)
    head = other.rstrip(".…")
    return bool(other) and (one == other or (head != other and len(head) > 5 and one.startswith(head)))


def describe(
    said: dict[str, str],
    labels: dict[str, str],
    title: str,
    url: str | None,
    language: str,
    attached: Sequence[Attachment],
    losses: Losses,
) -> Meta:
    """The metadata; where metas and labels disagree, the labels, which the page shows, are kept with a loss."""
    values = dict(said)
    for name in ("title", "source_url"):
        values.pop(name, None)
    for name, label in labels.items():
        meta = values.get(name, "")
        values[name] = _agreed(name, meta, label, losses) if meta else label
    keywords = values.pop("keywords", "")
    description = values.pop("description", None)
    for number, one in enumerate(attached, 1):
        values[f"附件{number}"] = str(one)
    return Meta(
        title=title or None,
        organ=values.pop("organ", None),
        published=values.pop("published", None),
        document_number=values.pop("document_number", None),
        index_number=values.pop("index_number", None),
        keywords=(keywords,) if keywords else (),
        description=description,
        source_url=url,
        language=language or DEFAULT_LANGUAGE,
        extra=values,
    )


def other_day(one: str, other: str) -> bool:
    """Whether two dates are of two days, as far as both can be told."""
    days = _day(one), _day(other)
    return None not in days and days[0] != days[1]


def _day(text: str) -> tuple[int, ...] | None:
    found = _DAY.search(text)
    return tuple(map(int, found.groups())) if found else None


def _agreed(name: str, meta: str, label: str, losses: Losses) -> str:
    """One of two values: the longer one of the same day or beginning, else the label's."""
    day = _day(meta)
    if day is not None and day == _day(label):
        return max(meta, label, key=len)
    if squeezed(meta) == squeezed(label):
        return label
    losses.note(
        "metadata-disagrees", name, 1, f"the head says {meta[:80]}, the page {label[:80]}, which is kept"
    )
    return label
