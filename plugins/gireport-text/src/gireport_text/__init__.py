"""The gireport plugin for plain-text dumps of a report: in Apache Tika's shape, and of web pages."""

from __future__ import annotations

import re
from pathlib import Path

from gireport.hooks import Format, hookimpl, lazy
from gireport.model.messages import add_catalogue

GIREPORT_API = 1

add_catalogue("text", Path(__file__).with_name("messages.json"))

# A cell line that only the tables of a report have, in the two encodings of dumps.
_MARKS = tuple(
    f"\n\t{label}".encode(encoding)
    for label in ("第二十条第（", "一、本年新收政府信息公开申请数量")
    for encoding in ("utf-8", "gb18030")
)


# Labels of the form with blanks, bars and line breaks anywhere in them, as dumps of pages print them.
_PAGE_LABELS = tuple(
    re.compile(r"[\s|｜]*".join(map(re.escape, label)))
    for label in ("信息内容", "本年新收政府信息公开申请数量", "结果维持")
)
# Signs that a file with such labels is Markdown or HTML: a delimiter row, a drawn table, a tag of a table.
_MARKUP = re.compile(
    r"^\s*(?:\|?\s*:?-{3,}:?\s*\||[-=]{3,}\s*$|[-=]{3,} +[-=]{3,}|\+[-=]{3,}\+)|<t[dhr][\s>]", re.MULTILINE
)
_SNIFFED = 2_000_000


def _sniff(data: bytes) -> bool:
    return any(mark in data for mark in _MARKS) or _is_page_dump(data[:_SNIFFED])


def _is_page_dump(data: bytes) -> bool:
    """Whether `data` is text with at least two labels of the form and no table of Markdown or HTML."""
    if b"\0" in data:
        return False
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 20 > len(text):
        text = data.decode("gb18030", "replace")
    if text.lstrip("\ufeff \t\r\n")[:1] in ("<", "{", "["):
        return False
    found = sum(label.search(text) is not None for label in _PAGE_LABELS)
    return found > 1 and _MARKUP.search(text) is None


FORMAT = Format(
    name="text",
    title="plain-text dump",
    suffixes=(".txt", ".md", ".markdown"),
    media_types=("text/plain",),
    sniff=_sniff,
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=frozenset(),
    read_only_suffixes=frozenset({".md", ".markdown"}),
)


@hookimpl
def gireport_formats() -> list[Format]:
    """The one format of this plugin."""
    return [FORMAT]
