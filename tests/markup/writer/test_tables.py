"""Tables as markup: spans, scopes, header cells."""

from __future__ import annotations

from hypothesis import given
from selectolax.lexbor import LexborHTMLParser

from gireport.formats.html import FORMAT
from gireport.losses import Losses
from gireport.model import (
    Cell,
    Table,
    Text,
    walk,
)
from gireport.testing.strategies import reports
from support.headers import expected_headers, headers_of, within_notes
from support.written_html import cell, lines


def test_a_merged_table_has_its_spans_scopes_and_groups():
    table = Table(((cell("a", 2),), (cell("b", 1, 2), cell("c")), (cell("d"),)), (1, 2), 1, 1, (Text("表"),))
    assert lines(table) == [
        '<div role="region" tabindex="0" aria-label="表" style="--labels:6.6">',
        "<table>",
        "<caption>表</caption>",
        '<colgroup><col style="width:33.333333%"><col style="width:66.666667%"></colgroup>',
        "<thead>",
        '<tr><th scope="col" colspan="2">a</th></tr>',
        "</thead>",
        "<tbody>",
        '<tr><th scope="row" rowspan="2" style="--at:0">b</th><td>c</td></tr>',
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


def test_a_header_cell_without_text_has_the_role_of_a_data_cell():
    table = Table(((Cell(), cell("a")), (cell("b"), cell("1"))), header_rows=1, header_columns=1)
    assert '<tr><th scope="col" role="cell" style="--at:0"></th><th scope="col">a</th></tr>' in lines(table)
