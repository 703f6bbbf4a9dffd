"""The house style as data, for the writers of all formats."""

from .gbt9704 import (
    FONTS,
    LATIN,
    LINE_PITCH,
    PAGE,
    PAGE_NUMBER,
    STYLES,
    TABLE,
    Font,
    Page,
    Role,
    TableStyle,
    TextStyle,
    heading,
    table_text_size,
)

__all__ = [
    "FONTS",
    "LATIN",
    "LINE_PITCH",
    "PAGE",
    "PAGE_NUMBER",
    "STYLES",
    "TABLE",
    "Font",
    "Page",
    "Role",
    "TableStyle",
    "TextStyle",
    "heading",
    "table_text_size",
]
