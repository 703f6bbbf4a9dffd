"""GI105 says where the text of a missing table stands (S40, S41)."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.model import Heading, LineBreak, ListItem, Paragraph, Report, Text
from gireport.statutory.blank import blank_table
from gireport.statutory.finding import Context
from support.edits import FIXTURE, without_table

PAIRS = Path(__file__).resolve().parents[3] / "fixtures" / "pairs" / "html"
PICTURE = "a picture or an attachment does not count: put a real table in"


def lines(*texts):
    """A report of that many paragraphs after its title."""
    title = Heading(0, (Text("青溪镇2023年政府信息公开工作年度报告"),))
    return Report(body=(title, *(Paragraph((Text(text),)) for text in texts)))


def labels(section, edition):
    """The labels of a table in the order of its rows."""
    rows = blank_table(section, edition).rows
    return [cell.content[0].content[0].text for row in rows for cell in row if cell.content]


def missing(report):
    """Section → the finding that its table is missing."""
    return {one.expected: one for one in gireport.check(report) if one.code == "GI105"}


def a_table_that_stands_as_lines_is_reported_from_its_first_line_to_its_last():
    told = missing(gireport.read(PAIRS / "S40-tables-as-lines.html"))
    assert told["二"].message("en") == (
        "the table of section 二 is missing: its text stands in paragraphs 3 to 16 as plain lines, not as a table"  # noqa: E501
    )
    assert told["二"].message("zh") == "缺少第二部分的表格：其内容在第3段至第16段，是普通文字，不是表格"
    assert told["二"].hint("en").startswith("make a table of these lines")
    assert (told["二"].where, told["二"].place("zh")) == ("paragraph 3", "第3段")
    # The lines of values and bars behind the last label are the table's too.
    assert "paragraphs 20 to 24" in told["四"].message("en")


def a_table_that_is_not_there_at_all_is_reported_as_before():
    told = missing(gireport.read(PAIRS / "S40-tables-as-lines.html"))["三"]
    assert (told.where, told.message("en")) == ("body", "the table of section 三 is missing")
    assert told.hint("en") == PICTURE


def labels_in_a_table_that_cannot_be_read_are_reported_with_its_number():
    told = missing(gireport.read(PAIRS / "S41-table-in-one-cell.html"))
    assert told["四"].where == "table 1"
    assert told["四"].message("en") == (
        "the table of section 四 is missing: its labels stand in table 1, whose cells cannot be read as those of the form"  # noqa: E501
    )
    assert told["二"].where == told["三"].where == "body"


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("section", "二三四")
def each_table_is_found_in_lines_of_one_cell(section, edition):
    cells = [text for label in labels(section, edition) for text in (label, "|", "0", "|")]
    told = missing(lines("前言。", *cells, "本年工作有序。"))[section]
    assert told.message_en.endswith(f"in paragraphs 3 to {len(cells) + 2} as plain lines, not as a table")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("（", "(").replace("）", ")"),
        lambda text: f"{text} |",
        lambda text: f"|{text}||0|",
        lambda text: f"{text}\t0",
        lambda text: f"{text}  0  0",
        lambda text: f"{text[:3]} {text[3:]}|",
        lambda text: f"{text}（件）|0|",
    ],
)
def labels_are_found_however_cells_are_set_apart(change):
    told = missing(lines(*map(change, labels("三", "2021"))))
    assert "plain lines" in told["三"].message_en


def labels_broken_over_two_lines_are_found():
    halves = [half for label in labels("二", "2021") for half in (label[:2], label[2:]) if half]
    assert "plain lines" in missing(lines(*halves))["二"].message_en


def labels_in_list_items_and_behind_line_breaks_are_found():
    names = labels("四", "2021")
    title = Heading(0, (Text("青溪镇2023年政府信息公开工作年度报告"),))
    items = Report(body=(title, *(ListItem(content=(Text(name),)) for name in names)))
    assert "paragraphs 2 to" in missing(items)["四"].message_en
    broken = [inline for name in names for inline in (Text(name), LineBreak())]
    one = Report(body=(title, Paragraph(tuple(broken))))
    assert "paragraphs 2 to 2" in missing(one)["四"].message_en


def prose_that_names_some_labels_is_no_table():
    prose = lines(
        "行政许可 12件，行政处罚 3件。",
        "行政复议",
        "本年无行政复议、行政诉讼。",
        "规章",
        "总计",
        "其他",
    )
    assert {one.where for one in missing(prose).values()} == {"body"}


def labels_far_apart_are_no_table():
    names = labels("四", "2021")
    apart = [text for name in names for text in (name, *["正文。"] * 60)]
    assert missing(lines(*apart))["四"].where == "body"


@pytest.mark.parametrize("number", [0, 1, 2])
def in_a_report_with_one_table_less_the_other_tables_are_not_taken_for_it(number):
    (told,) = missing(without_table(gireport.read(FIXTURE), number)).values()
    assert (told.where, told.hint("en")) == ("body", PICTURE)


def a_long_text_without_tables_is_looked_through_once():
    context = Context(lines(*(f"第{number}条 公开了信息" for number in range(2000))))
    from gireport.statutory.checks import unread

    assert [unread.lines_of_table(context, name) for name in ("disclosure", "review")] == [None, None]
    assert context.memo["labels-in-lines"] == {}
