"""Workbooks that openpyxl made are read as they show, and openpyxl and LibreOffice read ours."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest

import gireport
from gireport.losses import Losses
from gireport.model import Table
from gireport.model.grid import placed
from gireport.model.walk import text
from gireport_xlsx.reader import read
from gireport_xlsx.sheet_names import titled_tables
from gireport_xlsx.writer import write

openpyxl = pytest.importorskip("openpyxl")
from openpyxl.comments import Comment  # noqa: E402
from openpyxl.styles import Font  # noqa: E402
from openpyxl.utils import get_column_letter  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "fixtures" / "reports"
REPORTS = ["2019.json", "2021.json"]
CSV_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""LibreOffice's filter: UTF-8, numbers as they show, each sheet to a file of its own."""


def tables_of(report):
    return [block for block in report.body if isinstance(block, Table)]


def read_back(book, losses=None):
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue(), Losses() if losses is None else losses)


def rows_of(table):
    return [[text(slot.cell.content) for slot in line if slot.anchor] for line in placed(table.rows)]


# --- openpyxl reads ours --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REPORTS)
def test_openpyxl_finds_our_cells_and_merged_ranges(name):
    report = gireport.read(FIXTURES / name)
    book = openpyxl.load_workbook(io.BytesIO(write(report, Losses())))
    tables = tables_of(report)
    assert len(book.worksheets) == len(tables)
    for sheet, table in zip(book.worksheets, tables, strict=True):
        spans = set()
        for row, line in enumerate(placed(table.rows), 1):
            for cell, column, anchor in line:
                if not anchor:
                    continue
                value = sheet.cell(row, column + 1).value
                shown = text(cell.content)
                if isinstance(value, (int, float)):
                    assert float(shown.replace(",", "")) == value
                else:
                    assert (value or "") == shown
                if cell.colspan > 1 or cell.rowspan > 1:
                    spans.add((row, column + 1, row + cell.rowspan - 1, column + cell.colspan))
        merged = {(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges}
        assert merged == spans
        corner = f"{get_column_letter(table.header_columns + 1)}{table.header_rows + 1}"
        assert sheet.freeze_panes == (corner if corner != "A1" else None)
        assert sheet.print_title_rows == (f"$1:${table.header_rows}" if table.header_rows else None)
        assert sheet.page_setup.fitToHeight == 0
    assert {sheet.page_setup.orientation for sheet in book.worksheets} == {"portrait", "landscape"}


def test_openpyxl_saves_ours_and_the_tables_are_the_same():
    report = gireport.read(FIXTURES / "2021.json")
    ours = write(report, Losses())
    losses = Losses()
    back = read_back(openpyxl.load_workbook(io.BytesIO(ours)), losses)
    assert back.body == read(ours, Losses()).body
    assert not list(losses)


# --- we read openpyxl's ---------------------------------------------------------------------------------


def test_values_are_read_as_they_show():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目", "数量", "日期", "比例"])
    sheet.append(["甲", 1234.5, date(2024, 1, 23), 0.125])
    sheet.append([True, "007", datetime(2024, 1, 23, 8, 30), "#N/A"])
    sheet["B2"].number_format = "#,##0.00"
    sheet["C2"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["D2"].number_format = "0.0%"
    sheet["A2"].font = Font(bold=True)
    losses = Losses()
    (table,) = read_back(book, losses).body
    assert rows_of(table) == [
        ["项目", "数量", "日期", "比例"],
        ["甲", "1,234.50", "2024年1月23日", "12.5%"],
        ["TRUE", "007", "2024-01-23 8:30:00", "#N/A"],
    ]
    assert table.rows[1][0].content[0].content[0].marks == ("bold",)
    assert not list(losses)


def test_merged_ranges_header_rows_and_widths_are_read():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "申请情况"
    for row in (["年份", "件数", None], [None, "收", "办"], ["2024", 3, 4]):
        sheet.append(row)
    for merged in ("A1:A2", "B1:C1"):
        sheet.merge_cells(merged)
    sheet.freeze_panes = "B3"
    for column, width in zip("ABC", (20, 10, 10), strict=True):
        sheet.column_dimensions[column].width = width
    losses = Losses()
    heading, table = read_back(book, losses).body
    assert text([heading]) == "申请情况"
    assert [[(cell.colspan, cell.rowspan) for cell in row] for row in table.rows] == [
        [(1, 2), (2, 1)],
        [(1, 1), (1, 1)],
        [(1, 1)] * 3,
    ]
    assert (table.columns, table.header_rows, table.header_columns) == ((2, 1, 1), 2, 1)
    assert not list(losses)


def test_a_formula_without_a_stored_result_is_told_with_its_place():
    book = openpyxl.Workbook()
    book.active.append([1, 2, "=A1+B1"])
    losses = Losses()
    (table,) = read_back(book, losses).body
    assert rows_of(table) == [["1", "2"]]
    (loss,) = [one for one in losses if one.code == "field-empty"]
    assert loss.where == "table 1 row 1 column 3"
    assert "=A1+B1" in loss.detail


def test_what_is_hidden_is_left_out_and_told():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["甲", "密", "乙"], ["藏", "藏", "藏"], ["1", "2", "3"]):
        sheet.append(row)
    sheet.merge_cells("A3:B3")
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    sheet["A1"].comment = Comment("请核对", "审核人")
    sheet.oddHeader.center.text = "内部资料 &P"
    book.create_sheet("底稿")["A1"] = "不公开"
    book["底稿"].sheet_state = "hidden"
    losses = Losses()
    (table,) = read_back(book, losses).body
    assert rows_of(table) == [["甲", "乙"], ["1", "3"]]
    found = [(one.code, one.where, one.count) for one in losses]
    assert ("hidden-text", "table 1 row 1", 1) in found
    assert ("hidden-text", "table 1 row 2", 3) in found
    assert ("hidden-text", "", 3) in found
    assert {"comment", "header-footer"} <= {one.code for one in losses}


def test_a_table_that_does_not_begin_in_a1_is_found_and_a_whole_merged_row_is_no_table_of_16384_columns():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C5"], sheet["D5"], sheet["C6"] = "甲", "乙", "丙"
    sheet["C4"] = "题目"
    sheet.merge_cells("C4:XFD4")
    (table,) = read_back(book).body
    assert rows_of(table) == [["题目"], ["甲", "乙"], ["丙", ""]]
    assert table.rows[0][0].colspan == 2


def test_figures_are_found_in_a_workbook_that_another_program_made():
    report = gireport.read(FIXTURES / "2021.json")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, table in enumerate(tables_of(report), 1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row, line in enumerate(placed(table.rows), 1):
            for cell, column, anchor in line:
                if anchor:
                    shown = text(cell.content)
                    sheet.cell(row, column + 1, int(shown) if shown.isdigit() else shown)
                    last = (row + cell.rowspan - 1, column + cell.colspan)
                    if last != (row, column + 1):
                        sheet.merge_cells(None, row, column + 1, *last)
    back = read_back(book)
    wanted = {one.key: one.number for one in gireport.figures(report)}
    assert {one.key: one.number for one in gireport.figures(back)} == wanted


# --- LibreOffice ----------------------------------------------------------------------------------------


def convert(folder, source, target, *options):
    """Let LibreOffice convert the file, or skip where it cannot."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            target,
            "--outdir",
            folder / "out",
            source,
        ],
        check=False,
        capture_output=True,
        timeout=100,
    )
    made = sorted((folder / "out").glob("*"))
    if not made:
        pytest.skip("LibreOffice Calc is not installed")
    return made


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    folder = tmp_path_factory.mktemp("libreoffice")
    report = gireport.read(FIXTURES / "2021.json")
    path = folder / "report.xlsx"
    path.write_bytes(write(report, Losses()))
    return folder, path, report


def test_libreoffice_shows_the_same_cells(ours):
    folder, path, report = ours
    tables = tables_of(report)
    sheets = convert(folder, path, CSV_AS_SHOWN)
    assert len(sheets) == len(tables)
    by_name = {next(name for name in names(report) if name in one.stem): one for one in sheets}
    for name, table in zip(names(report), tables, strict=True):
        with by_name[name].open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        for row, line in enumerate(placed(table.rows)):
            for cell, column, anchor in line:
                if anchor:
                    assert rows[row][column] == text(cell.content), (name, row, column)
    shutil.rmtree(folder / "out")


def names(report):
    return [name for _, _, name, _ in titled_tables(report)]


def test_libreoffice_saves_our_workbook_and_the_tables_are_the_same(ours):
    folder, path, _ = ours
    (saved,) = convert(folder, path, "xlsx")
    losses = Losses()
    before, after = read(path.read_bytes(), Losses()), read(saved.read_bytes(), losses)
    for left, right in zip(tables_of(before), tables_of(after), strict=True):
        assert left.rows == right.rows
        assert (left.header_rows, left.header_columns) == (right.header_rows, right.header_columns)
        assert len(right.columns) == len(left.columns)
        for one, other in zip(left.columns, right.columns, strict=True):
            assert abs(one / sum(left.columns) - other / sum(right.columns)) < 0.005
    assert [text([one]) for one in before.body] == [text([one]) for one in after.body]
    assert not [one for one in losses if one.severity != "presentation"]
