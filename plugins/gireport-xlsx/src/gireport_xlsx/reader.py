"""Reads a workbook: each sheet that shows is a table, under a heading with the sheet's name."""

from __future__ import annotations

import re

from gireport.losses import Losses
from gireport.model import Block, Heading, Report, Text, normal
from gireport.model.grid import Budget
from gireport.model.messages import message
from gireport.safe.xml import Element, listed

from .cells import has_part
from .sheet import SheetTable, read_cells
from .sheet_names import is_default
from .strings import unescaped
from .styles import child
from .workbook import WorkbookParts

_DROPPED = {"drawing": "embedded-object", "oleObjects": "embedded-object", "picture": "embedded-object"}
"""Element of a sheet → the loss of what it refers to."""
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]{1,3}|.)')
"""Codes in headers and footers (18.3.1.46): places, fonts, page numbers, the name of the sheet."""
_QUOTED = 80


def read(data: bytes, losses: Losses, /) -> Report:
    """The report in the workbook `data`, in normal form.

    Numbers and dates are read as the text that they show. Hidden sheets, rows and columns are left out and
    noted, and so are charts, pictures, comments, headers and footers.

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, EncryptedFileError, UnsafeFileError, LimitError
    """
    parts = WorkbookParts(data, losses)
    body: list[Block] = []
    budget = Budget()
    tables = 0
    for sheet in parts.sheets():
        name = unescaped(sheet.name, losses)
        if sheet.part is None:
            losses.note("part-missing", "", 1, name)
            continue
        root = parts.xml(sheet.part)
        place = f"table {tables + 1}"
        cells = read_cells(parts, root, place)
        if sheet.hidden:
            count = sum(len(run.text) for runs in cells.content.values() for run in runs)
            if count:
                losses.note("hidden-text", "", count, message("xlsx.hidden-sheet", name=name[:_QUOTED]))
            continue
        _note_dropped(parts, sheet.part, root, place)
        table = SheetTable(parts, sheet, cells, place, budget).table()
        if name and not is_default(name):
            body.append(Heading(1, (Text(name),)))
        if table is not None:
            tables += 1
            body.append(table)
    if any(relation.kind == "vbaProject" for relation in parts.relations.values()):
        losses.note("macro", "", 1)
    return normal(Report(parts.meta(), tuple(body)), losses.note)


def _note_dropped(parts: WorkbookParts, part: str, root: Element, place: str) -> None:
    """Note what a sheet holds beside its cells."""
    for name, code in _DROPPED.items():
        if has_part(root, name):
            parts.losses.note(code, place, 1)
    header = child(root, "headerFooter")
    for one in [] if header is None else listed(header):
        text = _CODES.sub("", one.text or "").strip()
        if text:
            parts.losses.note("header-footer", place, 1, text[:_QUOTED])
    for relation in parts.related(part).values():
        if relation.kind == "comments" and relation.target in parts.package:
            count = sum(1 for one in parts.xml(relation.target).iter() if str(one.tag).endswith("}comment"))
            parts.losses.note("comment", place, count)
    links = child(root, "hyperlinks")
    if links is not None and len(links):
        parts.losses.note("not-kept", place, len(links), message("xlsx.links"))
