"""The figures of many reports as a workbook: typed, filtered, in bounded memory."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

import gireport
from gireport.errors import PluginError, WriteError
from gireport.plugins.registry import Registry
from gireport.safe.output import writing
from gireport.statutory.tidy import COLUMNS, TidyRow, tidy_rows
from gireport_xlsx import figures
from gireport_xlsx.figures import write_figures

openpyxl = pytest.importorskip("openpyxl")

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "fixtures" / "reports"
GIREPORT = str(Path(sys.executable).with_name("gireport"))


def row(**changed):
    plain = {"source": "a.docx", "organ": "青溪县", "year": 2024, "edition": "2021", "table": "applications"}
    plain |= {"key": "k", "path": "甲 / 乙", "value": Decimal(3), "unit": "件", "state": "number"}
    plain |= {"raw": "3", "cell": "2 r7 c4"}
    return TidyRow(**(plain | changed))


def sheets(rows):
    out = io.BytesIO()
    write_figures(rows, out)
    return openpyxl.load_workbook(out).worksheets


def lines(sheet):
    return [[cell.value for cell in line] for line in sheet.iter_rows()]


def test_each_figure_is_a_row_with_typed_values():
    report = gireport.read(FIXTURES / "2021.json")
    rows = list(tidy_rows(report, "a.json"))
    (sheet,) = sheets(rows)
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.max_row == len(rows) + 1
    for figure, line in zip(rows, sheet.iter_rows(min_row=2), strict=True):
        shown = {name: cell.value for name, cell in zip(COLUMNS, line, strict=True)}
        number = shown.pop("value")
        assert number == (None if figure.value is None else pytest.approx(float(figure.value), abs=0))
        wanted = {name: getattr(figure, name) for name in shown}
        assert shown == {name: value if value != "" else None for name, value in wanted.items()}
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:L{len(rows) + 1}"


def test_a_value_shows_its_digits_and_a_key_stays_text():
    (sheet,) = sheets(
        [row(value=Decimal("18.60"), raw="=1+1", organ="007", source="<r>x</r>"), row(value=None)]
    )
    value, raw, organ, source = (
        sheet.cell(2, COLUMNS.index(name) + 1) for name in ("value", "raw", "organ", "source")
    )
    assert (value.value, value.number_format) == (18.6, "0.00")
    assert (raw.value, raw.data_type) == ("=1+1", "s")
    assert (organ.value, source.value) == ("007", "<r>x</r>")
    assert lines(sheet)[2][COLUMNS.index("value")] is None


def test_a_value_of_more_digits_than_a_cell_holds_is_text_and_a_long_text_says_that_it_is_cut():
    (sheet,) = sheets([row(value=Decimal("12345678901234567"), raw="长" * 40_000)])
    line = lines(sheet)[1]
    assert line[COLUMNS.index("value")] == "12345678901234567"
    assert len(line[COLUMNS.index("raw")]) <= 32_767
    assert line[COLUMNS.index("raw")].endswith("长…（全文 40000 字）")


@pytest.mark.parametrize("count", [0, 3, 4, 9])
def test_rows_that_do_not_fit_on_a_sheet_go_to_the_next(monkeypatch, count):
    monkeypatch.setattr(figures, "ROWS", 5)
    made = sheets([row(key=str(number)) for number in range(count)])
    assert [sheet.title for sheet in made] == ["figures", "figures 2", "figures 3"][: max(-(-count // 4), 1)]
    keys = [line[COLUMNS.index("key")] for sheet in made for line in lines(sheet)[1:]]
    assert keys == [str(number) for number in range(count)]


def test_the_same_figures_give_the_same_bytes():
    rows = list(tidy_rows(gireport.read(FIXTURES / "2019.json"), "a.json"))
    first, second = io.BytesIO(), io.BytesIO()
    assert write_figures(rows, first) == write_figures(rows, second) == len(rows)
    assert first.getvalue() == second.getvalue()
    with zipfile.ZipFile(first) as package:
        assert {member.date_time[0] for member in package.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_an_error_on_the_way_leaves_no_temporary_file_and_the_old_workbook(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    target = tmp_path / "all.xlsx"
    target.write_bytes(b"last year's")

    def rows():
        yield row()
        raise gireport.errors.ReadError("broken")

    with pytest.raises(gireport.errors.ReadError), writing(target) as file:
        write_figures(rows(), file)
    assert target.read_bytes() == b"last year's"
    assert not list((tmp_path / "temporary").iterdir())
    assert {one.name for one in tmp_path.iterdir()} == {"all.xlsx", "temporary"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_is_an_error_of_the_file_and_not_of_the_plugin():
    writer = Registry().for_data("x.xlsx").writer
    with pytest.raises(WriteError, match="/dev/full"), writing("/dev/full") as file:
        writer([row()], file)


def test_a_mistake_of_the_plugin_is_an_error_with_its_name():
    with pytest.raises(PluginError, match="xlsx"):
        Registry().for_data("x.xlsx").writer([object()], io.BytesIO())


def test_the_command_writes_a_workbook_to_a_file_and_to_a_pipe(tmp_path):
    target = tmp_path / "all.xlsx"
    inputs = [str(FIXTURES / "2019.json"), str(FIXTURES / "2021.json")]
    done = subprocess.run([GIREPORT, "data", *inputs, "--out", target], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert openpyxl.load_workbook(target).active.max_row == 1 + 198 + 200
    piped = subprocess.run([GIREPORT, "data", *inputs, "--to", "xlsx"], capture_output=True, check=False)
    assert piped.stdout.startswith(b"PK")
    assert openpyxl.load_workbook(io.BytesIO(piped.stdout)).active.max_row == 1 + 198 + 200


PEAK = """
import io, resource, sys
from decimal import Decimal
from gireport.statutory.tidy import TidyRow
from gireport_xlsx.figures import write_figures
count = int(sys.argv[1])
rows = (
    TidyRow(f"{n // 200}.docx", "青溪县", 2024, "2021", "applications", f"applications.k{n % 200}",
            "甲 / 乙", Decimal(n), "件", "number", str(n), "2 r7 c4")
    for n in range(count)
)
write_figures(rows, open(sys.argv[2], "wb"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(count, folder):
    """The most memory of a process that writes so many figures, in MiB."""
    run = [sys.executable, "-c", PEAK, str(count), str(folder / "x.xlsx")]
    done = subprocess.run(run, capture_output=True, check=True, text=True)
    return int(re.findall(r"\d+", done.stdout)[-1]) / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is that of Linux")
def test_memory_does_not_grow_with_the_number_of_figures(tmp_path):
    assert peak(10_000, tmp_path) - peak(100, tmp_path) < 8
