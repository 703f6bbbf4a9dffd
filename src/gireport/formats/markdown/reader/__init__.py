"""Reads Markdown: what it says is made into HTML, as any renderer does, and read as HTML is.

So raw HTML and Markdown stand in one tree, whichever is in the other, and white space folds as on a page.
"""

from __future__ import annotations

from ....errors import EmptyFileError, LimitError
from ....limits import MARKDOWN_MARKS
from ....losses import Losses
from ....markup.reader import read_blocks
from ....model import Meta, Report, normal
from ....safe.sizes import check_markup
from .encoding import decode
from .front_matter import split
from .parser import to_html

_MARKS = "*_`[]<&|~\\!"
"""Characters that can begin a token of their own inside a line."""
_ADDRESSES = ("://", "www.", "@")
"""What is in each address that is a link without any markup."""


def read(data: bytes, losses: Losses, /, *, base_url: str | None = None) -> Report:
    """The report in the Markdown file `data`, in normal form.

    `base_url` is the file's own address: relative links and pictures are made absolute by it.

    Raises:
        EmptyFileError, WrongKindError, LimitError
        DamagedFileError: the front matter is not YAML, or more than names with texts, numbers and lists.
    """
    if not data:
        raise EmptyFileError("the file is empty")
    check_markup(data)
    text = decode(data, losses)
    marks = sum(map(text.count, _MARKS)) + 4 * sum(map(text.count, _ADDRESSES))
    if marks + text.count("|") + 4 * text.count("\n") > MARKDOWN_MARKS:
        raise LimitError(f"the text has more than {MARKDOWN_MARKS} characters that can be markup")
    head, body = split(text)
    meta = Meta()
    if head:
        from .metadata import read_meta  # YAML is imported only where there is some

        meta = read_meta(head, losses)
    html, place = to_html(body, losses, text.count("\n", 0, len(text) - len(body)))
    fragment = read_blocks(html, losses, base_url, place)
    return normal(Report(meta, fragment.blocks, fragment.resources), losses.note)
