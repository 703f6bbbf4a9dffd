"""Text from a document on its way to a terminal, which must show it and never obey it."""

from __future__ import annotations

from unicodedata import category

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """`text` with each character that a terminal acts on or hides shown as a picture (␛) or an escape (\\u202e)."""
    if text.isprintable():
        return text
    return "".join(_picture(char) if category(char) in _UNSEEN else char for char in text)


def one_line(text: str) -> str:
    """`text` on one line, its white space single spaces, nothing in it hidden."""
    return visible(" ".join(text.split()))


def _picture(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
