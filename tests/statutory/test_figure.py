"""Figures: what was written is what is read, in every format, through any chain."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gireport
from gireport.plugins.registry import Registry
from gireport.statutory import figures
from gireport.statutory.keys import EDITIONS, TABLES, by_key, key_of, meaning, values
from gireport.statutory.slots import cell_text
from gireport.testing.statutory import Drawn, statutory_reports
from support.cells import cell_at
from support.portals import Box, boxes, page, relabelled

FORMATS = sorted(
    one.name for one in Registry().formats if one.reader and one.writer and {"tables", "spans"} <= one.keeps
)


def agree(report: gireport.Report, drawn: Drawn) -> None:
    found = figures(report)
    assert [figure.key for figure in found] == [value.key for value in values(drawn.edition)]
    for figure in found:
        written = drawn.written[figure.key]
        assert (figure.raw, figure.number, figure.state) == (written.raw, written.number, written.state)
        assert figure.edition == drawn.edition
        assert cell_text(cell_at(report, figure.cell)) == figure.raw


@given(statutory_reports())
@settings(max_examples=15)
def test_the_figures_of_a_generated_report_are_what_generated_it(drawn):
    agree(drawn.report, drawn)


@given(statutory_reports(), st.lists(st.sampled_from(FORMATS), min_size=1, max_size=3))
@settings(max_examples=15)
def test_figures_are_the_same_through_any_chain_of_formats(drawn, chain):
    report = drawn.report
    for name in chain:
        report = gireport.read(gireport.write(report, name), name)
    agree(report, drawn)


def test_the_chain_has_the_formats_that_carry_tables():
    assert {"docx", "odt", "html", "json"} <= set(FORMATS)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_key_means_one_value_of_an_edition(edition):
    keys = [value.key for value in values(edition)]
    assert len(set(keys)) == len(keys) == {"2019": 198, "2021": 200}[edition]
    for value in values(edition):
        assert value.key == key_of(value.table, value.row, value.column)
        assert meaning(value.key, edition) is value
        assert value.path[-1]
        assert value.en


def test_the_key_of_the_design_means_what_it_says():
    value = by_key("2021")["applications.denied.state_secret.natural_person"]
    assert value.path == ("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", "自然人")
    assert value.en == "applications for disclosure, denied: state secret, natural persons"


def test_money_is_in_wan_yuan_and_only_changes_are_signed():
    money = {
        value.key: value.unit_assumed
        for edition in EDITIONS
        for value in values(edition)
        if value.unit != "件"
    }
    assert money == {"disclosure.procurement.amount": True, "disclosure.fees.amount": False}
    signed = {value.column for edition in EDITIONS for value in values(edition) if value.signed}
    assert signed == {"change"}


def test_what_both_editions_print_alike_has_one_key():
    """R6 crosses the border of 2020 and 2021: its rows have the same keys in both editions."""
    both = by_key("2019").keys() & by_key("2021").keys()
    labels = {key: (by_key("2019")[key].path[-1], by_key("2021")[key].path[-1]) for key in both}
    assert all(a == b for key, (a, b) in labels.items() if not key.endswith(".decisions"))
    assert {"applications.carried_over.total", "applications.carried_in.business"} <= both


@pytest.mark.parametrize("table", TABLES)
def test_a_figure_tells_the_parts_of_its_key(table):
    report = gireport.statutory.blank_report("青溪县档案服务中心", 2024)
    for figure in figures(report):
        if figure.table == table:
            assert figure.key == f"{table}.{figure.row}.{figure.column}"


def test_an_unprinted_unit_is_noted():
    from support.portals import boxes, page

    report = page(boxes("二", "2019"))
    (amount,) = [figure for figure in figures(report) if figure.key == "disclosure.procurement.amount"]
    assert (amount.unit, amount.notes) == ("万元", ("unit-assumed",))
    rows = boxes("二", "2019")
    rows[16][2].text = "采购总金额（元）"
    rows[17][2].text = "251000"
    (amount,) = [figure for figure in figures(page(rows)) if figure.key == "disclosure.procurement.amount"]
    assert (str(amount.number), amount.notes) == ("25.1", ("unit-converted",))


@pytest.mark.parametrize(
    ("row", "head", "amount"),
    [
        ("单位：元", "本年收费金额", "25.1"),
        ("（计量单位：件、元）", "本年收费金额", "25.1"),
        ("单位：元", "本年收费金额（单位：万元）", "251000"),
        ("单位：青溪县财政局", "本年收费金额", "251000"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_row_that_names_the_unit_of_money_is_applied(row, head, amount, first):
    rows = relabelled(boxes("二", "2021"), lambda text: head if text.startswith("本年收费金额") else text)
    rows[-1][-1].text = "251000"
    rows.insert(0 if first else len(rows) - 2, [Box(row, colspan=4)])
    found = {figure.key: figure for figure in figures(page(rows))}
    assert str(found["disclosure.fees.amount"].number) == amount
