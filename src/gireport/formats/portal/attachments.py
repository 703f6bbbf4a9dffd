"""Files that a page attaches: told by the address, or by the name under which it is saved."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from bs4.element import Tag
from msgspec import Struct

from ...markup.reader.addresses import Resolver, stripped
from ...model.chars import is_safe_link
from .facts import names
from .soup import attribute, is_text, text_of

_LONGEST = 200
MOST = 200
"""Attachments that are listed."""


class Attachment(Struct, frozen=True):
    """A file's name as the page gives it, and its address."""

    name: str
    address: str

    def __str__(self) -> str:
        """`名称 address`: the address is what follows the last space."""
        return f"{self.name} {self.address}"


@lru_cache(maxsize=1)
def _suffix() -> re.Pattern[str]:
    wanted = "|".join(sorted(names().attachments, key=len, reverse=True))
    return re.compile(rf"\.(?:{wanted})(?=$|[?#&])", re.IGNORECASE)


def is_attachment(link: Tag) -> bool:
    """Whether the link leads to a file: `…/2023.docx`, `downfile.jsp?filename=x.doc`, or its text is a file's name."""
    address = stripped(attribute(link, "href"))
    if not address or address.startswith("#") or not is_safe_link(address):
        return False
    return bool(_suffix().search(address) or _suffix().search(text_of(link)))


def attachment(link: Tag, resolve: Resolver) -> Attachment:
    """The file that `link` leads to; one that says nothing of it is named by the name beside it, its title or address."""
    address = resolve(stripped(attribute(link, "href"))).replace(" ", "%20")
    name = text_of(link)
    if name in names().unsaid:
        name = " ".join(attribute(link, "title").split())
        line = link.find_parent(["li", "p", "tr", "dd", "div"])
        if line is not None and len(line.find_all("a", limit=2)) == 1:
            beside = [
                string.strip() for string in line.strings if is_text(string) and link not in string.parents
            ]
            name = next((one for one in beside if _suffix().search(one) and len(one) <= _LONGEST), name)
    return Attachment(name or unquote(re.split(r"[/=]", address)[-1]), address)
