"""Where front matter stands: between two lines of three dashes, at the very start of a file."""

from __future__ import annotations

import re

# A rule has an empty line after it, front matter has not; it ends with dashes or points (YAML 1.1, 9.2.3).
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?!\s*\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


def split(text: str) -> tuple[str, str]:
    """The front matter without its dashes (empty where there is none), and the rest."""
    found = _FRONT_MATTER.match(text) if text.startswith("---") else None
    return (found.group(1), text[found.end() :]) if found else ("", text)
