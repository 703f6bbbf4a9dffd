"""Footnotes: `[^label]` refers to `[^label]: …`, whose later lines are indented by four (GitHub, pandoc)."""

from __future__ import annotations

from itertools import count
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct, field

from ....model.patterns import compiled_later

_LABEL = r"\[\^([^\s\[\]]{1,200})\]"
_REFERENCE = compiled_later(_LABEL)
_DEFINITION = compiled_later(_LABEL + ":[ \t]*")
_OUR_ID = compiled_later("gireport-note-(-*)[0-9]")
_INDENT = 4
_ENV = "gireport.footnotes"


class Definition(Struct):
    """The definition of a footnote: its Markdown, and its tokens after `resolve`."""

    source: str
    tokens: list[Token] = field(default_factory=list)


class Footnotes(Struct):
    """The definitions of a text by label, the numbers of those with a reference, the prefix of ids."""

    definitions: dict[str, Definition] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    prefix: str = ""
    inside: bool = False  # whether a definition is being parsed; a definition in it is text


def _of(env: Any) -> Footnotes:
    known = env.get(_ENV)
    if known is None:
        known = env[_ENV] = Footnotes()
    assert isinstance(known, Footnotes)
    return known


def add(md: MarkdownIt) -> None:
    """Add footnotes to `md`. A definition may interrupt a paragraph, as on GitHub."""
    md.block.ruler.before("reference", "footnote", _definition, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.before("link", "footnote", _reference)


def resolve(md: MarkdownIt, env: dict[str, Any], source: str) -> Footnotes:
    """The footnotes of the text that was parsed with `env`; parses their content."""
    notes = _of(env)
    notes.inside = True
    for definition in notes.definitions.values():
        definition.tokens = md.parse(definition.source, env)
    used = {len(found.group(1)) for found in _OUR_ID.finditer(source)}
    # A number of dashes that no id in the text has, so that our ids are unique.
    notes.prefix = "gireport-note-" + "-" * next(many for many in count() if many not in used)
    return notes


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("[^", position):
        return False
    found = _DEFINITION.match(state.src, position, state.eMarks[start])
    notes = _of(state.env)
    if found is None or notes.inside:
        return False
    if silent:
        return True
    last = _last_line(state, start, end)
    lines = [state.src[found.end() : state.eMarks[start]]]
    lines += (
        state.getLines(line, line + 1, state.blkIndent + _INDENT, False)
        for line in range(start + 1, last + 1)
    )
    token = state.push("footnote_definition", "", 0)
    token.map = [start, last + 1]
    label = _key(found.group(1))
    if label in notes.definitions:
        # The first of two definitions counts. The other gets a label with a space, which no reference has.
        label = f"{label} {len(notes.definitions)}"
    notes.definitions[label] = Definition("\n".join(lines))
    token.meta = {"label": label, "shown": found.group(1)}
    state.line = last + 1
    return True


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """The last line of a definition: indented, or a lazy continuation of its paragraph (CommonMark 5.1)."""
    last = start
    terminators = state.md.block.ruler.getRules("paragraph")
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] - state.blkIndent < _INDENT:
            lazy = line == last + 1 and not state.isEmpty(last) and state.sCount[line] >= state.blkIndent
            if not lazy or any(rule(state, line, end, True) for rule in terminators):
                break
        last = line
    return last


def _key(label: str) -> str:
    return label.casefold()


def _reference(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    notes = _of(state.env)
    label = _key(found.group(1))
    if label not in notes.definitions:
        return False
    if not silent:
        token = state.push("footnote_reference", "", 0)
        token.meta = {"number": notes.numbers.setdefault(label, len(notes.numbers) + 1)}
    state.pos = found.end()
    return True
