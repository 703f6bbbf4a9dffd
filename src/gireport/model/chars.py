"""Which characters and addresses a report may hold."""

from __future__ import annotations

import re

# XML 1.0, production [2] Char, turned round; the line ends are handled apart.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

# What a paragraph's text cannot hold as it stands: forbidden characters, and line ends (a LineBreak).
UNFIT = re.compile("[\x00-\x08\x0a-\x1f\ufffe\uffff\ud800-\udfff]")

LINE_END = re.compile("\r\n|\r|\n")

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*")
_UNSAFE_SCHEMES = frozenset({"javascript", "vbscript", "data", "livescript", "mocha"})
# What browsers drop before they look at the scheme (URL Standard, basic URL parser, steps 1–3).
_URL_NOISE = re.compile("^[\x00-\x20]+|[\t\n\r]+")


def without_forbidden(text: str) -> tuple[str, int]:
    """`text` without the characters that no report can hold, and how many there were."""
    return FORBIDDEN.subn("", text)


def scheme(address: str) -> str:
    """The scheme that a browser would see in `address`, in lower case; empty for a relative one."""
    head, colon, _ = address.partition(":")
    found = _SCHEME.fullmatch(_URL_NOISE.sub("", head).lower()) if colon else None
    return found.group() if found else ""


def is_safe_link(address: str) -> bool:
    """Whether following `address` cannot run a script (no `javascript:`, `vbscript:`, `data:` …)."""
    return scheme(address) not in _UNSAFE_SCHEMES
