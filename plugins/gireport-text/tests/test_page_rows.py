"""Rows of a page dump: which cells are a row's values, and which lines beside them are none of it."""

from __future__ import annotations

import pytest

import gireport
from gireport.losses import Losses
from gireport.model import walk
from gireport_text.reader import read

HEAD = """青溪镇2023年政府信息公开工作年度报告
二、主动公开政府信息情况
| 第二十条第（一）项 | |||
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
"""
REST = """| 行政规范性文件 | 1 | 2 | 3 |
| 第二十条第（六）项 | |||
| 信息内容 | 本年处理决定数量 | ||
| 行政处罚 | 4 | ||
| 行政强制 | 5 | ||
"""


def read_rows(text: str) -> tuple[dict[str, str], list[str], str]:
    """The figures that are filled in, by the ends of their keys.

    The codes of the losses; the report's text.
    """
    losses = Losses()
    report = read(text.encode(), losses)
    figures = {one.key.removeprefix("disclosure."): one.raw for one in gireport.figures(report) if one.raw}
    return figures, [loss.code for loss in losses], walk.text(report)


OTHERS = {
    "normative_documents.issued": "1",
    "normative_documents.repealed": "2",
    "normative_documents.in_force": "3",
    "penalties.decisions": "4",
    "coercive_measures.decisions": "5",
}


@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        ("| 规章 | 11 | | 13 |\n2\n", {"regulations.issued": "11", "regulations.in_force": "13"}),
        ("| 规章 | | | |\n- 3 -\n", {}),
        ("| 规章 | | | |\n无\n", {}),
        ("| 规章 | | | |\n | 14 | 15 | 16 |\n", {}),
        ("| 规章 | | | |\n| 党组文件 | 5 | 6 | |\n", {}),
    ],
    ids=[
        "a page number",
        "a page number in dashes",
        "a word alone",
        "a row without a label",
        "another label",
    ],
)
def test_a_row_takes_no_value_from_another_line(lines, figures):
    found, _codes, text = read_rows(HEAD + lines + REST)
    assert found == figures | OTHERS
    assert all(part in text for part in lines.replace("|", " ").split())


def test_a_note_below_the_last_row_stays_below_the_table():
    found, _codes, text = read_rows(f"{HEAD}| 规章 | 0 | 0 | 0 |\n{REST}注：本机关无行政强制\n3\n")
    assert found["coercive_measures.decisions"] == "5"
    assert text.endswith("注：本机关无行政强制\n3")


def test_values_of_a_row_that_cannot_be_placed_are_reported_and_in_no_sum():
    found, codes, text = read_rows(f"{HEAD}| 规章 | 7 | 8 |\n{REST}")
    assert codes == ["values-unplaced"]
    assert found == OTHERS
    assert "| 7 | 8 |" in text


def test_section_four_is_read_without_any_bars():
    heads = "行政复议\n行政诉讼\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n未经复议直接起诉\n复议后起诉\n"
    results = "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n" * 2
    values = ["1", "2", "0", "3", "6", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]
    report = read(
        ("青溪镇2023年政府信息公开工作年度报告\n" + heads + results + "\n".join(values) + "\n").encode(),
        Losses(),
    )
    assert [one.raw for one in gireport.figures(report)] == values
