"""Where the parser would strip content or take it for markup."""

from __future__ import annotations

import pytest

from gireport.formats.markdown import FORMAT
from gireport.losses import Losses
from gireport.model import (
    Cell,
    Paragraph,
    Table,
    Text,
    walk,
)


def cell(text: str, align: str | None = None) -> Cell:
    return Cell((Paragraph((Text(text),), align),)) if text else Cell()  # type: ignore[arg-type]


def test_a_pipe_table_has_one_header_row(read):
    """M01"""
    (table,) = read("| 项 | 数 |\n|:-:|---|\n| 甲 \\| 乙 | 1 |\n| 丙 |\n").body
    assert table == Table(
        (
            (cell("项", "center"), cell("数")),
            (cell("甲 | 乙", "center"), cell("1")),
            (cell("丙", "center"), cell("")),
        ),
        header_rows=1,
    )


@pytest.mark.parametrize("start", ["# ", "- ", "1. ", "2) ", "> ", "<div>"])
def test_a_line_that_begins_another_block_heads_no_pipe_table(start):
    """M01, GFM 4.10: a header row is a line of a paragraph, whatever row of dashes follows it."""
    report = FORMAT.reader(f"{start}a | b\n--|--\nc | d | e\n".encode(), Losses())
    assert not any(isinstance(block, Table) for block in report.body)
    assert walk.text(report).split() == ["a", "|", "b", "--|--", "c", "|", "d", "|", "e"]


def test_cells_beyond_the_columns_of_a_pipe_table_are_named(losses_of):
    """M01: GFM ignores them."""
    assert losses_of("前\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |\n") == [
        "not-kept line 5 more cells than columns: 3 | 4"
    ]


def test_ideographic_spaces_at_the_edges_are_kept(read):
    """M06: CommonMark strips spaces and tabs only."""
    body = read("　　甲　\n\n　题　\n===\n\n## 　二　 ##\n\n| 　a　 |\n|---|\n| \u00a0b |\n").body
    assert walk.text(body) == "　　甲　\n　题　\n　二　\n　a　\n\u00a0b"


def test_one_or_two_tildes_strike_and_more_do_not(read):
    """GFM 6.5. One tilde is no subscript, as it is in pandoc's own Markdown."""
    (paragraph,) = read("~~Hi~~ Hello, ~there~ world! This will ~~~not~~~ strike. H~2~O\n").body
    assert paragraph.content == (
        Text("Hi", ("strike",)),
        Text(" Hello, "),
        Text("there", ("strike",)),
        Text(" world! This will ~~~not~~~ strike. H~2~O"),
    )


def test_a_single_tilde_inside_a_word_is_a_character(read):
    """Two ranges in a sentence are no text that is struck: 3~5 must not become 35."""
    for text in ("答复用时3~5天，每月10~20件", "a~b~c", "~3~5天"):
        (paragraph,) = read(f"{text}\n").body
        assert paragraph.content == (Text(text),)
