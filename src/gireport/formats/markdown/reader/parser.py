"""Renders Markdown as HTML: CommonMark, GFM's extensions, footnotes, pandoc's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from ....errors import LimitError
from ....losses import Losses
from ....markup.reader import Place
from ....model.messages import message
from ....model.patterns import compiled_later
from ....model.weight import Weight
from . import autolinks, captions, corrections, footnotes, grid_tables, simple_tables
from .render import Renderer

MAX_NESTING = 100
"""How deep quotations and lists may nest; the parser would drop deeper ones silently."""

MAX_BRACKETS = 1000
"""How many brackets of one paragraph may be open at once: the parser searches the end of each."""
_BRACKETS = compiled_later(r"\\.|[\[\]]", re.DOTALL)


class _References(dict[str, Any]):
    """Link reference definitions; records which are used, and limits what repeated references add."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.weight = Weight()

    def get(self, label: str, default: Any = None) -> Any:
        """The definition of `label`; the parser calls this for each reference.

        Raises:
            LimitError: the references repeat more text than a report may (cmark-gfm has such a limit too).
        """
        found = super().get(label, default)
        if label in self.used and found is not None:
            self.weight.repeat(len(found["href"]) + len(found["title"]))
        self.used.add(label)
        return found

    def unused(self) -> Iterator[dict[str, Any]]:
        """The definitions without a reference, with their label."""
        for label, definition in self.items():
            if label not in self.used:
                yield {"label": label, **definition}


def to_html(source: str, losses: Losses, lines_before: int) -> tuple[str, Place]:
    """The HTML of a Markdown text after `lines_before` lines, and a function that finds its lines.

    Raises:
        LimitError: blocks nest deeper than `MAX_NESTING`, more than `MAX_BRACKETS` brackets are open, grid
            tables are too large, or references repeat too much.
    """
    md = _parser()
    references = _References()
    env: dict[str, Any] = {"references": references}
    tokens = md.parse(source, env)
    notes = footnotes.resolve(md, env, source)
    renderer = Renderer(notes, losses, lines_before)
    for unused in (*references.unused(), *env.get("duplicate_refs", ())):
        shown = f"[{unused['label']}]: {unused['href']} {unused['title']}"
        detail = message("markdown.unused-reference", reference=shown[:200])
        losses.note("not-kept", f"line {lines_before + unused['map'][0] + 1}", 1, detail)
    for line, cells in env.get(corrections.EXCESS, ()):
        detail = message("markdown.extra-cells", cells=" | ".join(cells)[:200])
        losses.note("not-kept", f"line {lines_before + line + 1}", len(cells), detail)
    return renderer.blocks(tokens) + renderer.notes(), renderer.place


class _Parser(MarkdownIt):
    """markdown-it's parser, but addresses stay as they are written: the model checks them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  (the library's name)
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


def _parser() -> MarkdownIt:
    md = _Parser("commonmark", {"maxNesting": 2 * MAX_NESTING + 20, "strikethrough_single_tilde": True})
    md.enable(["table", "strikethrough"])
    footnotes.add(md)
    grid_tables.add(md)
    simple_tables.add(md)
    captions.add(md)
    corrections.add(md)
    autolinks.add(md)
    md.block.ruler.before("table", "depth", _check_depth)
    md.core.ruler.after("block", "brackets", _check_brackets)
    return md


def _check_depth(state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    if state.level > 2 * MAX_NESTING:
        raise LimitError(message("markdown.nested", limit=MAX_NESTING))
    return False


def _check_brackets(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > MAX_BRACKETS:
            open_ = 0
            for found in _BRACKETS.finditer(token.content):
                if found.group() == "[":
                    open_ += 1
                elif found.group() == "]" and open_:
                    open_ -= 1
                if open_ > MAX_BRACKETS:
                    raise LimitError(message("markdown.brackets", limit=MAX_BRACKETS))
