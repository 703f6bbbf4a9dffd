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

Every error says what is wrong (`cause`), where (`where`), in which file (`source`), and what to do (`hint`),
in Chinese and English (`message("zh")`); `code` is its name for programs. `docs/errors.md` lists the codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .model.errors import GireportError, LimitError, ModelError
from .model.messages import Message, message

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
        """Return the error that there is no `kind` (`format`, `engine`) called `name`.

        The hint is the most similar of the names `known`, else all of them.
        """
        from difflib import get_close_matches

        names = list(known)
        similar = get_close_matches(name, names, 1)
        if similar:
            hint = message("usage.did-you-mean", name=similar[0])
        else:
            hint = message("usage.known-names", names=tuple(names) or message("usage.none"))
        return cls(message("usage.unknown-name", kind=message(f"usage.kind-{kind}"), name=name), hint=hint)


class OptionError(UsageError):
    """An option that a format does not have. `owner` says which format, `known` are the options that it
    has.
    """

    code = "option"

    def __init__(
        self,
        owner: str | Message,
        option: str,
        known: Iterable[str] = (),
        *,
        spell: Callable[[str], str] = repr,
    ) -> None:
        self.owner, self.option, self.known = owner, option, tuple(sorted(known))
        names = tuple(map(spell, self.known)) or message("usage.none")
        super().__init__(
            message("usage.unknown-option", owner=owner, option=spell(option)),
            hint=message("usage.known-options", names=names),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what the error is made of: by default an exception is rebuilt from its message alone."""
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
    """The input is a file of another kind than its name or the named format says."""

    code = "wrong-kind"


class NoArticleError(ReadError):
    """The input is a portal page that holds no article: a shell, a list, pictures, or a page that only
    attaches it: then `attachments` are the names and addresses of the files.
    """

    code = "no-article"
    attachments: tuple[str, ...] = ()


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
