"""Writes metadata as YAML front matter; quotes what could be read as another type; needs no library."""

from __future__ import annotations

import msgspec

from ....model.patterns import compiled_later
from ....model.types import DEFAULT_LANGUAGE, Meta
from ..front_matter import EXTRA, PLAIN, TEXT_FIELDS, WORDS

# Not printable (YAML 1.1, 5.1), or a line end (5.4), or a byte order mark.
_ESCAPED = compiled_later("[\x7f-\x9f\u2028\u2029\ufeff]")


def write(meta: Meta) -> str:
    """The front matter of `meta` and an empty line after it; empty where `meta` has only defaults."""
    lines: list[str] = []
    for name in TEXT_FIELDS:
        value = getattr(meta, name)
        if value is not None and (name != "language" or value != DEFAULT_LANGUAGE):
            lines.append(f"{name}: {_scalar(value)}\n")
        if name == "organ" and meta.year is not None:
            lines.append(f"year: {meta.year}\n")
    if meta.keywords:
        lines.append("keywords:\n")
        lines.extend(f"- {_scalar(word)}\n" for word in meta.keywords)
    if meta.extra:
        lines.append(f"{EXTRA}:\n")
        lines.extend(f"  {_key(key)}: {_scalar(value)}\n" for key, value in meta.extra.items())
    return f"---\n{''.join(lines)}---\n\n" if lines else ""


def _key(value: str) -> str:
    # YAML 1.1, 9.1.1: a key without a question mark before it has at most 1024 characters.
    written = _scalar(value)
    return written if len(written) < 1000 else f"? {written}\n  "


def _quoted(value: str) -> str:
    """Return `value` in quotation marks, with the escapes of JSON; YAML has them too (1.2, 5.7)."""
    return msgspec.json.encode(value).decode()


def _scalar(value: str) -> str:
    if PLAIN.fullmatch(value) and value.casefold() not in WORDS:
        return value
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", _quoted(value))
