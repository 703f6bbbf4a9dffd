"""The one error tree.

    GireportError                 exit status 3
    ├── UsageError                2  a format, option or name that does not exist
    │   └── OptionError              an option that a format does not have
    ├── ReadError                 3  an input that cannot be read
    │   ├── EmptyFileError           it has no bytes
    │   ├── DamagedFileError         it is cut short or its bytes do not hang together
    │   ├── EncryptedFileError       it asks for a password
    │   ├── NoArticleError           it is a portal page that holds no article
    │   ├── WrongKindError           it is a file of another kind (an old .doc, an .xlsx, a picture …)
    │   └── UnsafeFileError          it is made to do harm (a DTD, a zip bomb …)
    ├── LimitError                3  it is larger than a limit allows
    ├── ModelError                3  it holds what no report can hold
    ├── WriteError                4  an output that cannot be written
    └── PluginError               2  a plugin that cannot be used

Every error says what is wrong (`cause`), where (`where`), in which file (`source`), and what to do (`hint`);
`code` is what programs know it by. `docs/errors.md` lists the codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .model.errors import GireportError, LimitError, ModelError

__all__ = [
    "DamagedFileError",
    "EmptyFileError",
    "EncryptedFileError",
    "GireportError",
    "LimitError",
    "ModelError",
    "NoArticleError",
    "OptionError",
    "PluginError",
    "ReadError",
    "UnsafeFileError",
    "UsageError",
    "WriteError",
    "WrongKindError",
]


class UsageError(GireportError):
    """A format, option or name that does not exist."""

    exit_status = 2
    code = "usage"

    @classmethod
    def unknown(cls, kind: str, name: str, known: Iterable[str]) -> UsageError:
        """There is no such `kind` (`format`) as `name`; the hint is the nearest of those `known`, else all of them."""
        from difflib import get_close_matches

        there = list(known)
        close = get_close_matches(name, there, 1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(there) or 'none'}"
        return cls(f"there is no {kind} {name!r}", hint=hint)


class OptionError(UsageError):
    """An option that a format does not have. `owner` says which format, `known` are the options that it has."""

    code = "option"

    def __init__(
        self, owner: str, option: str, known: Iterable[str] = (), *, spell: Callable[[str], str] = repr
    ) -> None:
        self.owner, self.option, self.known = owner, option, tuple(sorted(known))
        has = ", ".join(map(spell, self.known)) or "none"
        super().__init__(f"{owner} has no option {spell(option)}", hint=f"it has {has}")

    def __reduce__(self) -> tuple[Any, ...]:
        """By what it is made of: an exception is else rebuilt from its message alone."""
        return type(self), (self.owner, self.option, self.known), vars(self)


class ReadError(GireportError):
    """An input that cannot be read."""

    code = "unreadable"


class EmptyFileError(ReadError):
    """The input has no bytes."""

    code = "empty"


class DamagedFileError(ReadError):
    """The input is cut short, or its bytes do not hang together."""

    code = "damaged"


class EncryptedFileError(ReadError):
    """The input asks for a password."""

    code = "encrypted"


class WrongKindError(ReadError):
    """The input is a file of another kind than its name or `--from` says."""

    code = "wrong-kind"


class NoArticleError(ReadError):
    """The input is a portal page that holds no article: a shell, a list, pictures, or a page that only attaches it."""

    code = "no-article"


class UnsafeFileError(ReadError):
    """The input is made to do harm."""

    code = "unsafe"


class WriteError(GireportError):
    """An output that cannot be written."""

    exit_status = 4
    code = "unwritable"


class PluginError(GireportError):
    """A plugin that cannot be used."""

    exit_status = 2
    code = "plugin"
