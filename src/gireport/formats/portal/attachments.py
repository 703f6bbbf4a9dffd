"""Files that a page attaches, recognised by their address or name, and the documents in its frames."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from bs4.element import Tag
from msgspec import Struct

from ...markup.reader.addresses import Resolver, stripped
from ...model.chars import is_safe_link
from .soup import attribute, is_text, text_of
from .vocabulary import names

_MAX_NAME = 200
MAX_ATTACHMENTS = 200
"""Attachments that are listed in the metadata."""
_FRAMES = frozenset({"frame", "iframe", "embed", "object"})


class Attachment(Struct, frozen=True):
    """The name of a file on the page, and its address."""

    name: str
    address: str

    def __str__(self) -> str:
        """`名称 address`; the address follows the last space."""
        return f"{self.name} {self.address}"


@lru_cache(maxsize=1)
def _suffix() -> re.Pattern[str]:
    suffixes = "|".join(sorted(names().attachments, key=len, reverse=True))
    return re.compile(rf"\.(?:{suffixes})(?=$|[?#&])", re.IGNORECASE)


def is_attachment(link: Tag) -> bool:
    """Whether the link leads to a file: by its address (`…/2023.docx`, `down.jsp?filename=x.doc`) or text."""
    address = stripped(attribute(link, "href"))
    if not address or address.startswith("#") or not is_safe_link(address):
        return False
    return bool(_suffix().search(address) or _suffix().search(text_of(link)))


def attachment_of(link: Tag, resolve: Resolver) -> Attachment:
    """The file that `link` leads to.

    Where the text of the link does not name it, the file name beside the link counts, its title, or its
    address.
    """
    address = resolve(stripped(attribute(link, "href"))).replace(" ", "%20")
    name = text_of(link)
    if name in names().generic_link_texts:
        name = " ".join(attribute(link, "title").split())
        line = link.find_parent(["li", "p", "tr", "dd", "div"])
        if line is not None and len(line.find_all("a", limit=2)) == 1:
            texts = [
                string.strip() for string in line.strings if is_text(string) and link not in string.parents
            ]
            name = next((text for text in texts if _suffix().search(text) and len(text) <= _MAX_NAME), name)
    return Attachment(name or unquote(re.split(r"[/=]", address)[-1]), address)


def frame_addresses(elements: Iterable[Tag], resolve: Resolver) -> list[str]:
    """The addresses of the frames and plug-ins among `elements`."""
    found = (attribute(tag, "src") or attribute(tag, "data") for tag in elements if tag.name in _FRAMES)
    return [
        resolve(address) for address in found if address and not address.startswith(("about:", "javascript:"))
    ]
