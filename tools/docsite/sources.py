"""Which files of the repository are pages of the site, and where do they stand there?

English pages stand at the root of the site, Chinese ones below `zh/`. Both languages have the same pages: a
page that exists in English only stands in the Chinese site as it is, with a note.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple, TypeAlias

Language: TypeAlias = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = {
    "README.md": "index.md",
    "README.zh-CN.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security-policy.md",
    "docs/examples/README.md": "examples.md",
    "docs/decisions": "decisions/index.md",
}
"""Files and folders outside of the plain pages of `docs/` → the page that they are on the site."""
_NO_PAGES = ("docs/examples/", "docs/plugin-template/")
_NOT_STAGED = {"README.md", "README.zh-CN.md", "docs/decisions"}


class Page(NamedTuple):
    """A page of the site in one language: its address there, its text, where links in it start from.

    `origin` is a path in the repository; `foreign` says that the page has no text in this language.
    """

    address: str
    text: str
    origin: str
    foreign: bool = False


def address_of(path: str) -> str | None:
    """The address in the site of a file, if it is a page: `losses.md` for `docs/zh/losses.md`."""
    if path in OUTSIDE:
        return OUTSIDE[path]
    parts = PurePosixPath(path).parts
    if len(parts) == 3 and parts[0] == "plugins" and parts[2] == "README.md":
        return f"plugins/{parts[1]}.md"
    if (
        parts[:1] == ("docs",)
        and path.endswith(".md")
        and not path.startswith(("docs/examples/", "docs/plugin-template/"))
    ):
        inside = parts[2:] if parts[1] == "zh" else parts[1:]
        return "/".join(inside)
    return None


def pages(language: Language) -> dict[str, Page]:
    """The pages of `language` that are files of the repository, by their addresses."""
    english: dict[str, Page] = {}
    chinese: dict[str, Page] = {}
    for path in _files():
        address = address_of(path)
        if address is None or path in _NOT_STAGED:
            continue
        found = chinese if path.startswith("docs/zh/") else english
        found[address] = Page(address, (ROOT / path).read_text("utf-8"), path)
    if language == "en":
        return english
    return {address: page._replace(foreign=True) for address, page in english.items()} | chinese


def _files() -> list[str]:
    found = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("plugins/*/README.md"), *ROOT.glob("*.md")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)
