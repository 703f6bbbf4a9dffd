"""Small PDFs made by hand: what stands where becomes paragraphs, headings, tables and located losses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from handmade_pdf import line, pdf, picture, text, thin

from gireport.losses import Loss, Losses
from gireport.model import Block, Heading, Image, Note, Paragraph, Report, Table, Text
from gireport.model.walk import inlines
from gireport_pdf import FORMAT
from gireport_pdf.reader import read

FULL = "一二三四五六七八九十一二三四五六七八九十一二三四五六七"  # 27 characters of 16 points: 432 points


def of(*pages: str, **options: object) -> tuple[Report, list[Loss]]:
    losses = Losses()
    return read(pdf(*pages, **options), losses), list(losses)  # type: ignore[arg-type]


def words(block: Block) -> str:
    return "".join(one.text for one in getattr(block, "content", ()) if isinstance(one, Text))


def body(*pages: str) -> list[str]:
    return [words(block) for block in of(*pages)[0].body]


def prose(*lines: tuple[float, str], top: float = 100, pitch: float = 29) -> str:
    return "".join(text(x, top + number * pitch, line) for number, (x, line) in enumerate(lines))


def grid(
    rows: Sequence[Sequence[str]], top: float = 200, edge: Callable[..., str] = line, height: float = 30
) -> str:
    wide = len(rows[0])
    bottom = top + height * len(rows)
    made = "".join(edge(80, top + height * n, 80 + 90 * wide, top + height * n) for n in range(len(rows) + 1))
    made += "".join(edge(80 + 90 * n, top, 80 + 90 * n, bottom) for n in range(wide + 1))
    for number, row in enumerate(rows):
        for column, words_ in enumerate(row):
            made += text(85 + 90 * column, top + height * number + 20, words_, 10) if words_ else ""
    return made


def cells(table: Block) -> list[list[str]]:
    assert isinstance(table, Table)
    return [["".join(map(words, cell.content)) for cell in row] for row in table.rows]


# --- paragraphs ------------------------------------------------------------------------------------


def test_lines_of_a_paragraph_are_joined_and_an_indent_begins_the_next():
    assert body(prose((112, FULL[:25]), (80, FULL), (80, "末行。"), (112, "第二段。"))) == [
        FULL[:25] + FULL + "末行。",
        "第二段。",
    ]


def test_a_paragraph_goes_on_over_a_page():
    first = prose((112, "开头。"), (112, FULL[:25]), (80, FULL))
    assert body(first, prose((80, FULL), (80, "末行。"))) == ["开头。", FULL[:25] + FULL + FULL + "末行。"]


def test_words_of_two_lines_keep_a_space_between_them():
    latin = "abcdefghijklmnopqrstuvwxyzabc"
    lines = [(80, f"{latin[:12]} {latin[:14]}"), (80, "wordword more")]
    assert body(prose((80, FULL), *lines))[0].endswith(f"{latin[:14]} wordword more")


def test_a_title_on_two_lines_is_one_heading_of_level_0():
    page = text(130, 100, "云岭市青溪县档案服务中心", 22) + text(
        110, 136, "2024年政府信息公开工作年度报告", 22
    )
    report, _ = of(page + prose((112, FULL[:25]), (80, FULL), (80, "末行。"), top=200))
    assert report.body[0] == Heading(0, (Text("云岭市青溪县档案服务中心2024年政府信息公开工作年度报告"),))


def test_numbered_paragraphs_in_another_face_are_headings():
    page = prose((112, FULL[:25]), (80, FULL), (80, "末。")) + text(112, 200, "一、总体情况", font="H")
    page += text(112, 229, "（一）主动公开", font="B") + prose((112, "1.内容。"), top=258)
    found = of(page)[0].body[1:]
    assert found == (
        Heading(1, (Text("一、总体情况"),)),
        Heading(2, (Text("（一）主动公开"),)),
        Paragraph((Text("1.内容。"),)),
    )


def test_organ_and_date_on_the_right_are_aligned_right():
    page = prose((112, FULL[:25]), (80, FULL), (300, "青溪县档案服务中心"), (330, "2025年1月15日"))
    assert [getattr(one, "align", None) for one in of(page)[0].body] == [None, "right", "right"]


def test_bold_and_raised_characters_have_their_marks():
    page = (
        text(80, 100, "共有") + text(112, 100, "86条", font="B") + text(160, 94, "2", 9) + text(80, 129, FULL)
    )
    marks = {one.text: one.marks for one in inlines(of(page)[0]) if isinstance(one, Text)}
    assert (marks["86条"], marks["2"]) == (("bold",), ("superscript",))


def test_a_gap_between_words_is_a_space():
    assert body(text(80, 100, "ab") + text(120, 100, "cd") + text(80, 129, FULL))[0].startswith("ab cd")


def test_radicals_are_read_as_the_characters_that_they_show():
    assert body(text(80, 100, "⼀般⺠⽣"))[0] == "一般民生"


def test_two_columns_are_read_one_after_the_other_and_told():
    lines = "".join(
        text(80, 100 + 20 * n, f"左栏第{n}行的文字共十二", 16)
        + text(300, 100 + 20 * n, f"右栏第{n}行的文字共十二", 16)
        for n in range(8)
    )
    report, losses = of(text(80, 70, FULL[:26]) + lines)
    whole = "".join(map(words, report.body))
    assert whole.index("左栏第7行") < whole.index("右栏第0行")
    assert ("reading-order", "page 1") in [(one.code, one.where) for one in losses]


def test_a_table_without_lines_stays_text_and_is_told():
    rows = "".join(
        text(80, 100 + 30 * n, "申请") + text(250, 100 + 30 * n, f"第{n}项") + text(420, 100 + 30 * n, "数量")
        for n in range(4)
    )
    assert ("cells-unmarked", "page 1") in [(one.code, one.where) for one in of(rows)[1]]


# --- tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("edge", [line, thin])
def test_ruling_lines_make_a_table(edge: Callable[..., str]):
    rows = [["甲项", "乙项", "丙项"], ["11", "22", "33"]]
    (table,) = of(grid(rows, edge=edge))[0].body
    assert cells(table) == rows


def test_a_line_that_is_missing_joins_two_cells():
    page = line(80, 200, 260, 200) + line(80, 230, 260, 230) + line(80, 260, 260, 260)
    page += line(80, 200, 80, 260) + line(260, 200, 260, 260) + line(170, 230, 170, 260)
    page += text(90, 220, "合计", 10) + text(90, 250, "11", 10) + text(180, 250, "22", 10)
    (table,) = of(page)[0].body
    assert isinstance(table, Table)
    assert [[cell.colspan for cell in row] for row in table.rows] == [[2], [1, 1]]


def test_a_table_goes_on_over_pages_and_its_repeated_head_is_kept_once():
    head = ["项目", "数量"]
    first = text(80, 100, "一、表格") + grid([head, *([f"第{n}行", f"{n}件"] for n in range(3))])
    second = grid([head, *([f"第{n}行", f"{n}件"] for n in range(3, 6))], top=100) + text(80, 300, "表后。")
    report, losses = of(first, second)
    assert [type(one) for one in report.body] == [Paragraph, Table, Paragraph]
    table = report.body[1]
    assert cells(table) == [head, *([f"第{n}行", f"{n}件"] for n in range(6))]
    assert isinstance(table, Table)
    assert table.header_rows == 1
    assert [(one.code, one.count) for one in losses if one.code == "repeated-head"] == [("repeated-head", 1)]


def test_a_merged_cell_over_a_page_break_is_one_and_told():
    def half(label: str, top: float) -> str:
        made = (
            line(80, top, 260, top) + line(170, top + 30, 260, top + 30) + line(80, top + 60, 260, top + 60)
        )
        made += "".join(line(x, top, x, top + 60) for x in (80, 170, 260))
        values = text(180, top + 20, "11", 10) + text(180, top + 50, "22", 10)
        return made + values + (text(90, top + 20, label, 10) if label else "")

    report, losses = of(text(80, 100, "前。") + half("办理结果", 200), half("", 60) + text(80, 300, "后。"))
    table = report.body[1]
    assert isinstance(table, Table)
    assert table.rows[0][0].rowspan == 4
    assert [one.where for one in losses if one.code == "page-join"] == ["page 2"]


def test_a_table_with_other_edges_on_the_next_page_is_another_table():
    narrow = (
        "".join(line(x, 100, x, 130) for x in (80, 140, 200))
        + line(80, 100, 200, 100)
        + line(80, 130, 200, 130)
    )
    report, _ = of(text(80, 100, "前。") + grid([["甲项", "乙项"]]), narrow + text(85, 120, "丙项", 10))
    assert [type(one) for one in report.body] == [Paragraph, Table, Table]


def test_text_in_a_frame_is_kept_as_paragraphs_and_told():
    frame = (
        line(80, 200, 400, 200) + line(80, 260, 400, 260) + line(80, 200, 80, 260) + line(400, 200, 400, 260)
    )
    report, losses = of(text(80, 100, "前。") + frame + text(100, 235, "框内"))
    assert [words(one) for one in report.body] == ["前。", "框内"]
    assert ("text-box", "page 1") in [(one.code, one.where) for one in losses]


def test_a_table_in_a_cell_is_kept_in_it():
    outer = grid([["", "外项"]], top=200, height=120)
    inner = (
        line(90, 220, 160, 220)
        + line(90, 250, 160, 250)
        + "".join(line(x, 220, x, 250) for x in (90, 125, 160))
    )
    (table,) = of(outer + inner + text(95, 240, "甲项", 10) + text(130, 240, "乙项", 10))[0].body
    assert isinstance(table, Table)
    assert cells(table.rows[0][0].content[0]) == [["甲项", "乙项"]]


def test_a_table_without_vertical_lines_is_told():
    page = (
        "".join(line(80, y, 500, y) for y in (200, 230, 300)) + text(90, 220, "甲项") + text(300, 220, "乙项")
    )
    assert ("cells-unmarked", "page 1") in [(one.code, one.where) for one in of(page)[1]]


# --- what repeats, what is hidden ------------------------------------------------------------------


def test_page_numbers_and_running_heads_are_left_out_and_told():
    texts = ["总体情况良好。", "主动公开若干。", "存在问题两个。"]
    pages = [
        text(80, 40, "青溪县年度报告", 9) + prose((112, one)) + text(270, 800, f"— {number} —", 14)
        for number, one in enumerate(texts, 1)
    ]
    report, losses = of(*pages)
    assert [words(one) for one in report.body] == texts
    told = {one.code: (one.count, one.detail) for one in losses}
    assert told["section-layout"][0] == 3
    assert told["header-footer"] == (3, "青溪县年度报告")


def test_a_line_that_is_all_of_its_page_is_no_running_head():
    assert body(*(prose((112, f"附件{number}。")) for number in (1, 2, 3))) == [
        "附件1。",
        "附件2。",
        "附件3。",
    ]


def test_a_year_alone_in_the_text_is_no_page_number():
    assert body(prose((112, "正文。"), (112, "2024")), prose((112, "其他。"))) == ["正文。", "2024", "其他。"]


@pytest.mark.parametrize("last", ["civil", "ill", "vivid", "mix", "iiii", "Vi"])
def test_a_word_of_roman_letters_is_no_page_number(last: str):
    pages = [prose((112, one)) for one in ("正文。", "其他。", "又一页。", "再一页。")]
    assert last in body(pages[0] + text(270, 800, last, 14), *pages[1:])


def test_a_roman_page_number_is_left_out_and_quoted():
    pages = [
        prose((112, one)) + text(270, 800, number, 14)
        for one, number in (("正文。", "ii"), ("其他。", "XIV"), ("又一页。", "— 9 —"))
    ]
    report, losses = of(*pages)
    assert [words(one) for one in report.body] == ["正文。", "其他。", "又一页。"]
    told = [(one.count, one.detail) for one in losses if one.code == "section-layout"]
    assert told == [(3, "page numbers: ii, XIV, — 9 —")]


@pytest.mark.parametrize("hiding", ["3 Tr", "1 1 1 rg"])
def test_text_that_nobody_sees_is_left_out_and_told(hiding: str):
    report, losses = of(text(80, 100, "可见。") + text(80, 150, "隐藏", extra=hiding))
    assert [words(one) for one in report.body] == ["可见。"]
    told = [(one.where, one.count, one.detail) for one in losses if one.code == "hidden-text"]
    assert told == [("page 1", 2, "隐藏")]


def test_white_text_on_a_dark_area_is_read():
    page = "0 0 0.4 rg 70 700 300 60 re f\n" + text(80, 120, "白字", extra="1 1 1 rg")
    assert body(page) == ["白字"]


def test_a_watermark_is_told():
    slanting = f"q BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <{'草稿'.encode('utf-16-be').hex()}> Tj ET Q\n"
    report, losses = of(text(80, 100, "正文。") + slanting)
    assert [words(one) for one in report.body] == ["正文。"]
    (told,) = [one for one in losses if one.code == "not-kept"]
    assert (told.where, told.details("zh")) == ("page 1", "斜排的文字（如水印）：草稿")


def test_text_that_is_turned_is_kept_and_told():
    turned = "q BT /L 16 Tf 0 1 -1 0 60 400 Tm (upright) Tj ET Q\n"
    report, losses = of(text(80, 100, "正文。") + turned)
    assert "upright" in [words(one) for one in report.body]
    assert "reading-order" in [one.code for one in losses]


def test_a_page_that_is_turned_is_read_as_it_is_shown():
    turned = "q BT /L 16 Tf 0 1 -1 0 100 100 Tm (A landscape page) Tj ET Q\n"
    assert [words(one) for one in of(turned, turned=90)[0].body] == ["A landscape page"]


def test_a_scanned_page_is_told_with_its_share():
    report, losses = of(text(80, 100, "正文。"), picture(0, 0, 595, 842))
    assert [words(one) for one in report.body] == ["正文。"]
    (told,) = [one for one in losses if one.code == "scanned-page"]
    assert (told.severity, told.where, told.details("zh")) == (
        "content",
        "page 2",
        "全文 2 页中有 1 页是扫描图像",
    )


# --- pictures, links, notes, properties ------------------------------------------------------------


def test_a_picture_stands_where_it_is_and_its_bytes_are_kept():
    report, _ = of(text(80, 100, "前。") + picture(80, 150, 96, 72) + text(80, 300, "后。"))
    (image,) = report.body[1].content  # type: ignore[union-attr]
    assert isinstance(image, Image)
    assert (image.width, image.height) == (128, 96)
    assert report.resources[image.resource].data.startswith(b"\x89PNG")


def test_a_link_is_kept_and_one_that_runs_a_script_is_told():
    page = text(80, 100, "专栏") + text(80, 150, "恶意")
    links = [(80, 84, 112, 104, "https://a.example/1"), (80, 134, 112, 154, "javascript:alert")]
    report, losses = of(page, links=links)
    found = {one.text: one.link for one in inlines(report) if isinstance(one, Text)}
    assert found == {"专栏": "https://a.example/1", "恶意": None}
    assert [one.where for one in losses if one.code == "unsafe-link"] == ["page 1"]


def test_a_footnote_goes_to_its_mark():
    page = (
        prose((112, FULL[:25]), (80, FULL))
        + text(80, 158, "办结")
        + text(112, 152, "1", 8)
        + text(120, 158, "件。")
    )
    page += line(80, 700, 200, 700) + text(80, 720, "1含补正的申请。", 9)
    report, _ = of(page)
    (note,) = [one for one in inlines(report) if isinstance(one, Note)]
    assert words(note.content[0]) == "含补正的申请。"
    assert words(report.body[-1]).endswith("办结件。")


def test_properties_become_metadata():
    report, _ = of(text(80, 100, "正文。"), info="/Title(A report)/Author(An office)/Keywords(one, two)")
    assert (report.meta.title, report.meta.keywords) == ("A report", ("one", "two"))
    assert report.meta.extra == {"author": "An office"}


def test_the_format_reads_and_does_not_write():
    assert (FORMAT.name, FORMAT.writer, FORMAT.keeps) == ("pdf", None, frozenset())
    assert FORMAT.sniff(b"%PDF-1.4\n")
    assert not FORMAT.sniff(b"PK\x03\x04")


def test_the_readme_lists_the_limits():
    from gireport_pdf import limits

    readme = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")
    for name, value in vars(limits).items():
        if name.isupper():
            assert f"| `{name}` | {value:,} |" in readme, name
