"""A whole page: check the bytes, decode and parse them; the base address of its links."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from ..errors import EmptyFileError, WrongKindError
from ..losses import Losses
from ..model.messages import message
from ..model.weight import MAX_ADDRESS
from ..safe.kinds import HTML_PAGE, XML_FILE, describe, way_out
from ..safe.sizes import check_markup
from .encoding import decode
from .reader.addresses import Resolver
from .reader.tree import clean, parse


def open_page(data: bytes, losses: Losses) -> tuple[LexborHTMLParser, str]:
    """The tree of the page `data`, and the cleaned source text that the tree was built from.

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, LimitError
    """
    if not data.strip():
        raise EmptyFileError(message("plugins.empty-file"))
    check_markup(data)
    _check_kind(data)
    html = clean(decode(data, losses), losses)
    return parse(html, whole=True, losses=losses), html


def base_of(tree: LexborHTMLParser, base_url: str | None, losses: Losses) -> str | None:
    """The base for relative addresses: the `base` element (resolved against `base_url`), or `base_url`.

    HTML Standard 4.2.3. None, with a loss, where the base is longer than an address may be, because every
    address resolved against it would be longer still.
    """
    element = tree.css_first("base[href]")
    base = base_url
    if element is not None:
        base = Resolver(base_url)(element.attributes.get("href") or "") or base_url
    if base and len(base) > MAX_ADDRESS:
        losses.note("too-long", "the page", len(base), message("markup.base-address", address=base[:60]))
        return None
    return base


def _check_kind(data: bytes) -> None:
    kind = describe(data)
    if kind == XML_FILE and b"<html" in data[:4096].lower():
        return
    if kind and kind != HTML_PAGE:
        raise WrongKindError(message("markup.other-kind", kind=kind), hint=way_out(kind))
    if data[:64].lstrip().lower().startswith((b"mime-version:", b"from: <saved by")):
        raise WrongKindError(message("markup.web-archive"))
