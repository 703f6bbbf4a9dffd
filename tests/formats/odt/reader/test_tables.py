"""Tables of OpenDocument files: rows O01 to O07."""

from __future__ import annotations

import pytest

from gireport.errors import LimitError
from gireport.model import BookmarkEnd, BookmarkStart, Cell, Paragraph, Table, Text
from gireport.model.walk import text
from support.odf import flat, reading


def cell(content: str = "", attributes: str = "") -> str:
    inside = f"<text:p>{content}</text:p>" if content else "<text:p/>"
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*parts: str, attributes: str = "") -> str:
    return f"<table:table {attributes}>{''.join(parts)}</table:table>"


COVERED = "<table:covered-table-cell/>"


def grid(
    body: str, styles: str = ""
) -> tuple[list[list[tuple[str, int, int]]], list[tuple[str, str]], Table]:
    """The cells of the only table as (text, colspan, rowspan), the losses, and the table."""
    report, losses = reading(flat(body, styles))
    (found,) = report.body
    assert isinstance(found, Table)
    shape = [[(text(cell.content), cell.colspan, cell.rowspan) for cell in row] for row in found.rows]
    return shape, losses, found


def test_spans_are_read_as_they_are_written() -> None:
    """O01, O02"""
    shape, losses, _ = grid(
        table(
            row(
                cell("a", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'),
                COVERED,
                cell("b"),
            ),
            row(COVERED, COVERED, cell("c")),
        )
    )
    assert shape == [[("a", 2, 2), ("b", 1, 1)], [("c", 1, 1)]]
    assert losses == []


def test_text_in_a_covered_cell_goes_to_the_cell_that_covers_it() -> None:
    """O02, W03"""
    hidden = "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>"
    shape, losses, _ = grid(table(row(cell("a", 'table:number-columns-spanned="2"'), hidden)))
    assert shape == [[("a\nunder", 2, 1)]]
    assert losses == [("covered-text", "the document, table 1 row 1 column 2")]


def test_bookmark_edges_in_a_covered_cell_wait_for_the_next_paragraph() -> None:
    """O02, W15"""
    hidden = '<table:covered-table-cell><text:p><text:bookmark-start text:name="x"/></text:p></table:covered-table-cell>'  # noqa: E501
    _, losses, found = grid(
        table(
            row(
                cell("a", 'table:number-columns-spanned="2"'),
                hidden,
                cell('b<text:bookmark-end text:name="x"/>'),
            )
        )
    )
    assert found.rows[0][1].content == (Paragraph((BookmarkStart("x"), Text("b"), BookmarkEnd("x"))),)
    assert losses == []


def test_repeated_cells_columns_and_rows_are_expanded() -> None:
    """O03"""
    column = '<style:style style:name="C" style:family="table-column"><style:table-column-properties style:column-width="2cm"/></style:style>'  # noqa: E501
    shape, losses, found = grid(
        table(
            '<table:table-column table:style-name="C" table:number-columns-repeated="3"/>',
            row(
                cell("x", 'table:number-columns-repeated="2"'),
                cell("y"),
                attributes='table:number-rows-repeated="2"',
            ),
        ),
        column,
    )
    assert shape == [[("x", 1, 1), ("x", 1, 1), ("y", 1, 1)]] * 2
    assert found.columns == (1, 1, 1)
    assert losses == []


def test_the_empty_rest_of_a_spreadsheet_page_is_left_out() -> None:
    """O03"""
    shape, losses, _ = grid(
        table(
            row(cell("x"), "<table:table-cell table:number-columns-repeated='16383'/>"),
            row(
                "<table:table-cell table:number-columns-repeated='16384'/>",
                attributes="table:number-rows-repeated='1048575'",
            ),
        )
    )
    assert shape == [[("x", 1, 1)]]
    assert losses == []


@pytest.mark.parametrize("attribute", ["table:number-columns-repeated", "table:number-rows-repeated"])
def test_content_that_is_repeated_beyond_the_limit_is_refused(attribute: str) -> None:
    """O03"""
    repeated = f'{attribute}="1000000"'
    is_row = "rows" in attribute
    with pytest.raises(LimitError, match="repeated 1000000 times"):
        reading(
            flat(
                table(
                    row(cell("x", "" if is_row else repeated), cell(), attributes=repeated if is_row else "")
                )
            )
        )


def test_repetitions_inside_repetitions_are_bounded_together() -> None:
    """O03"""
    inner = table(row(cell("x", 'table:number-columns-repeated="4000"')))
    outer = table(row(f'<table:table-cell table:number-columns-repeated="4000">{inner}</table:table-cell>'))
    again = table(row(f'<table:table-cell table:number-columns-repeated="4000">{outer}</table:table-cell>'))
    with pytest.raises(LimitError):
        reading(flat(again))


def test_covered_cells_that_are_missing_or_too_many_are_repaired() -> None:
    """O04"""
    shape, losses, _ = grid(
        table(row(cell("a", 'table:number-columns-spanned="2"'), cell("b")), row(cell("c"), COVERED, COVERED))
    )
    assert shape == [[("a", 2, 1), ("b", 1, 1)], [("c", 1, 1), ("", 1, 1), ("", 1, 1)]]
    assert {code for code, _ in losses} == {"grid-repaired"}


def test_groups_are_wrappers_and_header_rows_count_at_the_top_only() -> None:
    """O05"""
    _, losses, found = grid(
        table(
            "<table:table-columns><table:table-column/></table:table-columns>",
            f"<table:table-header-rows>{row(cell('head'))}</table:table-header-rows>",
            f"<table:table-rows><table:table-row-group>{row(cell('body'))}</table:table-row-group></table:table-rows>",
            f"<table:table-header-rows>{row(cell('late'))}</table:table-header-rows>",
        )
    )
    assert found.header_rows == 1
    assert len(found.rows) == 3
    assert losses == []


def test_header_columns_are_those_of_the_leading_group() -> None:
    """O05"""
    _, _, found = grid(
        table(
            "<table:table-header-columns><table:table-column/></table:table-header-columns>",
            '<table:table-column table:number-columns-repeated="2"/>',
            row(cell("a"), cell("b"), cell("c")),
        )
    )
    assert found.header_columns == 1


def test_a_sub_table_divides_its_cell_and_does_not_nest() -> None:
    """O06"""
    division = table(
        row(cell("b1"), cell("b2")), row(cell("b3"), cell("b4")), attributes='table:is-sub-table="true"'
    )
    shape, losses, _ = grid(
        table(row(cell("a"), f"<table:table-cell>{division}</table:table-cell>"), row(cell("c"), cell("d")))
    )
    assert shape == [
        [("a", 1, 2), ("b1", 1, 1), ("b2", 1, 1)],
        [("b3", 1, 1), ("b4", 1, 1)],
        [("c", 1, 1), ("d", 2, 1)],
    ]
    assert losses == []


def test_a_table_in_a_cell_is_a_nested_table() -> None:
    """O07"""
    _, _, found = grid(
        table(row(f"<table:table-cell>{table(row(cell('in')))}<text:p>after</text:p></table:table-cell>"))
    )
    assert found.rows[0][0].content == (
        Table(((Cell((Paragraph((Text("in"),)),)),),)),
        Paragraph((Text("after"),)),
    )


def test_a_table_without_cells_vanishes_with_a_loss_and_leaves_its_caption() -> None:
    """W13"""
    caption = '<style:style style:name="Caption" style:family="paragraph"/>'
    report, losses = reading(
        flat('<text:p text:style-name="Caption">表一</text:p><table:table/>', common=caption)
    )
    assert report.body == (Paragraph((Text("表一"),)),)
    assert [code for code, _ in losses] == ["table-empty"]


def test_a_caption_paragraph_belongs_to_the_table_right_after_it() -> None:
    body = '<text:p text:style-name="P1">表<text:span>一</text:span></text:p>' + table(row(cell("x"))) * 2
    style = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Caption"/>'
    report, _ = reading(flat(body, style, '<style:style style:name="Caption" style:family="paragraph"/>'))
    assert [block.caption for block in report.body if isinstance(block, Table)] == [(Text("表一"),), ()]


def test_relative_widths_are_preferred_to_absolute_ones() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties'
        f' style:column-width="5cm" style:rel-column-width="{share}*"/></style:style>'
        for name, share in (("A", 21845), ("B", 43690))
    )
    _, _, found = grid(
        table(
            '<table:table-column table:style-name="A"/><table:table-column table:style-name="B"/>',
            row(cell("x"), cell("y")),
        ),
        styles,
    )
    assert found.columns == (1, 2)


def test_characters_between_rows_and_cells_stand_after_the_table() -> None:
    """Law 5: the schema allows none there, and somebody wrote them all the same."""
    found = "<table:table>甲<table:table-row>乙<table:table-cell/>丙</table:table-row>丁</table:table>"
    report, codes = reading(flat(found))
    assert sorted(text(report).split()) == ["丁", "丙", "乙", "甲"]
    assert isinstance(report.body[0], Table)
    assert codes == []


def test_the_empty_end_of_a_row_fills_it_without_a_loss() -> None:
    """O03"""
    wide = row(*[cell(str(number)) for number in range(3)])
    short = row(cell("尾"), cell("", 'table:number-columns-repeated="16383"'))
    report, codes = reading(flat(table(wide, short)))
    (found,) = report.body
    assert isinstance(found, Table)
    assert [len(line) for line in found.rows] == [3, 3]
    assert codes == []


TRACKED = (
    '<style:style style:name="R" style:family="table-row">'
    '<style:table-row-properties loext:text-changes-only="false"/></style:style>'
)
DELETED = '<text:change text:change-id="c1"/>'


def test_a_row_that_a_tracked_change_deletes_is_left_out() -> None:
    """O12, W23: LibreOffice marks the row's style and deletes the text of each cell."""
    tall = cell("a", 'table:number-rows-spanned="3"')
    shape, _, _ = grid(
        table(
            row(tall, cell("b")),
            row(COVERED, cell(DELETED), attributes='table:style-name="R"'),
            row(COVERED, cell("c")),
        ),
        TRACKED,
    )
    assert shape == [[("a", 1, 2), ("b", 1, 1)], [("c", 1, 1)]]


def test_a_header_row_that_a_tracked_change_deletes_does_not_count_as_header() -> None:
    """O05, O12"""
    gone = row(cell(DELETED), attributes='table:style-name="R"')
    head = f"<table:table-header-rows>{gone}{row(cell('h'))}</table:table-header-rows>"
    shape, _, found = grid(table(head, row(cell("b"))), TRACKED)
    assert shape == [[("h", 1, 1)], [("b", 1, 1)]]
    assert found.header_rows == 1


@pytest.mark.parametrize(
    ("content", "style"),
    [(DELETED, ""), ("", "R"), (f"{DELETED}x", "R"), ('<text:change-start text:change-id="c1"/>', "R")],
)
def test_a_row_stays_where_only_its_text_is_deleted_or_the_row_is_inserted(content: str, style: str) -> None:
    """O12"""
    shape, _, _ = grid(
        table(row(cell("a")), row(cell(content), attributes=f'table:style-name="{style}"')), TRACKED
    )
    assert len(shape) == 2


def test_bookmark_edges_in_a_deleted_row_wait_for_the_next_paragraph() -> None:
    """O12, W15"""
    start = '<text:bookmark-start text:name="k"/>'
    gone = row(cell(start + DELETED, 'table:number-rows-spanned="2"'), attributes='table:style-name="R"')
    end = '<text:p>after<text:bookmark-end text:name="k"/></text:p>'
    report, losses = reading(flat(table(row(cell("a")), gone, row(COVERED)) + end, TRACKED))
    found, after = report.body
    assert isinstance(found, Table)
    assert [[cell.content for cell in line] for line in found.rows] == [[(Paragraph((Text("a"),)),)], [()]]
    assert after == Paragraph((BookmarkStart("k"), Text("after"), BookmarkEnd("k")))
    assert losses == []


def test_a_cells_value_without_a_text_is_shown_where_it_is_text_and_else_noted() -> None:
    """LibreOffice shows the first and leaves the second empty."""
    shown = '<table:table-cell office:value-type="string" office:string-value="甲"/>'
    empty = '<table:table-cell office:value-type="float" office:value="1024"/>'
    report, losses = reading(flat(table(row(shown, empty))))
    (found,) = report.body
    assert isinstance(found, Table)
    assert [text(cell.content) for cell in found.rows[0]] == ["甲", ""]
    assert losses == [("misplaced-text", "the document, table 1 row 1 column 2")]
