"""Writes a report as a page with its metadata and one style sheet, or as a fragment without either."""

from __future__ import annotations

import os
from functools import lru_cache

from ... import limits
from ...losses import Losses
from ...markup.writer import FRAGMENT, PAGE, MarkupWriter
from ...markup.writer.escape import attribute, embed_pictures
from ...model.messages import message
from ...model.types import Heading, Paragraph, Report
from ...model.walk import inline_text
from ...model.weight import check_embedded
from ...style import GBT9704, House, Role, Style, house
from . import head

# The placeholders of `style.css` for fonts (`<body>`): roles of the house style.
_FONTS: tuple[Role, ...] = ("body", "title", "heading1", "heading2", "header-cell")
_IN_STRING = str.maketrans({"\\": r"\5c ", '"': r"\22 ", "<": r"\3c "})
"""CSS Syntax 3, 4.3.7: escapes in a string, so that no name of a font ends it, or the element."""
_DEFAULT_TITLE = "政府信息公开工作年度报告"
_MAX_TITLE = 80  # characters
_MILLIMETRE = 1440 / 25.4  # twips
_PARAGRAPH_LEVEL = 10  # below the level of every heading


@lru_cache(maxsize=8)
def _style_sheet(house: House) -> str:
    """The style sheet for the house style; all rules but `@page` are for `.gireport` only."""
    with open(os.path.join(os.path.dirname(__file__), "style.css"), encoding="utf-8") as file:
        sheet = file.read()
    for role in _FONTS:
        font = house.styles[role].font
        latin = house.latin.stack if font.generic == "serif" else ()
        stack = ",".join(f'"{each.translate(_IN_STRING)}"' for each in (*latin, *font.stack))
        sheet = sheet.replace(f"<{role}>", f"{stack},{font.generic}")
    page, body = house.page, house.styles["body"]
    margins = " ".join(
        f"{twips / _MILLIMETRE:.0f}mm" for twips in (page.top, page.right, page.bottom, page.left)
    )
    size = "A4"
    if page[:2] != GBT9704.page[:2]:
        size = f"{page.width / _MILLIMETRE:.0f}mm {page.height / _MILLIMETRE:.0f}mm"
    values = {"size": size, "margins": margins, "points": f"{body.size:g}", "indent": f"{body.indent:g}"}
    for name, value in values.items():
        sheet = sheet.replace(f"<{name}>", value)
    return sheet


def write(report: Report, losses: Losses, /, *, fragment: bool = False, style: Style = GBT9704.name) -> bytes:
    """The page for `report` in UTF-8, without scripts, its pictures embedded.

    `fragment` gives one `article` without html, head and body, to paste into the editor of a portal. It has
    no metadata, with a loss. `style` is the house style of the page, as `gireport.style.house` takes it.

    Raises:
        UsageError: there is no such style.
        LimitError: pictures are repeated so often that the page would be too large to be read again.
    """
    check_embedded(report, limits.INLINED_BYTES)
    writer = MarkupWriter(report.resources, report.body, FRAGMENT if fragment else PAGE)
    body = writer.blocks(report.body)
    body += writer.notes()
    lang = attribute("lang", report.meta.language)
    look = house(style)
    if fragment:
        if report.meta != type(report.meta)():
            losses.note("not-kept", "metadata", 1, message("markup.fragment-without-head"))
        # Long words break, so that the page around the fragment does not become wider than a telephone.
        opening = f'<article class="gireport"{lang} style="overflow-wrap:break-word">'
        return embed_pictures(f"{opening}\n{body}</article>\n", report.resources)
    page = (
        f"<!DOCTYPE html>\n<html{lang}>\n<head>\n"
        f"{head.write(report.meta, _window_title(report))}"
        f"<style>\n{_style_sheet(look)}</style>\n</head>\n"
        f'<body class="gireport">\n<main>\n{body}</main>\n</body>\n</html>\n'
    )
    return embed_pictures(page, report.resources)


def _window_title(report: Report) -> str:
    """The page's title where the metadata has none: the body's title, highest heading or first text.

    A page must have a title (WCAG 2.2, 2.4.2).
    """
    title, best = "", _PARAGRAPH_LEVEL + 1
    for block in report.body:
        if isinstance(block, Heading | Paragraph):
            level = block.level if isinstance(block, Heading) else _PARAGRAPH_LEVEL
            if level < best and (line := inline_text(block.content)).strip():
                title, best = line, level
                if not level:
                    break
    return title[:_MAX_TITLE] or _DEFAULT_TITLE
