"""Reads a page: its encoding, its head, its body."""

from __future__ import annotations

from ...losses import Losses
from ...markup.page import base_of, open_page
from ...markup.reader import read_tree
from ...markup.reader.addresses import Resolver
from ...model import Report, normal
from . import head


def read(data: bytes, losses: Losses, /, *, base_url: str | None = None) -> Report:
    """The report in the page `data`, in normal form.

    `base_url` is the page's own address: relative links and pictures are resolved against it (or against the
    page's `base` element, HTML Standard 4.2.3).

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, LimitError
    """
    tree, html = open_page(data, losses)
    base_url = base_of(tree, base_url, losses)
    fragment = read_tree(tree, html, losses, base_url)
    meta = head.read(tree, Resolver(base_url))
    return normal(Report(meta, fragment.blocks, fragment.resources), losses.note)
