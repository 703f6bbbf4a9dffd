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
from ...style import gbt9704
from . import head

# The placeholders of `style.css` (`<fangsong>`): each font with its substitutes.
_FONTS = {
    "fangsong": gbt9704.FANGSONG,
    "heiti": gbt9704.HEITI,
    "kaiti": gbt9704.KAITI,
    "xiaobiaosong": gbt9704.XIAOBIAOSONG,
}
_LATIN = gbt9704.LATIN.stack
_DEFAULT_TITLE = "政府信息公开工作年度报告"
_MAX_TITLE = 80  # characters
_PARAGRAPH_LEVEL = 10  # below the level of every heading


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    """The style sheet with the fonts of the house style; all rules but `@page` are for `.gireport` only."""
    with open(os.path.join(os.path.dirname(__file__), "style.css"), encoding="utf-8") as file:
        sheet = file.read()
    for name, font in _FONTS.items():
        latin = _LATIN if font.generic == "serif" else ()
        stack = ",".join(f'"{each}"' for each in (*latin, *font.stack))
        sheet = sheet.replace(f"<{name}>", f"{stack},{font.generic}")
    return sheet


def write(report: Report, losses: Losses, /, *, fragment: bool = False) -> bytes:
    """The page for `report` in UTF-8, without scripts, its pictures embedded.

    `fragment` gives one `article` without html, head and body, to paste into the editor of a portal. It has
    no metadata, with a loss.

    Raises:
        LimitError: pictures are repeated so often that the page would be too large to be read again.
    """
    check_embedded(report, limits.INLINED_BYTES)
    writer = MarkupWriter(report.resources, report.body, FRAGMENT if fragment else PAGE)
    body = writer.blocks(report.body)
    body += writer.notes()
    lang = attribute("lang", report.meta.language)
    if fragment:
        if report.meta != type(report.meta)():
            losses.note("not-kept", "metadata", 1, message("markup.fragment-without-head"))
        # Long words break, so that the page around the fragment does not become wider than a telephone.
        opening = f'<article class="gireport"{lang} style="overflow-wrap:break-word">'
        return embed_pictures(f"{opening}\n{body}</article>\n", report.resources)
    page = (
        f"<!DOCTYPE html>\n<html{lang}>\n<head>\n"
        f"{head.write(report.meta, _window_title(report))}<style>\n{_style_sheet()}</style>\n</head>\n"
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
