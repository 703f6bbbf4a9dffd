"""Reads Markdown: what it says is made into HTML, as any renderer does, and read as HTML is.

So raw HTML and Markdown stand in one tree, whichever is in the other, and white space folds as on a page.
"""

from __future__ import annotations

from ....errors import EmptyFileError, LimitError
from ....limits import INPUT_BYTES
from ....losses import Losses
from ....markup import read_blocks
from ....model import Meta, Report, normal
from .encoding import decode
from .front_matter import split
from .parser import to_html


def read(data: bytes, losses: Losses, /, *, base_url: str | None = None) -> Report:
    """The report in the Markdown file `data`, in normal form.

    `base_url` is the file's own address: relative links and pictures are made absolute by it.

    Raises:
        EmptyFileError, WrongKindError, LimitError
        DamagedFileError: the front matter is not YAML, or more than names with texts, numbers and lists.
    """
    if not data:
        raise EmptyFileError("the file is empty")
    if len(data) > INPUT_BYTES:
        raise LimitError(f"the file has {len(data)} bytes; the limit is {INPUT_BYTES}")
    text = decode(data, losses)
    head, body = split(text)
    meta = Meta()
    if head:
        from .metadata import read_meta  # YAML is imported only where there is some

        meta = read_meta(head, losses)
    fragment = read_blocks(
        to_html(body, losses, text.count("\n", 0, len(text) - len(body))), losses, base_url
    )
    return normal(Report(meta, fragment.blocks, fragment.resources), losses.note)
