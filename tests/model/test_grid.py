"""The one geometry: rectangles from spans and from merge marks, and what is asked of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.model import Cell, LimitError, Paragraph, Text
from gireport.model.grid import (
    Piece,
    from_merges,
    from_spans,
    has_bare_columns,
    header_columns,
    is_full,
    placed,
    shares,
    spans_from_widths,
    width,
    without_rows,
)
from gireport.testing.strategies import tables
from support.budget import within


def text(*words):
    return [Paragraph((Text(word),)) for word in words]


def spans(rectangle):
    return [[(cell.colspan, cell.rowspan) for cell in row] for row in rectangle.rows]


class Heard(list):
    def __call__(self, code, where, count):
        self.append((code, where, count))


pieces = st.lists(
    st.lists(
        st.builds(
            Piece,
            content=st.sampled_from([(), tuple(text("x"))]),
            colspan=st.integers(-1, 4),
            rowspan=st.integers(0, 4),
            covered=st.booleans(),
            vertical=st.sampled_from(["", "restart", "continue"]),
            horizontal=st.sampled_from(["", "", "restart", "continue"]),
            filler=st.booleans(),
        ),
        max_size=5,
    ),
    max_size=5,
)


def slots_owned(rows):
    """Every slot of a full rectangle with the cells that own it, counted without `placed`."""
    owners = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in owners:
                column += 1
            for r in range(number, number + cell.rowspan):
                for c in range(column, column + cell.colspan):
                    owners.setdefault((r, c), []).append(cell)
            column += cell.colspan
    return owners


@given(pieces, st.lists(st.integers(0, 5)))
def test_cells_with_any_spans_become_a_full_rectangle_that_keeps_all_text(rows, groups):
    """Law 6."""
    rectangle = from_spans(rows, Heard(), groups)
    assert not rectangle.rows or not width(rectangle.rows) or is_full(rectangle.rows)
    kept = sum(len(cell.content) for row in rectangle.rows for cell in row)
    assert kept == sum(len(piece.content) for row in rows for piece in row)


@given(pieces)
def test_cells_with_any_merge_marks_become_a_full_rectangle_that_keeps_all_text(rows):
    """Law 6."""
    wanted = sum(len(piece.content) for row in rows for piece in row if not piece.filler)
    rectangle = from_merges(rows, Heard())
    assert not rectangle.rows or not width(rectangle.rows) or is_full(rectangle.rows)
    assert sum(len(cell.content) for row in rectangle.rows for cell in row) == wanted


@given(tables(depth=0))
def test_a_full_rectangle_goes_through_both_builders_unchanged(table):
    heard = Heard()
    as_spans = [[Piece(cell.content, cell.colspan, cell.rowspan) for cell in row] for row in table.rows]
    assert from_spans(as_spans, heard).rows == table.rows
    as_merges = [
        [
            Piece(
                slot.cell.content if slot.anchor else (),
                slot.cell.colspan,
                vertical="" if slot.cell.rowspan == 1 else "restart" if slot.anchor else "continue",
            )
            for slot in line
        ]
        for line in placed(table.rows)
    ]
    assert from_merges(as_merges, heard).rows == table.rows
    listed = []
    for line in placed(table.rows):
        row = []
        for slot in line:
            own = [Piece(slot.cell.content, slot.cell.colspan, slot.cell.rowspan)] if slot.anchor else []
            row += own + [Piece(covered=True)] * (slot.cell.colspan - len(own))
        listed.append(row)
    assert from_spans(listed, heard).rows == table.rows
    assert not heard


@given(tables(depth=0))
def test_every_slot_is_placed_once_with_the_cell_that_owns_it(table):
    owners = slots_owned(table.rows)
    seen = {}
    for number, line in enumerate(placed(table.rows)):
        for slot in line:
            for column in range(slot.column, slot.column + slot.cell.colspan):
                seen[number, column] = [slot.cell]
    assert seen == owners


@given(tables(depth=0), st.integers(0, 5), st.integers(0, 5))
def test_header_columns_are_the_same_when_they_are_counted_from_flags(table, wanted, start):
    settled = header_columns(table.rows, wanted, start)
    flagged = [
        [
            Piece((), slot.cell.colspan, slot.cell.rowspan, header=slot.column < settled)
            for slot in line
            if slot.anchor
        ]
        for line in placed(table.rows)
    ]
    if start == 0:
        assert from_spans(flagged, Heard()).header_columns(0) == settled
    assert header_columns(table.rows, settled, start) == settled


@pytest.mark.parametrize(
    "rows",
    [
        ((Cell(), Cell()), (Cell(),)),
        ((Cell(rowspan=2),),),
        ((Cell(rowspan=2), Cell()), (Cell(), Cell())),
        ((Cell(),), (Cell(colspan=2),)),
        ((), (Cell(),)),
    ],
)
def test_what_does_not_tile_is_not_full(rows):
    assert not is_full(rows)


def test_a_row_covered_whole_from_above_is_empty():
    rows = ((Cell(rowspan=2), Cell(rowspan=2)), ())
    assert is_full(rows)
    assert [len(line) for line in placed(rows)] == [2, 2]


def test_a_rowspan_of_nought_reaches_to_the_end_of_its_group():
    """H02"""
    rectangle = from_spans([[Piece(rowspan=0), Piece()], [Piece()], [Piece(), Piece()]], Heard(), [2])
    assert spans(rectangle) == [[(1, 2), (1, 1)], [(1, 1)], [(1, 1), (1, 1)]]


def test_a_span_that_meets_another_cell_is_cut_and_noted():
    """H03"""
    heard = Heard()
    rectangle = from_spans([[Piece(), Piece(rowspan=2), Piece()], [Piece(colspan=3), Piece()]], heard)
    assert spans(rectangle)[1] == [(1, 1), (1, 1)]
    assert heard == [("grid-overlap", "row 2 column 1", 1)]


def test_a_continuation_joins_the_cell_above():
    """W02"""
    rows = [[Piece(text("a"), vertical="restart"), Piece()], [Piece(vertical="continue"), Piece()]]
    assert spans(from_merges(rows, Heard())) == [[(1, 2), (1, 1)], [(1, 1)]]


def test_a_continuation_with_text_gives_it_to_the_anchor_cell():
    """W03"""
    heard = Heard()
    rows = [[Piece(text("a"), vertical="restart")], [Piece(text("b"), vertical="continue")]]
    assert from_merges(rows, heard).rows == ((Cell(tuple(text("a", "b")), 1, 2),), ())
    assert heard == [("covered-text", "row 2 column 1", 1)]


def test_a_continuation_with_nothing_to_continue_starts_a_cell():
    """W04"""
    rows = [[Piece(vertical="continue"), Piece()], [Piece(vertical="continue"), Piece(vertical="continue")]]
    assert spans(from_merges(rows, Heard())) == [[(1, 2), (1, 1)], [(1, 1)]]


def test_a_continuation_of_another_width_starts_a_cell():
    """W05"""
    rows = [[Piece(colspan=2, vertical="restart")], [Piece(vertical="continue"), Piece(vertical="continue")]]
    assert spans(from_merges(rows, Heard())) == [[(2, 1)], [(1, 1), (1, 1)]]


def test_declared_gaps_become_single_empty_cells():
    """W06"""
    heard = Heard()
    rows = [[Piece(), Piece(), Piece()], [Piece(colspan=2, filler=True), Piece(text("x"))]]
    assert from_merges(rows, heard).rows[1] == (Cell(), Cell(), Cell(tuple(text("x"))))
    assert not heard


def test_a_row_that_ends_early_is_filled_and_noted():
    """W07"""
    heard = Heard()
    assert spans(from_merges([[Piece(colspan=3)], [Piece()]], heard))[1] == [(1, 1)] * 3
    assert heard == [("grid-filled", "row 2", 2)]


def test_old_horizontal_merges_join_along_the_row():
    """W08"""
    rows = [
        [Piece(text("a"), horizontal="restart"), Piece(horizontal="continue"), Piece()],
        [Piece(), Piece(), Piece()],
    ]
    assert spans(from_merges(rows, Heard()))[0] == [(2, 1), (1, 1)]


def test_text_in_a_covered_cell_goes_to_its_owner():
    """O02"""
    heard = Heard()
    rectangle = from_spans([[Piece(text("a"), colspan=2), Piece(text("b"), covered=True)]], heard)
    assert rectangle.rows == ((Cell(tuple(text("a", "b")), 2, 1),),)
    assert heard == [("covered-text", "row 1 column 2", 1)]


def test_spans_without_their_covered_cells_are_read_all_the_same():
    """O04"""
    rows = [[Piece(colspan=2), Piece(text("x"))], [Piece(), Piece(), Piece()]]
    assert spans(from_spans(rows, Heard())) == [[(2, 1), (1, 1)], [(1, 1)] * 3]


def test_covered_cells_that_nothing_owns_become_cells():
    """O04"""
    heard = Heard()
    assert spans(from_spans([[Piece(), Piece(text("x"), covered=True)]], heard)) == [[(1, 1), (1, 1)]]
    assert heard == [("grid-repaired", "row 1 column 2", 1)]


@pytest.mark.parametrize("build", [from_spans, from_merges])
def test_a_table_of_a_thousand_million_columns_is_refused_at_once(build):
    with within(1), pytest.raises(LimitError, match="1000000000 columns"):
        build([[Piece(colspan=10**9)]], Heard())


def test_a_few_large_spans_are_refused_before_they_are_laid_out():
    rows = [[Piece(colspan=4000, rowspan=60000)]] + [[] for _ in range(60000)]
    with within(2), pytest.raises(LimitError, match="slots"):
        from_spans(rows, Heard())


whole = st.lists(st.integers(1, 90), min_size=1, max_size=10).map(tuple)


@given(whole)
def test_shares_settle_and_survive_percentages_and_twips(widths):
    canonical = shares(widths)
    assert shares(canonical) == canonical
    total = sum(canonical)
    assert total <= 1000
    percentages = tuple(float(f"{100 * part / total:.6f}") for part in canonical)
    assert shares(percentages) == canonical
    assert shares(tuple(part * 7 for part in canonical)) == canonical


def test_widths_that_another_program_rounded_come_back_simple():
    assert shares((2311, 4619, 2310)) == (1, 2, 1)
    assert shares((33.3, 33.4, 33.3)) == (333, 334, 333)
    assert shares((33.33, 33.33, 33.34)) == (1, 1, 1)


@pytest.mark.parametrize("widths", [(), (0, 1), (-1, 2), (float("inf"), 1), (float("nan"), 1), (1,) * 300])
def test_widths_that_say_nothing_are_absent(widths):
    assert shares(widths) == ()


def test_spans_follow_from_widths_that_end_on_grid_lines():
    """W07"""
    assert spans_from_widths([100, 201, 99], [100, 200, 300, 400], 5) == [1, 2, 1]
    assert spans_from_widths([150, 250], [100, 200, 300, 400], 5) is None


@given(tables(), st.sets(st.integers(0, 6)))
def test_without_some_rows_a_rectangle_is_full_and_each_slot_keeps_its_owner(table, gone):
    """Law 6."""
    rows = without_rows(table.rows, gone)
    stay = [number for number in range(len(table.rows)) if number not in gone]
    assert len(rows) == len(stay)
    if rows:
        assert is_full(rows)
        before = list(placed(table.rows))
        assert [[(slot.cell.content, slot.column) for slot in line] for line in placed(rows)] == [
            [(slot.cell.content, slot.column) for slot in before[number]] for number in stay
        ]


def test_a_cell_anchored_in_a_row_that_goes_moves_to_the_next():
    rows = ((Cell(rowspan=3), Cell()), (Cell(),), (Cell(),))
    assert without_rows(rows, {0}) == ((Cell(rowspan=2), Cell()), (Cell(),))
    assert without_rows(rows, {1}) == ((Cell(rowspan=2), Cell()), (Cell(),))
    assert without_rows(rows, {0, 1}) == ((Cell(), Cell()),)


def test_a_few_wide_cells_do_not_make_a_million_empty_ones():
    rows = [[Piece(colspan=1000)] * 4] + [[Piece()] for _ in range(240)]
    with pytest.raises(LimitError, match="tables of 244 cells would be filled with 959760 empty ones"):
        from_spans(rows, Heard())


def test_a_head_cell_of_very_many_columns_over_short_rows_is_read():
    """H01: `colspan=1000` is how pages say “all of them”."""
    rows = [[Piece(colspan=1000)]] + [[Piece(), Piece()] for _ in range(15)]
    assert width(from_spans(rows, Heard()).rows) == 1000


def test_a_span_over_all_columns_takes_those_that_other_cells_start_in():
    """H20: `colspan="100"` says “all columns”; the 97 that no cell starts in are told once."""
    heard = Heard()
    rows = [[Piece(colspan=100)], [Piece(), Piece(), Piece()], [Piece(), Piece(colspan=99)]]
    for build in (from_spans, from_merges):
        heard = Heard()
        rectangle = build(rows, heard, declared=0)
        assert spans(rectangle) == [[(3, 1)], [(1, 1)] * 3, [(1, 1), (2, 1)]]
        assert heard == [("span-folded", "row 1 column 1", 97)]


def test_columns_between_cells_fold_too_and_holes_are_filled_after_that():
    heard = Heard()
    rows = [[Piece(), Piece(colspan=100), Piece()], [Piece(), Piece(), Piece(), Piece()]]
    rectangle = from_spans(rows, heard, declared=0)
    assert spans(rectangle) == [[(1, 1), (3, 1), (1, 1)], [(1, 1)] * 5]
    assert heard == [("span-folded", "row 1 column 2", 97), ("grid-filled", "row 2", 1)]


def test_a_column_that_the_table_declares_stays_though_no_cell_starts_in_it():
    heard = Heard()
    assert spans(from_spans([[Piece(colspan=100)]], heard, declared=3)) == [[(3, 1)]]
    assert heard == [("span-folded", "row 1 column 1", 97)]
    assert spans(from_spans([[Piece(colspan=100)]], Heard())) == [[(100, 1)]]


def test_slots_that_a_row_declares_missing_keep_no_column_from_folding():
    rows = [[Piece(), Piece(filler=True, colspan=9)], [Piece(colspan=10)], [Piece(), Piece()]]
    assert spans(from_merges(rows, Heard(), declared=0)) == [[(1, 1), (1, 1)], [(2, 1)], [(1, 1), (1, 1)]]


def test_rowspans_out_of_the_table_are_reported_once():
    """H21"""
    heard = Heard()
    rows = [[Piece(rowspan=100), Piece(rowspan=100), Piece()], [Piece()]]
    assert spans(from_spans(rows, heard)) == [[(1, 2), (1, 2), (1, 1)], [(1, 1)]]
    assert heard == [("span-clipped", "row 1 column 1", 2)]


@given(tables())
def test_folding_keeps_a_table_whose_columns_are_declared(table):
    rows = [[Piece(cell.content, cell.colspan, cell.rowspan) for cell in row] for row in table.rows]
    heard = Heard()
    columns = width(table.rows)
    assert spans(from_spans(rows, heard, declared=columns)) == [
        [(cell.colspan, cell.rowspan) for cell in row] for row in table.rows
    ]
    assert heard == []
    folded = from_spans(rows, Heard(), declared=0)
    assert is_full(folded.rows)
    assert has_bare_columns(table.rows) == (width(folded.rows) < columns)
    assert not has_bare_columns(folded.rows)


def test_a_page_of_many_rows_under_one_very_wide_cell_costs_what_it_shows():
    """H20: 5,000 rows under a span of 1,000 columns are no 5,000,000 slots."""
    rows = [[Piece(colspan=1000)], *([Piece(), Piece()] for _ in range(5000))]
    assert width(from_spans(rows, Heard(), declared=0).rows) == 2
