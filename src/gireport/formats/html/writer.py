"""Writes a report as a page with its metadata and one style sheet, or as a fragment without either."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ...losses import Losses
from ...markup.writer import MarkupWriter
from ...markup.writer.escape import attribute
from ...model.types import Heading, Report
from ...model.walk import inline_text
from . import head


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8")


def write(report: Report, losses: Losses, /, *, fragment: bool = False) -> bytes:
    """The page for `report` in UTF-8, without scripts; every picture that it holds is in it.

    `fragment` leaves out html, head and body: what a portal's editor or a Markdown file takes. Metadata is
    then not carried, with a loss.
    """
    writer = MarkupWriter(report.resources, report.body)
    body = writer.blocks(report.body)
    body += writer.notes()
    if fragment:
        if report.meta != type(report.meta)():
            losses.note("not-kept", "metadata", 1, "a fragment has no head")
        return body.encode()
    title = next(
        (
            inline_text(block.content)
            for block in report.body
            if isinstance(block, Heading) and block.level == 0
        ),
        "",
    )
    page = (
        f"<!DOCTYPE html>\n<html{attribute('lang', report.meta.language)}>\n<head>\n"
        f"{head.write(report.meta, title)}<style>\n{_style_sheet()}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
    return page.encode()
