"""What could a conversion not keep? The record, the collector, and the registry of codes.

The codes, their severities and their sentences stand in `gireport/messages/losses.json`.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec import Struct

from .model.messages import Language, Message, read_catalogue

Severity: TypeAlias = Literal["content", "structure", "presentation"]


class Code(Struct, frozen=True, forbid_unknown_fields=True):
    """One code of the registry.

    `content`: a character or a picture that someone wrote is gone. `structure`: it is kept, but repaired or
    flattened. `presentation`: styling, counted without places.
    """

    severity: Severity
    zh: str
    en: str

    def sentence(self, language: Language = "en") -> str:
        """Return what a loss of this code means."""
        return self.zh if language == "zh" else self.en


if TYPE_CHECKING:
    CODES: dict[str, Code] = {}
    """Every code of the registry. `docs/losses.md` lists them all. A report without losses reads no file."""


@cache
def codes() -> dict[str, Code]:
    """Return every code of the registry; the same as `CODES`, for modules that may never need it."""
    return read_catalogue("losses", Code)


def __getattr__(name: str) -> Any:
    if name == "CODES":
        return codes()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Loss(Struct, frozen=True):
    """One thing that was not kept: how many times, where, and a detail: what it was or what was done instead.

    `where` and `detail` are in English; `place` and `details` give both languages, and `path` is the place
    for programs.
    """

    code: str
    severity: Severity
    count: int = 1
    where: str = ""
    detail: str = ""
    detail_zh: str = ""

    @property
    def path(self) -> str:
        """`where` as a path that programs can rely on: `word/document.xml#/table[2]/row[7]/column[3]`."""
        from .model.places import place_path

        return place_path(self.where)

    def sentence(self, language: Language = "en") -> str:
        """Return what a loss of this code means."""
        return codes()[self.code].sentence(language)

    def place(self, language: Language = "en") -> str:
        """Return `where` in `language`; may be empty."""
        from .model.places import place_in_words

        return place_in_words(self.where, language)

    def details(self, language: Language = "en") -> str:
        """Return `detail` in `language`; may be empty."""
        return (self.detail_zh if language == "zh" else "") or self.detail

    def as_json(self, language: Language = "en") -> dict[str, Any]:
        """Return the loss as `--losses` writes it: `where` and `detail` in `language`, the rest the same in
        both.
        """
        return {
            "code": self.code,
            "severity": self.severity,
            "count": self.count,
            "where": self.place(language),
            "path": self.path,
            "detail": self.details(language),
        }


MOST_PLACES = 200
"""Places that are kept of one code; a last record without a place counts the others."""


MOST_CHARACTERS = 1000
"""Characters that are kept of a detail."""

_OTHER_PLACES = Message("common.other-places")


class Losses:
    """Collects losses in the order in which they happen.

    Losses of content and structure keep their places, up to `MOST_PLACES` of a code. Losses of presentation
    are counted without places: one record for a code and detail.
    """

    def __init__(self) -> None:
        self._records: dict[tuple[str, str, str | Message], Loss] = {}
        self._places: dict[str, int] = {}

    def note(self, code: str, where: str = "", count: int = 1, detail: str | Message = "") -> None:
        """Record `count` losses (at least one) of `code` at `where`.

        `detail` is a message of the catalogue, or a text that stands for both languages (a quotation).

        Raises:
            KeyError: `code` is not in `CODES`.
        """
        count = max(count, 1)
        severity = codes()[code].severity
        if severity == "presentation":
            where = ""
        key = (code, where, detail)
        known = self._records.get(key)
        if known is None:
            places = self._places[code] = self._places.get(code, 0) + 1
            if places > MOST_PLACES:
                key = (code, "", _OTHER_PLACES)
                known = self._records.get(key)
        if known is None:  # the texts are filled in once, however often the same is lost
            english, chinese = _both(key[2])
            self._records[key] = Loss(code, severity, count, key[1], english, chinese)
        else:
            total = known.count + count
            self._records[key] = Loss(code, severity, total, key[1], known.detail, known.detail_zh)

    def __iter__(self) -> Iterator[Loss]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    @property
    def grave(self) -> bool:
        """Whether content or structure was lost: what `--strict` refuses."""
        return any(loss.severity != "presentation" for loss in self)


def _both(detail: str | Message) -> tuple[str, str]:
    """Return `detail` in English and, when that differs, in Chinese; what is too long is cut."""
    if isinstance(detail, Message):
        return _cut(detail.text("en")), _cut(detail.text("zh"))
    return _cut(detail), ""


def _cut(text: str) -> str:
    return f"{text[:MOST_CHARACTERS]}…" if len(text) > MOST_CHARACTERS else text
