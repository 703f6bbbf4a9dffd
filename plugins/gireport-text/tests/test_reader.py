"""Reading dumps: lines, cells, spans, headings, signature, bookmarks, encodings."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gireport.errors import DamagedFileError, EmptyFileError, LimitError, WrongKindError
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Meta,
    Paragraph,
    Report,
    Table,
    Text,
    grid,
    walk,
)
from gireport.plugins.registry import Registry
from gireport_text import FORMAT
from gireport_text.reader import MAX_LINES, read

SEED = Path(__file__).resolve().parents[4] / "shared" / "seed" / "sishui-2023.txt"


def body(text, losses=None):
    return read(text.encode(), Losses() if losses is None else losses).body


def codes(losses):
    return [(loss.code, loss.where) for loss in losses]


def paragraph(text, align=None):
    return Paragraph((Text(text),), align)


def heading(level, text):
    return Heading(level, (Text(text),))


def cell(*texts, colspan=1, rowspan=1):
    return Cell(tuple(map(paragraph, texts)), colspan, rowspan)


# --- the seed --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed() -> tuple[Report, Losses]:
    if not SEED.is_file():
        pytest.skip("../shared, with the seed, is not beside this checkout")
    losses = Losses()
    return read(SEED.read_bytes(), losses), losses


def test_the_seed_is_read_without_a_loss(seed):
    assert not list(seed[1])
    assert seed[0].meta == Meta()


def test_the_tables_of_the_seed_have_the_spans_of_the_form(seed):
    sizes = []
    for found in walk.tables(seed[0]):
        table = found.table
        cells = [one for row in table.rows for one in row]
        merged = [one for one in cells if one.colspan * one.rowspan > 1]
        headers = (table.header_rows, table.header_columns)
        sizes.append((len(table.rows), grid.width(table.rows), len(cells), len(merged), headers))
    assert sizes == [(18, 4, 53, 9, (0, 1)), (26, 10, 198, 16, (3, 3)), (4, 15, 34, 9, (3, 0))]


def test_the_bookmark_of_the_seed_is_a_point_before_the_year(seed):
    """W19"""
    blocks = seed[0].body
    (at,) = [number for number, block in enumerate(blocks) if walk.bookmarks(Report(body=(block,)))]
    start, end, text = blocks[at].content
    assert (start, end) == (BookmarkStart("_GoBack"), BookmarkEnd("_GoBack"))
    assert text.text.startswith("2023年")
    assert blocks[at - 1] == heading(2, "（三）人大代表建议和政协提案办理结果公开情况")


def test_the_outline_of_the_seed_is_six_sections_under_its_title(seed):
    root = walk.sections(seed[0])
    (title,) = root.sections
    assert title.heading.level == 0
    assert [len(section.sections) for section in title.sections] == [5, 0, 0, 0, 0, 4]
    assert [section.heading.content[0].text[:2] for section in title.sections] == [
        f"{numeral}、" for numeral in "一二三四五六"
    ]


# --- lines -----------------------------------------------------------------------------------------


def test_the_first_line_is_the_title_and_empty_lines_are_no_content():
    assert body("\n青溪县年度报告\n\n\n正文。\n\n") == (heading(0, "青溪县年度报告"), paragraph("正文。"))


@pytest.mark.parametrize("line", ["本中心现公布年度报告。", "甲" * 81, "\t甲", "   "])
def test_a_first_line_that_is_no_title_is_not_made_one(line):
    assert not isinstance(body(f"{line}\n正文。\n")[0], Heading)


def test_a_first_line_that_is_numbered_is_a_section():
    assert body("一、总体情况\n") == (heading(1, "一、总体情况"),)


def test_numbered_short_lines_are_headings_and_sentences_are_not():
    text = "题\n一、总体情况\n（一）主动公开\n(二) 依申请公开\n一、加强领导，明确责任。\n十分重要\n"
    assert body(text)[1:] == (
        heading(1, "一、总体情况"),
        heading(2, "（一）主动公开"),
        heading(2, "(二) 依申请公开"),
        paragraph("一、加强领导，明确责任。"),
        paragraph("十分重要"),
    )


def test_organ_and_date_at_the_end_are_set_right():
    expected = (paragraph("青溪县档案中心", "right"), paragraph("2025年1月15日", "right"))
    assert body("题\n正文。\n\n青溪县档案中心\n2025年1月15日\n\n")[-2:] == expected


def test_a_sentence_before_the_date_is_not_the_organ():
    assert body("题\n工作顺利，没有投诉。\n2025年1月15日\n")[1:] == (
        paragraph("工作顺利，没有投诉。"),
        paragraph("2025年1月15日", "right"),
    )


def test_a_date_that_is_not_last_is_a_paragraph():
    assert body("题\n2025年1月15日\n此后。\n")[1] == paragraph("2025年1月15日")


def test_white_space_and_characters_that_look_like_line_ends_are_kept():
    line = "\u3000\u3000甲  乙\t丙\u2028丁\u0085戊 "
    assert body(f"题\n{line}\n") == (heading(0, "题"), paragraph(line))


def test_all_three_kinds_of_line_end_are_line_ends():
    assert body("题\r\n甲\r乙\n") == (heading(0, "题"), paragraph("甲"), paragraph("乙"))


def test_a_bookmark_stands_where_it_is_printed():
    """W14"""
    assert body("题\n甲[bookmark: _Toc1][bookmark: a b]乙\n")[1].content == (
        Text("甲"),
        BookmarkStart("_Toc1"),
        BookmarkEnd("_Toc1"),
        BookmarkStart("a b"),
        BookmarkEnd("a b"),
        Text("乙"),
    )


def test_a_bookmark_name_holds_no_bracket_so_a_line_of_them_is_read_at_once():
    start = time.process_time()
    content = body("题\n" + "[bookmark: 甲" * 50_000 + "[bookmark: x]\n")[1].content
    assert time.process_time() - start < 5
    assert content == (Text("[bookmark: 甲" * 50_000), BookmarkStart("x"), BookmarkEnd("x"))


def test_of_two_bookmarks_with_a_name_the_second_is_text_and_noted():
    """W18"""
    losses = Losses()
    content = body("题\n[bookmark: 甲]乙[bookmark: 甲]丙\n", losses)[1].content
    assert content == (BookmarkStart("甲"), BookmarkEnd("甲"), Text("乙[bookmark: 甲]丙"))
    assert [loss.code for loss in losses] == ["bookmark-duplicate"]


def test_a_bookmark_before_a_numeral_does_not_hide_the_heading():
    (block,) = body("[bookmark: x]一、总体情况\n")
    assert (type(block), block.level) == (Heading, 1)


# --- tables ----------------------------------------------------------------------------------------

REVIEW = (
    "\t行政复议\n\t行政诉讼\n\n"
    "\t结果维持\n\t结果纠正\n\t其他结果\n\t尚未审结\n\t总计\n\t未经复议直接起诉\n\t复议后起诉\n\n"
    "{covered}\t结果维持\n\t结果纠正\n\t其他结果\n\t尚未审结\n\t总计\n"
    "\t结果维持\n\t结果纠正\n\t其他结果\n\t尚未审结\n\t总计\n\n"
    "{values}\n\n"
)
VALUES = "".join(f"\t{number}\n" for number in range(15))


def test_row_labels_that_look_like_sections_are_cells():
    (table,) = body("\t三、本年度办理结果\n\t0\n\n\n")
    assert table.rows == ((cell("三、本年度办理结果"), cell("0")),)


def test_a_line_without_a_tab_after_a_cell_is_one_more_paragraph_in_it():
    (table,) = body("\t甲\n乙\n\t丙\n\n\n")
    assert table.rows == ((cell("甲", "乙"), cell("丙")),)


def test_two_empty_lines_end_a_table_and_one_ends_a_row():
    first, second, after = body("\t甲\n\n\t乙\n\n\n\t丙\n\n丁\n")
    assert first.rows == ((cell("甲"),), (cell("乙"),))
    assert second.rows == ((cell("丙"),),)
    assert after == paragraph("丁")


def test_a_table_that_ends_with_the_file_is_whole():
    (table,) = body("\t甲\n\t乙")
    assert table.rows == ((cell("甲"), cell("乙")),)


def test_values_of_a_form_may_be_anything():
    losses = Losses()
    values = VALUES.replace("\t3\n", "\t/\n").replace("\t4\n", "\t\n").replace("\t5\n", "\t5件\n另1件\n")
    (table,) = body(REVIEW.format(covered="\t\n" * 5, values=values), losses)
    assert not list(losses)
    assert table.header_rows == 3
    assert table.rows[0] == (cell("行政复议", colspan=5), cell("行政诉讼", colspan=10))
    assert table.rows[1][0] == cell("结果维持", rowspan=2)
    assert len(table.rows[2]) == 10
    assert table.rows[3][3:6] == (cell("/"), Cell(), cell("5件", "另1件"))


def test_labels_of_a_form_are_compared_loosely():
    """Full and half width, spaces, a note in brackets, and a label or two in other words."""
    text = REVIEW.format(covered="\t\n" * 5, values=VALUES)
    text = text.replace("行政复议", "行政 复议（件）", 1).replace("复议后起诉", "经复议起诉")
    (table,) = body(text)
    assert table.rows[0][0] == cell("行政 复议（件）", colspan=5)
    assert table.rows[1][6] == cell("经复议起诉", colspan=5)


def test_a_table_with_the_shape_of_a_form_and_other_labels_is_not_that_form():
    losses = Losses()
    (table,) = body("\t甲\n\n" + "\t乙\n\t丙\n\n" * 3 + "\n", losses)
    assert table.rows[0] == (cell("甲", colspan=2),)
    text = REVIEW.format(covered="\t\n" * 5, values=VALUES)
    for label in ("结果维持", "结果纠正", "其他结果", "尚未审结"):
        text = text.replace(label, "甲")
    losses = Losses()
    (table,) = body(text, losses)
    assert table.header_rows == 0
    assert {loss.code for loss in losses} == {"span-guessed"}


def test_text_where_the_form_has_a_covered_cell_starts_a_cell_anew():
    """W03: nothing that is printed is dropped or moved."""
    (table,) = body(REVIEW.format(covered="\t重复\n" + "\t\n" * 4, values=VALUES))
    assert table.rows[1][0] == cell("结果维持")
    assert table.rows[2][0] == cell("重复")
    assert table.rows[1][1] == cell("结果纠正", rowspan=2)


def test_a_single_cell_in_a_row_takes_the_width_and_is_noted():
    losses = Losses()
    (table,) = body("\t项目\n\n\t甲\n\t1\n\n\t乙\n\t2\n\n\n", losses)
    assert table.rows == (
        (cell("项目", colspan=2),),
        (cell("甲"), cell("1")),
        (cell("乙"), cell("2")),
    )
    assert codes(losses) == [("span-guessed", "table 1 (line 1) row 1")]


def test_the_last_cell_of_a_short_row_takes_the_rest_and_is_noted():
    losses = Losses()
    (table,) = body("\t甲\n\t乙\n\t丙\n\n\t丁\n\t戊\n\n\n", losses)
    assert table.rows[1] == (cell("丁"), cell("戊", colspan=2))
    assert codes(losses) == [("span-guessed", "table 1 (line 1) row 2")]


def test_an_empty_cell_under_another_is_blank_and_noted():
    losses = Losses()
    (table,) = body("题\n\t甲\n\t乙\n\n\t\n\t丙\n\n\n", losses)[1:]
    assert table.rows == ((cell("甲"), cell("乙")), (Cell(), cell("丙")))
    assert codes(losses) == [("span-guessed", "table 1 (line 2) row 2")]


def test_rows_of_full_cells_leave_no_choice():
    losses = Losses()
    (table,) = body("\t甲\n\t\n\n\t丙\n\t丁\n\n\n", losses)
    assert table.rows == ((cell("甲"), Cell()), (cell("丙"), cell("丁")))
    assert not list(losses)


def test_cells_that_are_marked_with_spaces_are_reported():
    losses = Losses()
    text = "题\n    第二十条第（一）项\n    信息内容\n正文  两格。\n行政许可  12\n规章\t3\n    正文。\n　　信息内容\n一、总体情况\n"  # noqa: E501
    blocks = body(text, losses)
    assert [(loss.code, loss.where, loss.count) for loss in losses] == [
        ("cells-unmarked", "lines 2-8: labels of the form, but not all of them in its order", 1),
        ("cells-unmarked", "line 2", 4),
    ]
    assert blocks[1] == paragraph("    第二十条第（一）项")
    assert blocks[4] == paragraph("行政许可  12")


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_tables_of_both_editions_come_back_with_their_spans(edition):
    folder = Path(__file__).resolve().parents[3] / "fixtures" / "reports"
    report = Registry().named("json").reader((folder / f"{edition}.json").read_bytes(), Losses())
    back = read((folder / f"{edition}.txt").read_bytes(), Losses())
    assert [found.table for found in walk.tables(back)] == [found.table for found in walk.tables(report)]
    assert isinstance(back.body[0], Heading)
    assert isinstance(next(block for block in back.body if isinstance(block, Table)), Table)


# --- bytes -----------------------------------------------------------------------------------------

SAMPLE = "青溪县年度报告\n一、总体情况\n2024年，全年公开信息86条。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_and_without_a_byte_order_mark(encoding):
    losses = Losses()
    assert read(SAMPLE.encode(encoding), losses) == read(SAMPLE.encode(), Losses())
    assert not list(losses)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gb18030_is_read_and_noted(encoding):
    """H10"""
    losses = Losses()
    assert read(SAMPLE.encode(encoding), losses) == read(SAMPLE.encode(), Losses())
    assert [loss.code for loss in losses] == ["encoding-mismatch"]


def test_a_file_cut_inside_a_character_is_read_to_there():
    losses = Losses()
    report = read((SAMPLE * 5).encode()[:-3], losses)
    assert walk.text(report).endswith("86条\ufffd")
    assert [(loss.code, loss.count) for loss in losses] == [("undecodable", 1)]


def test_control_characters_are_dropped_and_counted():
    losses = Losses()
    assert body("题\x0c\n甲\x0b乙\x1f\n", losses) == (heading(0, "题"), paragraph("甲乙"))
    assert [(loss.code, loss.count) for loss in losses] == [("forbidden-character", 3)]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"PK\x03\x04....", "题\0文".encode(), b"<html><p>x", b"\xff" * 40 + b"text"]
)
def test_other_files_are_refused(data):
    with pytest.raises(WrongKindError):
        read(data, Losses())


def test_an_empty_file_and_broken_utf_16_are_named():
    with pytest.raises(EmptyFileError):
        read(b"", Losses())
    with pytest.raises(DamagedFileError):
        read(b"\xff\xfe\x00\xd8a", Losses())


def test_a_report_of_nothing_but_line_ends_is_empty():
    assert read(b"\n\n\n", Losses()) == Report()


def test_tables_and_texts_beyond_the_limits_are_refused():
    with pytest.raises(LimitError):
        body("\t\n" * (grid.MAX_COLUMNS + 1))
    with pytest.raises(LimitError):
        body("\t甲\n\n" * 1001 + "\t\n" * 1000)
    with pytest.raises(LimitError):
        body("\n" * (MAX_LINES + 1))


def test_the_format_is_known_by_a_table_of_the_form():
    assert FORMAT.sniff("题\n\t第二十条第（一）项\n".encode())
    assert FORMAT.sniff("题\n\t第二十条第（一）项\n".encode("gb18030"))
    assert not FORMAT.sniff("题\n第二十条第（一）项\n".encode())
