"""How does text reach the two standard streams? A terminal shows a document's text and never obeys it."""

from __future__ import annotations

import sys
from contextlib import suppress

_UNDECODED = "[\udc80-\udcff]+"
"""Bytes of a name as Python holds those that its encoding has no text for (PEP 383)."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """`text` with each character that a terminal acts on or hides shown as a picture (␛) or an escape
    (\\u202e).

    Bytes of a name that the locale's encoding has no text for are shown as UTF-8, else as `\\xff`.
    """
    if text.isprintable():
        return text
    import re
    from unicodedata import category

    text = re.sub(
        _UNDECODED,
        lambda found: found[0].encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"),
        text,
    )
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


def say(line: str | bytes) -> None:
    """Print a line on standard output; bytes are for programs, and go out as they are.

    Raises:
        WriteError: the program that reads it is gone, the disk is full, the stream is closed.
    """
    try:
        if isinstance(line, str):
            sys.stdout.write(f"{visible(line)}\n")
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(line + b"\n")
        sys.stdout.flush()
    except OSError as error:
        from ..errors import WriteError
        from ..model.messages import message
        from ..safe.reasons import reason_of

        if isinstance(error, BrokenPipeError):
            cause = message("safe.output-closed")
        else:
            cause = message("safe.output-failed", reason=reason_of(error))
        raise WriteError(cause, source="<stdout>") from error


def say_page(page: str) -> None:
    """Print the lines of `page` on standard output; raises what `say` does."""
    for line in page.splitlines():
        say(line)


def tell(line: str) -> None:
    """Write a line to standard error. When that is closed, the line is dropped and the work goes on."""
    with suppress(OSError):
        sys.stderr.write(f"gireport: {visible(line)}\n")
        sys.stderr.flush()
