"""Which names does Windows give another meaning? A name in an archive or an address may be one."""

from __future__ import annotations

import os

_FORBIDDEN = {ord(char): "_" for char in '<>:"|?*\\'} | dict.fromkeys(range(32), "_")
"""A colon begins a drive or a stream of a file, a backslash a folder; the others no file can have."""
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"
}
"""Names of devices in every folder, whatever follows their first point (Windows, Naming Files)."""


def windows_name(name: str) -> str:
    """Return `name`, one part of a path, as a file of Windows can be called. A name that can stay does.

    `2024:a` becomes `2024_a`, `..\\a` becomes `.._a`, `nul.2024` becomes `_nul.2024`, `a. ` becomes `a._`.
    """
    plain = name.translate(_FORBIDDEN)
    if plain.endswith((".", " ")):
        plain = f"{plain[:-1]}_"
    device = plain.partition(".")[0].rstrip(" ").casefold() in _DEVICES
    return f"_{plain}" if device else plain


def is_link(path: str | os.PathLike[str]) -> bool:
    """Whether `path` is a symbolic link, or a junction of Windows (which Python knows since 3.12)."""
    is_junction = getattr(os.path, "isjunction", None)
    return os.path.islink(path) or (is_junction is not None and is_junction(path))
