"""What the HTML writer makes of blocks, for tests."""

from __future__ import annotations

from gireport.formats.html import FORMAT
from gireport.losses import Losses
from gireport.model import Cell, Meta, Paragraph, Report, Text, normal
from gireport.testing import laws


def cell(text, colspan=1, rowspan=1):
    return Cell((Paragraph((Text(text),)),), colspan, rowspan)


def written(*blocks, meta=None, **options):
    report = normal(Report(meta or Meta(), tuple(blocks)))
    laws.round_trip(FORMAT, report)
    return FORMAT.writer(report, Losses(), **options).decode()


def lines(*blocks):
    page = written(*blocks)
    return page[page.index("<main>\n") + 7 : page.rindex("</main>")].splitlines()
