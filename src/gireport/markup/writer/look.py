"""Where markup will stand, and what it must bring along there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...model.types import Align
from . import escape


class Look(NamedTuple):
    """What a writer adds beside the content. A reader of markup gives back the same blocks for each look.

    `accessible` puts each table that is in no cell into a region that scrolls and has a name, and gives headings
    their place in the outline. `table`, `region` and `image` are attributes for each of them, and `column` the
    least width of a table in em a column, for places without our style sheet. `row` is the attribute for a row in which
    no cell starts: one without a height is not shown.
    """

    aligned: Callable[[Align | None], str] = escape.text_align
    accessible: bool = True
    table: str = ""
    region: str = ""
    image: str = ""
    column: int = 0
    row: str = ' style="height:1.5em"'


PAGE = Look()
"""In a page with our style sheet."""

FRAGMENT = Look(
    table=' border="1" cellpadding="4"',
    region=' style="overflow-x:auto"',
    image=' style="max-width:100%;height:auto"',
    column=4,
)
"""In a page of others, which may drop classes, styles or both: lines and padding of cells are attributes too
(obsolete in the HTML Standard, 15.3.10, and obeyed by browsers)."""

MARKDOWN = Look(aligned=escape.align, accessible=False, row=' height="24"')
"""Among Markdown, on pages that drop styles, as GitHub does: alignment is an attribute, and no more is added."""
