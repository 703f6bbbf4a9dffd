"""The lines of a page as it shows them, and the lines that are chrome by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bs4.element import NavigableString, PageElement, Tag
from msgspec import Struct, field

from ...model.patterns import compiled_later
from .soup import BLOCKS, compact, is_text
from .vocabulary import chrome

_MAX_CHROME_LINE = 160
_GAPS = compiled_later(r"[\s|｜\[\]【】()（）·>]+")
_SPACE_AT_COLON = compiled_later(r"(?<=[\u4e00-\u9fff])\s+(?=[：:])|(?<=[：:])\s+")


class Line(Struct):
    """The strings and pictures between two edges of blocks, or line breaks."""

    block: Tag
    strings: list[NavigableString] = field(default_factory=list)
    pictures: list[Tag] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text, with a space between any two elements, because style sheets set them apart."""
        return " ".join(" ".join(self.strings).split())


def lines_of(root: Tag) -> Iterator[Line]:
    """The lines in `root` with text or pictures, in reading order."""
    line = Line(root)
    breaks = 0
    key: tuple[int, int] = (0, 0)  # the `id()` of the block, and the number of line breaks before
    for each in root.descendants:
        if isinstance(each, Tag) and each.name in ("br", "hr"):
            breaks += 1
        if not (isinstance(each, NavigableString) and is_text(each) and each.strip()) and not (
            isinstance(each, Tag) and each.name == "img"
        ):
            continue
        block = _block_of(each, root)
        if (id(block), breaks) != key:
            if line.strings or line.pictures:
                yield line
            line, key = Line(block), (id(block), breaks)
        if isinstance(each, Tag):
            line.pictures.append(each)
        else:
            line.strings.append(each)
    if line.strings or line.pictures:
        yield line


def _block_of(element: PageElement, root: Tag) -> Tag:
    """The innermost block element around `element`, at most `root`."""
    for above in element.parents:
        if above is root or above.name in BLOCKS:
            return above
    return root


class _Patterns(NamedTuple):
    """Whole lines; parts that make a line chrome; parts that do not; labels with a value."""

    line: re.Pattern[str]
    token: re.Pattern[str]
    weak: re.Pattern[str]
    label: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    table = chrome()
    return _Patterns(
        re.compile("|".join(table.lines)),
        re.compile("|".join(table.tokens)),
        re.compile("|".join(table.weak)),
        re.compile(
            f"(?:(?P<strong>{'|'.join(table.labels)})|{'|'.join(table.weak_labels)})[：:](?P<value>[^。；]*)"
        ),
    )


def is_chrome_line(text: str) -> bool:
    """Whether a line holds nothing but chrome: `来源：县政府办 发布时间：2024-01-15 字体：大 中 小 打印`."""
    if not text or len(text) > _MAX_CHROME_LINE:
        return False
    patterns = _patterns()
    without_space = compact(text)
    if (
        patterns.line.fullmatch(text)
        or patterns.line.fullmatch(without_space)
        or patterns.token.fullmatch(without_space)
    ):
        return True
    is_strong = False
    value_follows = False
    for part in filter(None, _GAPS.split(_SPACE_AT_COLON.sub("", text))):
        label = patterns.label.fullmatch(part)
        if label:
            is_strong = is_strong or bool(label["strong"])
            value_follows = not label["value"]
        elif patterns.token.fullmatch(part):
            is_strong, value_follows = True, False
        elif patterns.weak.fullmatch(part) or value_follows:
            value_follows = False
        else:
            return False
    return is_strong
