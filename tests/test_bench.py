"""The benchmarks: ratios and their spread, turns, and the page that they are written to."""

from __future__ import annotations

import sys
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from bench import inputs, programs
from bench.page import page, table, written_ratio
from bench.results import Ratio, Results, Row, Sample, mib, ratio, slope
from bench.sampling import FailedRunError, LivingProcess, in_turn, whole_process
from gireport.model import Table
from gireport.model.walk import text
from measured import run


def tables(data):
    return [block for block in gireport.read(data, "docx").body if isinstance(block, Table)]


DOCS = Path(__file__).resolve().parents[1] / "docs"
SECONDS = st.floats(0.001, 100)


@given(st.lists(st.tuples(SECONDS, SECONDS, SECONDS), min_size=1))
def test_a_slow_turn_that_meets_both_programs_leaves_the_ratio(turns):
    quiet = ratio([Sample(our) for our, _, _ in turns], [Sample(their) for _, their, _ in turns])
    slowed = ratio(
        [Sample(our * slow) for our, _, slow in turns], [Sample(their * slow) for _, their, slow in turns]
    )
    assert slowed == pytest.approx(quiet)


@given(st.lists(st.tuples(SECONDS, SECONDS), min_size=1))
def test_the_median_lies_between_the_quartiles_and_these_between_the_extremes(turns):
    one = ratio([Sample(our) for our, _ in turns], [Sample(their) for _, their in turns])
    shares = [our / their for our, their in turns]
    bounds = [min(shares), one.low, one.median, one.high, max(shares)]
    assert all(small <= large * (1 + 1e-9) for small, large in pairwise(bounds))


def test_a_program_with_fewer_turns_is_compared_in_its_own():
    assert ratio([Sample(2), Sample(9)], [Sample(4)]) == Ratio(0.5, 0.5, 0.5, 1)
    assert ratio([Sample(2)], []) is None
    assert ratio([Sample(1, 20)], [Sample(1, 80)], mib) == Ratio(0.25, 0.25, 0.25, 1)
    assert ratio([Sample(1)], [Sample(1)], mib) is None, "memory was not measured"


def test_one_more_costs_the_difference_between_the_sizes():
    small = Row("reports", "", {"a": [Sample(1, 20), Sample(2, 20)], "b": [Sample(1)]}, 1)
    large = Row("reports", "", {"a": [Sample(10, 29)]}, 10)
    assert slope([small, large]) == {"a": [Sample(1, 1)]}
    assert slope([small]) == {}


def test_a_ratio_has_the_digits_that_its_size_needs():
    assert written_ratio(Ratio(0.0512, 0.05, 0.06, 3)) == "0.051 (0.050–0.060)"
    assert written_ratio(Ratio(0.851, 0.8, 0.9, 3)) == "0.85 (0.80–0.90)"
    assert written_ratio(Ratio(12.3, 11.6, 13, 3)) == "12 (12–13)"
    assert written_ratio(Ratio(0.5, 0.5, 0.5, 1)) == "0.50 (once)"
    assert written_ratio(None) == "—"


def test_a_table_of_markdown_comes_back_as_the_same_cells():
    rows = [["a", "1"], ["b", "—"]]
    read = gireport.read(table(["", "ms"], rows).encode(), "markdown")
    (back,) = (block for block in read.body if isinstance(block, Table))
    cells = [[text(cell.content) for cell in row] for row in back.rows]
    assert cells == [["", "ms"], *rows]


def test_the_programs_take_turns_and_the_first_turn_does_not_count():
    order = []

    def take(name):
        order.append(name)
        return Sample(len(order))

    samples, failures = in_turn({name: partial(take, name) for name in "ab"}, runs=2, allowance=1e9)
    assert order == ["a", "b"] * 3
    assert samples == {"a": [Sample(3), Sample(5)], "b": [Sample(4), Sample(6)]}
    assert not failures


def test_a_slow_program_keeps_its_only_run():
    samples, _ = in_turn({"slow": lambda: Sample(9), "quick": lambda: Sample(1)}, runs=3, allowance=6)
    assert samples == {"slow": [Sample(9)], "quick": [Sample(1)] * 3}


def test_a_program_that_fails_is_named_with_what_it_said():
    samples, failures = in_turn(
        {
            "wrong": lambda: whole_process(
                [sys.executable, "-c", "import sys; print('at first', file=sys.stderr); sys.exit('no table')"]
            ),
            "late": lambda: whole_process(["sh", "-c", "trap '' TERM; sleep 9"], limit=1),
        },
        runs=1,
        allowance=9,
    )
    assert not samples
    assert failures == {"wrong": "no table", "late": "took more than 1 s"}


def test_a_living_process_answers_each_line_and_ends():
    code = "import sys\nfor number, _ in enumerate(sys.stdin): print(number, flush=True)"
    with LivingProcess([sys.executable, "-c", code]) as living:
        assert [living.measure().seconds for _ in range(3)] == [0, 1, 2]
    with LivingProcess([sys.executable, "-c", ""]) as ended, pytest.raises(FailedRunError):
        ended.measure()


def test_the_worker_converts_as_gireport_does_and_once_more_for_each_line(tmp_path):
    path, out = tmp_path / "in.docx", tmp_path / "out.html"
    path.write_bytes(inputs.reports(1))
    ours = programs.gireport("gireport", sys.executable, "")
    assert ours.living
    command = ours.living("docx", "html", path)
    assert run(*command, str(out)).status == 0
    assert out.read_bytes() == gireport.write(gireport.read(path), "html")
    with LivingProcess(command) as living:
        assert 0 < living.measure().seconds < 60


def test_a_long_table_has_its_rows_and_many_reports_have_all_tables():
    (long,) = tables(inputs.long_table(50))
    assert len(long.rows) == 50
    assert len(tables(inputs.reports(3))) == 3 * len(tables(inputs.reports(1)))


def test_programs_that_are_missing_are_told_with_the_reason(tmp_path):
    _, absent = programs.peers(str(tmp_path / "python"))
    assert {"pandoc", "mammoth", "docling-rs"} <= set(absent)
    written = page(Results(absent=absent))
    assert "Not measured: pandoc (pypandoc_binary is not installed)" in written


def test_the_page_has_ratios_and_tells_which_workers_share_processors():
    ours, theirs = [Sample(1, 30), Sample(1, 30)], [Sample(2, 120), Sample(2, 120)]
    rows = [
        Row("process", "docx → html", {"gireport": ours, "pandoc": theirs}),
        Row("batch", "2 workers", {"gireport": ours, "pandoc": theirs}, 2),
        Row("batch", "8 workers", {"gireport": ours, "pandoc": theirs}, 8),
    ]
    written = page(Results(command="make bench", processors=2, rows=rows))
    assert "| docx → html | 1,000 | 0.50 (0.50–0.50) |" in written
    assert "| docx → html | 30 | 0.25 (0.25–0.25) |" in written
    assert "of the rows *8 workers* share" in written


def test_the_published_page_names_its_tool_the_floor_and_the_plot():
    written = (DOCS / "benchmarks.md").read_text("utf-8")
    assert "tools/bench" in written
    assert "/ floor" in written
    assert "](benchmarks.png)" in written
    assert (DOCS / "benchmarks.png").stat().st_size < 150 * 1024
