"""Reads a page: its encoding, its head, its body."""

from __future__ import annotations

from ... import limits
from ...errors import EmptyFileError, LimitError, WrongKindError
from ...losses import Losses
from ...markup.reader import clean, parse, read_tree
from ...markup.reader.addresses import Resolver
from ...model import Report, normal
from ...safe.kinds import describe
from . import head
from .encoding import decode


def read(data: bytes, losses: Losses, /, *, base_url: str | None = None) -> Report:
    """The report in the page `data`, in normal form.

    `base_url` is the page's own address: relative links and pictures are made absolute by it (or by the
    page's `base` element, HTML Standard 4.2.3).

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, LimitError
    """
    if not data.strip():
        raise EmptyFileError("the file is empty")
    if len(data) > limits.INPUT_BYTES:
        raise LimitError(f"the file has {len(data)} bytes; the limit is {limits.INPUT_BYTES}")
    _check_kind(data)
    html = clean(decode(data, losses), losses)
    tree = parse(html, whole=True)
    base = tree.css_first("base[href]")
    if base is not None:
        base_url = Resolver(base_url)(base.attributes.get("href") or "") or base_url
    fragment = read_tree(tree, html, losses, base_url)
    meta = head.read(tree, Resolver(base_url))
    return normal(Report(meta, fragment.blocks, fragment.resources), losses.note)


def _check_kind(data: bytes) -> None:
    what = describe(data)
    if what == "an XML file" and b"<html" in data[:4096].lower():
        return
    if what and what != "an HTML page":
        raise WrongKindError(f"this is {what}, not an HTML page")
    if data[:64].lstrip().lower().startswith((b"mime-version:", b"from: <saved by")):
        raise WrongKindError(
            "this is a web archive (MHTML), not an HTML page", hint="save it as a web page, HTML only"
        )
