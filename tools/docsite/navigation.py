"""Which page stands where in the navigation? `navigation.json` says it, with patterns for added pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeAlias

from .sources import Language

Group: TypeAlias = dict[str, Any]
GROUPS: list[Group] = json.loads(Path(__file__).with_name("navigation.json").read_text("utf-8"))
CHINESE: dict[str, str] = json.loads(Path(__file__).with_name("chinese-titles.json").read_text("utf-8"))
"""Page that may exist in English only → its title in the Chinese navigation."""


def navigation(pages: dict[str, str], language: Language) -> list[Group]:
    """The navigation of a language, as the site generator takes it.

    `pages` are the texts of the pages by their addresses. A page that a group names itself stands there; a
    pattern takes those that no group names. Every page stands in the navigation exactly once.
    """
    named = {name for name in _patterns(GROUPS) if "*" not in name}
    left = {address for address in pages if address not in named}
    return [group for group in (_group(one, pages, left, language) for one in GROUPS) if group]


def _patterns(groups: Iterable[Group]) -> Iterable[str]:
    for group in groups:
        yield from group.get("pages", [])
        yield from _patterns(group.get("groups", []))


def _group(group: Group, pages: dict[str, str], left: set[str], language: Language) -> Group:
    entries: list[Any] = []
    for pattern in group.get("pages", []):
        if "*" in pattern:
            found = sorted(one for one in left if _matches(one, pattern))
            left.difference_update(found)
        else:
            found = [pattern] if pattern in pages else []
        entries += [{_shown(pages[address], address, language): address} for address in found]
    for inner in group.get("groups", []):
        if entry := _group(inner, pages, left, language):
            entries.append(entry)
    if group.get("pages") == ["index.md"] and entries:
        return {group[language]: "index.md"}
    return {group[language]: entries} if entries else {}


def _shown(text: str, address: str, language: Language) -> str:
    """The title of a page in the navigation: that of its text, if it is in `language`."""
    found = title(text)
    chinese = any("\u4e00" <= char <= "\u9fff" for char in found)
    return found if language == "en" or chinese else CHINESE.get(address, found)


def _matches(address: str, pattern: str) -> bool:
    return fnmatchcase(address, pattern) and address.count("/") == pattern.count("/")


def title(text: str) -> str:
    """The title of a page: its first heading, without markup."""
    found = re.search(r"^# (.+)$", text, re.M)
    return re.sub(r"\[([^]]*)\]\([^)]*\)|[`*]", r"\1", found[1]).strip() if found else "gireport"
