"""The metadata of a report as the properties of a workbook, and back (ECMA-376 part 1, 22.3; part 2, 11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from xlsxwriter.workbook import Workbook

from gireport.model import Heading, Meta, Report
from gireport.model.walk import inline_text

from .content import Tally

LONGEST = 255
"""Characters of a property, in units of UTF-16: Excel's own limit."""

_CORE = {"title": "title", "keywords": "keywords", "description": "comments"}
"""Field of `Meta` → the name of the document property."""
_CUSTOM = ("organ", "published", "document_number", "index_number", "source_url", "language")
_YEAR = "year"
_EXTRA = "extra."
_SEPARATOR = "; "


def set_properties(workbook: Workbook, report: Report, time: datetime, tally: Tally) -> int | None:
    """Write the metadata of `report` into `workbook`, with `time` as the time of its making.

    A report without a title in its metadata gives its title heading; returns the position of that block.
    """
    meta = report.meta
    position = None
    title = meta.title
    heads = [number for number, one in enumerate(report.body) if isinstance(one, Heading) and not one.level]
    if heads:
        heading = report.body[heads[0]]
        assert isinstance(heading, Heading)
        shown = inline_text(heading.content)
        title = title or shown.strip() or None
        position = heads[0] if title == shown.strip() else None
    texts = {
        "title": title,
        "keywords": _SEPARATOR.join(meta.keywords),
        "comments": meta.description,
    }
    workbook.set_properties({"created": time} | {name: _fit(text, tally) for name, text in texts.items()})
    custom = {name: getattr(meta, name) for name in _CUSTOM}
    custom |= {f"{_EXTRA}{name}": text for name, text in meta.extra.items()}
    if meta.language == Meta().language:
        del custom["language"]
    taken = {_YEAR}  # Excel takes two names that differ in case for one
    for name, value in custom.items():
        if not value:
            continue
        if name.casefold() in taken:
            _count(tally)
        elif _fit(value, tally) and _fit(name, tally):
            taken.add(name.casefold())
            workbook.set_custom_property(name, value, "text")
    if meta.year is not None:
        workbook.set_custom_property(_YEAR, meta.year, "number_int")
    return position


def _fit(text: str | None, tally: Tally) -> str:
    """`text`; empty where it is longer than a property may be, which is counted."""
    if text and len(text.encode("utf-16-le")) > 2 * LONGEST:
        _count(tally)
        return ""
    return text or ""


def _count(tally: Tally) -> None:
    tally.place = "metadata"
    tally.add("metadata")
    tally.place = ""


def meta_of(core: Mapping[str, str], custom: Mapping[str, str]) -> Meta:
    """The metadata in the properties of a workbook, by their names (`title`, `organ`, `extra.来源`)."""
    year = custom.get(_YEAR, "")
    known = Meta()
    return Meta(
        title=core.get("title"),
        keywords=tuple(core.get("keywords", "").split(_SEPARATOR)),
        description=core.get("description"),
        year=int(year) if year.isascii() and year.isdigit() and len(year) <= 4 else None,
        organ=custom.get("organ"),
        published=custom.get("published"),
        document_number=custom.get("document_number"),
        index_number=custom.get("index_number"),
        source_url=custom.get("source_url"),
        language=custom.get("language", known.language),
        extra={name.removeprefix(_EXTRA): text for name, text in custom.items() if name.startswith(_EXTRA)},
    )
