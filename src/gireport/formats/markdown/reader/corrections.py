"""Corrects rules of the parser that strip characters, or take them for markup, which are content.

CommonMark strips spaces and tabs only, the parser U+3000 and NBSP too: a Chinese paragraph begins with two
ideographic spaces.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import (
    StateBlock,
    heading,
    lheading,
    paragraph,
    table,
)
from markdown_it.rules_inline import StateInline

from ....model.patterns import compiled_later

EXCESS = "gireport.excess-cells"
"""Key in the parser's `env`: (line, cells) for each row with more cells than columns; GFM ignores them."""
_BLANKS = " \t\n"
_OPENING = compiled_later("#{1,6}")
_ESCAPED_BAR = compiled_later(r"\\\|")
_BAR = compiled_later(r"(?<!\\)\|")


def add(md: MarkdownIt) -> None:
    """Replace rules of `md` by the corrected ones."""
    ruler = md.block.ruler
    ruler.at("paragraph", _paragraph)
    ruler.at("lheading", _setext)
    ruler.at("heading", _atx, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.before("strikethrough", "range", _range)


def _range(state: StateInline, silent: bool) -> bool:
    """A single tilde inside a word is a character: 3~5天，10~20件 must keep both."""
    before, after = state.src[state.pos - 1 : state.pos], state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "~" or not (before.isalnum() and after.isalnum()):
        return False
    if not silent:
        state.pending += "~"
    state.pos += 1
    return True


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = paragraph(state, start, end, silent)
    if found and not silent:
        state.tokens[-2].content = _lines(state, start, state.line)
    return found


def _setext(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = lheading(state, start, end, silent)
    if found and not silent:
        state.tokens[-2].content = _lines(state, start, state.line - 1)
    return found


def _lines(state: StateBlock, start: int, end: int) -> str:
    return state.getLines(start, end, state.blkIndent, False).strip(_BLANKS)


def _atx(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """CommonMark 4.2: the opening sequence, the content, and perhaps a closing sequence."""
    found = heading(state, start, end, silent)
    if found and not silent:
        content = _OPENING.sub("", _line(state, start), count=1).strip(_BLANKS)
        opened = content.rstrip("#")
        if not opened or opened[-1] in _BLANKS:
            content = opened.rstrip(_BLANKS)
        state.tokens[-2].content = content
    return found


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """GFM 4.10: trims only spaces in cells; the header row must not begin another block."""
    before = len(state.tokens)
    found = table(state, start, end, True) and not begins_other_block(state, start, end)
    if found and not silent:
        table(state, start, end, False)
        cells: list[str] = []
        line = start
        for token in state.tokens[before:]:
            if token.type == "tr_open" and token.map:
                line = token.map[0]
                cells = _cells(_line(state, line))
                cells.reverse()
            elif token.type == "tr_close" and any(cells):
                state.env.setdefault(EXCESS, []).append((line, cells[::-1]))
            elif token.type == "inline":
                token.content = cells.pop() if cells else ""
    return found


def begins_other_block(state: StateBlock, start: int, end: int) -> bool:
    """Whether the line before a row of dashes begins a list, a heading, a quotation …"""
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, start, end, True) for rule in rules if rule is not _table)


def _cells(line: str) -> list[str]:
    cells = _BAR.split(line.strip(_BLANKS))
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return [_ESCAPED_BAR.sub("|", cell).strip(_BLANKS) for cell in cells]


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
