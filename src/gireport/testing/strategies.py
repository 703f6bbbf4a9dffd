"""Hypothesis strategies: reports in normal form with everything that the formats must carry.

A strategy is built once and kept (`cache`): building one takes longer than drawing from it.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from ..model import (
    MARKS,
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListItem,
    Meta,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Resource,
    Rule,
    Table,
    Text,
    normal,
)
from ..model.types import resource_key

T = TypeVar("T")

# What the end of the case sheet lists: each must come back as exactly these characters.
NASTY_TEXTS = (
    " ",
    "  two  spaces  ",
    " leading",
    "trailing ",
    "trailing two  ",
    "a\tb",
    "\t",
    "\u00a0",
    "a\u00a0\u00a0b",
    "\u3000\u3000首行缩进",
    "全角　空格",
    "zero\u200bwidth\u200djoiner\ufeff",
    "e\u0301 combining, é composed",
    "𠀀𪚥 extension B, 𰻞",
    "👩‍👩‍👧‍👦 👍🏽 🇨🇳",
    "\u202bעברית العربية\u202c",
    "line\u2028separator\u2029here",
    "next\u0085line",
    "soft\u00adhyphen non\u2011breaking",
    "1. not a list",
    "1.",
    "2) neither",
    "- nor this",
    "+",
    "* * *",
    "# no heading",
    "#标签#",
    "---",
    "===",
    "> no quotation",
    "| no | table |",
    "|",
    "a | b",
    "```",
    "~~~",
    "<b>not bold</b>",
    "<!-- no comment -->",
    "<script>alert(1)</script>",
    "&amp; &lt; &#65; &nbsp;",
    "AT&T <",
    "*stars* _lines_ ~~strike~~ `code`",
    "**bold?**",
    "[not](a-link) ![nor](image) [^1] [ref]",
    "[bookmark: x]",
    "http://www.example.gov.cn/a?b=c&d=e",
    "www.example.cn",
    "a@example.cn",
    "网址：www.example.gov.cn，HTTPS://EXAMPLE.CN/a_b_。mailto:a_b@-x.example.cn",
    "\\ backslash \\* \\",
    "$math$ $$",
    ":::",
    "{.class} {#id}",
    "一、像标题",
    "（一）也像",
    "\"quotes\" 'single' “中文” ‘单’",
    "《条例》〔2021〕30号<办法>",
    "x" * 300,
    "\x7f\x80\x9f controls that XML allows",
    "\ud7ff\ue000\ufffd edges",
    "\U0001fffe noncharacter",
    "]]>",
    "%20 %",
    "=1+1",
    "0",
)

_LETTERS = st.sampled_from(
    "甲乙丙丁公开申请数量报告0123456789abcXYZ，。、；：（）《》 \u3000-|*_#<>&\"'\\`~[]!."
)
_ANY = st.characters(
    codec="utf-8",
    exclude_categories=["Cs"],
    exclude_characters="".join(map(chr, [*range(9), *range(10, 32), 0xFFFE, 0xFFFF])),
)


@cache
def texts(min_size: int = 1) -> st.SearchStrategy[str]:
    """Text without line ends: ordinary, nasty, and anything at all that a report may hold."""
    return st.one_of(
        st.text(_LETTERS, min_size=min_size, max_size=12),
        st.sampled_from(NASTY_TEXTS),
        st.text(_ANY, min_size=min_size, max_size=8),
    )


@cache
def links() -> st.SearchStrategy[str]:
    """Addresses: of the web, relative, of a bookmark, with characters that need escaping."""
    return st.sampled_from(
        (
            "https://www.example.gov.cn/col/2023/art.html?a=1&b=2#part",
            "http://example.cn/政府 信息/公开\"'<>.html",
            "mailto:xxgk@example.gov.cn",
            "attachments/附件 1.docx",
            "../up/(brackets)/[x].html",
            "#_GoBack",
            "#一、总体情况",
            "#with space",
            "?query=only",
            "//example.cn/x",
            "https://example.cn/a%20b\\c|d",
            "http://www.example.cn",
        )
    )


@cache
def marks() -> st.SearchStrategy[tuple[str, ...]]:
    """Any set of marks."""
    return st.lists(st.sampled_from(MARKS), unique=True, max_size=4).map(tuple)


def png(width: int, height: int, shade: int = 0) -> bytes:
    """The bytes of a grey PNG picture of width × height pixels (PNG specification, 2nd edition)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _named(*resources: Resource) -> dict[str, Resource]:
    return {resource_key(resource.data): resource for resource in resources}


RESOURCES = _named(
    Resource("image/png", png(2, 3)),
    Resource("image/png", png(40, 10, 200)),
    Resource("image/gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
    Resource("image/x-emf", b"\x01\x00\x00\x00 not really"),
    Resource("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'),
)


@cache
def images() -> st.SearchStrategy[Image]:
    """Pictures: embedded and linked, with and without sizes, texts and links."""
    pixels = st.none() | st.integers(1, 2000)
    return st.builds(
        Image,
        resource=st.sampled_from([*RESOURCES, "https://example.gov.cn/images/a.png", "images/图 1.jpg"]),
        alt=st.just("") | texts(),
        width=pixels,
        height=pixels,
        link=st.none() | links(),
    )


@cache
def bookmark_names() -> st.SearchStrategy[str]:
    """Names as programs give them, and names that need escaping."""
    return st.one_of(
        st.sampled_from(
            [
                "_GoBack",
                "_Toc123456789",
                "OLE_LINK1",
                "总体情况",
                "with space",
                "a\"b'<&>",
                "A",
                "a",
                "fn1",
                "fn-1",
                "fnref-1",
            ]
        ),
        st.text(_LETTERS, min_size=1, max_size=6),
    )


@cache
def edges() -> st.SearchStrategy[Inline]:
    """One edge of a bookmark; `normal` pairs what fits and repairs the rest."""
    columns = st.none() | st.tuples(st.integers(0, 2), st.integers(2, 4))
    names = st.sampled_from(["_GoBack", "甲", "乙 丙"]) | bookmark_names()
    return st.builds(BookmarkStart, names, columns) | st.builds(BookmarkEnd, names)


@cache
def inlines(notes: bool = True) -> st.SearchStrategy[tuple[Inline, ...]]:
    """A paragraph's content."""
    kinds: list[st.SearchStrategy[Inline]] = [
        st.builds(Text, texts(), st.just(()) | marks(), st.none() | links()),
        st.builds(Text, texts()),
        st.builds(LineBreak),
        edges(),
        edges(),
        images(),
    ]
    if notes:
        inside = st.lists(st.deferred(lambda: blocks(depth=1, notes=False)), max_size=2).map(tuple)
        kinds.append(st.builds(Note, inside, st.sampled_from(("footnote", "endnote"))))
    return st.lists(st.one_of(kinds), max_size=5).map(tuple)


@cache
def blocks(depth: int = 2, notes: bool = True) -> st.SearchStrategy[Block]:
    """One block; tables nest `depth` deep."""
    content = inlines(notes)
    kinds: list[st.SearchStrategy[Block]] = [
        st.builds(Paragraph, content, st.sampled_from((None, None, "left", "center", "right", "justify"))),
        st.builds(Heading, st.integers(0, 9), content),
        st.builds(
            ListItem,
            level=st.integers(0, 8) | st.integers(0, 2),
            ordered=st.booleans(),
            number=st.none() | st.integers(0, 20) | st.integers(0, 32767),
            content=content,
        ),
        st.builds(PageBreak),
        st.builds(Rule),
    ]
    if depth:
        kinds.append(tables(depth - 1, notes))
    return st.one_of(kinds)


@cache
def _block_lists(most: int, depth: int = 2, notes: bool = True) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.lists(blocks(depth, notes), max_size=most).map(tuple)


@cache
def _captions(notes: bool) -> st.SearchStrategy[tuple[Inline, ...]]:
    return st.just(()) | inlines(notes)


@cache
def _columns(width: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.just(()) | st.tuples(*[st.integers(1, 60)] * width)


@st.composite
def tables(draw: st.DrawFn, depth: int = 1, notes: bool = True, most: int = 4) -> Table:
    """A table whose cells tile a rectangle of up to `most` × `most` slots in any way."""
    height, width = draw(st.integers(1, most)), draw(st.integers(1, most))
    taken: set[tuple[int, int]] = set()
    rows: list[tuple[Cell, ...]] = []
    content = _block_lists(2, depth, notes)
    for row in range(height):
        cells: list[Cell] = []
        for column in range(width):
            if (row, column) in taken:
                continue
            free = 1
            while column + free < width and (row, column + free) not in taken:
                free += 1
            colspan = draw(st.integers(1, free))
            rowspan = draw(st.integers(1, height - row))
            taken |= {(r, c) for r in range(row, row + rowspan) for c in range(column, column + colspan)}
            cells.append(Cell(draw(content), colspan, rowspan))
        rows.append(tuple(cells))
    return Table(
        rows=tuple(rows),
        columns=draw(_columns(width)),
        header_rows=draw(st.integers(0, height)),
        header_columns=draw(st.integers(0, width)),
        caption=draw(_captions(notes)),
    )


@cache
def metas() -> st.SearchStrategy[Meta]:
    """Metadata: every field present or absent."""
    optional = st.none() | texts()
    return st.builds(
        Meta,
        title=optional,
        organ=optional,
        year=st.none() | st.integers(0, 9999),
        published=st.none() | st.sampled_from(("2024-01-23", "2024年1月23日", "2024-01-23 08:30")),
        document_number=st.none() | st.sampled_from(("青政办〔2024〕3号",)) | texts(),
        index_number=st.none() | texts(),
        keywords=st.lists(texts(), max_size=3).map(tuple),
        description=optional,
        source_url=st.none() | st.sampled_from(("https://www.example.gov.cn/a?b=1&c=2", "x y")),
        language=st.sampled_from(("zh-CN", "zh-CN", "en", "ug")),
        extra=st.dictionaries(
            st.sampled_from(("creator", "subject", "category", "gireport.organ", "Title", "有效性", "a b"))
            | st.text(_LETTERS, min_size=1, max_size=5),
            texts(),
            max_size=3,
        ),
    )


@cache
def _any_metas() -> st.SearchStrategy[Meta]:
    return st.just(Meta()) | metas()


@st.composite
def reports(draw: st.DrawFn, most: int = 5) -> Report:
    """A report in normal form, with up to `most` blocks in its body."""
    body = draw(_block_lists(most))
    return normal(Report(draw(_any_metas()), body, RESOURCES))
