"""The formats that read and write whole reports in this process, those of installed plugins included."""

from __future__ import annotations

from gireport.hooks import Format
from gireport.plugins.registry import Registry

_BY_LIBREOFFICE = {"doc", "rtf", "pdf"}
"""LibreOffice takes a second for a report; `plugins/gireport-libreoffice/tests` hold these formats."""

_TABLES_ALONE = {"xlsx"}
"""A workbook holds the tables of a report and not its text; `plugins/gireport-xlsx/tests` hold it."""


def both_ways() -> list[Format]:
    """Every format with a reader and a writer, in the order of their names."""
    elsewhere = _BY_LIBREOFFICE | _TABLES_ALONE
    return [one for one in Registry().formats if one.reader and one.writer and one.name not in elsewhere]
