"""`gireport inspect` draws what is there, within the terminal's room, and sends it nothing to obey."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from rich.cells import cell_len

import gireport
from gireport.cli import show
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Meta,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
)
from gireport.plugins.registry import Registry

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "2021.json"
REPORT = Report(
    body=(
        Heading(0, (Text("年度报告"),)),
        Paragraph((BookmarkStart("_Toc1"), Text("正文"), BookmarkEnd("_Toc1"))),
    )
)


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """The lines that the command prints of a report, or of a file, in a terminal of so many columns."""

    def run(report, columns=200, language="C"):
        from click.testing import CliRunner

        path = report
        if isinstance(report, Report):
            path = tmp_path / "in.json"
            path.write_bytes(gireport.write(report, "json"))
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("LC_ALL", language)
        result = CliRunner().invoke(
            show.inspect, [os.fspath(path)], obj={"registry": Registry()}, standalone_mode=False
        )
        assert result.exception is None
        return result.stdout.splitlines()

    return run


def words(text):
    return (Paragraph((Text(text),)),)


def row(*texts):
    return tuple(Cell(words(text)) for text in texts)


def table(*rows, **fields):
    return Report(body=(Table(rows, **fields),))


def test_tables_are_drawn_with_their_merged_cells(lines):
    merged = (Cell(words("合并"), rowspan=2), Cell(words("甲"), colspan=2))
    drawn = lines(Report(body=(*REPORT.body, Table((merged, row("1", "2"))))))
    assert drawn == [
        "title: 年度报告 (from the title)",
        "# 年度报告",
        "table 1: 2 × 3 slots, 4 cells, 2 merged",
        "  ┌────┬─────┐",
        "  │合并│甲   │",
        "  │    ├──┬──┤",
        "  │    │1 │2 │",
        "  └────┴──┴──┘",
        "headings: 1, paragraphs: 5, tables: 1",
        "bookmarks: _Toc1",
    ]


def test_the_cells_that_a_check_found_wrong_are_marked(lines, tmp_path):
    """One application more than the form's relations allow."""
    path = tmp_path / "wrong.json"
    path.write_text(FIXTURE.read_text("utf-8").replace('"49"', '"50"', 1), "utf-8")
    drawn = lines(path, language="zh_CN.UTF-8")
    assert sorted(line.split()[1] for line in drawn if line.startswith("  ✗ ")) == ["GI301", "GI303"]
    assert "│✗50" in next(line for line in drawn if "一、本年新收" in line)
    assert not [line for line in lines(FIXTURE) if "✗" in line]


def test_a_table_in_a_cell_is_drawn_below_with_its_address(lines):
    inner = Table((row("内一", "内二"),))
    outer = Table(((Cell(words("a"), colspan=2), Cell((*words("b"), inner))),))
    drawn = lines(Report(body=(outer, Heading(1, (Text("后"),)))))
    assert drawn[1:8] == [
        "  ┌─────┬─────────────────┐",
        "  │a    │b [table 1/1,3/1]│",
        "  └─────┴─────────────────┘",
        "table 1/1,3/1: 1 × 2 slots, 2 cells, 0 merged",
        "  ┌────┬────┐",
        "  │内一│内二│",
        "  └────┴────┘",
    ]
    assert drawn[8] == "  ## 后"


def test_captions_and_the_tables_of_notes_are_drawn(lines):
    note = Note((Table((row("注"),)),))
    drawn = lines(Report(body=(Table((row("一"),), caption=(Text("表一"),)), Paragraph((Text("x"), note)))))
    assert drawn[1] == "  caption: 表一"
    assert drawn[5] == "table n1/1: 1 × 1 slots, 1 cells, 0 merged"
    assert "  │注│" in drawn


def test_a_merged_cell_gets_the_room_that_its_text_wants(lines):
    title = "跨越两列的合并单元格的标题"
    drawn = lines(table((Cell(words(title), colspan=2),), row("1", "2")))
    assert drawn[2] == f"  │{title}│"
    assert drawn[4] == f"  │1{' ' * 12}│2{' ' * 11}│"


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_of_a_table_is_wider_than_the_terminal(lines, columns):
    wide = table(*(row(*(f"第{number}列" for number in range(310))) for _ in range(2)))
    drawn = [line for line in lines(wide, columns) if line.startswith("  ")]
    assert max(map(cell_len, drawn)) <= columns
    shown = drawn[1].count("│") - 1
    assert drawn[-1] == f"  … and {310 - shown} more columns"
    drawn = [line for line in lines(FIXTURE, columns) if line.startswith("  ") and "#" not in line]
    assert max(map(cell_len, drawn)) <= columns


def test_all_lines_of_a_table_are_of_one_width_whatever_stands_in_it(lines):
    drawn = lines(
        table(row("e\u0301e\u0301", "中", "a\tb"), row("ﾊﾟ", "“”", "👍"), row("x" * 60, "長" * 60, ""))
    )
    assert len({cell_len(line) for line in drawn[1:8]}) == 1
    assert any("…" in line for line in drawn)


def test_characters_that_a_terminal_obeys_are_shown(lines):
    evil = "\x9b31m\u202e隐\u200b"
    report = Report(
        Meta(title=evil),
        (
            Heading(0, (Text(evil),)),
            Table((row(evil),), caption=(Text(evil),)),
            Paragraph((BookmarkStart(evil), BookmarkEnd(evil))),
        ),
    )
    drawn = lines(report)
    assert sum("\\u009b31m\\u202e隐\\u200b" in line for line in drawn) == 5
    assert all(line.isprintable() for line in drawn)


def test_findings_show_what_is_hidden_in_a_cell(lines, tmp_path):
    path = tmp_path / "wrong.json"
    path.write_text(FIXTURE.read_text("utf-8").replace('"49"', json.dumps("4\u202e9"), 1), "utf-8")
    assert all(line.isprintable() for line in lines(path))
