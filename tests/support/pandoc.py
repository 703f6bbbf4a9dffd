"""pandoc as a second opinion: the grid that it reads from a file."""

from __future__ import annotations

import json
import subprocess
from typing import Any, NamedTuple

import pypandoc

PANDOC = pypandoc.get_pandoc_path()


class Grid(NamedTuple):
    """A table as pandoc reads it: slots, and the cells row by row as (text, rowspan, colspan)."""

    rows: int
    columns: int
    cells: list[list[tuple[str, int, int]]]

    @property
    def count(self) -> int:
        return sum(map(len, self.cells))

    @property
    def merged(self) -> int:
        return sum(rowspan > 1 or colspan > 1 for row in self.cells for _, rowspan, colspan in row)


def document(data: bytes, format: str) -> dict[str, Any]:
    """pandoc's own tree of `data`."""
    done = subprocess.run([PANDOC, "-f", format, "-t", "json"], input=data, capture_output=True, check=True)
    return json.loads(done.stdout)


def text(node: Any) -> str:
    """The characters below a node of pandoc's tree, notes left out."""
    if isinstance(node, list):
        return "".join(map(text, node))
    if not isinstance(node, dict) or node.get("t") == "Note":
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak"):
        return " "
    if kind == "LineBreak":
        return "\n"
    if kind in ("Span", "Link", "Image", "Div"):
        return text(content[1])
    return text(content)


def tables(tree: dict[str, Any]) -> list[Grid]:
    """The tables of the body, in order, without those nested in others."""
    return [_grid(block["c"]) for block in _blocks(tree["blocks"]) if block["t"] == "Table"]


def _blocks(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for block in blocks:
        found += _blocks(block["c"][1]) if block["t"] == "Div" else [block]
    return found


def _grid(content: list[Any]) -> Grid:
    _, _, columns, head, bodies, foot = content
    rows = [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
    cells = [[(text(cell[4]), cell[2], cell[3]) for cell in row[1]] for row in rows]
    return Grid(len(rows), len(columns), cells)


def links(source: str) -> list[str]:
    """The addresses of the links that pandoc finds in GFM, in reading order."""
    found: list[str] = []
    waiting: list[Any] = [document(source.encode(), "gfm")["blocks"]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict) and node.get("t") == "Link":
            found.append(node["c"][2][0])
        elif isinstance(node, dict):
            waiting.append(node.get("c", []))
        elif isinstance(node, list):
            waiting.extend(reversed(node))
    return found
