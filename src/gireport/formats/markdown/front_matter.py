"""Front matter (YAML 1.1 between lines of dashes): where it is in a file, and the names of its fields."""

from __future__ import annotations

import re

from ...model import metadata

TEXT_FIELDS = (*metadata.TEXTS, "language")
"""Fields of `Meta` that are one text; `year`, `keywords` and `extra` are a number, a list and a mapping."""

OTHER_NAMES = {"date": "published", "lang": "language", "canonical_url": "source_url"}
"""Names that other programs use → our field."""

EXTRA = "extra"

# Texts that every YAML reader reads as a text without quotation marks.
PLAIN = re.compile(r"(?:[0-9]{4}年)?[^\W\d_][\w（）《》〔〕“”、。，；]*(?:[ -][\w（）《》〔〕“”、。，；]+)*")
WORDS = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null"})
# A rule has an empty line after it, front matter has none. It ends with dashes or dots (YAML 1.1, 9.2.3).
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?!\s*\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


def split(text: str) -> tuple[str, str]:
    """The front matter of `text` without its dashes (empty for none), and the Markdown after it."""
    found = _FRONT_MATTER.match(text) if text.startswith("---") else None
    return (found.group(1), text[found.end() :]) if found else ("", text)
