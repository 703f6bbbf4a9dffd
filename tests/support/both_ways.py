"""The formats that read and write in this process, those of installed plugins included."""

from __future__ import annotations

from gireport.hooks import Format
from gireport.plugins.registry import Registry

_BY_LIBREOFFICE = {"doc", "rtf", "pdf"}
"""LibreOffice takes a second for a report; `plugins/gireport-libreoffice/tests` hold these formats."""


def both_ways() -> list[Format]:
    """Every format with a reader and a writer, in the order of their names."""
    return [
        one for one in Registry().formats if one.reader and one.writer and one.name not in _BY_LIBREOFFICE
    ]
