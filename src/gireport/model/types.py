"""The types of the report model: content and structure of an annual report, independent of any format.

Frozen, hashable structures. Fonts, colours and sizes belong to the house style. Field names, tags and
defaults are the public JSON form (schema version `"1"`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NoReturn, TypeAlias, TypeVar

import msgspec
from msgspec import Struct, field

from .errors import ModelError
from .messages import message

K = TypeVar("K")
V = TypeVar("V")

SCHEMA_VERSION = "1"
DEFAULT_LANGUAGE = "zh-CN"

# The ranges that the JSON form allows; the normal form checks them for values made in code.
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]
Span: TypeAlias = Annotated[int, msgspec.Meta(ge=1)]
Pixels: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=20_000)]
HeadingLevel: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=9)]
ListLevel: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=8)]
Number: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=32_767)]

Mark: TypeAlias = Literal["bold", "italic", "underline", "strike", "superscript", "subscript"]
MARKS: tuple[Mark, ...] = ("bold", "italic", "underline", "strike", "superscript", "subscript")
Align: TypeAlias = Literal["left", "center", "right", "justify"]
NoteKind: TypeAlias = Literal["footnote", "endnote"]


class FrozenMap(dict[K, V]):
    """A mapping that cannot change and can be hashed; those of a report have sorted keys."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a report's mappings cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    update = pop = popitem = clear = setdefault = _refuse

    def __reduce__(self) -> tuple[type, tuple[dict[K, V]]]:
        return FrozenMap, (dict(self),)


EMPTY: FrozenMap[Any, Any] = FrozenMap()


def _freeze(owner: Struct, name: str) -> None:
    value = getattr(owner, name)
    if type(value) is not FrozenMap:
        if not isinstance(value, Mapping):
            raise ModelError(message("model.not-a-mapping", name=name, type=type(value).__name__))
        try:
            frozen = FrozenMap(sorted(value.items())) if value else EMPTY
        except TypeError:
            raise ModelError(message("model.mapping-keys", name=name)) from None
        msgspec.structs.force_setattr(owner, name, frozen)


class _Plain(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The base of all structures: frozen, defaults left out of the JSON form, unknown fields refused."""


class _Tagged(_Plain, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type"):
    """A structure with a `type` in JSON."""


# --- inlines -------------------------------------------------------------------------------------


class Text(_Tagged, frozen=True, tag="text"):
    """Characters with the same marks and link. Exact: no folding, no normalisation, tabs are tabs.

    `marks` stand in the order of `MARKS`; `link` is an address or `#bookmark`.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    link: str | None = None


class LineBreak(_Tagged, frozen=True, tag="line-break"):
    """A new line inside a paragraph."""


class BookmarkStart(_Tagged, frozen=True, tag="bookmark-start"):
    """The first edge of a bookmark. `columns` (first, last; from 0) limits it to some table columns."""

    name: str
    columns: tuple[Count, Count] | None = None


class BookmarkEnd(_Tagged, frozen=True, tag="bookmark-end"):
    """The second edge of a bookmark; a bookmark at a point is a start directly followed by its end."""

    name: str


class Image(_Tagged, frozen=True, tag="image"):
    """A picture. `resource` is a key of `Report.resources`, or the address of a picture kept elsewhere.

    `width` and `height` are CSS pixels (1/96 inch; 15 twips; 9525 EMU), or absent: the natural size.
    """

    resource: str
    alt: str = ""
    width: Pixels | None = None
    height: Pixels | None = None
    link: str | None = None


class Note(_Tagged, frozen=True, tag="note"):
    """A footnote or endnote at this place. Its blocks are a flow of their own: bookmarks do not leave it."""

    content: tuple[Block, ...] = ()
    kind: NoteKind = "footnote"


Inline: TypeAlias = Text | LineBreak | BookmarkStart | BookmarkEnd | Image | Note

# --- blocks --------------------------------------------------------------------------------------


class Heading(_Tagged, frozen=True, tag="heading"):
    """A heading; level 0 is the report's title, 1 is 一、, 2 is （一）, up to 9."""

    level: HeadingLevel
    content: tuple[Inline, ...] = ()


class Paragraph(_Tagged, frozen=True, tag="paragraph"):
    """A paragraph. `align` is absent where the house style decides."""

    content: tuple[Inline, ...] = ()
    align: Align | None = None


class ListItem(_Tagged, frozen=True, tag="list-item"):
    """One item of a list: a bullet, or a plain `1.` whose `number` is the number shown. Level 0–8."""

    level: ListLevel = 0
    ordered: bool = False
    number: Number | None = None
    content: tuple[Inline, ...] = ()


class Cell(_Plain, frozen=True):
    """A cell: the blocks in it, and how many columns and rows of slots it owns."""

    content: tuple[Block, ...] = ()
    colspan: Span = 1
    rowspan: Span = 1


class Table(_Tagged, frozen=True, tag="table"):
    """A full rectangle of slots, each owned by exactly one cell.

    A row of `rows` holds the cells *anchored* in it, in column order (a row covered whole from above is
    empty). `columns` are relative widths, one a grid column, or absent. `header_rows` and `header_columns`
    count from the top and the left.
    """

    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[int | float, ...] = ()
    header_rows: Count = 0
    header_columns: Count = 0
    caption: tuple[Inline, ...] = ()


class PageBreak(_Tagged, frozen=True, tag="page-break"):
    """What follows starts on a new page."""


class Rule(_Tagged, frozen=True, tag="rule"):
    """A horizontal line between blocks."""


Block: TypeAlias = Heading | Paragraph | ListItem | Table | PageBreak | Rule

# --- the report ----------------------------------------------------------------------------------


class Meta(_Plain, frozen=True):
    """What is known of the report beside its text. Every field may be absent.

    `organ` is 发布机构, `document_number` 发文字号, `index_number` 索引号; `published` is a date as written;
    `extra` holds what has no field of its own.
    """

    title: str | None = None
    organ: str | None = None
    year: int | None = None
    published: str | None = None
    document_number: str | None = None
    index_number: str | None = None
    keywords: tuple[str, ...] = ()
    description: str | None = None
    source_url: str | None = None
    language: str = DEFAULT_LANGUAGE
    extra: Mapping[str, str] = field(default=EMPTY)

    def __post_init__(self) -> None:
        _freeze(self, "extra")


class Resource(_Plain, frozen=True):
    """The bytes of a picture and what kind they are; in JSON the bytes are base64."""

    media_type: str
    data: bytes


class Report(_Plain, frozen=True):
    """A report: its metadata, its blocks in reading order, and the pictures they show.

    `resources` maps the SHA-256 of the bytes (64 hexadecimal digits) to them.
    """

    meta: Meta = Meta()
    body: tuple[Block, ...] = ()
    resources: Mapping[str, Resource] = field(default=EMPTY)

    def __post_init__(self) -> None:
        _freeze(self, "resources")


def resource_key(data: bytes) -> str:
    """Return the key of a resource with the bytes `data`: their SHA-256 in hex."""
    import hashlib  # only for pictures

    return hashlib.sha256(data).hexdigest()


def expect_report(value: object) -> None:
    """Check that `value` is a report, not for example its path or bytes.

    Raises:
        ModelError: it is not.
    """
    if not isinstance(value, Report):
        raise ModelError(message("model.not-a-report", type=type(value).__name__))
