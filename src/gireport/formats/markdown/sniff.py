"""Is this file Markdown?"""

from __future__ import annotations

import re

from .front_matter import EXTRA, OTHER_NAMES, TEXT_FIELDS

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
# Markdown may begin with a block of HTML (a merged table). A whole page is HTML, which is asked first.
_HTML_BLOCK = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!--|(?!html\b|head\b|body\b)[a-z])", re.IGNORECASE)


def sniff(data: bytes) -> bool:
    """Return whether `data` begins with a block of HTML, or with front matter with a field of a report."""
    # Nothing else proves Markdown: a plain text may hold dashes, colons and stars too.
    return _HTML_BLOCK.match(data[:1024]) is not None or _has_known_fields(data)


def _has_known_fields(data: bytes) -> bool:
    """Whether a file begins with front matter that has at least one field of a report."""
    found = _STRICT.match(data[:_HEAD])
    return found is not None and not _NAMES.isdisjoint(_NAME.findall(found.group()))
