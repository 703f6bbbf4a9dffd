"""The generator and the scorer of page dumps do what they say: sums, places, shapes, and each outcome of a
figure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from page_dumps.figures import AMOUNTS, APPLICANTS, OUTCOMES, REVIEWS, Ledger, make_figures
from page_dumps.recipes import NAMES, at_random, dumps, many
from page_dumps.scoring import score_report

from gireport.losses import Loss
from gireport.model import Report, Table, normal
from gireport.statutory.blank import blank_report
from gireport.statutory.keys import values
from gireport.testing.statutory import Written, filled

EDITIONS = ("2019", "2021")
NO_DETAIL = ("received", "carried_in", "handled_total", "carried_over")


# --- the figures ------------------------------------------------------------------------------------


@given(st.sampled_from(EDITIONS), st.sampled_from(AMOUNTS), st.integers(0, 1 << 32))
def test_the_sums_of_the_form_hold_among_the_figures(edition, amounts, seed):
    figures = make_figures(edition, Ledger(amounts), Random(seed))
    assert list(figures) == [value.key for value in values(edition)]
    number = {key: one.number or Decimal(0) for key, one in figures.items()}
    rows = list(dict.fromkeys(key.rpartition(".")[0] for key in number if key.startswith("applications")))
    details = [row for row in rows if not row.endswith(NO_DETAIL)]
    for column in (*APPLICANTS, "total"):
        of = {row.partition(".")[2]: number[f"{row}.{column}"] for row in rows}
        assert of["received"] + of["carried_in"] == of["handled_total"] + of["carried_over"]
        assert of["handled_total"] == sum(number[f"{row}.{column}"] for row in details)
    for row in rows:
        assert number[f"{row}.total"] == sum(number[f"{row}.{column}"] for column in APPLICANTS)
    for block in REVIEWS:
        parts = [number[f"review.{block}.{name}"] for name in OUTCOMES]
        assert number[f"review.{block}.total"] == sum(parts)


def test_an_error_breaks_a_sum_and_marks_replace_zeros():
    sound = make_figures("2021", Ledger("few"), Random(1))
    wrong = make_figures("2021", Ledger("few", errors=2), Random(1))
    assert sum(sound[key] != wrong[key] for key in sound) == 2
    marked = make_figures("2021", Ledger("few", nothing="/"), Random(1))
    assert {one.state for one in marked.values()} == {"number", "not-applicable"}
    assert {marked[key].raw for key, one in sound.items() if one.state == "zero"} == {"/"}


# --- the dumps --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(dumps())
def test_each_figure_stands_in_the_lines_of_its_row_in_the_order_of_the_form(dump):
    lines = dump.text.split("\n")
    rows = {}
    for key, one in dump.written.items():
        rows.setdefault((key.partition(".")[0], dump.rows[key]), []).append(one.raw)
    for (name, span), raws in rows.items():
        table = dump.tables[name]
        assert table.first <= span.first <= span.last <= table.last
        text = "\n".join(lines[span.first - 1 : span.last])
        wanted = r"[\s|]+".join(re.escape(raw) for raw in raws if raw)
        assert re.search(rf"(?:^|[\s|]){wanted}[\s|]*$", text) or not any(raws), (text, raws)


@pytest.mark.parametrize("shape", NAMES)
def test_a_seed_gives_the_same_dump_each_time(shape):
    assert at_random(shape, 7).text == at_random(shape, 7).text
    assert at_random(shape, 7).text != at_random(shape, 8).text


def test_each_shape_and_each_feature_is_among_the_dumps_of_a_run():
    run = many(560)
    assert {dump.recipe.shape for dump in run} == set(NAMES)
    seen = set().union(*(dump.recipe.features for dump in run))
    assert seen >= {
        "label-blanks", "label-breaks", "cut-heads", "extra-row", "notes", "chrome", "other-table", "organ-apart",  # noqa: E501
        "blank-lines", "carriage-returns", "half-width-brackets", "full-width-brackets", "full-width-figures",
        "changes-in-words", "broken-sum", "no-totals", "five-columns", "lost-ends", "review-row", "review-line",  # noqa: E501
        "review-lines", "nothing-is-0", "nothing-is-empty", "nothing-is-some", "nothing-is-/", "nothing-is--",
        "nothing-is-—", "nothing-is-无", "amounts-zero", "amounts-one", "amounts-few", "amounts-many",
        "edition-2019", "edition-2021",
    }  # fmt: skip


# --- the scorer -------------------------------------------------------------------------------------

KEY = "applications.granted.natural_person"
"""It stands in the second table, row 6, column 4."""


def whole(dump, **changed) -> Report:
    """The report that holds the figures of `dump`, some of them written otherwise."""
    edition = dump.recipe.edition
    figures = dump.written | {
        key.replace("__", "."): Written(raw, None, "text") for key, raw in changed.items()
    }
    return filled(blank_report(dump.organ, dump.year, edition), edition, figures)


@pytest.fixture
def dump():
    return next(
        one for one in many(200) if one.recipe.edition == "2021" and one.written[KEY].state == "number"
    )


def outcome(dump, report, *losses):
    return score_report(dump, report, list(losses)).outcomes[KEY]


def structure(where):
    return Loss("form-misfit", "structure", 1, where)


def test_a_report_with_every_figure_is_right(dump):
    score = score_report(dump, whole(dump), [])
    assert score.counts == {"right": 200, "wrong": 0}
    assert score.organ
    assert score.year


def test_another_number_is_wrong_unless_a_loss_names_its_row(dump):
    report = whole(dump, **{KEY: "987"})
    assert outcome(dump, report) == "wrong"
    assert outcome(dump, report, structure("table 2 row 7")) == "wrong"
    assert outcome(dump, report, structure("table 1")) == "wrong"
    assert outcome(dump, report, structure("table 2 row 6")) == "differs-reported"
    assert (
        outcome(dump, report, structure("table 2 (line 30): 27 rows where the form has 28"))
        == "differs-reported"
    )
    assert outcome(dump, report, structure(f"line {dump.rows[KEY].first}")) == "differs-reported"


def test_a_blank_is_silent_unless_a_loss_names_its_row(dump):
    report = whole(dump, **{KEY: ""})
    assert outcome(dump, report) == "silent"
    assert outcome(dump, report, structure("table 2 row 7")) == "silent"
    assert outcome(dump, report, structure("table 3")) == "silent"
    assert outcome(dump, report, structure("table 2 rows 5-6")) == "reported"
    assert outcome(dump, report, structure("table 2")) == "reported"
    assert outcome(dump, report, Loss("style", "presentation", 1, "table 2")) == "silent"


def test_text_for_a_number_is_reported_by_the_finding(dump):
    assert outcome(dump, whole(dump, **{KEY: "3 0 0"})) == "reported"


def test_a_table_that_is_not_there_is_reported_by_the_finding_for_its_section(dump):
    report = whole(dump)
    body = list(report.body)
    del body[next(index for index, block in enumerate(body) if isinstance(block, Table))]
    score = score_report(dump, normal(Report(report.meta, tuple(body))), [])
    reported = {key.partition(".")[0] for key, one in score.outcomes.items() if one == "reported"}
    assert reported == {"disclosure"}


def test_a_figure_of_the_other_edition_is_invented(dump):
    other = make_figures("2019", Ledger(), Random(3))
    report = filled(blank_report(dump.organ, dump.year, "2019"), "2019", other)
    score = score_report(replace(dump), report, [])
    assert "disclosure.procurement.projects" in score.invented
    assert score.counts["wrong"] >= len(score.invented) > 0
