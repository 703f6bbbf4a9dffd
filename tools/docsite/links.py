"""Where does a link of a page lead on the site?

A page links to files of the repository, as GitHub shows them. On the site a link to a page leads to that
page in the same language, a link to any other file leads to a copy of the file below `files/`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from urllib.parse import unquote

from .sources import ROOT, Language, Page, address_of

_LINK = re.compile(
    r"(?<!\\)(\]\(\s*<?)([^)\s>]+)(>?(?:\s+\"[^\"]*\")?\s*\))|(?P<code>(`+)(?!`).+?(?<!`)\5(?!`))"
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


class LinkError(ValueError):
    """A link that leads to nothing."""


class Links:
    """Rewrites the links of the pages of a language, and collects the files that they name.

    `addresses` are those of all pages, `own` those of pages with a text in this language, `downloads`
    those of generated files.
    """

    def __init__(
        self,
        language: Language,
        addresses: Container[str],
        own: Container[str],
        downloads: Container[str] = (),
    ) -> None:
        self.language, self.addresses, self.own, self.downloads = language, addresses, own, downloads
        self.files: set[str] = set()

    def rewritten(self, page: Page) -> str:
        """The text of `page` with its links as they are on the site.

        Raises:
            LinkError: a link leads to no file; the message names the page and the link.
        """
        fenced = False
        lines = []
        for line in page.text.split("\n"):
            if line.lstrip().startswith("```"):
                fenced = not fenced
            lines.append(line if fenced else _LINK.sub(lambda found: self._link(page, found), line))
        return "\n".join(lines)

    def _link(self, page: Page, found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        return f"{found[1]}{self._address(page, found[2])}{found[3]}"

    def _address(self, page: Page, link: str) -> str:
        target, sign, anchor = link.partition("#")
        if not target or _SCHEME.match(link):
            return link
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.origin), unquote(target)))
        here = posixpath.dirname(page.address)
        address = address_of(path)
        if address is None and path.startswith("docs/") and path.endswith(".md"):
            address = path.removeprefix("docs/")
        if address == page.address and path != page.origin and not anchor:
            return f"{'../' * (here.count('/') + bool(here))}../{address.removesuffix('.md')}.html"
        if address is not None and address in self.addresses:
            # An anchor of an English page is none of the Chinese page that stands in its place.
            keep = self.language == "en" or address not in self.own or path.startswith("docs/zh/")
            return posixpath.relpath(address, here or ".") + (sign + anchor if keep else "")
        if path.removeprefix("docs/") in self.downloads:
            return posixpath.relpath(path.removeprefix("docs/"), here or ".")
        if path.startswith("../") or not (ROOT / path).is_file():
            raise LinkError(f"{page.origin}: the link to {link} leads to nothing")
        self.files.add(path)
        copied = posixpath.relpath(self.place(path), here or ".")
        return copied + sign + anchor

    @staticmethod
    def place(path: str) -> str:
        """Where the copy of a file that is no page stands in the site."""
        inside = re.sub(r"^docs/(zh/)?", "", path) if path.startswith("docs/") else path
        return inside if path.startswith("docs/") else f"files/{path}"
