"""Blocks and inlines that are written as a fragment of HTML and read again."""

from __future__ import annotations

from hypothesis import given

from gireport.losses import Losses
from gireport.markup.reader import read_blocks
from gireport.markup.writer import MarkupWriter
from gireport.markup.writer.escape import embed_pictures
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Heading,
    LineBreak,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    normal,
)
from gireport.testing.strategies import reports


def write_blocks(blocks, resources):
    writer = MarkupWriter(resources, blocks)
    return embed_pictures(writer.blocks(blocks) + writer.notes(), resources).decode()


def write_inlines(inlines, resources):
    markup = MarkupWriter(resources, (Paragraph(tuple(inlines)),)).inlines(inlines)
    return embed_pictures(markup, resources).decode()


@given(reports())
def test_blocks_come_back_from_a_fragment(report):
    losses = Losses()
    fragment = read_blocks(write_blocks(report.body, report.resources), losses)
    assert normal(Report(report.meta, fragment.blocks, fragment.resources)) == report
    assert not list(losses)


@given(reports())
def test_each_block_comes_back_from_a_fragment_of_its_own(report):
    for block in report.body:
        alone = normal(Report(body=(block,), resources=report.resources))
        fragment = read_blocks(write_blocks(alone.body, alone.resources), Losses())
        assert normal(Report(body=fragment.blocks, resources=fragment.resources)) == alone


@given(reports())
def test_inlines_come_back_from_a_fragment(report):
    for block in report.body:
        if not isinstance(block, (Heading, Paragraph)) or b"Note(" in repr(block).encode():
            continue
        alone = normal(Report(body=(Paragraph(block.content),), resources=report.resources))
        content = alone.body[0].content
        fragment = read_blocks(write_inlines(content, alone.resources), Losses())
        assert normal(Report(body=fragment.blocks, resources=fragment.resources)).body == (
            alone.body if content else ()
        )


def test_a_block_in_a_caption_stands_before_the_table():
    rule, table = read_blocks("<table><caption>a<hr>b</caption><tr><td>c</table>", Losses()).blocks
    assert rule == Rule()
    assert isinstance(table, Table)
    assert table.caption == (Text("a"), LineBreak(), Text("b"))


def test_an_anchor_alone_is_a_bookmark_at_a_point():
    (paragraph,) = read_blocks('<a id="甲 乙"></a>丙', Losses()).blocks
    assert paragraph == Paragraph((BookmarkStart("甲 乙"), BookmarkEnd("甲 乙"), Text("丙")))
