"""The errors with their codes, and every message of the catalogues in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gireport import errors

from ..sources import ROOT, Language
from .text import code, said, table, words

_ELSEWHERE = {"losses", "help"}
"""Catalogues with pages of their own."""


def page(language: Language) -> str:
    """The page."""
    head, title = said("messages", language, "head", "errors")
    columns = said("messages", language, "class", "code", "status", "what")
    parts = [head, f"## {title} {{#error-classes}}\n", table(columns, _errors())]
    columns = said("messages", language, "key", "message", "hint")
    for area, texts in catalogues().items():
        parts += [f"## {area} {{#{area}}}\n", table(columns, _rows(texts, language))]
    return "\n".join(parts)


def _errors() -> Iterator[tuple[str, str, str, str]]:
    for name in errors.__all__:
        found = getattr(errors, name)
        first = (found.__doc__ or "").partition("\n\n")[0]
        yield code(name), code(found.code), str(found.exit_status), words(first)


def catalogues() -> dict[str, dict[str, Any]]:
    """Area → key → texts, of gireport and of the plugins in this repository."""
    paths = sorted((ROOT / "src/gireport/messages").glob("*.json"))
    found = {path.stem: path for path in paths if path.stem not in _ELSEWHERE}
    for path in sorted(ROOT.glob("plugins/*/src/*/messages.json")):
        found[path.parts[-4]] = path
    texts = {area: json.loads(path.read_text("utf-8")) for area, path in found.items()}
    return {area: keys for area, keys in texts.items() if all(isinstance(one, dict) for one in keys.values())}


def _rows(texts: dict[str, Any], language: Language) -> Iterator[tuple[str, str, str]]:
    for key, one in texts.items():
        if language in one:
            yield code(key), words(one[language]), words(one.get(f"hint_{language}", "")) or "—"
