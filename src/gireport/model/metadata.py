"""The normal form of metadata."""

from __future__ import annotations

from collections.abc import Mapping

from .chars import FORBIDDEN, LINE_END
from .errors import ModelError
from .messages import message
from .patterns import compiled_later
from .places import Notify, ignore
from .types import DEFAULT_LANGUAGE, Meta

_SEPARATORS = compiled_later("[,;，；、\n\r]+")
TEXTS = (
    "title",
    "organ",
    "published",
    "document_number",
    "index_number",
    "description",
    "source_url",
)
"""Fields of `Meta` that are one text or absent."""


def meta(old: Meta, notify: Notify = ignore) -> Meta:
    """The normal form of the metadata alone; `notify` as for `normal`."""

    def clean(value: str | None, field: str) -> str | None:
        if not value:
            return None
        found = FORBIDDEN.search(value)
        if found:
            character = f"U+{ord(found.group()):04X}"
            raise ModelError(message("model.character", character=character), where=f"$.meta.{field}")
        return LINE_END.sub("\n", value).strip() or None

    if old.year is not None and not 0 <= old.year <= 9999:
        raise ModelError(message("model.year", year=old.year), where="$.meta.year")
    keywords = [part for word in old.keywords for part in _SEPARATORS.split(clean(word, "keywords") or "")]
    extra: dict[str, str] = {}
    numbers: dict[str, int] = {}  # name → the last number that was added to it
    for key, value in old.extra.items():
        name, kept = clean(key, "extra") or "", clean(value, f"extra.{key}")
        if kept:
            extra[_free(name, extra, numbers, notify)] = kept
    return Meta(
        **{name: clean(getattr(old, name), name) for name in TEXTS},
        year=old.year,
        keywords=tuple(word.strip() for word in keywords if word.strip()),
        language=_language(clean(old.language, "language")),
        extra=extra,
    )


def _free(name: str, taken: Mapping[str, str], numbers: dict[str, int], notify: Notify) -> str:
    """`name`; where it is empty or in `taken`, with the first number that makes it unique."""
    free, number = name, numbers.get(name, 1)
    while not free or free in taken:
        number += 1
        free = f"{name} ({number})".lstrip()
    if free != name:
        numbers[name] = number
        notify("metadata-name", f"metadata, {name!r} is {free!r}", 1)
    return free


def _language(language: str | None) -> str:
    # The default object itself, not an equal string: the JSON encoder recognises defaults by identity.
    return DEFAULT_LANGUAGE if language in (None, DEFAULT_LANGUAGE) else str(language)
