"""Pages that we write: what a reader of the source and a browser find in them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from selectolax.lexbor import LexborHTMLParser

from gireport.formats.html import FORMAT
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    LineBreak,
    ListItem,
    Meta,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
    decode,
    normal,
    walk,
)
from gireport.style import gbt9704
from gireport.testing import laws
from gireport.testing.strategies import reports
from support.headers import expected_headers, headers_of, within_notes
from support.pages import body
from support.samples import RICH

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


def cell(text, colspan=1, rowspan=1):
    return Cell((Paragraph((Text(text),)),), colspan, rowspan)


def written(*blocks, meta=None, **options):
    report = normal(Report(meta or Meta(), tuple(blocks)))
    laws.round_trip(FORMAT, report)
    return FORMAT.writer(report, Losses(), **options).decode()


def lines(*blocks):
    page = written(*blocks)
    return page[page.index("<main>\n") + 7 : page.rindex("</main>")].splitlines()


def fragment_of(report):
    return FORMAT.writer(report, Losses(), fragment=True).decode()


@given(reports())
def test_a_fragment_holds_the_blocks_of_the_page(report):
    back = FORMAT.reader(fragment_of(report).encode(), Losses())
    assert (back.body, back.resources) == (report.body, report.resources)


@pytest.mark.parametrize(
    "dropped", ["class", "style", "role|tabindex|aria-[a-z]+", "border|cellpadding", "lang"]
)
def test_a_portal_may_drop_attributes_of_a_fragment_and_no_word_is_lost(dropped):
    stripped = re.sub(rf' (?:{dropped})="[^"]*"', "", fragment_of(RICH))
    assert stripped != fragment_of(RICH)
    losses = Losses()
    kept = Counter(walk.text(FORMAT.reader(stripped.encode(), losses)))
    # Without roles a note is a link and an item of a list: its number and the way back are words then.
    assert Counter("".join(walk.text(RICH).split())) <= kept


def test_a_fragment_whose_attributes_for_looks_are_dropped_is_the_same_report():
    report = decode((FIXTURES / "2021.json").read_bytes())
    for dropped in ("class", "tabindex|aria-[a-z]+", "border|cellpadding", "lang"):
        stripped = re.sub(rf' (?:{dropped})="[^"]*"', "", fragment_of(report))
        assert FORMAT.reader(stripped.encode(), Losses()).body == report.body


def test_what_a_fragment_needs_where_there_is_no_style_sheet_is_in_it():
    found = fragment_of(Report(body=(Table(((cell("a"), cell("b")),)),))).splitlines()
    assert found[:3] == [
        '<article class="gireport" lang="zh-CN" style="overflow-wrap:break-word">',
        '<div role="region" tabindex="0" aria-label="表格" style="overflow-x:auto">',
        '<table border="1" cellpadding="4" style="border-collapse:collapse;width:100%;min-width:8em">',
    ]


def test_a_fragment_without_its_metadata_says_so():
    losses = Losses()
    FORMAT.writer(normal(Report(Meta(title="甲"))), losses, fragment=True)
    assert [loss.code for loss in losses] == ["not-kept"]


def test_markup_in_the_text_is_text():
    assert lines(Paragraph((Text("<b>&amp;\"'</b>"),))) == ["<p>&lt;b&gt;&amp;amp;\"'&lt;/b&gt;</p>"]


def test_only_blanks_that_would_fold_are_kept_apart():
    kept = '<span style="white-space:pre-wrap">{}</span>'
    assert lines(Paragraph((Text("a b  c "),))) == [f"<p>a b{kept.format('  ')}c{kept.format(' ')}</p>"]
    assert lines(Paragraph((Text("a "), Text("b", ("bold",)), Text(" c")))) == [
        "<p>a <strong>b</strong> c</p>"
    ]


def test_a_line_break_at_the_end_is_doubled_because_browsers_do_not_show_the_last():
    assert lines(Paragraph((Text("a"), LineBreak()))) == ["<p>a<br><br></p>"]


def test_a_merged_table_has_its_spans_scopes_and_groups():
    table = Table(((cell("a", 2),), (cell("b", 1, 2), cell("c")), (cell("d"),)), (1, 2), 1, 1, (Text("表"),))
    assert lines(table) == [
        '<div role="region" tabindex="0" aria-label="表">',
        "<table>",
        "<caption>表</caption>",
        '<colgroup><col style="width:33.333333%"><col style="width:66.666667%"></colgroup>',
        "<thead>",
        '<tr><th scope="col" colspan="2">a</th></tr>',
        "</thead>",
        "<tbody>",
        '<tr><th scope="row" rowspan="2">b</th><td>c</td></tr>',
        "<tr><td>d</td></tr>",
        "</tbody>",
        "</table>",
        "</div>",
    ]


@given(reports())
def test_the_standard_finds_the_headers_of_every_cell(report):
    """HTML Standard 4.9.12.2, on the markup: all header cells above a cell and left of it, and no others."""
    tables = [found.table for found in walk.tables(report) if "n" not in found.address]
    tree = LexborHTMLParser(FORMAT.writer(report, Losses()).decode())
    elements = [each for each in tree.css("main table") if not within_notes(each)]
    assert len(elements) == len(tables)
    for table, element in zip(tables, elements, strict=True):
        assert headers_of(element) == expected_headers(table)


def test_a_header_cell_that_says_nothing_is_no_header_to_a_screen_reader():
    table = Table(((Cell(), cell("a")), (cell("b"), cell("1"))), header_rows=1, header_columns=1)
    assert '<tr><th scope="col" role="cell"></th><th scope="col">a</th></tr>' in lines(table)


def test_a_table_is_named_after_its_caption_or_its_heading_each_name_once():
    heading = Heading(1, (Text("二、 甲"),))
    one = Table(((cell("a"), cell("b")),))
    named = [
        line
        for line in lines(one, heading, one, one, Table(one.rows, caption=(Text("表 1"),)))
        if "region" in line
    ]
    assert [line.split('"')[5] for line in named] == ["表格", "二、 甲", "二、 甲（2）", "表 1"]


def test_a_table_in_a_cell_scrolls_with_the_table_around_it():
    inner = Table(((cell("a"), cell("b")),))
    assert "\n".join(lines(Table(((Cell((inner,)), cell("c")),)))).count("<div") == 1


def test_a_level_that_is_skipped_is_none_of_the_outline():
    headings = [Heading(level, (Text(str(level)),)) for level in (0, 2, 8, 1)]
    assert lines(*headings, Heading(3)) == [
        '<h1 class="title">0</h1>',
        '<h3 aria-level="2">2</h3>',
        '<div role="heading" aria-level="3" data-gireport-level="9">8</div>',
        "<h2>1</h2>",
        '<h4 aria-hidden="true"></h4>',
    ]


def test_a_link_around_a_picture_without_a_text_is_named_by_its_address():
    picture = Image("a.png", link="https://example.cn/")
    assert 'aria-label="https://example.cn/"' in lines(Paragraph((picture,)))[0]
    assert "aria-label" not in lines(Paragraph((picture, Text("甲", link=picture.link))))[0]


def test_items_state_only_numbers_that_are_not_the_next():
    items = [ListItem(0, True, number, (Text(str(number)),)) for number in (1, 2, 5)]
    assert lines(*items, ListItem(1)) == [
        "<ol>",
        "<li>1</li>",
        "<li>2</li>",
        '<li value="5">5',
        "<ul>",
        "<li></li>",
        "</ul>",
        "</li>",
        "</ol>",
    ]


def test_the_ids_of_notes_keep_clear_of_bookmarks():
    page = written(
        Paragraph((BookmarkStart("fn-1"), Text("甲"), BookmarkEnd("fn-1"), Note((Paragraph((Text("注"),)),))))
    )
    assert 'href="#fn--1"' in page
    assert '<li id="fn--1">注 <a' in page


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ((Paragraph((Text("前言"),)), Heading(2, (Text("（一）"),)), Heading(1, (Text("一、"),))), "一、"),
        ((Paragraph(()), Paragraph((Text("某某局2023年度报告"),))), "某某局2023年度报告"),
        ((), "政府信息公开工作年度报告"),
    ],
)
def test_a_report_without_a_title_has_one_in_the_frame_of_its_window(body, shown):
    page = written(*body)
    assert f"<title>{shown}</title>" in page
    assert FORMAT.reader(page.encode(), Losses()).meta.title is None


@pytest.mark.parametrize("title", [None, "", "甲", " 甲  乙 ", "甲\n乙", "<x>"])
def test_the_title_comes_back_exactly(title):
    page = written(Heading(0, (Text("报告"),)), meta=Meta(title=title))
    assert "<title>" in page


def test_the_national_rules_find_their_names_in_the_head():
    meta = Meta(
        title="报告", organ="甲局", published="2024-01-30 10:00", keywords=("年报",), description="说明",
        source_url="https://example.cn/a", extra={"SiteName": "甲县", "Author": "乙", "有效性": "有效"},
    )  # fmt: skip
    page = written(meta=meta)
    said = dict(re.findall('<meta name="([A-Z][A-Za-z]+)" content="([^"]*)">', page))
    assert said == {
        "ArticleTitle": "报告", "PubDate": "2024-01-30 10:00", "ContentSource": "甲局", "Keywords": "年报",
        "Description": "说明", "Url": "https://example.cn/a", "SiteName": "甲县", "Author": "乙",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["ArticleTitle", "ContentSource", "Url", "SiteName", "pubdate", "Keywords", "author"]
)
@pytest.mark.parametrize("value", ["报告", "https://example.cn/a", "别"])
def test_a_name_of_the_rules_among_the_extras_comes_back(name, value):
    extra = {name: value}
    for meta in (
        Meta(extra=extra),
        Meta(title="报告", organ="报告", source_url="https://example.cn/a", extra=extra),
        Meta(title="报 告", organ="报告", source_url="报告", extra=extra),
    ):
        assert f'"{value}"' in written(Heading(0, (Text("报告"),)), meta=meta)


def test_the_style_sheet_is_small_and_has_the_fonts_and_the_page_of_the_house_style():
    page = written()
    sheet = page[page.index("<style>") + 7 : page.index("</style>")]
    assert len(sheet.encode()) < 3600
    assert "<" not in sheet
    for font in (gbt9704.FANGSONG, gbt9704.HEITI, gbt9704.KAITI, gbt9704.XIAOBIAOSONG):
        assert font.name in sheet
    margins = (gbt9704.PAGE.top, gbt9704.PAGE.right, gbt9704.PAGE.bottom, gbt9704.PAGE.left)
    assert f"margin: {' '.join(f'{round(each / 1440 * 25.4)}mm' for each in margins)}" in sheet


def test_metadata_of_a_portal_is_read():
    data = (
        '<html lang="zh"><head><title> 报告 \n 2023</title><meta name="PubDate" content="2024-01-30 10:00">'
        '<meta name="Keywords" content="政府信息,年度报告"><meta name="ContentSource" content="办公室">'
        '<meta name="viewport" content="x"><link rel="canonical" href="/a"></head></html>'
    ).encode()
    report = FORMAT.reader(data, Losses(), base_url="http://h/")
    assert report.meta == Meta(
        title="报告 2023",
        published="2024-01-30 10:00",
        keywords=("政府信息", "年度报告"),
        language="zh",
        source_url="http://h/a",
        extra={"ContentSource": "办公室"},
    )


def test_the_statutory_form_comes_back(shared):
    """The 26 × 10 table of section 三, with its merged heads."""
    text = (shared / "reference" / "statutory-report.md").read_text(encoding="utf-8")
    text = text[text.index("## 11.") :]
    grids = json.loads(text[text.index("```json") + 7 : text.index("```", text.index("```json") + 7)])
    for form in grids.values():
        rows = tuple(
            tuple(
                Cell((Paragraph((Text(label),)),), colspan, rowspan)
                for label, rowspan, colspan in (
                    cell if isinstance(cell, list) else (cell, 1, 1) for cell in row
                )
            )
            for row in form["rows"]
        )
        written(Table(rows))


def test_pages_of_other_programs_come_back(shared):
    read = 0
    for path in sorted((shared / "corpus" / "html").iterdir()):
        report = laws.only_our_errors(lambda given: FORMAT.reader(given, Losses()), path.read_bytes())
        if report is not None:
            laws.round_trip(FORMAT, report)
            laws.idempotent(FORMAT, report)
            read += 1
    assert read > 40


def test_a_browser_finds_the_element_of_an_internal_link():
    blocks, _ = body(written(Paragraph((Text("甲", (), "#a b%"),))))
    assert blocks[0].content[0].link == "#a b%"
