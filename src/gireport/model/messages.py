"""How does a message get its text? One catalogue of data files, in Chinese and English.

A `Message` is a key and the values of its fields. The texts stand in `gireport/messages/AREA.json`; a key is
`AREA.name`. The file of an area is read when the first text of the area is needed, so a run without a message
reads none. A plugin adds files of its own with `add_catalogue`. This module stands in the model because the
model's errors need it; it reads data files and imports nothing of ours.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

Language: TypeAlias = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "messages")
_added: dict[str, str] = {}


class Texts(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of a catalogue: format strings with named fields, the hints possibly empty."""

    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


class Message(Struct, frozen=True):
    """A text of the catalogue with the values of its fields.

    A value may be a text, a number, another `Message` (it is written in the same language), or a tuple of
    such values (they are written as a list).
    """

    key: str
    fields: tuple[tuple[str, Any], ...] = ()

    def text(self, language: Language = "en") -> str:
        """Return what the message says, in one sentence without a full stop.

        Raises:
            KeyError: the catalogue has no such key, or the message lacks a field.
        """
        texts = texts_of(self.key)
        return (texts.zh if language == "zh" else texts.en).format(**self._values(language))

    def hint(self, language: Language = "en") -> str:
        """Return what the reader of the message can do; may be empty."""
        texts = texts_of(self.key)
        return (texts.hint_zh if language == "zh" else texts.hint_en).format(**self._values(language))

    def _values(self, language: Language) -> dict[str, Any]:
        return {name: in_language(value, language) for name, value in self.fields}


def message(key: str, /, **fields: Any) -> Message:
    """Return the message `key` (`AREA.name`) with `fields`."""
    return Message(key, tuple(fields.items()))


def add_catalogue(area: str, file: str | Path) -> None:
    """Take the texts of `area` from `file`, a JSON object: name → `zh`, `en`, perhaps `hint_zh`, `hint_en`.

    Raises:
        ValueError: gireport itself has an area of this name.
    """
    if os.path.exists(_file_of(area)):
        raise ValueError(f"the messages of {area!r} are those of gireport itself")
    _added[area] = os.fspath(file)


def texts_of(key: str) -> Texts:
    """Return the texts of `key` in both languages.

    Raises:
        KeyError: there is no such key.
    """
    area, _, name = key.partition(".")
    return catalogue(area)[name]


@cache
def catalogue(area: str) -> dict[str, Texts]:
    """Return the texts of `area` by name.

    Raises:
        KeyError: there is no such area.
    """
    return read_catalogue(area, Texts)


def read_catalogue(area: str, kind: type[T]) -> dict[str, T]:
    """Return the entries of `area` by name, each a `kind`.

    Raises:
        KeyError: there is no such area.
    """
    try:
        with open(_added.get(area) or _file_of(area), "rb") as file:
            data = file.read()
    except FileNotFoundError:
        raise KeyError(f"there is no catalogue of messages {area!r}") from None
    entries: dict[str, T] = msgspec.json.decode(data, type=dict[str, kind])  # type: ignore[valid-type]
    return entries


def _file_of(area: str) -> str:
    return os.path.join(_FOLDER, f"{area}.json")


def areas() -> list[str]:
    """Return the names of all catalogues, those of loaded plugins included."""
    ours = {name.removesuffix(".json") for name in os.listdir(_FOLDER) if name.endswith(".json")}
    return sorted({*_added, *ours} - {"losses"})


def joined(texts: list[str], language: Language) -> str:
    """Return `texts` as a list in one sentence."""
    return ("、" if language == "zh" else ", ").join(texts)


def in_language(value: Any, language: Language) -> Any:
    """Return the text of a message, a tuple of values as a list in one text, and any other value as it is."""
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, tuple):
        return joined([str(in_language(one, language)) for one in value], language)
    return value
