"""Fragments: what Markdown puts into a page of its own and takes out again."""

from __future__ import annotations

from hypothesis import given

from gireport.losses import Losses
from gireport.markup import read_blocks, read_inlines, write_blocks, write_inlines
from gireport.model import BookmarkEnd, BookmarkStart, Heading, Paragraph, Report, Rule, Text, normal
from gireport.testing.strategies import reports


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
        back, rest = read_inlines(write_inlines(content, alone.resources), Losses())
        assert normal(Report(body=(Paragraph(back),), resources=rest.resources)) == alone
        assert rest.blocks == ()


def test_blocks_among_inlines_are_handed_back_apart():
    inlines, rest = read_inlines("a<hr>b", Losses())
    assert [getattr(inline, "text", "\n") for inline in inlines] == ["a", "\n", "b"]
    assert rest.blocks == (Rule(),)


def test_an_anchor_alone_is_a_bookmark_at_a_point():
    inlines, _ = read_inlines('<a id="甲 乙"></a>丙', Losses())
    assert inlines == (BookmarkStart("甲 乙"), BookmarkEnd("甲 乙"), Text("丙"))
