"""Front matter (YAML 1.1 between lines of dashes): where it is in a file, and the names of its fields."""

from __future__ import annotations

import re

from ...model import metadata

TEXT_FIELDS = (*metadata.TEXTS, "language")
"""Fields of `Meta` that are one text; `year`, `keywords` and `extra` are a number, a list and a mapping."""

OTHER_NAMES = {"date": "published", "lang": "language", "canonical_url": "source_url"}
"""Names that other programs use → our field."""

EXTRA = "extra"

# A rule has an empty line after it, front matter has none. It ends with dashes or dots (YAML 1.1, 9.2.3).
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?!\s*\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)

# For detection the whole of it must look like YAML: names with values, indented lines, lists and comments.
_STRICT = re.compile(
    rb"""(?:\xef\xbb\xbf)? ---[ \t]*\r?\n (?=\S)
    (?: (?!---|\.\.\.) (?:[^\s:#-][^\r\n:]*:(?:[ \t][^\r\n]*)? | [ \t#-][^\r\n]* | ) \r?\n )*
    (?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)""",
    re.VERBOSE,
)
_NAME = re.compile(rb"^([a-z_]+):", re.MULTILINE)
_NAMES = frozenset(
    name.encode() for name in (*TEXT_FIELDS, *OTHER_NAMES, EXTRA, "year", "keywords", "author")
)
_HEAD = 65_536  # bytes in which front matter must end


def split(text: str) -> tuple[str, str]:
    """The front matter of `text` without its dashes (empty for none), and the Markdown after it."""
    found = _FRONT_MATTER.match(text) if text.startswith("---") else None
    return (found.group(1), text[found.end() :]) if found else ("", text)


def has_known_fields(data: bytes) -> bool:
    """Whether a file begins with front matter that has at least one field of a report."""
    found = _STRICT.match(data[:_HEAD])
    return found is not None and not _NAMES.isdisjoint(_NAME.findall(found.group()))
