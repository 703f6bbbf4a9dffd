"""The statutory cases of the case sheet (`docs/format-cases.md`), each from its own small file."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.statutory import check, facts, figures
from gireport.statutory.slots import cell_text
from support.cells import cell_at
from support.portals import Box, boxes, codes, numbers, page, wanted

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "statutory"


def case(code):
    (path,) = FOLDER.glob(f"{code}-*")
    return gireport.read(path)


def told(report, code):
    return [one.found for one in check(report) if one.code == code]


def cut_heads_are_read_in_the_forms_order_and_reported():
    report = case("S20")
    assert numbers(report) == wanted("二", "2019")
    assert told(report, "GI117") == ["本年新"]


def split_heads_over_their_columns_are_joined():
    report = case("S21")
    assert numbers(report) == wanted("二", "2019") | wanted("三", "2019")
    assert not {"GI117", "GI111", "GI115"}.intersection(codes(check(report)))


def split_heads_without_spans_are_read_in_the_forms_order_and_reported():
    report = case("S22")
    assert numbers(report) == wanted("二", "2019") | wanted("三", "2019")
    assert told(report, "GI117") == ["本年新、制作数量、公开数量", "商业、科研、机构"]


def heads_cut_so_short_that_two_editions_may_be_meant_give_no_figures():
    report = case("S23")
    assert not any("regulations" in key or "documents" in key for key in numbers(report))
    assert told(report, "GI110") == ["规章", "行政规范性文件"]


def a_change_may_have_its_sign_as_a_word_or_an_arrow():
    report = case("S24")
    found = {one.key.split(".")[1]: one for one in figures(report) if one.key.endswith(".change")}
    assert {row: one.number and int(one.number) for row, one in found.items()} == {
        "licences": -4,
        "other_services": 2,
        "penalties": -4,
        "coercive_measures": -4,
        "fees": None,
    }
    assert (found["fees"].state, found["fees"].raw) == ("text", "增/减4")
    assert [(one.found, one.expected) for one in check(report) if one.code == "GI209"] == [
        ("减4", "-4"),
        ("增2", "2"),
        ("减少4", "-4"),
        ("↓4", "-4"),
    ]


def rows_as_lines_of_one_cell_are_read_line_by_line_and_reported():
    report = case("S25")
    assert numbers(report) == wanted("三", "2021")
    assert told(report, "GI118") == ["1.本机关不掌握相关政府信息"]
    for one in figures(report):
        assert one.raw in cell_text(cell_at(report, one.cell)).split("\n")


def stacked(*values, label="行政处罚|行政强制"):
    """Section 二 of 2021 with two rows as the lines of one."""
    rows = boxes("二", "2021")
    at = next(number for number, row in enumerate(rows) if row[0].text == "行政处罚")
    rows[at : at + 2] = [[Box(label), *(Box(value, colspan=3) for value in values)]]
    return page(rows)


@pytest.mark.parametrize(
    ("value", "wanted_numbers"),
    [
        ("8|9", {"penalties": 8, "coercive_measures": 9}),
        ("|9", {"coercive_measures": 9}),
        ("8|", {}),  # a page's last line break shows nothing, so this is one line
        ("", {}),
        ("8", {}),
        ("8|9|7", {}),
    ],
)
def test_lines_of_values_must_be_as_many_as_the_rows(value, wanted_numbers):
    report = stacked(value)
    found = {key.split(".")[1]: number for key, number in numbers(report).items()}
    rows = {"penalties", "coercive_measures"}
    assert {key: number for key, number in found.items() if key in rows} == wanted_numbers
    if len(wanted_numbers) < 2:
        assert {"GI106", "GI201"}.intersection(codes(check(report)))


def test_a_label_of_two_lines_is_one_label():
    report = stacked("8|9", label="行政|处罚|行政|强制")
    assert numbers(report)["disclosure.coercive_measures.decisions"] == 9
    assert not any("penalties" in key for key in numbers(stacked("8||9", label="行政|处罚|其他|强制")))


def test_a_groups_name_may_stand_over_its_rows_in_the_same_cell():
    rows = boxes("三", "2021")
    at = next(number for number, row in enumerate(rows) if row[0].text == "（六）其他处理")
    lines = rows[at : at + 3]
    names = ["（六）其他处理", lines[0][1].text, lines[1][0].text, lines[2][0].text]
    values = list(zip(*([box.text for box in row if box.value] for row in lines), strict=True))
    rows[at : at + 3] = [[Box("|".join(names), colspan=2), *(Box("|".join(("", *one))) for one in values)]]
    next(box for row in rows for box in row if box.text == "三、本年度办理结果").rowspan -= 2
    assert numbers(page(rows)) == wanted("三", "2021")


@pytest.mark.parametrize("text", ["减-4", "减4增2", "增/减4", "减少", "比上年减4", "↓", "减四", "4减"])
def test_what_is_not_a_single_change_stays_a_text(text):
    rows = boxes("二", "2019")
    rows[6][2].text = text
    found = {one.key: one for one in figures(page(rows))}
    assert found["disclosure.licences.change"].state == "text"


def test_a_sign_in_words_counts_in_the_columns_of_changes_only():
    rows = boxes("二", "2019")
    rows[6][1].text = "减4"
    found = {one.key: one for one in figures(page(rows))}
    assert found["disclosure.licences.projects_last_year"].state == "text"


def the_office_may_stand_over_a_title_of_two_lines():
    known = facts(case("S26"))
    assert (known.organ.value, known.year.value, known.organ.rule) == (
        "青溪镇人民政府",
        2019,
        "line beside the title",
    )


def the_office_may_stand_behind_the_year_and_the_date_of_publishing_under_the_title():
    known = facts(case("S27"))
    assert (known.organ.value, known.year.value, str(known.signed.value)) == ("青溪镇", 2019, "2020-01-15")


@pytest.mark.parametrize("name", ["docx", "odt", "html", "markdown", "json"])
@pytest.mark.parametrize("code", ["S20", "S21", "S22", "S23", "S24", "S25"])
def test_a_damaged_form_says_the_same_in_every_format(code, name):
    report = case(code)
    again = gireport.read(gireport.write(report, name), name)
    assert [(one.key, one.number, one.cell) for one in figures(again)] == [
        (one.key, one.number, one.cell) for one in figures(report)
    ]
    assert codes(check(again)) == codes(check(report))
