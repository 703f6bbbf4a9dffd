"""What leaves the statutory layer: tidy rows, comparisons, blank forms, schemas."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import gireport
from gireport.errors import UsageError
from gireport.model import Meta, Report
from gireport.plugins.registry import Registry
from gireport.statutory import blank_report, check, compare, figures
from gireport.statutory.forms import FILES
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
def test_s33_a_cell_that_a_spreadsheet_would_work_out_is_escaped_in_csv_and_a_number_is_not(text, escaped):
    row = TidyRow(
        text, text, 2024, "2021", "disclosure", "k", text, Decimal(-8), "件", "text", text, "1 r1 c1"
    )
    out = io.BytesIO()
    write_csv([row], out)
    (_, line) = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    wanted = f"'{text}" if escaped else text
    assert [line[COLUMNS.index(name)] for name in ("source", "organ", "path", "raw")] == [wanted] * 4
    assert line[COLUMNS.index("value")] == "-8"


# --- rows -------------------------------------------------------------------------------------------------


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


# --- comparison -------------------------------------------------------------------------------------------


def test_a_report_is_equal_to_itself(of_2021):
    result = compare(of_2021, of_2021)
    assert result.equal
    assert result.facts == {}
    assert len(result.figures) == 200
    assert {one.likeness for one in result.sections} == {1.0}


def test_two_years_are_compared_figure_by_figure_and_section_by_section(of_2021):
    result = compare(gireport.read(FIXTURES / "2019.json"), of_2021)
    by_key = {one.key: one for one in result.figures}
    assert by_key["disclosure.procurement.amount"].change == "only in A"
    assert by_key["disclosure.fees.amount"].change == "only in B"
    received = by_key["applications.received.total"]
    assert (received.change, received.difference) == ("changed", received.b_number - received.a_number)
    assert result.facts["year"] == ("2020", "2024")
    assert result.facts["edition"] == ("2019", "2021")
    assert [one.change for one in result.sections] == [
        "changed",
        "same",
        "same",
        "same",
        "changed",
        "changed",
    ]
    assert "2025年计划补写题名3000条，并把答复文书的样本减为6种，逐条写明依据。" in result.sections[4].only_b


# --- blank forms ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2020, 2024])
@pytest.mark.parametrize("name", sorted(one.name for one in Registry().formats if one.reader and one.writer))
def test_a_blank_form_is_read_back_without_a_finding_about_its_form(year, name):
    blank = blank_report("青溪县档案服务中心", year)
    back = gireport.read(gireport.write(blank, name), name)
    told = check(back)
    assert not [one for one in told if one.code.startswith("GI1")]
    # What is left to do: figures, the text of sections, a signature.
    assert {one.code for one in told} <= {"GI202", "GI407", "GI414"}
    assert {figure.state for figure in figures(back)} == {"blank"}
    assert len(figures(back)) == (198 if year == 2020 else 200)


# --- schemas ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_the_form_files_keep_to_their_schema(name):
    folder = files("gireport.statutory.forms")
    schema = json.loads((folder / "form-schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads((folder / f"{name}.json").read_text("utf-8")), schema)


def test_every_check_and_figure_is_in_the_documents():
    docs = Path(__file__).resolve().parents[2] / "docs"
    from gireport.statutory.checks import CHECKS
    from gireport.statutory.keys import EDITIONS, values

    checks = (docs / "checks.md").read_text("utf-8")
    for one in CHECKS:
        assert f"| {one.code} | {one.rule or '—'} | {one.severity} | {one.basis} |" in checks
    text = (docs / "figures.md").read_text("utf-8")
    parts = {
        part
        for edition in EDITIONS
        for value in values(edition)
        for part in (value.row, value.column)
        if part
    }
    assert not [part for part in parts if f"`{part}`" not in text]


def test_s34_compare_names_the_year_and_not_the_period_that_tells_it():
    last = gireport.read(FIXTURES / "2019.json")
    this = gireport.read(FIXTURES / "2021.json")
    bare = [Report(Meta(), one.body, one.resources) for one in (last, this)]
    assert compare(*bare).facts["year"] == ("2020", "2024")
    assert compare(*bare).facts["period"][0].startswith("2020年1月1日")
    assert compare(last, this).facts["year"] == ("2020", "2024")
