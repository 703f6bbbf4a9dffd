"""The metadata of an article: from the metas, the block of labels, and the line between title and article.

Such a line is `来源：县政府办 发布时间：2025-01-15 09:30 字体：大 中 小`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from bs4.element import Tag

from ...losses import Losses
from ...markup.vocabulary import TECHNICAL_METAS
from ...model import Meta
from ...model.messages import message
from ...model.patterns import compiled_later
from ...model.types import DEFAULT_LANGUAGE
from .attachments import Attachment
from .lines import is_chrome_line, lines_of
from .soup import compact
from .vocabulary import containers, names

_TAG_IN_TEXT = compiled_later(r"</?[a-zA-Z][^<>]{0,80}>")
_NEAR = 12
"""Lines before the article, and lines at its start, that may be the line under the title."""
_MAX_LINE = 160
_DATE = r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
_DATE_AND_TIME = rf"{_DATE}(?:\s*\d{{1,2}}[:：时]\d{{2}}(?:[:：分]\d{{2}})?[分秒]?)?"
_DATE_PARTS = compiled_later(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")
_START = r"(?:^|(?<=[\s|｜\[【（(]))"
_END = r"(?=$|[\s|｜\]】])"
_VALUE = r"(?P<value>[^\s：:|｜\]】]+)"
_PUBLISHED = compiled_later(
    rf"{_START}(?:(?:信息)?(?:发布|公开|创建|录入|信息)(?:时间|日期)\s*[：:]|发布于\s*[：:]?)"
    rf"\s*(?P<value>{_DATE_AND_TIME})"
)
_DATE_WITHOUT_LABEL = compiled_later(rf"{_START}(?:(?:时间|日期)\s*[：:]\s*)?(?P<value>{_DATE_AND_TIME})")
_ORGAN = compiled_later(rf"{_START}(?:发布机构|发布单位)\s*[：:]\s*{_VALUE}{_END}")
_SOURCE = compiled_later(rf"{_START}(?:信息|文章|内容|稿件)?来源\s*[：:]\s*{_VALUE}{_END}")
_LABEL = compiled_later(r"^[^：:]{2,8}[：:]$")


def read_metas(metas: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first value for each field of `Meta` or key of its `extra`, from names and contents of metas."""
    found: dict[str, str] = {}
    table = names().metas
    marks = {name.lower() for pair in containers().metas for name in pair}
    for written_name, written_content in metas:
        name, content = written_name.strip(), written_content.strip()
        lower = name.lower()
        if lower == "articletitle":
            content = _TAG_IN_TEXT.sub("", content).strip()
        if name and content and lower not in TECHNICAL_METAS and lower not in marks:
            found.setdefault(table.get(lower, name), content)
    return found


# --- the line under the title ------------------------------------------------------------------------


def read_line_under_title(body: Tag, root: Tag, title: str) -> dict[str, str]:
    """`published`, `organ` and 来源, from lines before the article `root` and lines of chrome at its start.

    Where the page shows the `title`, only lines under it count. The line nearest to the article has
    precedence.
    """
    before: deque[str] = deque(maxlen=_NEAR)
    is_under_title = False
    if root is not body:
        for line in lines_of(body):
            if any(above is root for above in (line.block, *line.block.parents)):
                break
            before.append(line.text)
            if title and compact(line.text) == compact(title):
                before.clear()  # lines over the title may be about something else
                is_under_title = True
    first_lines = [line.text for line, _ in zip(lines_of(root), range(_NEAR), strict=False)]
    inside = _with_labels_joined(first_lines)
    found: dict[str, str] = {}
    for position, text in enumerate((*inside, *reversed(_with_labels_joined(before)))):
        if len(text) > _MAX_LINE:
            continue
        is_chrome = is_chrome_line(text)
        # Between title and article, no line is part of the article.
        if is_chrome or (is_under_title and position >= len(inside)):
            for name, value in _values_in_line(text, is_under_title and is_chrome):
                found.setdefault(name, value)
    return found


def _with_labels_joined(lines: Iterable[str]) -> list[str]:
    """`lines`, where a label in a cell of its own is joined with the value in the next cell."""
    joined: list[str] = []
    for line in lines:
        if joined and _LABEL.search(joined[-1]):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _values_in_line(line: str, allows_bare_date: bool) -> Iterable[tuple[str, str]]:
    """The values in `line`; with `allows_bare_date`, or beside a source, a date needs no label."""
    source, published, organ = (pattern.search(line) for pattern in (_SOURCE, _PUBLISHED, _ORGAN))
    if published is None and (source is not None or allows_bare_date) and "更新" not in line:
        published = _DATE_WITHOUT_LABEL.search(line)
    for name, match in (("published", published), ("organ", organ), ("来源", source)):
        if match is not None:
            yield name, " ".join(match["value"].split())


# --- together ----------------------------------------------------------------------------------------


def merge_metadata(
    metas: dict[str, str],
    labels: dict[str, str],
    title: str,
    url: str | None,
    language: str,
    attachments: Sequence[Attachment],
    losses: Losses,
) -> Meta:
    """The metadata; where a meta and a label disagree, the label that the page shows wins, with a loss."""
    values = dict(metas)
    for name in ("title", "source_url"):
        values.pop(name, None)
    for name, label in labels.items():
        meta = values.get(name, "")
        values[name] = _agreed_value(name, meta, label, losses) if meta else label
    keywords = values.pop("keywords", "")
    description = values.pop("description", None)
    for number, attachment in enumerate(attachments, 1):
        values[f"附件{number}"] = str(attachment)
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


def _agreed_value(name: str, meta: str, label: str, losses: Losses) -> str:
    """The longer of two dates of the same day; else the value of the label."""
    date = _date_parts(meta)
    if date is not None and date == _date_parts(label):
        return max(meta, label, key=len)
    if compact(meta) == compact(label):
        return label
    detail = message("portal.head-and-page-differ", head=meta[:80], page=label[:80])
    losses.note("metadata-disagrees", name, 1, detail)
    return label


def are_different_days(first: str, second: str) -> bool:
    """Whether two dates are of different days; False where one is not a full date."""
    dates = _date_parts(first), _date_parts(second)
    return None not in dates and dates[0] != dates[1]


def _date_parts(text: str) -> tuple[int, ...] | None:
    """Year, month and day; None where `text` has no full date."""
    found = _DATE_PARTS.search(text)
    return tuple(map(int, found.groups())) if found else None
