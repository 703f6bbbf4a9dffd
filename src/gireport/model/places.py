"""Where is a thing in a document? Places in words, and the same place as a path for programs.

A place is written in English words, `word/document.xml, table 2 row 7 column 3`: steps from the outside in,
with a comma between them. The words are a promise: every output for programs has them. `place_in_words` gives
them in Chinese, `place_path` as a path. The words of both languages stand in `gireport/messages/places.json`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from .messages import Language, catalogue

Notify: TypeAlias = Callable[[str, str, int], None]
"""Called for each repair with a loss code, a place in words (`table 2 row 7 column 3`) and a count."""


def ignore(_code: str, _where: str, _count: int) -> None:
    """The notifier of a caller who does not ask."""


class Place(Struct):
    """What was met in one flow of blocks, the last of it included; all numbers count from 1.

    `paragraphs` counts headings and list items too. `row` and `column` are a cell of the last table: its
    first row and grid column.
    """

    name: str = ""  # of a flow that is neither the body nor a cell
    paragraphs: int = 0
    tables: int = 0
    in_table: bool = False
    row: int = 0
    column: int = 0

    def paragraph(self) -> None:
        """Go on to a paragraph."""
        self.paragraphs += 1
        self.in_table = False

    def table(self) -> None:
        """Go on to a table, none of its cells yet."""
        self.tables += 1
        self.in_table = True
        self.row = self.column = 0


def in_words(places: Iterable[Place]) -> str:
    """The flows from the body inwards: `table 2 row 7 column 3, paragraph 2`."""
    words: list[str] = []
    for place in places:
        if place.name:
            words.append(place.name)
        if place.in_table:
            cell = f" row {place.row} column {place.column}" if place.row else ""
            words.append(f"table {place.tables}{cell}")
        elif place.paragraphs:
            words.append(f"paragraph {place.paragraphs}")
    return ", ".join(words)


# --- the same place in Chinese, and as a path --------------------------------------------------------

_FIELDS = {"{n}": r"([0-9n/,.]*[0-9n])", "{t}": r"(.+)", "{q}": r"('.*?'|\".*?\"|“.*?”)"}


class _Step(Struct):
    """One step of a place: the key of its words in the catalogue with its number or name, or a text that is
    kept.
    """

    key: str
    value: str
    text: str


@cache
def _words() -> list[tuple[str, re.Pattern[str]]]:
    """Return the key and the pattern of each step's English words, the longest words first."""
    english = {key: texts.en for key, texts in catalogue("places").items()}
    patterns = []
    for key in sorted(english, key=lambda key: len(english[key]), reverse=True):
        pattern = re.escape(english[key])
        for field, value in _FIELDS.items():
            pattern = pattern.replace(re.escape(field), value)
        patterns.append((key, re.compile(pattern + r"(?=$|[ ,:])")))
    return patterns


def _steps(where: str) -> Iterator[_Step]:
    position = 0
    while position < len(where):
        for key, pattern in _words():
            found = pattern.match(where, position)
            if found:
                yield _Step(key, found[1] if pattern.groups else "", found[0])
                position = found.end()
                break
        else:
            end = where.find(", ", position)
            end = len(where) if end < 0 else end
            yield _Step("", "", where[position:end])
            position = end
        while position < len(where) and where[position] in ", ":
            position += 1


def place_in_words(where: str, language: Language = "en") -> str:
    """Return the place `where` in `language`; a step that has no words of ours (a part's name) stays as it
    is.
    """
    if language == "en" or where.startswith("$"):
        return where
    texts = catalogue("places")
    words = (
        texts[step.key].zh.format(n=step.value, q=step.value, t=step.value) if step.key else step.text
        for step in _steps(where)
    )
    return " ".join(words).replace(" （", "（")


def place_path(where: str) -> str:
    """Return the place `where` as a path that programs can rely on:
    `word/document.xml#/table[2]/row[7]/column[3]`.

    The part of a package stands before `#`. A step is the key of its words with its number or its name in
    brackets. A JSON path (`$.body[3]`) stays as it is, and no place has no path.
    """
    from urllib.parse import quote  # only for this: it takes milliseconds to import

    if where.startswith("$"):
        return where
    part, path = "", ""
    for number, step in enumerate(_steps(where)):
        if step.key:
            value = quote(step.value, safe="") if step.key == "address" else step.value
            path += f"/{step.key}[{value}]" if value else f"/{step.key}"
        elif number == 0:
            part = f"{quote(step.text, safe='/')}#"
        else:
            path += f"/{quote(step.text, safe='')}"
    return part + path
