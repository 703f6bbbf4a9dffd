"""Tables and texts of generated pages, in Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..sources import Language

WORDS: dict[str, dict[str, dict[Language, str]]] = json.loads(
    Path(__file__).with_name("words.json").read_text("utf-8")
)
"""The words of the pages themselves: area → name → language → text."""
_CODE = re.compile(r"(`[^`]*`)")
_ANGLE = re.compile(r"<(?=[A-Za-z/!?])")


def said(area: str, language: Language, *names: str) -> list[str]:
    """The words `names` of an area, in `language`."""
    return [WORDS[area][name][language] for name in names]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a cell may hold any text, in which lines become one."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(cell(one) for one in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """A text as the content of a cell."""
    return " ".join(text.split()).replace("|", "\\|")


def words(text: str) -> str:
    """A plain text with code font and no other markup: its other signs stand for themselves."""
    return "".join(
        part
        if part.startswith("`") and len(part) > 1
        else _ANGLE.sub("&lt;", re.sub(r"([\\`*_\[\]])", r"\\\1", part))
        for part in _CODE.split(text)
    )


def code(text: str) -> str:
    """A text in code font, whatever it holds; a dash where there is none."""
    if not text:
        return "—"
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def words_outside_code(text: str) -> str:
    """A text with code font, in which no sign outside of the code begins a tag of HTML."""
    return "".join(part if part.startswith("`") else _ANGLE.sub("&lt;", part) for part in _CODE.split(text))
