"""What a page says of its article beside it: national metas, and the block of labels that begins with 索引号."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from msgspec import Struct, field

from ...markup.vocabulary import TECHNICAL_METAS
from .facts import containers, names
from .soup import TABLE_PARTS, is_text, squeezed

_FEWEST = 3
"""Labels in a block of them."""
_LONGEST = 1500
"""Characters of a string in which labels are looked for."""
_STRUCTURED = frozenset({"table", "ul", "dl"})
_OTHER = 150
"""Characters in such a block that are neither label nor value: where there are more, they may be the article's."""
_LITTLE = 40
"""The same for a block of another element."""
_LABEL = 7
"""Characters of a label, more or less."""
_FOR_ONE = 80
"""Characters with which a label and its value enlarge a block."""
_MOST = 400


_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_NONE = frozenset(["无", "暂无", "-", "--", "—", "——", "/", "／"])
"""What a label says that has no value."""


def metas(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The metas of a page, given as name and content: field of `Meta`, or key of its `extra` → value. The first that is not empty counts."""
    found: dict[str, str] = {}
    table = names().metas
    marks = {name.lower() for pair in containers().metas for name in pair}
    for written, value in named:
        name, content = written.strip(), value.strip()
        lower = name.lower()
        if lower == "articletitle":
            content = _MARKUP.sub("", content).strip()
        if name and content and lower not in TECHNICAL_METAS and lower not in marks:
            found.setdefault(table.get(lower, name), content)
    return found


class Hit(Struct):
    """A label on the page: what it stands for, its string, and the value as it is gathered."""

    key: str
    string: NavigableString
    value: list[str] = field(default_factory=list)
    within: PageElement | None = None  # where the value stands


class Labels(Struct):
    """The block of labels: its element (None where it is in the article's text), and the values that it gives."""

    block: Tag | None
    values: dict[str, str]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A label, white space between its characters, at a start or after a gap, and in brackets, before a colon or the end."""
    wanted = "|".join(
        r"\s*".join(map(re.escape, label)) for label in sorted(names().labels, key=len, reverse=True)
    )
    return re.compile(rf"(?:^|(?<=[\s;；|｜]))[\[【]?({wanted})(?:[\]】]\s*[：:]?|\s*(?:[：:]|$))")


def labels(soup: BeautifulSoup) -> Labels:
    """The block of labels: a table, a list or lines; nothing where there is none."""
    table = names()
    strings = [string for string in soup.strings if is_text(string) and string.strip()]
    found: list[tuple[NavigableString, str]] = []  # a string, and a label in it
    for string in strings:
        if len(string) <= _LONGEST:
            shown = string.replace("\xa0", " ").strip()
            found += ((string, squeezed(label)) for label in _pattern().findall(shown))
    if len({table.labels[label] for _, label in found}) < _FEWEST or len(found) > _MOST:
        return Labels(None, {})
    inside: dict[int, set[str]] = {}  # the `id` of an element → what the labels in it stand for
    for string, label in found:
        for above in string.parents:
            inside.setdefault(id(above), set()).add(table.labels[label])
    start = next((string for string, label in found if label in table.heads), None)
    block = _block(start, inside) if start is not None else None
    if block is None:
        return Labels(None, {})
    values = _values(block, inside, close=False)
    spent = sum(len(squeezed(value)) + _LABEL for value in values.values())
    structured = block.name in _STRUCTURED
    if len(squeezed(block.get_text())) - spent <= (_OTHER if structured else _LITTLE):
        return Labels(block, values)
    return Labels(None, values if structured else _values(block, inside, close=True))


def _block(start: NavigableString, inside: dict[int, set[str]]) -> Tag | None:
    """The innermost element around `start` with a few labels, or one further out that adds more than other text."""
    block: Tag | None = None
    count = length = 0
    for above in start.parents:
        if above.name in ("body", "html", "[document]"):
            break
        more = len(inside[id(above)]) - count
        if count + more < _FEWEST or not more:
            continue
        size = len(squeezed(above.get_text()))
        if block is not None and size - length > _FOR_ONE * more:
            break
        block, count, length = above, count + more, size
    while block is not None and block.name in TABLE_PARTS:
        block = block.parent
    return block


def _values(block: Tag, inside: dict[int, set[str]], close: bool) -> dict[str, str]:
    """Label by label what stands after it; `close`: in the same element only."""
    table = names().labels
    hits: list[Hit] = []
    for string in block.strings:
        if not is_text(string) or not string.strip():
            continue
        before, *pieces = _pattern().split(string.replace("\xa0", " ").strip())
        if hits and before.strip():
            _give(hits[-1], string, before.strip(), inside, close)
        for label, value in zip(pieces[::2], pieces[1::2], strict=True):
            hit = Hit(table[squeezed(label)], string)
            hits.append(hit)
            if value.strip():
                alone = len(inside[id(string.parent)]) == 1
                hit.within = string.parent if alone else string
                hit.value.append(value.strip())
    values: dict[str, str] = {}
    for hit in hits:
        value = " ".join(" ".join(hit.value).split()).lstrip(":：").lstrip()
        if value and value not in _NONE:
            values.setdefault(hit.key, value)
    return values


def _give(hit: Hit, string: NavigableString, text: str, inside: dict[int, set[str]], close: bool) -> None:
    """Add `text` to the value of `hit` if it stands where the value does: in what follows the label."""
    around: list[PageElement] = [string, *string.parents]
    if hit.within is None:
        hit.within = _after(hit.string, around, inside, close)
    if any(above is hit.within for above in around):
        hit.value.append(text)


def _after(
    label: NavigableString, around: list[PageElement], inside: dict[int, set[str]], close: bool
) -> PageElement | None:
    """Where a value stands that begins with the string `around[0]`: the part of `around` that follows the label.

    The label and its value are in one element without another label, or in two that stand side by side.
    """
    places = {id(each): place for place, each in enumerate(around)}
    for above in label.parents:
        alone = len(inside[id(above)]) == 1
        place = places.get(id(above))
        if place is not None and (alone or not close):
            return above if alone and (place == 1 or above is label.parent) else around[place - 1]
        if not alone:
            return None
    return None


_BEHIND = re.compile(r"\s*[-_|—–]+\s*(?P<last>[^-_|—–]+)$")
_SITE = re.compile("网$|网站|政府|门户|公开|专栏|首页|年报|www\\.")


def names_site(text: str) -> bool:
    """Whether `text` reads like the name of a site or a column, not of a report."""
    return bool(_SITE.search(text)) and "报告" not in text


def without_site(title: str, known: tuple[str, ...]) -> str:
    """`title` without the names of site and column behind it: those in `known`, or that read like one."""
    while (found := _BEHIND.search(title)) and found.start():
        last = found["last"].strip()
        if last not in known and not names_site(last):
            break
        title = title[: found.start()].rstrip()
    return title


def window_title(soup: BeautifulSoup) -> str:
    """The text of the page's `title` element, white space folded."""
    title = next((tag for tag in soup.find_all("title") if tag.find_parent("svg") is None), None)
    return " ".join("".join(title.strings).split()) if title is not None else ""
