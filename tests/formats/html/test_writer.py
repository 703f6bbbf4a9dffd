"""Pages that we write: what a reader of the source and a browser find in them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from gireport.formats.html import FORMAT
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    LineBreak,
    ListItem,
    Meta,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
    normal,
)
from gireport.testing import laws
from gireport.testing.strategies import reports
from support.pages import body


def written(*blocks, meta=None, **options):
    report = normal(Report(meta or Meta(), tuple(blocks)))
    laws.round_trip(FORMAT, report)
    return FORMAT.writer(report, Losses(), **options).decode()


def lines(*blocks):
    return written(*blocks, fragment=True).splitlines()


@given(reports())
def test_a_fragment_holds_the_blocks_of_the_page(report):
    page = FORMAT.writer(report, Losses()).decode()
    fragment = FORMAT.writer(report, Losses(), fragment=True).decode()
    assert page[page.index("<main>\n") + 7 : page.rindex("</main>")] == fragment


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
    def cell(text, colspan=1, rowspan=1):
        return Cell((Paragraph((Text(text),)),), colspan, rowspan)

    table = Table(((cell("a", 2),), (cell("b", 1, 2), cell("c")), (cell("d"),)), (1, 2), 1, 1, (Text("表"),))
    assert lines(table) == [
        "<table>",
        "<caption>表</caption>",
        '<colgroup><col style="width:33.333333%"><col style="width:66.666667%"></colgroup>',
        "<thead>",
        '<tr><th scope="colgroup" colspan="2">a</th></tr>',
        "</thead>",
        "<tbody>",
        '<tr><th scope="rowgroup" rowspan="2">b</th><td>c</td></tr>',
        "<tr><td>d</td></tr>",
        "</tbody>",
        "</table>",
    ]


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
    assert '<li id="fn--1" role="doc-footnote">注 <a' in page


@pytest.mark.parametrize("title", [None, "", "甲", " 甲  乙 ", "甲\n乙", "<x>"])
def test_the_title_comes_back_exactly(title):
    page = written(Heading(0, (Text("报告"),)), meta=Meta(title=title))
    assert "<title>" in page


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
