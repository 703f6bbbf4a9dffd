"""Reads Markdown: renders it as HTML, then reads the HTML.

So Markdown may be inside raw HTML and the other way round, and white space folds as it does in a browser.
"""

from __future__ import annotations

from ....errors import EmptyFileError, LimitError
from ....limits import MARKDOWN_MARKS
from ....losses import Losses
from ....markup.reader import read_blocks
from ....model import Meta, Report, normal
from ....model.messages import message
from ....safe.sizes import check_markup
from ..front_matter import split
from .encoding import decode
from .front_matter import read_meta
from .parser import to_html

_MARKUP = "*_`[]<&|~\\!"
"""Characters that can begin a token inside a line."""
_ADDRESS_PARTS = ("://", "www.", "@")
"""One of these is in each address that becomes a link without markup."""


def read(data: bytes, losses: Losses, /, *, base_url: str | None = None) -> Report:
    """The report in the Markdown file `data`, in normal form.

    `base_url` is the file's own address: relative links and pictures are made absolute by it.

    Raises:
        EmptyFileError, WrongKindError, LimitError
        DamagedFileError: the front matter is not YAML, or not a mapping of names to texts, numbers and lists.
    """
    if not data:
        raise EmptyFileError(message("plugins.empty-file"))
    check_markup(data)
    text = decode(data, losses)
    tokens = sum(map(text.count, _MARKUP)) + 4 * sum(map(text.count, _ADDRESS_PARTS))
    if tokens + text.count("|") + 4 * text.count("\n") > MARKDOWN_MARKS:
        raise LimitError(message("markdown.marks", limit=MARKDOWN_MARKS))
    head, body = split(text)
    meta = Meta()
    if head:
        meta = read_meta(head, losses)
    html, place = to_html(body, losses, text.count("\n", 0, len(text) - len(body)))
    fragment = read_blocks(html, losses, base_url, place)
    return normal(Report(meta, fragment.blocks, fragment.resources), losses.note)
