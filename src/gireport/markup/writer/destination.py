"""Where the markup will be shown, and the attributes that it needs there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...model.types import Align


def _align_style(value: Align | None) -> str:
    """The `style` attribute for an alignment, with a space before it; empty for None."""
    return f' style="text-align:{value}"' if value else ""


def _align_attribute(value: Align | None) -> str:
    """The `align` attribute, obsolete in the HTML Standard (15.3.3), which browsers obey; empty for None."""
    return f' align="{value}"' if value else ""


class Destination(NamedTuple):
    """What a writer adds to the content. For every destination the reader gives the same blocks.

    `accessible` puts each table that is not in a cell into a region that scrolls and has a name, and gives
    headings their depth in the outline. `table`, `region` and `image` are attributes of these elements.
    `column_width` is the least width of a column in em, for a page without our style sheet. `row` is the
    attribute of a row in which no cell starts: browsers do not show such a row without a height. `fitted`:
    our style sheet is there, and gives the columns of a table that states no widths what their texts need.
    """

    align: Callable[[Align | None], str] = _align_style
    accessible: bool = True
    table: str = ""
    region: str = ""
    image: str = ""
    column_width: int = 0
    row: str = ' style="height:1.5em"'
    fitted: bool = False


PAGE = Destination(fitted=True)
"""A page with our style sheet."""

FRAGMENT = Destination(
    table=' border="1" cellpadding="4"',
    region=' style="overflow-x:auto"',
    image=' style="max-width:100%;height:auto"',
    column_width=4,
)
"""A page of someone else, which may remove classes, styles or both.

Borders and padding of cells are attributes too: obsolete in the HTML Standard (15.3.10), and browsers obey
them.
"""

MARKDOWN = Destination(align=_align_attribute, accessible=False, row=' height="24"')
"""Inside Markdown, whose pages often drop styles (GitHub): alignment is an attribute, and that is all."""
