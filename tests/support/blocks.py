"""Which blocks does a Markdown page have, and what does each of them ask for?

A block that looks as if it ran, but does not, is a fault of the page (`faults`): every command that a page
shows runs, or the page says why not. `support.snippets` runs the blocks, and says how a page is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt

RUN = ("console", "python", "pycon")
"""Languages that run."""
PROGRAMS = ("sh", "java", "php", "bat")
"""Languages of programs: the block is a file (`title`), or says why it does not run."""
SHOWN = ("", "text", "html", "xml", "json", "toml", "yaml", "ini", "nginx", "markdown", "mermaid")
"""Languages that do not run."""
COMMAND, MORE = "$ ", "> "
_ATTRIBUTE = re.compile(r'(title|needs)="([^"]+)"')
_NOT_RUN = re.compile(r"<!-- not run: (.*\S) -->\s*")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t>]+)*(`{3,}(?=[^`]*$)|~{3,})(.*)")
"""The first line of a fenced block, wherever it stands."""


class Block(NamedTuple):
    """A fenced block: its language, the name of the file that it is, the programs it needs, the reason the
    page gives for not running it (or empty), its text, its first line in the page.
    """

    language: str
    file: str
    needs: list[str]
    not_run: str
    text: str
    line: int

    @property
    def runs(self) -> bool:
        """Whether the block is a command or a snippet that runs."""
        return self.language in RUN and not self.file and not self.not_run


class Command(NamedTuple):
    """A command of a console block, and the lines that it should print."""

    command: str
    printed: list[str]


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, those in lists and quotations too."""
    before = ""
    for token in MarkdownIt().parse(page):
        if token.type == "fence":
            assert token.map is not None
            language, _, rest = token.info.strip().partition(" ")
            attributes = dict(_ATTRIBUTE.findall(rest))
            reason = _NOT_RUN.fullmatch(before)
            yield Block(
                language,
                attributes.get("title", ""),
                attributes.get("needs", "").split(),
                reason[1] if reason else "",
                token.content,
                token.map[0] + 2,
            )
        before = token.content if token.type == "html_block" else ""


def runs(page: str) -> bool:
    """Whether the page holds a block that runs."""
    return any(block.runs for block in blocks(page))


def commands(text: str) -> Iterator[Command]:
    """The commands of a console block."""
    found: list[Command] = []
    for line in text.splitlines():
        if line.startswith(COMMAND):
            found.append(Command(line.removeprefix(COMMAND), []))
        elif found and line.startswith(MORE) and not found[-1].printed:
            found[-1] = Command(f"{found[-1].command}\n{line.removeprefix(MORE)}", [])
        else:
            assert found, f"a console block begins with a command, not with {line!r}"
            found[-1].printed.append(line)
    return iter(found)


def faults(page: str) -> list[str]:
    """The blocks that do not run though they look so, and those that cannot fail, each with its line:

    - A language that is neither of `RUN`, `PROGRAMS` nor `SHOWN`, such as `py` or `Console`.
    - An attribute that nobody reads; a console block with a `title`; a program without one.
    - A block without a language of `RUN` that begins with a prompt.
    - A fence that is no block for Markdown: in HTML, in a comment, in indented text.
    - A command for which only `...` is shown.
    """
    found = []
    seen = set()
    for block in blocks(page):
        seen.add(block.line - 1)
        info = _FENCE.match(page.split("\n")[block.line - 2])
        assert info is not None
        found += [f"line {block.line}: {fault}" for fault in _faults_of(block, info[2])]
    return found + [f"line {line}: this block is not seen" for line in _fences(page) if line not in seen]


def _faults_of(block: Block, info: str) -> Iterator[str]:
    if block.language not in (*RUN, *PROGRAMS, *SHOWN):
        yield f"the language {block.language!r} is not known"
    attributes = info.strip().removeprefix(block.language)
    if _ATTRIBUTE.sub("", attributes).strip():
        yield f"the attributes {attributes.strip()!r} are not known"
    if block.language == "console" and block.file:
        yield "a console block with a title does not run"
    if block.language in PROGRAMS and not (block.file or block.not_run):
        yield "a program needs a title, or a comment `not run` with the reason"
    if block.language in SHOWN and block.text.startswith((COMMAND, ">>> ")):
        yield "a block with a prompt needs the language console or pycon"
    if block.language == "console" and not block.not_run:
        for command, printed in commands(block.text):
            if printed and not "".join(printed).replace(".", "").strip():
                yield f"any output of `{command}` would do"


def _fences(page: str) -> Iterator[int]:
    """The numbers of the lines with which a fenced block begins, whatever stands around them."""
    end = None
    for number, line in enumerate(page.split("\n"), 1):
        if end is not None:
            if end.fullmatch(line):
                end = None
        elif opening := _FENCE.match(line):
            yield number
            end = re.compile(rf"[ \t>]*{re.escape(opening[1])}{opening[1][0]}*[ \t]*")


def given(page: str) -> dict[str, str]:
    """The files that the page begins with: name → where they come from, from the root of the checkout."""
    pairs: dict[str, str] = {}
    for comment in re.findall(r"<!-- given:(.*?)-->", page, re.S):
        for line in comment.strip().splitlines():
            name, sign, source = line.partition(" = ")
            assert sign, f"given: {line!r} is not NAME = PATH"
            pairs[name.strip()] = source.strip()
    return pairs


def needed(page: str) -> list[str]:
    """The programs without which the page does not run."""
    return " ".join(re.findall(r"<!-- needs:(.*?)-->", page)).split()
