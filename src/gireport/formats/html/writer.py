"""Writes a report as a page with its metadata and one style sheet, or as a fragment without either."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ... import limits
from ...losses import Losses
from ...markup.writer import MarkupWriter
from ...markup.writer.escape import attribute
from ...markup.writer.look import FRAGMENT, PAGE
from ...markup.writer.pictures import embedded
from ...model.types import Heading, Paragraph, Report
from ...model.walk import inline_text
from ...model.weight import check_embedded
from ...style import gbt9704
from . import head

# What the style sheet names in angle brackets: each font with those that may stand for it.
_FONTS = {
    "fangsong": gbt9704.FANGSONG,
    "heiti": gbt9704.HEITI,
    "kaiti": gbt9704.KAITI,
    "xiaobiaosong": gbt9704.XIAOBIAOSONG,
}
_LATIN = gbt9704.LATIN.stack
_UNTITLED = "政府信息公开工作年度报告"
_LONGEST_TITLE = 80  # characters
_NO_HEADING = 10  # a level below that of every heading


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    """The one style sheet, with the fonts of the house style; all but `@page` applies in `.gireport` only."""
    sheet = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    for name, font in _FONTS.items():
        latin = _LATIN if font.generic == "serif" else ()
        stack = ",".join(f'"{each}"' for each in (*latin, *font.stack))
        sheet = sheet.replace(f"<{name}>", f"{stack},{font.generic}")
    return sheet


def write(report: Report, losses: Losses, /, *, fragment: bool = False) -> bytes:
    """The page for `report` in UTF-8, without scripts; every picture that it holds is in it.

    `fragment` gives one `article` without html, head and body: what a portal's editor takes. Metadata is then
    not carried, with a loss.

    Raises:
        LimitError: pictures are shown so often that the page would be larger than one that is read.
    """
    check_embedded(report, limits.INLINED_BYTES)
    writer = MarkupWriter(report.resources, report.body, FRAGMENT if fragment else PAGE)
    body = writer.blocks(report.body)
    body += writer.notes()
    lang = attribute("lang", report.meta.language)
    if fragment:
        if report.meta != type(report.meta)():
            losses.note("not-kept", "metadata", 1, "a fragment has no head")
        # Long words break, so that no phone must scroll the page of others for ours.
        opening = f'<article class="gireport"{lang} style="overflow-wrap:break-word">'
        return embedded(f"{opening}\n{body}</article>\n", report.resources)
    page = (
        f"<!DOCTYPE html>\n<html{lang}>\n<head>\n"
        f"{head.write(report.meta, _shown_title(report))}<style>\n{_style_sheet()}</style>\n</head>\n"
        f'<body class="gireport">\n<main>\n{body}</main>\n</body>\n</html>\n'
    )
    return embedded(page, report.resources)


def _shown_title(report: Report) -> str:
    """What stands in the window's frame where the metadata has no title: the report's, or the first words in it.

    A page must have one (WCAG 2.2, 2.4.2).
    """
    shown, best = "", _NO_HEADING + 1
    for block in report.body:
        if isinstance(block, Heading | Paragraph):
            level = block.level if isinstance(block, Heading) else _NO_HEADING
            if level < best and (line := inline_text(block.content)).strip():
                shown, best = line, level
                if not level:
                    break
    return shown[:_LONGEST_TITLE] or _UNTITLED
