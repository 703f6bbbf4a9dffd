"""The data set of made-up counties and the notebook on it: what comes out is the truth beside the reports."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

import gireport

EXAMPLES = Path(__file__).resolve().parents[1] / "docs" / "examples"
NOTEBOOK = EXAMPLES / "county_data_set.ipynb"
pytestmark = pytest.mark.timeout(400)  # the notebook takes 15 s alone, and more beside other work
ONE_WORKER = pytest.mark.xdist_group("county-data")  # which runs the notebook once

REASONS = {
    "wrong-total": {"GI302", "GI303"},
    "missing-table": {"GI105"},
    "in-yuan": {"GI208"},
    "late": {"GI417"},
    "carried-in": {"carried-in"},
    "digit-added": {"jump", "group"},
    "digit-lost": {"jump", "group"},
    "large": {"group"},
    "corrected": {"group"},
}
"""Fault → the reasons for which the notebook's table of suspects has the report."""


@pytest.fixture(scope="module")
def county_reports() -> ModuleType:
    pytest.importorskip("pyarrow", reason="pip install 'gireport[parquet]'")
    spec = importlib.util.spec_from_file_location("county_reports", EXAMPLES / "county_reports.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclass looks for its own names
    spec.loader.exec_module(module)
    return module


# --- the reports ----------------------------------------------------------------------------------


def of(county_reports: ModuleType, seed: int) -> dict[str, str]:
    """Source → the hash of the report: three counties, two years."""
    return {
        county_reports.source_of(county, year): hashlib.sha256(
            gireport.write(county_reports.report(county, year, values), "md")
        ).hexdigest()
        for county in county_reports.counties(3, 2, seed)
        for year, values in county_reports.series(county, 2)
    }


def test_the_same_seed_gives_the_same_reports_and_another_seed_others(county_reports):
    first = of(county_reports, 17)
    assert first == of(county_reports, 17)
    assert first.keys() == of(county_reports, 18).keys()
    assert not set(first.values()) & set(of(county_reports, 18).values())


def test_each_of_six_thousand_counties_has_a_name_of_its_own(county_reports):
    every = county_reports.counties(6000, 6, 17)
    assert len({county.name for county in every}) == 6000
    assert len({county.organ for county in every}) == 6000


def test_every_block_of_thirty_counties_has_each_fault_once(county_reports):
    for count, years in ((90, 6), (30, 3)):
        faults = [county.fault for county in county_reports.counties(count, years, 17) if county.fault]
        assert sorted(faults) == sorted(list(county_reports.FAULTS) * (count // 30))


def test_a_report_without_a_fault_passes_every_check_also_those_with_the_year_before(county_reports):
    sound = [county for county in county_reports.counties(6, 6, 17) if not county.fault][:2]
    assert len(sound) == 2
    for county in sound:
        before = None
        for year, values in county_reports.series(county, 6):
            now = county_reports.report(county, year, values)
            assert not [one for one in gireport.check(now, before) if one.severity != "info"], (county, year)
            before = now


def test_what_the_year_before_shows_is_found_by_the_check_too(county_reports):
    (county,) = (one for one in county_reports.counties(30, 6, 17) if one.fault == "carried-in")
    reports = {
        year: county_reports.report(county, year, values) for year, values in county_reports.series(county, 6)
    }
    wrong = county.fault_year
    found = gireport.check(reports[wrong], reports[wrong - 1])
    assert {one.code for one in found if one.severity == "error"} == {"GI306"}
    assert not [one for one in gireport.check(reports[wrong]) if one.severity != "info"]


# --- the notebook ---------------------------------------------------------------------------------


def test_the_notebook_is_kept_without_its_outputs():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the notebook after its run, and what it printed."""
    for name in ("duckdb", "matplotlib", "pandas"):
        pytest.importorskip(name, reason="pip install 'gireport[examples]'")
    pytest.importorskip("ipykernel", reason="pip install 'gireport[dev]'")
    pytest.importorskip("nbclient", reason="pip install 'gireport[dev]'")
    folder = tmp_path_factory.mktemp("counties")
    shutil.copy(EXAMPLES / "county_reports.py", folder)
    # In a process of its own: the client starts an event loop and threads.
    script = (
        "import sys, nbformat, nbclient\n"
        "book = nbformat.read(sys.argv[1], 4)\n"
        "nbclient.NotebookClient(book, timeout=300, kernel_name='python3').execute()\n"
        "for cell in book.cells:\n"
        "    for one in cell.get('outputs', ()):\n"
        "        print(one.get('text') or one.get('data', {}).get('text/plain'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(NOTEBOOK)],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "JUPYTER_PLATFORM_DIRS": "1", "COUNTIES": "30"},
        capture_output=True,
        encoding="utf-8",
        timeout=390,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "counties", done.stdout


@ONE_WORKER
def test_the_notebook_says_what_it_read(walk):
    _, said = walk
    assert "180 reports of 30 counties: counties/reports" in said
    assert "180 reports, 0 of them as they were" in said
    assert "no county or no year: []" in said
    assert "left out" not in said


@ONE_WORKER
def test_every_figure_of_the_data_set_equals_the_truth(walk):
    import pyarrow.dataset as ds
    import pyarrow.parquet as pq

    folder, _ = walk
    years = {part.name for part in (folder / "figures").iterdir()}
    assert years == {f"year={year}" for year in range(2019, 2025)}
    names = ["county", "year", "key", "value"]
    figures = ds.dataset(folder / "figures", partitioning="hive").to_table(columns=names)
    truth = pq.read_table(folder / "truth" / "figures.parquet", columns=names)
    found, wanted = (
        {
            tuple(place): value
            for *place, value in zip(*(table[name].to_pylist() for name in names), strict=True)
        }
        for table in (figures, truth)
    )
    assert len(found) == figures.num_rows == truth.num_rows == 60 * 198 + 120 * 200 - 15
    assert found == wanted


@ONE_WORKER
def test_the_suspects_are_what_was_planted_each_for_its_reason_and_no_other(walk):
    folder, _ = walk
    reasons = defaultdict(set)
    for row in read(folder / "suspects.csv"):
        reasons[row["county"], int(row["year"])].add(row["reason"])
    planted = {
        (row["county"], int(row["year"])): row["fault"] for row in read(folder / "truth" / "planted.csv")
    }
    assert set(planted.values()) == set(REASONS)
    assert reasons == {place: REASONS[fault] for place, fault in planted.items()}


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@ONE_WORKER
def test_the_table_by_county_and_year_is_that_of_the_truth(walk, county_reports):
    import pyarrow.parquet as pq

    folder, _ = walk
    found = {
        (row["county"], int(year)): float(row[year])
        for row in read(folder / "received.csv")
        for year in map(str, range(2019, 2025))
    }
    key = [("key", "==", "applications.received.total")]
    truth = pq.read_table(folder / "truth" / "figures.parquet", filters=key).to_pylist()
    assert found == {(row["county"], row["year"]): row["value"] for row in truth}
    assert {county for county, _ in found} == {one.name for one in county_reports.counties(30, 6, 17)}


@ONE_WORKER
def test_the_chart_has_a_panel_for_each_prefecture_and_a_shape_for_each_character(walk):
    from matplotlib import font_manager

    folder, said = walk
    tree = ElementTree.parse(folder / "received.svg")
    texts = ["".join(node.itertext()).strip() for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    prefectures = {row["prefecture"] for row in read(folder / "received.csv")}
    assert len(prefectures) == 3
    assert {"各县（市、区）本年新收政府信息公开申请数量", "县", "市", "区", "见疑点表", *prefectures} <= set(
        texts
    )
    assert (folder / "received.png").read_bytes().startswith(b"\x89PNG")
    if any("CJK SC" in name or name == "SimHei" for name in font_manager.get_font_names()):
        assert "missing from" not in said


@ONE_WORKER
def test_two_workers_of_dask_write_the_same_figures_and_findings(walk):
    pytest.importorskip("gireport_dask", reason="the plugin gireport-dask is not installed")
    folder, _ = walk
    command = ["batch", "reports/2024/桂岭市*", "--figures", "--findings", "--out", "by-dask"]
    subprocess.run(
        [sys.executable, "-m", "gireport", *command, "--engine", "dask", "--jobs", "2", "--lang", "zh"],
        cwd=folder,
        capture_output=True,
        timeout=390,
        check=True,
    )
    assert len(list((folder / "by-dask").glob("*.figures.jsonl"))) == 10
    for file in (folder / "by-dask").glob("*.json*"):
        if file.name != "manifest.jsonl":
            # The source is named as the run was given it.
            text = file.read_text("utf-8").replace('"reports/', '"counties/reports/')
            assert text == (folder / "store" / "2024" / file.name).read_text("utf-8")
