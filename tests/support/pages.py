"""Short ways to read a page's body in tests."""

from __future__ import annotations

from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import Table
from gireport.model.walk import text


def body(html: str | bytes, **options):
    """The blocks of a page and the codes of its losses."""
    losses = Losses()
    data = html.encode() if isinstance(html, str) else html
    report = read(data, losses, **options)
    return report.body, [loss.code for loss in losses]


def grid(table: Table):
    """Each row as (text, colspan, rowspan)."""
    return [[(text(cell.content), cell.colspan, cell.rowspan) for cell in row] for row in table.rows]


def shown(html: str) -> str:
    """The plain text of the page."""
    return text(body(html)[0])
