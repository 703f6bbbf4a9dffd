"""A whole page: its bytes checked, decoded, cleaned and parsed, and the address that its links start from."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from ..errors import EmptyFileError, WrongKindError
from ..losses import Losses
from ..model.weight import MAX_ADDRESS
from ..safe.inlined import check_markup
from ..safe.kinds import describe
from .encoding import decode
from .reader.addresses import Resolver
from .reader.tree import clean, parse


def open_page(data: bytes, losses: Losses) -> tuple[LexborHTMLParser, str]:
    """The tree of the page `data`, and the clean source that it was built from.

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, LimitError
    """
    if not data.strip():
        raise EmptyFileError("the file is empty")
    check_markup(data)
    _check_kind(data)
    html = clean(decode(data, losses), losses)
    return parse(html, whole=True, losses=losses), html


def base_of(tree: LexborHTMLParser, base_url: str | None, losses: Losses) -> str | None:
    """The address that relative ones are resolved by: `base_url`, or what the page's `base` makes of it.

    HTML Standard 4.2.3. None, with a loss, where it is longer than an address may be: each that it would make is longer yet.
    """
    element = tree.css_first("base[href]")
    base = base_url
    if element is not None:
        base = Resolver(base_url)(element.attributes.get("href") or "") or base_url
    if base and len(base) > MAX_ADDRESS:
        losses.note("too-long", "the page", len(base), f"the base of its addresses, {base[:60]}…")
        return None
    return base


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
