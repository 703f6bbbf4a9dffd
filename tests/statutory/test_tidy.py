"""Figures as tidy rows, written as CSV, JSON lines and Parquet."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

import gireport
from gireport.errors import UsageError
from gireport.model import Meta, Report
from gireport.statutory import figures
from gireport.statutory.tidy import (
    COLUMNS,
    TidyRow,
    all_rows,
    tidy_rows,
    write_csv,
    write_jsonl,
    write_parquet,
)

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"


@pytest.fixture(scope="module")
def of_2021():
    return gireport.read(FIXTURES / "2021.json")


def as_csv(report, source="a.json", **options):
    out = io.BytesIO()
    write_csv(tidy_rows(report, source), out, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        *(
            (one, True)
            for one in ("=1", "=1+1", "＝1+1", "+1+1", "＋1+1", "-1-1", "－1-1", "@SUM(A1)", "＠SUM(A1)")
        ),
        *(
            (one, True)
            for one in ("﹦1", "\t=1", "\r=1", "\n=1", "-", "+", "－", "-见附件", "+-1", "--1", "=")
        ),
        *(
            (one, False)
            for one in ("-8", "+19", "－8", "＋１９", "-1.5", "18.60", "0", "", "无", "1=1", "约=5", "—")
        ),
    ],
)
def a_cell_that_a_spreadsheet_would_work_out_is_escaped_in_csv_and_a_number_is_not(text, escaped):
    row = TidyRow(
        text, text, 2024, "2021", "disclosure", "k", text, Decimal(-8), "件", "text", text, "1 r1 c1"
    )
    out = io.BytesIO()
    write_csv([row], out)
    (_, line) = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    wanted = f"'{text}" if escaped else text
    assert [line[COLUMNS.index(name)] for name in ("source", "organ", "path", "raw")] == [wanted] * 4
    assert line[COLUMNS.index("value")] == "-8"


def test_a_row_has_the_columns_of_the_design(of_2021):
    (head, *lines) = csv.reader(io.StringIO(as_csv(of_2021).decode()))
    assert tuple(head) == COLUMNS
    assert len(lines) == len(figures(of_2021)) == 200
    row = dict(zip(head, next(line for line in lines if line[5] == "disclosure.fees.amount"), strict=True))
    assert row == {
        "source": "a.json",
        "organ": "云岭市青溪县档案服务中心",
        "year": "2024",
        "edition": "2021",
        "table": "disclosure",
        "key": "disclosure.fees.amount",
        "path": "第二十条第（八）项 / 行政事业性收费 / 本年收费金额（单位：万元）",
        "value": "18.60",
        "unit": "万元",
        "state": "number",
        "raw": "18.60",
        "cell": "1 r14 c2",
    }


def test_a_byte_order_mark_comes_only_when_asked_for(of_2021):
    assert not as_csv(of_2021).startswith(b"\xef\xbb\xbf")
    assert as_csv(of_2021, bom=True).startswith(b"\xef\xbb\xbfsource,")


@pytest.mark.parametrize("organ", ["=1+1", "+cmd", "-cmd|x", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(of_2021, organ):
    report = Report(Meta(organ=organ, year=2024), of_2021.body, of_2021.resources)
    (_, first, *_) = csv.reader(io.StringIO(as_csv(report, "=x").decode()))
    assert first[:2] == ["'=x", "'" + organ]


def test_signed_numbers_stay_numbers():
    report = gireport.read(FIXTURES / "2019.json")
    lines = list(csv.DictReader(io.StringIO(as_csv(report).decode())))
    assert [(line["value"], line["raw"]) for line in lines if line["raw"][:1] in "+-"] == [
        ("1", "+1"),
        ("-2", "-2"),
        ("-1", "-1"),
    ]


def test_json_lines_hold_exact_numbers(of_2021):
    out = io.BytesIO()
    assert write_jsonl(all_rows([("a", of_2021), ("b", of_2021)]), out) == 400
    lines = out.getvalue().splitlines()
    assert b'"value":18.60,' in next(line for line in lines if b"disclosure.fees.amount" in line)
    assert list(json.loads(lines[0])) == list(COLUMNS)
    assert {json.loads(line)["source"] for line in lines} == {"a", "b"}


def test_rows_are_made_as_they_are_asked_for(of_2021):
    def reports():
        yield "a", of_2021
        raise AssertionError("the second report was asked for too early")

    assert next(all_rows(reports())).source == "a"


def test_parquet_holds_the_same_rows(of_2021):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    out = io.BytesIO()
    assert write_parquet(tidy_rows(of_2021, "a"), out) == 200
    table = parquet.read_table(io.BytesIO(out.getvalue())).to_pylist()
    assert [row["key"] for row in table] == [figure.key for figure in figures(of_2021)]
    assert [row["value"] for row in table] == [float(figure.number) for figure in figures(of_2021)]


def test_parquet_without_pyarrow_says_what_to_install(of_2021, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'gireport\[parquet\]'"):
        write_parquet(tidy_rows(of_2021), io.BytesIO())
