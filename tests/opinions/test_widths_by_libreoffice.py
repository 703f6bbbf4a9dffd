"""The columns of a table are as many as before after LibreOffice has saved it, whatever widths it states."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import gireport
from gireport.losses import Losses
from gireport.model import Paragraph, Report, Table, Text, grid, normal, walk
from support.libreoffice import NATIVE, OFFICE, ROUTES, saved, written

pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
    pytest.mark.xdist_group("libreoffice"),
]

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
BETWEEN = Paragraph((Text("文"),))


def with_widths(table: Table, share: int, step: int) -> Table:
    """`table` with stated widths: column `n` has `share + n * step % 7`."""
    columns = tuple(share + number * step % 7 for number in range(grid.width(table.rows)))
    return msgspec.structs.replace(table, columns=columns)


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """The tables of all fixtures in one report: as they are, and with equal and with different widths."""
    tables: list[Table] = []
    for folder in ("reports", "statutory", "portal"):
        for path in sorted((FIXTURES / folder).glob("*.*")):
            if path.suffix != ".txt":
                tables += [block for block in gireport.read(path).body if isinstance(block, Table)]

    def together(tables: list[Table]) -> Report:
        return normal(Report(body=tuple(block for table in tables for block in (BETWEEN, table, BETWEEN))))

    return {
        "as-they-are": together(tables),
        "equal": together([with_widths(table, 1, 0) for table in tables]),
        "uneven": together([with_widths(table, 11, 3) for table in tables]),
    }


@pytest.fixture(scope="module")
def resaved(reports: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("widths")
    ours = {name: data for format_ in NATIVE for name, data in written(reports, format_).items()}
    return {
        f"{name} {target}": data for target in NATIVE for name, data in saved(ours, target, folder).items()
    }


def shapes(report: Report) -> list[list[list[tuple[int, int, int]]]]:
    """Of each table, of each row, the cells: column, colspan, rowspan."""
    return [
        [
            [(slot.column, slot.cell.colspan, slot.cell.rowspan) for slot in line if slot.anchor]
            for line in grid.placed(found.table.rows)
        ]
        for found in walk.tables(report)
    ]


@pytest.mark.parametrize("route", ROUTES, ids="-".join)
def test_each_grid_comes_back_from_libreoffice(
    route: tuple[str, str], reports: dict[str, Report], resaved: dict[str, bytes]
) -> None:
    ours, theirs = route
    for name, report in reports.items():
        losses = Losses()
        back = gireport.read(resaved[f"{name}-{ours}.{ours} {theirs}"], theirs, losses=losses)
        assert shapes(back) == shapes(report), name
        assert "edges-joined" not in {loss.code for loss in losses}, name


def test_tables_of_fifteen_equal_columns_are_among_them(reports: dict[str, Report]) -> None:
    assert sum(found.table.columns == (1,) * 15 for found in walk.tables(reports["equal"])) > 1
