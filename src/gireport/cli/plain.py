"""Which calls need no argument parser? `gireport --version`, and a conversion with its options in full.

click takes a third of the time that a conversion takes, and its error messages and help are of no use to a
call that is complete. So a call that is written plainly is run at once; every other one, and every wrong one,
goes to click. The options stand in one table, from which the click command is made too.
"""

from __future__ import annotations

import os

from .language import LANGUAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

CONVERT_OPTIONS = {
    "--from": ("from_format", "FORMAT", "from-format"),
    "--to": ("to_format", "FORMAT", "to-format"),
    "--strict": ("strict", "", "strict-losses"),
    "--losses": ("losses_file", "FILE", "losses"),
    "--reference-doc": ("reference_doc", "FILE", "reference-doc"),
    "--style": ("style", "STYLE", "style"),
    "--fragment": ("fragment", "", "fragment"),
    "--base-url": ("base_url", "URL", "base-url"),
    "--no-outline": ("no_outline", "", "no-outline"),
    "--no-metadata": ("no_metadata", "", "no-metadata"),
    "--drop-bookmarks": ("drop_bookmarks", "PATTERN", "drop-bookmarks"),
}
"""An option of `gireport convert` → its name in code, what its value is called (a flag has no value), and its
text in `help.json`."""
COMPLETION = "_GIREPORT_COMPLETE"
"""The environment variable by which a shell asks what may stand at the cursor: such a call has no
arguments."""
_EXPANDED = frozenset("*?[~%$") if os.name == "nt" else frozenset()
"""Characters that click expands on Windows, where the shell does not."""


def plain_call(arguments: Sequence[str]) -> Callable[[], int] | None:
    """Return what `arguments` ask for, ready to run; None when only click can tell.

    The function that is returned gives the exit status and raises what the command raises.
    """
    if list(arguments) == ["--version"]:
        return _version
    if arguments[:1] != ["convert"]:
        return None
    given = _plain_values(arguments[1:])
    return None if given is None else lambda: _convert(given)


def _version() -> int:
    from ..version import __version__
    from .terminal import say

    say(f"gireport, version {__version__}")
    return 0


def _convert(given: dict[str, Any]) -> int:
    from ..plugins.registry import Registry
    from .converting import convert_document

    return convert_document(registry=Registry(), **given)


def _plain_values(words: Sequence[str]) -> dict[str, Any] | None:
    """Return the values of a plain conversion by their names in code; None for any other.

    Plain are two operands, and options that are written in full with their values in the next word.
    """
    values: dict[str, Any] = {}
    operands: list[str] = []
    rest = iter(words)
    for word in rest:
        if _EXPANDED.intersection(word):
            return None
        if word == "-" or not word.startswith("-"):
            operands.append(word)
            continue
        name, metavar, _ = CONVERT_OPTIONS.get(word, ("", "", ""))
        if name and not metavar:
            values[name] = True
            continue
        value = next(rest, None)
        if value is None or value.startswith("-") or _EXPANDED.intersection(value):
            return None
        if name:
            values[name] = value
        elif word != "--lang" or value not in LANGUAGES:  # `choose_language` has read it
            return None
    if len(operands) != 2:
        return None
    values["source"], values["target"] = operands
    return values
