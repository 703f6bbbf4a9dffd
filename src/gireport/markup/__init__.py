"""HTML fragments: the one reader and the one writer of markup, for pages and for HTML inside Markdown.

The two sides are imported when they are asked for: writing needs no parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .reader import Fragment, read_blocks, read_inlines
    from .writer import MarkupWriter, write_blocks, write_inlines

__all__ = ["Fragment", "MarkupWriter", "read_blocks", "read_inlines", "write_blocks", "write_inlines"]

_READER = frozenset({"Fragment", "read_blocks", "read_inlines"})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(".reader" if name in _READER else ".writer", __name__), name)
