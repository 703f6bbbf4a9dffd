"""Pandoc's captions: a paragraph `: …` or `Table: …` right before or after a table.

A table takes the caption before it, else the one after it, so each caption goes to the first possible table
(pandoc's manual, "Tables"). Here the colon needs a space after it, since `:name:` is a symbol on GitHub.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ....model.patterns import compiled_later

_MARK = compiled_later(r"(?:[Tt]able)?:[ \t]+(?=\S)")
_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def add(md: MarkdownIt) -> None:
    """Add captions to the tables of `md`."""
    md.core.ruler.after("block", "captions", _captions)


def _captions(state: StateCore) -> None:
    state.tokens = attach(state.tokens, state.src)


def attach(tokens: list[Token], source: str) -> list[Token]:
    """The `tokens` of the blocks in `source`, with each caption moved into its table.

    Does not change tables in the cells of grid tables: their `source` is the cell.
    """
    if not any(token.type == "table_open" for token in tokens):
        return tokens
    lines = source.split("\n")
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.type != "table_open":
            result.append(token)
            continue
        end = after = _end(tokens, index)
        caption = _caption(result[-3:], token, lines)
        if caption:
            del result[-3:]
        else:
            caption = _caption(tokens[end : end + 3], token, lines)
            after += len(caption)
        result += [token, *caption, *tokens[index:end]]
        index = after
    return result


def _end(tokens: Sequence[Token], index: int) -> int:
    """The index after the end of the table that opens before `index`."""
    depth = 1
    while depth:
        depth += (tokens[index].type == "table_open") - (tokens[index].type == "table_close")
        index += 1
    return index


def _caption(beside: Sequence[Token], table: Token, lines: Sequence[str]) -> list[Token]:
    """The tokens of the caption, where the tokens `beside` a table are one; else none."""
    if [token.type for token in beside] != _PARAGRAPH:
        return []
    content = beside[1]
    found = _MARK.match(content.content)
    if found is None or not content.map or not table.map:
        return []
    after = content.map[1]
    between = range(after, table.map[0]) or range(table.map[1], content.map[0])
    # In pandoc an empty line ends a caption, and nothing else may be between it and the table.
    if not all(_is_blank(lines, number) for number in (after, *between)):
        return []
    content.content = content.content[found.end() :]
    return [_html("<caption>"), content, _html("</caption>\n")]


def _is_blank(lines: Sequence[str], number: int) -> bool:
    return number >= len(lines) or not lines[number].strip(" \t>")


def _html(content: str) -> Token:
    return Token("html_block", "", 0, content=content)
