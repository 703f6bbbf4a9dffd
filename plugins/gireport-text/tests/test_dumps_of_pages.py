"""Dumps of published pages are read with every figure right or reported, none wrong, and no character lost.

The dumps are generated with known figures (`page_dumps`); six real ones stand beside the checkout, their
figures in `dumps/*.json`.
"""

from __future__ import annotations

import contextlib
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from page_dumps.figures import Ledger
from page_dumps.layouts import Layout
from page_dumps.pages import Dump, Recipe, write_page
from page_dumps.recipes import NAMES, SHAPES, dumps, recipe
from page_dumps.scoring import read, score

import gireport
from gireport.errors import GireportError
from gireport.losses import Losses
from gireport.model import Table, walk
from gireport.statutory import facts
from gireport.statutory.forms import form
from gireport.statutory.keys import of_form

"""What asks for the reader that is being written."""

RELAXED = settings(deadline=None, suppress_health_check=list(HealthCheck))
REAL = Path(__file__).resolve().parents[4] / "shared" / "dumps"
BY_HAND = sorted((Path(__file__).parent / "dumps").glob("*.json"))


def squeezed(text: str) -> str:
    """`text` without white space and bars, which a table may have between its cells."""
    return re.sub(r"[\s|]+", "", text)


def plain(shape: str, seed: int, edition: str = "2021", **changed) -> Dump:
    """A dump of that shape with nothing strange in it but what is `changed`."""
    first = recipe(shape, lambda choices: choices[0])
    return write_page(replace(first, seed=seed, edition=edition, **changed))


def dump_of(edition: str, **layouts: Layout) -> Dump:
    """A dump whose tables are printed in those layouts, the others as rows."""
    three = tuple(layouts.get(name, Layout("rows")) for name in ("disclosure", "applications", "review"))
    return write_page(Recipe(5, edition, "rows", Ledger("many"), three))


def assert_right(dump: Dump, suffix: str = ".txt") -> None:
    """Every figure of `dump` is right."""
    result = score(dump, suffix)
    bad = {key: one for key, one in result.outcomes.items() if one != "right"}
    assert (bad, result.invented) == ({}, []), (result.losses, dump)


# --- the six real dumps -----------------------------------------------------------------------------


def the_real(path: Path) -> Path:
    """The real dump that the figures in `path` are those of."""
    source = REAL / f"{path.stem}.txt"
    if not source.is_file():
        pytest.skip("../shared/dumps, with six real dumps, is not beside this checkout")
    return source


def derived(text: str, edition: str) -> dict[str, str]:
    """The figures of a dump whose rows are whole, by nothing but their order: each row's label, then its
    numbers.
    """
    words = [
        word
        for word in re.split(r"[|\s]+", text[text.index("第二十条第") : text.index("五、存在的")])
        if word
    ]
    rows: list[tuple[str, list[str]]] = []
    for word in words:
        if not word.isdigit():
            rows.append((word, []))
        else:
            rows[-1][1].append(word)
    numbers = [row for label, row in rows if row and label != "其他主动公开文件"]
    values = [value for section in "二三四" for value in of_form(form(section, edition))]
    flat = [number for row in numbers for number in row]
    return dict(zip([value.key for value in values], flat, strict=True))


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_what_was_typed_by_hand_is_what_the_lines_hold_in_order(path):
    known = json.loads(path.read_text("utf-8"))
    text = the_real(path).read_text("utf-8")
    assert derived(text, known["edition"]) == known["figures"]
    assert known["title"] in text.split("\n")[:2]
    assert known["organ"] in text.split("\n")[0]


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_every_figure_of_a_real_dump_is_read(path, suffix):
    known = json.loads(path.read_text("utf-8"))
    report = read(the_real(path).read_text("utf-8"), suffix, Losses())
    assert {figure.key: figure.raw for figure in gireport.figures(report)} == known["figures"]
    found = facts(report)
    assert (found.organ.value, found.year.value) == (known["organ"], known["year"])
    assert found.title.value in (known["title"], known["organ"] + known["title"])
    assert {"GI105", "GI106", "GI108", "GI110"}.isdisjoint(one.code for one in gireport.check(report))


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_a_real_dump_loses_no_character(path):
    text = the_real(path).read_text("utf-8")
    assert squeezed(walk.text(read(text, ".txt", Losses()))) == squeezed(text)


# --- the generated dumps ----------------------------------------------------------------------------


@RELAXED
@given(dumps())
def test_every_figure_is_right_or_reported_and_none_is_wrong(dump):
    result = score(dump)
    assert not result.invented, result.losses
    assert not result.keys("wrong"), result.losses
    assert not result.keys("silent"), result.losses
    # Where every sum holds, the reading that was written satisfies them all: no other one can be the only
    # one.
    if not (dump.recipe.ledger.errors or dump.recipe.ledger.no_totals):
        assert not result.keys("differs-reported"), result.losses


@RELAXED
@given(dumps())
def test_the_same_dump_as_markdown_is_read_as_well(dump):
    result = score(dump, ".md")
    assert not result.invented, result.losses
    assert not result.keys("wrong"), result.losses
    assert not result.keys("silent"), result.losses


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("shape", NAMES)
def test_a_dump_whose_rows_are_whole_is_read_whole(shape, edition):
    for seed in range(5):
        assert_right(plain(shape, seed, edition, ledger=Ledger("many")))
        assert_right(plain(shape, seed, edition, ledger=Ledger("zero")))


@pytest.mark.parametrize("nothing", ["/", "-", "—", "无"])
@pytest.mark.parametrize("shape", NAMES)
def test_marks_for_none_stand_where_numbers_would(shape, nothing):
    assert_right(plain(shape, 3, ledger=Ledger("few", nothing=nothing)))


@pytest.mark.parametrize(
    "change",
    [
        {"half_width": False},
        {"label_blanks": True},
        {"label_breaks": True},
        {"extra_row": True},
        {"chrome": True},
        {"other_table": True},
        {"organ_apart": True},
        {"blank_lines": True},
        {"carriage_returns": True},
        {"ledger": Ledger("many", wide=True)},
    ],
    ids=lambda change: next(iter(change)),
)
@pytest.mark.parametrize("shape", ["rows, bars at the end", "rows, bars at both ends", "cells"])
def test_what_extraction_does_to_the_page_leaves_the_figures_right(shape, change):
    for seed in range(3):
        assert_right(plain(shape, seed, **({"ledger": Ledger("many")} | change)))


@pytest.mark.parametrize("shape", ["rows, bars at the end", "cells", "bar on a line of its own"])
def test_an_empty_cell_between_others_keeps_its_place(shape):
    dump = plain(shape, 2, ledger=Ledger("few", nothing=""))
    assert any(one.raw == "" for one in dump.written.values())
    assert_right(dump)


@pytest.mark.parametrize("last_row", ["line", "lines"])
@pytest.mark.parametrize("kind", ["rows", "cells", "bars", "blanks"])
def test_the_fifteen_figures_of_section_four_stand_in_one_line_or_fifteen(kind, last_row):
    rest = "none" if kind in ("bars", "blanks") else "behind"
    assert_right(dump_of("2021", review=Layout(kind, rest=rest, last_row=last_row)))


def test_a_fifth_column_that_is_empty_changes_no_figure():
    for edition in ("2019", "2021"):
        assert_right(dump_of(edition, disclosure=Layout("rows", extra=1)))
        assert_right(dump_of(edition, disclosure=Layout("cells", extra=1)))


@pytest.mark.parametrize("count", range(1, 7))
def test_spaces_that_lost_empty_cells_leave_a_row_blank_and_reported_where_no_sum_decides(count):
    """No sum of the row or of a column holds with 977 in it, so none says which cells are lost."""
    dump = plain("one space", 1, ledger=Ledger("few"))
    keys = [key for key in dump.written if key.startswith("applications.received.")]
    number = dump.rows[keys[0]].first - 1
    lines = dump.text.split("\n")
    lines[number] = " ".join([lines[number].split(" ")[0], *["977"] * count])
    losses = Losses()
    figures = {figure.key: figure for figure in gireport.figures(read("\n".join(lines), ".txt", losses))}
    # 总计 may be read: with two figures left each reading has it in the last.
    assert [
        figures[key].number for key in keys[:-1] if key in figures and figures[key].number is not None
    ] == []
    assert any(loss.severity != "presentation" for loss in losses)
    assert len(figures) > len(dump.written) / 2


# --- law 5: nothing is lost, nothing is guessed -------------------------------------------------------


@RELAXED
@given(dumps())
def test_every_character_comes_back_in_its_order(dump):
    back = squeezed(walk.text(read(dump.text, ".txt", Losses())))
    if dump.recipe.notes:  # A note between the heads of a table comes before it.
        assert sorted(back) == sorted(squeezed(dump.text))
    else:
        assert back == squeezed(dump.text)


@RELAXED
@given(dumps())
def test_a_line_outside_the_three_tables_comes_back_exact(dump):
    lines = dump.text.replace("\r\n", "\n").split("\n")
    inside = {number for span in dump.tables.values() for number in range(span.first, span.last + 1)}
    outside = [line for number, line in enumerate(lines, 1) if number not in inside and line]
    report = read(dump.text, ".txt", Losses())
    blocks = iter([walk.inline_text(block.content) for block in report.body if not isinstance(block, Table)])
    # Rows of a table that are kept as lines, and notes between rows, may stand among them.
    assert [line for line in outside if line not in blocks] == []


ODD_LINES = st.text(st.sampled_from("|  甲乙，。0123/-（）a"), min_size=1, max_size=20).filter(
    lambda line: line.strip() == line and line
)


@RELAXED
@given(st.lists(ODD_LINES, min_size=1, max_size=12))
def test_lines_with_bars_that_are_no_statutory_table_stay_lines(lines):
    losses = Losses()
    report = read("\n".join(["青溪镇2023年政府信息公开工作年度报告", *lines]) + "\n", ".txt", losses)
    assert [walk.inline_text(block.content) for block in report.body[1:]] == lines
    assert not [loss for loss in losses if loss.severity != "presentation"]


def with_row(old: str, new: str) -> str:
    """The dump in rows with another line in the place of `old`, which is one of its beginnings."""
    text = dump_of("2021").text
    line = next(line for line in text.split("\n") if line.startswith(old))
    return text.replace(line, new)


def test_a_bar_inside_a_cell_makes_no_figure_and_the_row_is_reported():
    text = with_row("规章 |", "规章 | 3 | 5|件 | 7 |")
    losses = Losses()
    report = read(text, ".txt", losses)
    numbers = {figure.key: figure.number for figure in gireport.figures(report)}
    row = [numbers.get(f"disclosure.regulations.{name}") for name in ("issued", "repealed", "in_force")]
    # What surely stands in its place may be read; what stands behind the bar may not.
    assert row[1:] == [None, None]
    assert "table 1" in " ".join(loss.where for loss in losses)
    assert squeezed(text) == squeezed(walk.text(report))


def test_a_bar_inside_the_label_of_an_extra_row_is_kept():
    row = "其他主动公开文件（公报|公告） | 1 | 2 | 3 |"
    text = with_row("行政规范性文件 |", f"行政规范性文件 | 1 | 2 | 3 |\n{row}")
    report = read(text, ".txt", Losses())
    numbers = {figure.key: figure.number for figure in gireport.figures(report)}
    assert [
        numbers[f"disclosure.normative_documents.{name}"] for name in ("issued", "repealed", "in_force")
    ] == [1, 2, 3]
    assert "公报|公告" in walk.text(report)


def test_a_statistics_table_of_the_organs_own_is_kept_line_by_line():
    own = ["渠道 | 规章 | 总计 |", "门户网站 | 12 | 30 |", "新媒体 | 1 | 2 |"]
    text = dump_of("2021").text
    text = text.replace("六、其他需要", "\n".join([*own, "六、其他需要"]))
    losses = Losses()
    report = read(text, ".txt", losses)
    blocks = [walk.inline_text(block.content) for block in report.body if not isinstance(block, Table)]
    assert [line for line in blocks if line in own] == own
    assert {figure.key for figure in gireport.figures(report)} == set(dump_of("2021").written)


def test_a_page_without_tables_whose_prose_has_bars_is_prose():
    lines = [
        "首页 | 政务公开 | 年报",
        "青溪镇2023年政府信息公开工作年度报告",
        "办公地址：青溪路1号|邮编：000000|电话：000-00000000",
        "一、总体情况",
        "规章|规范性文件|公告均在网站公开。",
        "本年办理行政许可 12 件，行政处罚 3 件，总计 15 件。",
        "http://www.example.gov.cn/a|b.html",
        "|",
        "||",
    ]
    losses = Losses()
    report = read("\n".join(lines) + "\n", ".txt", losses)
    assert [walk.inline_text(block.content) for block in report.body] == lines
    assert not list(losses)
    assert gireport.figures(report) == []


# --- any bytes, bounded time ------------------------------------------------------------------------

PIECES = (
    "规章", "0", "|", "||||", " ", "\t", "\n", "\r\n", "总计", "信息内容", "本年制发件数", "第二十条第（一）项", "商业", "企业",  # noqa: E501
    "（七）总计", "四、结转下年度继续办理", "行政复议 | 行政诉讼", "0 | 0 | 0", "注：", "/", "１２", "结果维持", "\n|\n", " |\n", "3.其他",  # noqa: E501
)  # fmt: skip


@RELAXED
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_mixture_of_bars_and_labels_gives_a_report_that_holds_every_character(text):
    try:
        report = read(text, ".txt", Losses())
    except GireportError:
        assert not text.strip()
        return
    assert squeezed(walk.text(report)) == squeezed(text)


@pytest.mark.parametrize(
    "text",
    [
        "|\n" * 200_000,
        "|" * 1_000_000,
        "规章 |\n" * 100_000,
        "规章 | 0 | 0 | 0 |\n" * 60_000,
        "0 " * 500_000,
        "规章 " * 200_000,
        "总计\n|\n" * 100_000,
        "第二十条第（一）项 | |||\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n" * 10_000,
        "行政复议 | 行政诉讼 |\n" + "0 |\n" * 100_000,
        "一、本年新收政府信息公开申请数量 " + "1 " * 200_000,
        "商业\n" * 100_000,
    ],
    ids=range(11),
)
def test_a_long_dump_is_read_in_time_or_refused(text):
    start = time.process_time()
    with contextlib.suppress(GireportError):
        read(text, ".txt", Losses())
    assert time.process_time() - start < 10


def test_all_shapes_are_among_those_that_are_read():
    assert set(NAMES) == {*SHAPES, "mixed tables"}


def test_a_table_that_begins_in_the_last_line_of_another_stays_text_and_is_reported():
    dump = dump_of("2021")
    lines = dump.text.split("\n")
    last, first = dump.tables["disclosure"].last, dump.tables["applications"].first
    joined = [*lines[: last - 1], f"{lines[last - 1]} {lines[first - 1]}", *lines[first:]]
    losses = Losses()
    report = read("\n".join(joined), ".txt", losses)
    tables = {figure.table for figure in gireport.figures(report)}
    assert tables == {"disclosure", "review"}
    (loss,) = losses
    assert loss.code == "cells-unmarked"
    assert str(loss.where).startswith(f"lines {last}-")
