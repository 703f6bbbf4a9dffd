"""The grids of the national form are full rectangles, tell the editions apart, and give the seed's cells."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import jsonschema
import pytest

from gireport.model import grid
from gireport.statutory.forms import FILES, FormCell, fold_label, form, forms, is_label

EDITIONS = ("2019", "2021")
# Of the reference: rows, columns, anchored cells, value cells, merged cells.
SIZES = {
    ("二", "2019"): (18, 4, 53, 22, 9),
    ("二", "2021"): (14, 4, 30, 10, 11),
    ("三", "2019"): (26, 10, 198, 161, 16),
    ("三", "2021"): (28, 10, 215, 175, 16),
    ("四", "2019"): (4, 15, 34, 15, 9),
    ("四", "2021"): (4, 15, 34, 15, 9),
}


def printed(one):
    """The cells of each row as a text dump prints them: a covered one is printed too."""
    return [[slot.cell.label if slot.anchor else "" for slot in row] for row in grid.placed(one.rows)]


@pytest.mark.parametrize("one", forms(), ids=FILES)
def test_every_form_is_a_full_rectangle_with_complete_headers(one):
    assert grid.is_full(one.rows)
    assert grid.width(one.rows) == one.columns
    assert grid.header_rows(one.rows, one.header_rows) == one.header_rows
    body = one.header_rows
    assert grid.header_columns(one.rows, one.header_columns, body) == one.header_columns


@pytest.mark.parametrize(("section", "edition"), SIZES)
def test_a_form_has_the_rows_columns_and_cells_of_its_edition(section, edition):
    one = form(section, edition)
    cells = [cell for row in one.rows for cell in row]
    values = [cell for cell in cells if cell.label is None]
    merged = [cell for cell in cells if cell.colspan * cell.rowspan > 1]
    sizes = (len(one.rows), one.columns, len(cells), len(values), len(merged))
    assert sizes == SIZES[section, edition]


def test_section_four_is_one_grid_for_both_editions():
    assert form("四", "2019") is form("四", "2021")


def test_no_value_stands_in_a_header_row_or_column():
    for one in forms():
        for number, row in enumerate(grid.placed(one.rows)):
            for slot in row:
                if number < one.header_rows or slot.column < one.header_columns:
                    assert slot.cell.label is not None


def test_the_rows_have_different_cell_counts_in_each_form():
    shapes = {tuple(map(len, printed(one))) for one in forms()}
    assert len(shapes) == len(forms())


@pytest.mark.parametrize("edition", EDITIONS)
def test_labels_of_one_edition_only_are_in_no_form_of_the_other(edition):
    own = {
        "2019": {"本年新制作数量", "规范性文件", "其他对外管理服务事项", "采购总金额", "处理决定数量"},
        "2021": {
            "本年制发件数",
            "行政规范性文件",
            "本年处理决定数量",
            "本年收费金额（单位：万元）",
            "3.其他",
        },
    }
    labels = {cell.label for section in "二三四" for row in form(section, edition).rows for cell in row}
    (other,) = set(EDITIONS) - {edition}
    assert own[edition] <= labels
    assert not own[other] & labels


def test_the_2019_forms_print_the_cells_of_the_seed(shared):
    """The seed is a 2019 form whose values are all 0."""
    lines = (shared / "seed" / "sishui-2023.txt").read_text("utf-8").split("\n")
    seed = [line[1:] for line in lines if line.startswith("\t")]
    ours = [label for section in "二三四" for row in printed(form(section, "2019")) for label in row]
    assert seed == ["0" if label is None else label for label in ours]


def test_labels_are_compared_without_space_width_and_kind_of_quotes():
    assert is_label("3.危及“三安全一稳定”", "３．危及 '三安全一稳定'")
    assert is_label("1.属于国家秘密", "1、属于\u3000国家\u00a0秘密\n")
    assert is_label("本年收费金额（单位：万元）", "本年收费金额(单位:万元)")


def test_a_note_in_brackets_may_follow_a_label():
    assert is_label("规章", "规章（含修订）")
    assert is_label("上一年项目数量", "上一年项目数量(指2019年事项数)")
    assert not is_label("规章", "规章（含修订）数量")


def test_a_label_inside_another_is_not_that_label():
    assert not is_label("处理决定数量", "本年处理决定数量")
    assert not is_label("规范性文件", "行政规范性文件")
    assert not is_label("其他", "3.其他")


def test_no_two_labels_of_a_table_fold_together_unless_they_are_equal():
    for one in forms():
        labels = {cell.label for row in one.rows for cell in row if cell.label}
        assert len({fold_label(label) for label in labels}) == len(labels)
        assert all(re.search(r"\w", fold_label(label)) for label in labels)


def test_forms_are_loaded_once():
    assert forms() is forms()
    assert forms()[0].rows[2] == (FormCell("规章"), FormCell(), FormCell(), FormCell())


@pytest.mark.parametrize("name", FILES)
def test_the_form_files_keep_to_their_schema(name):
    folder = files("gireport.statutory.forms")
    schema = json.loads((folder / "form-schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads((folder / f"{name}.json").read_text("utf-8")), schema)
