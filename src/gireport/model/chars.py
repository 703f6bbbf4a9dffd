"""Which characters and addresses a report may hold."""

from __future__ import annotations

from .patterns import compiled_later

# Characters outside of XML 1.0, production [2] Char. Line ends are handled separately.
FORBIDDEN = compiled_later("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

# Characters that a `Text` cannot hold: forbidden ones, and line ends, which become a `LineBreak`.
NOT_IN_TEXT = compiled_later("[\x00-\x08\x0a-\x1f\ufffe\uffff\ud800-\udfff]")

LINE_END = compiled_later("\r\n|\r|\n")

_SCHEME = compiled_later(r"[a-z][a-z0-9+.\-]*")
_UNSAFE_SCHEMES = frozenset({"javascript", "vbscript", "data", "livescript", "mocha"})
# Characters that browsers remove before they read the scheme (URL Standard, basic URL parser, steps 1–3).
_IGNORED_IN_URL = compiled_later("^[\x00-\x20]+|[\t\n\r]+")


def is_plain_text(text: str) -> bool:
    """Whether a `Text` can hold `text` as it is: no forbidden character and no line end.

    Printable characters are never forbidden, and asking for them takes a tenth of the time of the search.
    """
    return text.isprintable() or not NOT_IN_TEXT.search(text)


def without_forbidden(text: str) -> tuple[str, int]:
    """`text` without the characters that no report can hold, and their number."""
    return FORBIDDEN.subn("", text)


def scheme(address: str) -> str:
    """The scheme that a browser would see in `address`, in lower case; empty for a relative one."""
    head, colon, _ = address.partition(":")
    found = _SCHEME.fullmatch(_IGNORED_IN_URL.sub("", head).lower()) if colon else None
    return found.group() if found else ""


def is_safe_link(address: str) -> bool:
    """Whether following `address` cannot run a script (no `javascript:`, `vbscript:`, `data:` …)."""
    return scheme(address) not in _UNSAFE_SCHEMES
