"""Front matter in which every line is plain, read without PyYAML.

Importing PyYAML and running its scanner takes as long as reading the Markdown below the front matter. What
gireport writes, and what most people write, needs neither: names, and texts that every YAML reader takes as
they stand. The tests hold that a value given here is the one that PyYAML gives.
"""

from __future__ import annotations

import re

from ..front_matter import EXTRA, PLAIN, WORDS

_PAIR = re.compile(r"""(  )?([^:"]+):(?: (.+))?""")
_NUMBER = re.compile("[0-9]{4}")
# A text in quotation marks without an escape or a character that YAML treats in its own way.
_QUOTED = re.compile('"([^"\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*)"')


def plain_values(source: str) -> dict[str, str | list[str] | dict[str, str]] | None:
    """Return the names and values of front matter; None when a line of it is not plain."""
    values: dict[str, str | list[str] | dict[str, str]] = {}
    words: list[str] = []
    extra: dict[str, str] = {}
    owner: object = None  # what an item or an indented pair belongs to
    for line in source.removesuffix("\n").split("\n"):
        if line.startswith("- "):
            text = _plain_text(line[2:])
            if owner is not words or text is None:
                return None
            words.append(text)
            continue
        found = _PAIR.fullmatch(line)
        if found is None or not _is_plain(found[2]):
            return None
        indent, name, value = found.groups()
        into = extra if indent else values
        if name in into or (indent and owner is not extra):
            return None
        if value is not None:
            text = _plain_text(value)
            if text is None:
                return None
            into[name] = text
            owner = extra if indent else None
        elif not indent and name in ("keywords", EXTRA):
            owner = values[name] = words if name == "keywords" else extra
        else:
            return None
    empty = ("keywords" in values and not values["keywords"]) or (EXTRA in values and not values[EXTRA])
    return None if empty else values


def _is_plain(text: str) -> bool:
    return PLAIN.fullmatch(text) is not None and text.casefold() not in WORDS


def _plain_text(written: str) -> str | None:
    quoted = _QUOTED.fullmatch(written)
    if quoted:
        return quoted[1]
    return written if _NUMBER.fullmatch(written) or _is_plain(written) else None
