"""How does a page that is written for GitHub become one for Python-Markdown, which renders the site?

Both read the same headings, tables and blocks of code. They differ in lists: Python-Markdown asks for an
empty line before a list and for four spaces before what stands in an item.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it import MarkdownIt

_COMMENT = re.compile(r"<!--.*?-->\n?", re.S)
_FENCE = re.compile(r"^(```.*?^```[^\n]*)$", re.M | re.S)
_WIDE = "[\\u2014\\u201c\\u201d\\u2026\\u3001-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef]"
_BREAK = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")
_INFO = re.compile(r"^(\s*```+\w+)( .*)$", re.M)
_TITLE = re.compile(r' title="[^"]*"')
_ARROW = re.compile(r"^\s*(\w+) (-->|-\.->) (\w+)$", re.M)
_BOX = re.compile(r'^\s*(\w+)\["([^"<]*)(?:<br/>)?([^"]*)"\]$', re.M)
_GRAPH = re.compile(r"^```mermaid\n(.*?)^```$", re.M | re.S)
_ROW = re.compile(r"^\|.*$", re.M)
_CODE = re.compile(r"`[^`]+`")
HEADS = {"en": ("package", "what it holds", "imports"), "zh": ("包", "内容", "导入")}


class _Item(NamedTuple):
    """A list item: its first line, the line behind it, the columns before its text."""

    first: int
    end: int
    width: int


def for_the_site(text: str, language: str) -> str:
    """The text of a page as Python-Markdown has to be given it."""
    text = _INFO.sub(lambda found: found[1] + (_TITLE.search(found[2]) or [""])[0], _COMMENT.sub("", text))
    text = _GRAPH.sub(lambda found: graph_as_table(found[1], language), text)
    return _with_wide_lists(_joined(_ROW.sub(_with_bars, text)))


def _joined(text: str) -> str:
    """A text whose lines that break between two Chinese characters are one: HTML shows a break as a space."""
    parts = _FENCE.split(text)
    return "".join(part if number % 2 else _BREAK.sub("", part) for number, part in enumerate(parts))


def _with_bars(row: re.Match[str]) -> str:
    """A row of a table in whose code font a bar stands for itself; GitHub asks for a backslash before it."""
    return _CODE.sub(lambda found: found[0].replace("\\|", "|"), row[0])


def graph_as_table(graph: str, language: str) -> str:
    """A Mermaid flowchart as a table, a row for each box: a browser draws it only with a large script."""
    arrows: dict[str, list[str]] = {}
    for start, _, end in _ARROW.findall(graph):
        arrows.setdefault(start, []).append(end)
    rows = [
        f"| `{title}` | {about} | {', '.join(f'`{end}`' for end in arrows.get(name, [])) or '—'} |"
        for name, title, about in _BOX.findall(graph)
    ]
    return "\n".join([f"| {' | '.join(HEADS[language])} |", "|---|---|---|", *rows])


def _with_wide_lists(text: str) -> str:
    lines = text.split("\n")
    items, starts = _lists(text)
    result: list[str] = []
    for number, line in enumerate(lines):
        inside = [item for item in items if item.first <= number < item.end]
        if number in starts and result and result[-1].strip():
            result.append("")
        continued = [item for item in inside if item.first < number]
        if continued and line.strip():
            width = continued[-1].width
            indent = len(line) - len(line.lstrip(" "))
            line = " " * (4 * len(continued)) + line[min(width, indent) :]
        result.append(line)
    return "\n".join(result)


def _lists(text: str) -> tuple[list[_Item], set[int]]:
    """The list items of a page, outer before inner, and the lines before which an empty line has to stand.

    These are the first lines of a list that stands in no item, and of an item behind one with empty lines.
    """
    items: list[_Item] = []
    starts = set()
    lines = text.split("\n")
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.map is None:
            continue
        first, end = token.map
        if token.type in ("bullet_list_open", "ordered_list_open") and not token.level:
            starts.add(first)
        elif token.type == "list_item_open":
            mark = re.match(r"\s*(?:[-*+]|\d+[.)])\s+", lines[first])
            items.append(_Item(first, end, len(mark[0]) if mark else 2))
            if not all(line.strip() for line in lines[first : end - 1]):
                starts.add(end)
    return items, starts
