"""The pages of the reference that are made from the code, in both languages."""

from __future__ import annotations

from functools import cache

from ..sources import Language
from . import api, check_examples, commands, decisions, keys, messages, schemas


@cache
def generated(language: Language) -> dict[str, str]:
    """The text of each page of `language` that is made when the site is built, by its address in the site."""
    return {
        "decisions/index.md": decisions.page(language),
        "reference/commands.md": commands.page(language),
        "reference/messages.md": messages.page(language),
        **api.pages(language),
        **schemas.pages(language),
    }


def committed(language: Language) -> dict[str, str]:
    """The text of each page below `docs/reference/` that readers of the repository need too."""
    return {
        "reference/check-examples.md": check_examples.page(language),
        "reference/statutory-keys.md": keys.page(language),
    }


def downloads() -> dict[str, bytes]:
    """The files that generated pages offer, by their addresses in the site."""
    return schemas.schemas()
