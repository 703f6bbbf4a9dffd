"""LibreOffice opens each .docx and .odt that we write, saves it as either, and we read the same report."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    Inline,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
    grid,
    normal,
    walk,
)
from support import libreoffice
from support.libreoffice import FORMATS, NATIVE, OFFICE, ROUTES, compared, held, saved, written

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")

REPORTS = ("2019", "2021", "seed")


def _cell(*content: Inline) -> Cell:
    return Cell((Paragraph(content),))


def _report(*content: Paragraph | Table) -> Report:
    # LibreOffice moves a start from the first place of a document (W17), so that something stands before it.
    return normal(Report(body=(Heading(1, (Text("头"),)), *content, Paragraph((Text("完"),)))))


_A, _B = BookmarkStart("一"), BookmarkStart("二")
_A_END, _B_END = BookmarkEnd("一"), BookmarkEnd("二")
BOOKMARKS = {
    "from-cell-to-cell": _report(
        Table(
            (
                (_cell(_A, Text("a")), _cell(Text("b"))),
                (_cell(Text("c")), _cell(Text("d"), _A_END, Text("e"))),
            )
        )
    ),
    "overlapping-in-a-paragraph": _report(
        Paragraph((_A, Text("x"), _B, Text("y"), _A_END, Text("z"), _B_END, Text("尾")))
    ),
    "overlapping-over-paragraphs": _report(
        Paragraph((_A, Text("a"))),
        Paragraph((_B, Text("ccc"), _A_END)),
        Paragraph((Text("dddd"), _B_END, Text("e"))),
    ),
    "overlapping-over-cells": _report(
        Table(
            (
                (_cell(_A, Text("a")), _cell(Text("bbb"), _B, Text("bb"))),
                (_cell(Text("cc"), _A_END, Text("cc")), _cell(Text("dddd"), _B_END, Text("e"))),
            )
        )
    ),
}

Resaved = Callable[[str, str, str], tuple[Report, Losses]]


@pytest.fixture(scope="session")
def asked(shown: dict[str, Report]) -> dict[str, Report]:
    """What LibreOffice is given: every report without what it cannot hold."""
    return {**{name: held(report) for name, report in shown.items()}, **BOOKMARKS}


@pytest.fixture(scope="session")
def documents(
    asked: dict[str, Report], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], bytes]:
    """(file name, format) → the document as LibreOffice saved it; one process for each format."""
    ours = {name: data for format_ in NATIVE for name, data in written(asked, format_).items()}
    folder = _common_folder(tmp_path_factory)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # workers of one run share what the first of them has made
        return {
            (name, target): data for target in NATIVE for name, data in saved(ours, target, folder).items()
        }


def _common_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for all of its workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "libreoffice"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def resaved(documents: dict[tuple[str, str], bytes]) -> Resaved:
    def reading(name: str, ours: str, theirs: str) -> tuple[Report, Losses]:
        losses = Losses()
        reader = FORMATS[theirs].reader
        assert reader is not None
        return reader(documents[f"{name}-{ours}.{ours}", theirs], losses), losses

    return reading


@pytest.mark.parametrize("route", ROUTES, ids="-".join)
def test_every_report_comes_back_from_libreoffice(
    route: tuple[str, str], asked: dict[str, Report], resaved: Resaved
) -> None:
    """Text, grid, bookmarks, headings, lists, notes and pictures; `libreoffice.OMITTED` names what is left
    out.
    """
    for name, report in asked.items():
        wanted, found = compared(report, resaved(name, *route)[0], route)
        assert found == wanted, name


@pytest.mark.parametrize(("name", "route"), [*product(REPORTS, ROUTES)], ids=str)
def test_of_a_statutory_report_nothing_at_all_is_missing(
    name: str, route: tuple[str, str], asked: dict[str, Report], resaved: Resaved
) -> None:
    if name not in asked:
        pytest.skip("the seed (../shared) or gireport-text, which reads it, is not there")
    report = asked[name]
    back, losses = resaved(name, *route)
    assert not losses.grave
    assert [block.level for block in back.body if isinstance(block, Heading)] == [
        block.level for block in report.body if isinstance(block, Heading)
    ]
    assert walk.text(back) == walk.text(report)
    assert walk.bookmarks(back) == walk.bookmarks(report)
    assert [_shape(found.table) for found in walk.tables(back)] == [
        _shape(found.table) for found in walk.tables(report)
    ]
    assert (back.meta.title, back.meta.organ, back.meta.year) == (
        report.meta.title,
        report.meta.organ,
        report.meta.year,
    )


def _shape(table: Table) -> list[list[tuple[int, int, int]]]:
    return [
        [(slot.column, slot.cell.colspan, slot.cell.rowspan) for slot in line if slot.anchor]
        for line in grid.placed(table.rows)
    ]


def test_what_is_shown_to_libreoffice_holds_what_is_to_be_proven(asked: dict[str, Report]) -> None:
    """The comparison is of something: notes, pictures, nested tables, bookmarks over cells are among the
    reports.
    """
    inlines = [inline for report in asked.values() for inline in walk.inlines(report)]
    assert sum(isinstance(inline, Note) for inline in inlines) > 10
    assert sum(isinstance(inline, Image) for inline in inlines) > 5
    assert sum(isinstance(inline, BookmarkStart) for inline in inlines) > 40
    addresses = [found.address for report in asked.values() for found in walk.tables(report)]
    assert sum("/" in address for address in addresses) > 10


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("which", BOOKMARKS)
def test_bookmarks_over_cells_and_overlapping_ones_survive_every_format(which: str, name: str) -> None:
    """W17"""
    format_ = FORMATS[name]
    if "bookmarks" not in format_.keeps or format_.writer is None or format_.reader is None:
        pytest.skip(f"{name} says that it keeps no bookmarks")
    losses = Losses()
    assert format_.reader(format_.writer(BOOKMARKS[which], losses), losses) == BOOKMARKS[which]
    assert not list(losses)


@pytest.mark.parametrize(("which", "route"), [*product(BOOKMARKS, ROUTES)], ids=str)
def test_bookmarks_over_cells_and_overlapping_ones_survive_libreoffice(
    which: str, route: tuple[str, str], resaved: Resaved
) -> None:
    """W17: each edge at its place between the characters."""
    back, losses = resaved(which, *route)
    assert list(walk.inlines(back)) == list(walk.inlines(BOOKMARKS[which]))
    # Its .docx starts a range again in the paragraph where the range ends.
    assert {loss.code for loss in losses if loss.severity != "presentation"} <= {"bookmark-duplicate"}


def test_bookmarks_survive_the_way_from_docx_to_odt_and_back(
    documents: dict[tuple[str, str], bytes], tmp_path: Path
) -> None:
    """LibreOffice saves our .docx as .odt, and that as .docx again."""
    given = {f"{which}.odt": documents[f"{which}-docx.docx", "odt"] for which in BOOKMARKS}
    reader = FORMATS["docx"].reader
    assert reader is not None
    for name, data in saved(given, "docx", tmp_path).items():
        back = reader(data, Losses())
        assert list(walk.inlines(back)) == list(walk.inlines(BOOKMARKS[Path(name).stem])), name


@pytest.mark.skipif("odt" not in FORMATS, reason="odt is not registered")
@pytest.mark.parametrize("name", REPORTS)
def test_pandoc_reads_the_same_grid_from_libreoffices_docx_of_our_odt(
    name: str, asked: dict[str, Report], documents: dict[tuple[str, str], bytes]
) -> None:
    pandoc = pytest.importorskip("support.pandoc", reason="pandoc (pypandoc_binary) is not installed")
    if name not in asked:
        pytest.skip("the seed (../shared) or gireport-text, which reads it, is not there")
    found = pandoc.tables(pandoc.document(documents[f"{name}-odt.odt", "docx"], "docx"))
    tables = [block for block in asked[name].body if isinstance(block, Table)]
    assert [
        [[("".join(text.split()), *spans) for text, *spans in row] for row in each.cells] for each in found
    ] == [
        [
            [("".join(walk.text(cell.content).split()), cell.rowspan, cell.colspan) for cell in row]
            for row in table.rows
        ]
        for table in tables
    ]
    if name == "seed":  # 三、收到和处理政府信息公开申请情况
        assert [(each.rows, each.columns, each.count) for each in found][1] == (26, 10, 198)


def test_what_is_omitted_is_omitted_on_a_route_that_exists() -> None:
    for routes, reason in libreoffice.OMITTED.values():
        assert routes
        assert routes <= set(ROUTES)
        assert reason
