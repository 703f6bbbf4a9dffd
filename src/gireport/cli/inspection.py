"""What is in a report, as data: the metadata with its origin, the outline, tables, bookmarks and losses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, TypeAlias

import msgspec

from ..losses import Loss
from ..model import Heading, ListItem, Note, Paragraph, Report
from ..model.grid import width
from ..model.messages import Language
from ..model.places import place_in_words, place_path
from ..model.types import DEFAULT_LANGUAGE
from ..model.walk import blocks, bookmarks, inline_text, inlines, tables
from ..statutory.recognition import recognise
from ..steps.metadata import Origin, stated_fields
from ..steps.outline import outline

FIELDS = (
    "title",
    "organ",
    "year",
    "published",
    "document_number",
    "index_number",
    "keywords",
    "description",
    "source_url",
    "language",
    "extra",
)
"""The fields of `Meta`, in the order in which they are shown."""


FieldOrigin: TypeAlias = Literal["file"] | Origin


class Field(NamedTuple):
    """A field of the metadata: its name, its value, and where that comes from: the file, or the text."""

    name: str
    value: Any
    origin: FieldOrigin


def metadata(report: Report) -> list[Field]:
    """The fields that the file gives, and those that `gireport convert` fills from the report's own text.

    `report` is as it was read. The title may be a paragraph there, so it is looked for as `convert` does:
    after the outline step.
    """
    whole = outline(report)
    stated = stated_fields(msgspec.structs.replace(whole, meta=report.meta))
    from_text = {one.name: Field(one.name, one.value, one.origin) for one in stated}
    found = []
    for name in FIELDS:
        value = getattr(report.meta, name)
        if name == "language" and value == DEFAULT_LANGUAGE:
            continue  # that of every report whose file does not say it
        if value or value == 0:
            found.append(Field(name, value, "file"))
        elif name in from_text:
            found.append(from_text[name])
    return found


def counts(report: Report) -> dict[str, int]:
    """How many blocks of each kind the report has, and how many notes and pictures."""
    kinds: dict[str, int] = {}
    for block in blocks(report):
        name = type(block).__name__.lower() + "s"
        kinds[name] = kinds.get(name, 0) + 1
    kinds["notes"] = sum(isinstance(inline, Note) for inline in inlines(report))
    kinds["pictures"] = len(report.resources)
    return kinds


def as_json(source: str, report: Report, losses: Iterable[Loss], language: Language) -> bytes:
    """What is in `report`, read from `source`, as the JSON object of `inspect-schema.json` (UTF-8).

    Places and details are in `language`; all else is the same in both languages.
    """
    document = {
        "source": source,
        "metadata": {
            one.name: {"value": msgspec.to_builtins(one.value), "origin": one.origin}
            for one in metadata(report)
        },
        "outline": list(_outline(report, language)),
        "tables": _tables(report),
        "bookmarks": bookmarks(report),
        "counts": counts(report),
        "losses": [loss.as_json(language) for loss in losses],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _outline(report: Report, language: Language) -> Iterable[dict[str, Any]]:
    number = 0
    for block in report.body:
        if isinstance(block, (Heading, Paragraph, ListItem)):
            number += 1
        if isinstance(block, Heading):
            where = f"paragraph {number}"
            yield {
                "level": block.level,
                "text": inline_text(block.content),
                "where": place_in_words(where, language),
                "path": place_path(where),
            }


def _tables(report: Report) -> list[dict[str, Any]]:
    """Every table: its address and size, and which statutory table of which edition it is, or a part of."""
    known = {sheet.address: one for one in recognise(report) for sheet in one.sheets}
    found = []
    for address, table in tables(report):
        statutory = known.get(address)
        found.append(
            {
                "address": address,
                "rows": len(table.rows),
                "columns": width(table.rows),
                "cells": sum(len(row) for row in table.rows),
                "merged": sum(cell.colspan > 1 or cell.rowspan > 1 for row in table.rows for cell in row),
                "caption": inline_text(table.caption),
                "kind": statutory.table if statutory else "",
                "edition": statutory.edition if statutory else "",
            }
        )
    return found
