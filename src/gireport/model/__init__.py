"""The report model: its types, normal form, grid, walks and JSON form (imported when it is asked for)."""

from typing import TYPE_CHECKING, Any

from .errors import GireportError, LimitError, ModelError
from .normal import normal
from .types import (
    MARKS,
    SCHEMA_VERSION,
    Align,
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    FrozenMap,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Meta,
    Note,
    NoteKind,
    PageBreak,
    Paragraph,
    Report,
    Resource,
    Rule,
    Table,
    Text,
)

if TYPE_CHECKING:
    from .jsonform import decode, encode, schema

__all__ = [
    "MARKS",
    "SCHEMA_VERSION",
    "Align",
    "Block",
    "BookmarkEnd",
    "BookmarkStart",
    "Cell",
    "FrozenMap",
    "GireportError",
    "Heading",
    "Image",
    "Inline",
    "LimitError",
    "LineBreak",
    "ListItem",
    "Mark",
    "Meta",
    "ModelError",
    "Note",
    "NoteKind",
    "PageBreak",
    "Paragraph",
    "Report",
    "Resource",
    "Rule",
    "Table",
    "Text",
    "decode",
    "encode",
    "normal",
    "schema",
]

_JSON_FORM = frozenset({"decode", "encode", "schema"})


def __getattr__(name: str) -> Any:
    if name not in _JSON_FORM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import jsonform

    return getattr(jsonform, name)
