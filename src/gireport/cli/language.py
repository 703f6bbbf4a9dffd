"""Which language does this run speak, and what does it say? `--lang`, else `GIREPORT_LANG`, else the
locale.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..model.messages import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")

VARIABLE = "GIREPORT_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_CHINESE_ON_WINDOWS = 0x04
"""The primary language of a Windows language identifier, its lowest ten bits: LANG_CHINESE."""

_chosen: Language | None = None
_of_command: Language | None = None


def choose_language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """Fix the language of this run by its `arguments` and its `environment`; return it.

    The arguments are searched before they are parsed, so that an error in them has the language too.
    """
    global _chosen
    _chosen = _of_arguments(arguments) or _of_environment(environment)
    return _chosen


def speak(language: Language | None) -> Language | None:
    """Use `language` while a command runs, also one that runs outside `main`; return the one before it."""
    global _of_command
    before, _of_command = _of_command, language
    return before


def language() -> Language:
    """Return the language of this run."""
    return _of_command or _chosen or _of_environment(os.environ)


def text(key: str, **fields: Any) -> str:
    """Return the message `key` of the catalogue in the language of this run."""
    from ..model.messages import message

    return message(key, **fields).text(language())


def _of_arguments(arguments: Sequence[str]) -> Language | None:
    found: Language | None = None
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[number + 1 : number + 2])
            found = next((one for one in LANGUAGES if one == value), found)
    return found


def _of_environment(environment: Mapping[str, str]) -> Language:
    asked = environment.get(VARIABLE, "")[:2].lower()
    if asked in LANGUAGES:
        return "zh" if asked == "zh" else "en"
    for name in _LOCALE:  # also where the variable holds another word
        value = environment.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if _windows_speaks_chinese() else "en"


def _windows_speaks_chinese() -> bool:
    """Return whether Windows, which sets none of the variables, shows its windows in Chinese."""
    if sys.platform != "win32":
        return False
    import ctypes

    identifier: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return identifier & 0x3FF == _CHINESE_ON_WINDOWS
