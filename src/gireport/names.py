"""Names of files as text: some are bytes that are none."""

from __future__ import annotations

import os


def as_text(name: str) -> str:
    r"""`name` as it stands in rows, findings and manifests: its bytes that are no text are written out as `\xff`."""
    if name.isascii():
        return name
    try:
        data = os.fsencode(name)
    except UnicodeEncodeError:  # half a surrogate pair, or what the locale's encoding lacks: no file's name
        data = name.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "backslashreplace")
