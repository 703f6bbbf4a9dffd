"""What pages keep for browsers that run no scripts (H12)."""

from __future__ import annotations

import re

from ...losses import Losses
from ..facts import TEXT_ELEMENTS
from . import unclosed

# What stands between tags as text, and tags with their quoted values, so that no `<b>` in them is taken for a
# tag; the bounds on quotes keep the search linear.
_RAW = "|".join([*sorted(TEXT_ELEMENTS), "noscript"])
_TAG_REST = r"""[^<>"']*(?:(?:"[^"]{0,4000}"|'[^']{0,4000}')[^<>"']*){0,100}>"""
_NOSCRIPT = re.compile(
    rf"<!--.*?(?:-->|\Z)|<({_RAW})(?=[\s/>]){_TAG_REST}(.*?)(</\1(?=[\s/>])[^>]*>|\Z)|<[a-z/]{_TAG_REST}",
    re.IGNORECASE | re.DOTALL,
)
_HAS_NOSCRIPT = re.compile(r"<noscript[\s/>]", re.IGNORECASE)


def without_noscript(html: str, losses: Losses, place: unclosed.Place = unclosed.on_page) -> str:
    """`html` as a browser with scripts shows it; a `noscript` that takes the rest of the page is noted.

    The parser runs no scripts, and so would read what is kept for browsers that run none either.
    """
    if not _HAS_NOSCRIPT.search(html):
        return html

    def replaced(found: re.Match[str]) -> str:
        tag, inside, end = found.groups()
        if (tag or "").lower() != "noscript":
            return found.group()
        if not end:
            unclosed.note(html, found.start(), "noscript", inside, losses, place)
        return ""

    return _NOSCRIPT.sub(replaced, html)
