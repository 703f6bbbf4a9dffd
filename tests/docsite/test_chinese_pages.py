"""A Chinese page does not lag behind the English page with the same path."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import NamedTuple

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from docsite.sources import ROOT

ENGLISH, CHINESE = ROOT / "docs", ROOT / "docs" / "zh"
SUMMARIES = {"windows.md"}
"""Chinese pages that summarise the English page for users, say so, and link to it."""
PAGES = sorted(
    path.relative_to(CHINESE).as_posix()
    for path in CHINESE.rglob("*.md")
    if path.relative_to(CHINESE).as_posix() not in SUMMARIES
)
REFERENCE = [name for name in PAGES if "/" not in name and name != "index.md"]
"""The pages that say the same in both languages; tutorials and guides may say more in one of them."""


class Shape(NamedTuple):
    """What a page consists of, in its order: tags of headings, rows of each table, languages of the code."""

    headings: list[str]
    tables: list[int]
    code: list[str]


def tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def shape(text: str) -> Shape:
    found = Shape([], [], [])
    for token in tokens(text):
        if token.type == "heading_open":
            found.headings.append(token.tag)
        elif token.type == "table_open":
            found.tables.append(0)
        elif token.type == "tr_open":
            found.tables[-1] += 1
        elif token.type == "fence":
            found.code.append(token.info.partition(" ")[0])
    return found


def stands_in(part: Iterable[object], whole: Iterable[object]) -> bool:
    """Whether `part` is `whole` with items left out."""
    left = iter(whole)
    return all(one in left for one in part)


def without_texts(line: str) -> str:
    """A line of code whose texts in quotation marks are empty: they are in the page's language."""
    return re.sub(r'"[^"\n]*"', '""', line)


def names(text: str) -> set[str]:
    """The names in code font outside of blocks: options, keys, functions, files. Phrases do not count."""
    inlines = [child for token in tokens(text) for child in token.children or ()]
    found = {without_texts(child.content) for child in inlines if child.type == "code_inline"}
    return {name for name in found if re.fullmatch(r"[!-~]+", name)}


def code(text: str) -> list[str]:
    """The lines of each block of code, without comments and texts."""
    blocks = [token.content for token in tokens(text) if token.type == "fence"]
    return [without_texts(re.sub(r"(?m)\s*#.*$", "", block)) for block in blocks]


def both(name: str) -> tuple[str, str]:
    return (ENGLISH / name).read_text("utf-8"), (CHINESE / name).read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_chinese_page_has_the_headings_tables_and_code_of_the_english_page(name):
    english, chinese = map(shape, both(name))
    for one, other in zip(english, chinese, strict=True):
        assert stands_in(one, other), name


@pytest.mark.parametrize("name", REFERENCE)
def test_a_page_of_the_reference_has_the_same_parts_names_and_code_in_both_languages(name):
    english, chinese = both(name)
    assert shape(english) == shape(chinese)
    assert not sorted(names(english) - names(chinese))
    assert code(english) == code(chinese)


@pytest.mark.parametrize("name", PAGES)
def test_a_link_of_a_chinese_page_leads_to_the_chinese_page_where_there_is_one(name):
    """On a code host, too; the site leads there in any case."""
    inlines = [child for token in tokens(both(name)[1]) for child in token.children or ()]
    for link in (
        str(child.attrs["href"]).partition("#")[0] for child in inlines if child.type == "link_open"
    ):
        target = posixpath.normpath(posixpath.join("zh", posixpath.dirname(name), link))
        assert target.startswith(("zh/", "../")) or not (CHINESE / target).is_file(), link
