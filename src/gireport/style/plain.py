"""A plain house style: even margins, 宋体, single spacing; for reading and for further editing."""

from __future__ import annotations

from .gbt9704 import HEITI, LATIN, SONGTI
from .house import House, Page, TableStyle, TextStyle

_BODY = TextStyle(SONGTI, 12, "left", after=6)
_HEADING = TextStyle(HEITI, 12, "left", before=6, after=6, keep_next=True)

PLAIN = House(
    name="plain",
    # A4 with margins of 25.4 mm.
    page=Page(width=11906, height=16838, top=1440, right=1440, bottom=1440, left=1440, footer=720),
    latin=LATIN,
    page_number=("", ""),
    styles={
        "body": _BODY,
        "title": TextStyle(HEITI, 18, "center", after=12, keep_next=True),
        "heading1": _HEADING._replace(size=15, before=12),
        "heading2": _HEADING._replace(size=14),
        "heading3": _HEADING,
        "heading4": _HEADING,
        "list": _BODY._replace(hanging=2, after=0),
        "caption": TextStyle(HEITI, 10.5, "center", before=6, keep_next=True),
        "cell": TextStyle(SONGTI, 10.5, "center"),
        "header-cell": TextStyle(HEITI, 10.5, "center"),
        "note": TextStyle(SONGTI, 9, "left"),
        "footer": TextStyle(SONGTI, 9, "right"),
    },
    table=TableStyle(border=0.5, padding_side=57, padding_top=28, small_from=8, small=9.0),
)
