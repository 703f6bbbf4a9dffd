"""Writing dumps: the canonical text, and a loss for each kind of thing that it has no place for."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import gireport
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
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
    decode,
    grid,
    normal,
)
from gireport.testing import laws
from gireport_text import FORMAT
from gireport_text.reader import read
from gireport_text.writer import write

ROOT = Path(__file__).resolve().parents[3]
SEED = ROOT.parent / "shared" / "seed" / "sishui-2023.txt"
TITLE = Heading(0, (Text("青溪县年度报告"),))
HEAD = "青溪县年度报告\n\n\n"


def written(*blocks, resources=None):
    losses = Losses()
    report = normal(Report(body=(TITLE, *blocks), resources=resources or {}))
    text = write(report, losses).decode()
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD), {(loss.code, loss.detail.split(" (")[0]) for loss in losses}


def paragraph(*parts, align=None):
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts), align)


def cell(*texts, colspan=1, rowspan=1):
    return Cell(tuple(map(paragraph, texts)), colspan, rowspan)


def test_the_seed_comes_back_byte_for_byte():
    if not SEED.is_file():
        pytest.skip("../shared, with the seed, is not beside this checkout")
    losses = Losses()
    data = SEED.read_bytes()
    assert write(read(data, losses), losses) == data
    assert not list(losses)


def test_what_a_dump_can_say_is_written_without_a_loss():
    text, losses = written(
        Heading(1, (Text("一、总体情况"),)),
        paragraph("甲", BookmarkStart("x"), BookmarkEnd("x"), "乙\t丙。"),
        Table(((cell("甲", "乙"), Cell()), (cell("丙"), cell("丁")))),
        paragraph("青溪县档案中心", align="right"),
        paragraph("2025年1月15日", align="right"),
    )
    assert text == (
        "一、总体情况\n甲[bookmark: x]乙\t丙。\n\t甲\n乙\n\t\n\n\t丙\n\t丁\n\n\n"
        "\n青溪县档案中心\n2025年1月15日\n\n"
    )
    assert not losses


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_fixture_loses_only_what_a_dump_has_no_place_for(edition):
    report = decode((ROOT / "fixtures" / "reports" / f"{edition}.json").read_bytes())
    losses = Losses()
    data = write(report, losses)
    assert {loss.detail.split(" (")[0] for loss in losses} == {
        "metadata",
        "marks",
        "addresses of links",
        "notes",
        "ranges of bookmarks",
    }
    laws.assert_same(read(data, Losses()), read(write(read(data, Losses()), Losses()), Losses()), "again")
    assert write(read(data, Losses()), Losses()) == data


PICTURE = Resource("image/gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")
KEY = hashlib.sha256(PICTURE.data).hexdigest()


@pytest.mark.parametrize(
    ("block", "line", "loss"),
    [
        (paragraph(Text("甲", ("bold",)), "乙"), "甲乙", ("flattened", "marks")),
        (paragraph(Text("甲", link="#x"), "乙"), "甲乙", ("not-kept", "addresses of links")),
        (paragraph("甲", LineBreak(), "乙"), "甲\n乙", ("flattened", "line breaks")),
        (paragraph("甲", Image(KEY, "图")), "甲图", ("not-kept", "pictures")),
        (
            paragraph("甲", Note((paragraph("乙"), paragraph("丙")))),
            "甲（注：乙 丙）",
            ("flattened", "notes"),
        ),
        (
            paragraph(BookmarkStart("x"), "甲", BookmarkEnd("x")),
            "[bookmark: x]甲",
            ("flattened", "ranges of bookmarks"),
        ),
        (
            paragraph(BookmarkStart("x", (0, 1)), BookmarkEnd("x"), "甲"),
            "[bookmark: x]甲",
            ("not-kept", "columns of bookmarks"),
        ),
        (
            paragraph(BookmarkStart("x]"), BookmarkEnd("x]"), "甲"),
            "甲",
            ("not-kept", "bookmarks with a bracket or line end in their names"),
        ),
        (paragraph("\t\t甲"), "甲", ("not-kept", "tabs at the start of a line")),
        (paragraph("甲", align="center"), "甲", ("flattened", "alignment")),
        (ListItem(0, True, 3, (Text("甲"),)), "3. 甲", ("flattened", "list items")),
        (ListItem(0, content=(Text("甲"),)), "• 甲", ("flattened", "list items")),
        (Heading(3, (Text("甲"),)), "甲", ("flattened", "headings that do not look like one")),
        (paragraph("一、甲"), "一、甲", ("flattened", "text that is read back as something else")),
        (
            paragraph("[bookmark: x]甲"),
            "[bookmark: x]甲",
            ("flattened", "text that is read back as something else"),
        ),
        (
            Table(((cell("甲"),),), caption=(Text("表"),)),
            "表\n\t甲\n\n",
            ("flattened", "captions of tables"),
        ),
        (Table(((cell("甲"), cell("乙")),), (1, 2)), "\t甲\n\t乙\n\n", ("not-kept", "column widths")),
        (
            Table(((cell("甲", rowspan=2), cell("乙")), (cell("丙"),))),
            "\t甲\n\t乙\n\n\t\n\t丙\n\n",
            ("flattened", "merged cells and header cells of tables other than the national form's"),
        ),
        (
            Table(((cell("甲"),), (cell("乙"),)), header_rows=1),
            "\t甲\n\n\t乙\n\n",
            ("flattened", "merged cells and header cells of tables other than the national form's"),
        ),
        (
            Table(((Cell((paragraph("甲"), Paragraph(), paragraph("乙"))),),)),
            "\t甲\n乙\n\n",
            ("flattened", "empty paragraphs"),
        ),
        (
            Table(((Cell((Table(((cell("甲"), cell("乙")),)),)),),)),
            "\t甲\t乙\n\n",
            ("flattened", "nested tables"),
        ),
        (
            Table(((Cell((Heading(2, (Text("甲"),)),)),),)),
            "\t甲\n\n",
            ("flattened", "headings in cells and notes"),
        ),
    ],
)
def test_each_kind_that_is_not_kept_is_noted_and_its_text_is_written(block, line, loss):
    text, losses = written(block, paragraph("末。"), resources={KEY: PICTURE})
    assert text == f"{line}\n末。\n\n"
    assert losses == {loss}


@pytest.mark.parametrize(
    ("block", "loss"),
    [
        (Paragraph(), ("flattened", "empty paragraphs")),
        (PageBreak(), ("not-kept", "page breaks")),
        (Rule(), ("not-kept", "rules")),
    ],
)
def test_blocks_without_text_are_left_out_and_noted(block, loss):
    assert written(block, paragraph("末。")) == ("末。\n\n", {loss})


def test_metadata_is_not_kept():
    losses = Losses()
    write(Report(Meta(year=2024), (TITLE,)), losses)
    assert [(loss.code, loss.detail) for loss in losses] == [("not-kept", "metadata")]


def test_a_kind_is_noted_once_with_its_count_and_first_place():
    losses = Losses()
    bold = Text("甲", ("bold",))
    table = Table(((cell("a"), Cell((paragraph(bold),))),))
    write(normal(Report(body=(TITLE, table, paragraph("x", bold, "y", bold)))), losses)
    assert [(loss.code, loss.where, loss.count) for loss in losses] == [
        ("flattened", "block 2 row 1 cell 2", 3)
    ]


def test_a_report_without_a_title_says_what_its_first_line_becomes():
    losses = Losses()
    write(Report(body=(paragraph("甲"),)), losses)
    assert [loss.detail for loss in losses] == ["text that is read back as something else"]


def test_an_empty_report_comes_back():
    losses = Losses()
    assert read(write(Report(), losses), losses) == Report()
    assert not list(losses)


@pytest.mark.parametrize("text", ["\ufeff甲", "MZ甲", "%PDF- 甲", "<html> 甲", "PK\x7f"])
def test_text_that_looks_like_another_file_comes_back(text):
    report = Report(body=(Heading(0, (Text(text),)),))
    laws.round_trip(FORMAT, report)


# --- statutory tables whose merged cells are lost ----------------------------------------------------


def without_merged_cells(table: Table, fill: str) -> Table:
    """`table` with one cell a slot: empty ones beside the first (`blank`), or the same text in each
    (`repeat`).
    """
    rows = []
    for line in grid.placed(table.rows):
        row = []
        for slot in line:
            first = Cell(slot.cell.content if slot.anchor or fill == "repeat" else ())
            other = Cell(slot.cell.content if fill == "repeat" else ())
            row += [first, *[other] * (slot.cell.colspan - 1)]
        rows.append(tuple(row))
    return Table(tuple(rows))


@pytest.mark.parametrize("fill", ["blank", "repeat"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_figures_of_tables_without_merged_cells_come_back(edition, fill):
    report = gireport.read(ROOT / "fixtures" / "reports" / f"{edition}.json")
    body = tuple(without_merged_cells(one, fill) if isinstance(one, Table) else one for one in report.body)
    page = gireport.write(Report(report.meta, body), "html")
    from_page = gireport.read(page, format="html")
    back = read(write(from_page, Losses()), Losses())
    assert {one.key: one.raw for one in gireport.figures(back)} == {
        one.key: one.raw for one in gireport.figures(from_page)
    }


def test_figures_that_are_read_back_otherwise_are_a_content_loss():
    """A table of which some rows have merged cells and some have not is no form and no rectangle."""
    rows = (
        (cell_of("第二十条第（五）项", 4),),
        (cell_of("信息内容"), cell_of("本年处理决定数量", 3)),
        (cell_of("行政许可"), cell_of("7"), Cell(), Cell()),
        (cell_of("第二十条第（六）项", 4),),
        (cell_of("信息内容"), cell_of("本年处理决定数量", 3)),
        (cell_of("行政处罚"), cell_of("3"), Cell(), Cell()),
        (cell_of("行政强制"), cell_of("2"), Cell(), Cell()),
    )
    report = normal(Report(body=(Table(rows),)))
    losses = Losses()
    back = read(write(report, losses), Losses())
    before, after = ({one.key: one.raw for one in gireport.figures(one_of)} for one_of in (report, back))
    told = [loss for loss in losses if loss.code == "not-kept" and "figures" in loss.detail]
    assert bool(told) == (before != after)
    assert all(after.get(key) in (text, None) for key, text in before.items() if text.strip())


def cell_of(text: str, colspan: int = 1) -> Cell:
    return Cell((Paragraph((Text(text),)),), colspan)
