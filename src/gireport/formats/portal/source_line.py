"""The line between title and article: `来源：县政府办 发布时间：2025-01-15 09:30 字体：大 中 小`."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable

from bs4.element import Tag

from .chrome import is_chrome_line, runs
from .soup import squeezed

_AROUND = 12
"""Lines before the article, and first lines of it, in which it is looked for."""
_LONGEST = 160
_DAY = r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
_WHEN = rf"{_DAY}(?:\s*\d{{1,2}}[:：时]\d{{2}}(?:[:：分]\d{{2}})?[分秒]?)?"
_START = r"(?:^|(?<=[\s|｜\[【（(]))"
_PUBLISHED = re.compile(
    rf"{_START}(?:(?:信息)?(?:发布|公开|创建|录入|信息)(?:时间|日期)\s*[：:]|发布于\s*[：:]?)\s*(?P<value>{_WHEN})"
)
_BARE = re.compile(rf"{_START}(?:(?:时间|日期)\s*[：:]\s*)?(?P<value>{_WHEN})")
_ORGAN = re.compile(rf"{_START}(?:发布机构|发布单位)\s*[：:]\s*(?P<value>[^\s：:|｜\]】]+)(?=$|[\s|｜\]】])")
_LABEL = re.compile(r"^[^：:]{2,8}[：:]$")
_SOURCE = re.compile(
    rf"{_START}(?:信息|文章|内容|稿件)?来源\s*[：:]\s*(?P<value>[^\s：:|｜\]】]+)(?=$|[\s|｜\]】])"
)


def told_beside(body: Tag, root: Tag, title: str) -> dict[str, str]:
    """What the lines before the article `root` of the page `body`, and its first lines of chrome, say of it.

    Where the page shows the `title`, only the lines under it count. Gives `published`, `organ` and 来源, each where
    it is told; the line nearest to the article counts.
    """
    before: deque[str] = deque(maxlen=_AROUND)
    under = False
    if root is not body:
        for run in runs(body):
            if any(above is root for above in (run.block, *run.block.parents)):
                break
            before.append(run.text)
            if title and squeezed(run.text) == squeezed(title):
                before.clear()  # what stands over the title may be said of something else
                under = True
    first: list[str] = []
    for run, _ in zip(runs(root), range(_AROUND), strict=False):
        first.append(run.text)
    found: dict[str, str] = {}
    inside = _whole(first)
    for place, line in enumerate((*inside, *reversed(_whole(before)))):
        if len(line) > _LONGEST:
            continue
        is_chrome = is_chrome_line(line)
        if is_chrome or (under and place >= len(inside)):  # nothing of the article stands there
            for name, value in _told(line, under and is_chrome):
                found.setdefault(name, value)
    return found


def _whole(lines: Iterable[str]) -> list[str]:
    """`lines`, a label in a cell of its own together with the value in the next."""
    whole: list[str] = []
    for line in lines:
        if whole and _LABEL.search(whole[-1]):
            whole[-1] += line
        else:
            whole.append(line)
    return whole


def _told(line: str, bare: bool) -> Iterable[tuple[str, str]]:
    """What `line` tells; `bare`: a day needs no label."""
    source, published, organ = (pattern.search(line) for pattern in (_SOURCE, _PUBLISHED, _ORGAN))
    if published is None and (source is not None or bare) and "更新" not in line:
        published = _BARE.search(line)
    for name, match in (("published", published), ("organ", organ), ("来源", source)):
        if match is not None:
            yield name, " ".join(match["value"].split())
