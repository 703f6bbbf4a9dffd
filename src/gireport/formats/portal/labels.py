"""The block of labels of a portal page, which begins with 索引号: finds it and reads its values."""

from __future__ import annotations

import re
from functools import lru_cache

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from msgspec import Struct, field

from .soup import TABLE_PARTS, compact, is_text
from .vocabulary import names

_MIN_LABELS = 3
_MAX_LABELS = 400
_MAX_STRING = 1500
"""Characters of a string in which labels are searched."""
_STRUCTURED = frozenset({"table", "ul", "dl"})
_MAX_OTHER_TEXT = 150
"""Characters that are neither label nor value in a table or list; with more, they may be the article's."""
_MAX_OTHER_TEXT_OF_LINES = 40
"""The same for a block of another element."""
_LABEL_LENGTH = 7
"""The approximate length of a label in characters."""
_MAX_GROWTH = 80
"""Characters that one more label and its value may add to a block."""
_NO_VALUE = frozenset(["无", "暂无", "-", "--", "—", "——", "/", "／"])
"""The value of a label that has none."""


class LabelBlock(Struct):
    """The element of the block (None for a part of the article's text), and its values by field or key."""

    element: Tag | None
    values: dict[str, str]


class _Hit(Struct):
    """A label in the page: its field or key, the string that contains it, and the parts of its value."""

    key: str
    string: NavigableString
    value: list[str] = field(default_factory=list)
    value_element: PageElement | None = None


_Keys = dict[int, set[str]]
"""The `id()` of an element → the keys of the labels in it."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A label after a start or gap, before a colon or the end, maybe in brackets and with spaces in it."""
    labels = sorted(names().labels, key=len, reverse=True)
    alternatives = "|".join(r"\s*".join(map(re.escape, label)) for label in labels)
    return re.compile(rf"(?:^|(?<=[\s;；|｜]))[\[【]?({alternatives})(?:[\]】]\s*[：:]?|\s*(?:[：:]|$))")


def find_labels(soup: BeautifulSoup) -> LabelBlock:
    """The block of labels: a table, a list or lines; without values where the page has none."""
    table = names()
    strings = [string for string in soup.strings if is_text(string) and string.strip()]
    found: list[tuple[NavigableString, str]] = []  # a string, and a label in it
    for string in strings:
        if len(string) <= _MAX_STRING:
            text = string.replace("\xa0", " ").strip()
            found += ((string, compact(label)) for label in _pattern().findall(text))
    if len({table.labels[label] for _, label in found}) < _MIN_LABELS or len(found) > _MAX_LABELS:
        return LabelBlock(None, {})
    keys: _Keys = {}
    for string, label in found:
        for above in string.parents:
            keys.setdefault(id(above), set()).add(table.labels[label])
    head = next((string for string, label in found if label in table.heads), None)
    block = _block_around(head, keys) if head is not None else None
    if block is None:
        return LabelBlock(None, {})
    values = _values(block, keys, same_element=False)
    expected = sum(len(compact(value)) + _LABEL_LENGTH for value in values.values())
    is_structured = block.name in _STRUCTURED
    other_text = len(compact(block.get_text())) - expected
    if other_text <= (_MAX_OTHER_TEXT if is_structured else _MAX_OTHER_TEXT_OF_LINES):
        return LabelBlock(block, values)
    return LabelBlock(None, values if is_structured else _values(block, keys, same_element=True))


def _block_around(head: NavigableString, keys: _Keys) -> Tag | None:
    """The innermost element around `head` with some labels, or an outer one that adds mostly labels."""
    block: Tag | None = None
    count = length = 0
    for above in head.parents:
        if above.name in ("body", "html", "[document]"):
            break
        more = len(keys[id(above)]) - count
        if count + more < _MIN_LABELS or not more:
            continue
        size = len(compact(above.get_text()))
        if block is not None and size - length > _MAX_GROWTH * more:
            break
        block, count, length = above, count + more, size
    while block is not None and block.name in TABLE_PARTS:
        block = block.parent
    return block


def _values(block: Tag, keys: _Keys, same_element: bool) -> dict[str, str]:
    """The value of each label: the text after it, or (`same_element`) only that in the same element."""
    table = names().labels
    hits: list[_Hit] = []
    for string in block.strings:
        if not is_text(string) or not string.strip():
            continue
        before, *pieces = _pattern().split(string.replace("\xa0", " ").strip())
        if hits and before.strip():
            _add_value(hits[-1], string, before.strip(), keys, same_element)
        for label, value in zip(pieces[::2], pieces[1::2], strict=True):
            hit = _Hit(table[compact(label)], string)
            hits.append(hit)
            if value.strip():
                has_one_label = len(keys[id(string.parent)]) == 1
                hit.value_element = string.parent if has_one_label else string
                hit.value.append(value.strip())
    values: dict[str, str] = {}
    for hit in hits:
        value = " ".join(" ".join(hit.value).split()).lstrip(":：").lstrip()
        if value and value not in _NO_VALUE:
            values.setdefault(hit.key, value)
    return values


def _add_value(hit: _Hit, string: NavigableString, text: str, keys: _Keys, same_element: bool) -> None:
    """Add `text` to the value of `hit` where `string` is in the element of the value."""
    around: list[PageElement] = [string, *string.parents]
    if hit.value_element is None:
        hit.value_element = _value_element(hit.string, around, keys, same_element)
    if any(above is hit.value_element for above in around):
        hit.value.append(text)


def _value_element(
    label: NavigableString, around: list[PageElement], keys: _Keys, same_element: bool
) -> PageElement | None:
    """The element of the value that begins with `around[0]`: the member of `around` after the label.

    Label and value are in one element without another label, or in two elements side by side.
    """
    positions = {id(each): position for position, each in enumerate(around)}
    for above in label.parents:
        has_one_label = len(keys[id(above)]) == 1
        position = positions.get(id(above))
        if position is not None and (has_one_label or not same_element):
            is_common = has_one_label and (position == 1 or above is label.parent)
            return above if is_common else around[position - 1]
        if not has_one_label:
            return None
    return None
