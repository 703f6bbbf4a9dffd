"""Prose of offices: what agrees with its tables raises nothing, and one contradiction is found where it
stands.
"""

from __future__ import annotations

import json
import time
from importlib.resources import files
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gireport.statutory import check
from gireport.statutory.checks.prose import claims
from gireport.statutory.finding import Context
from gireport.statutory.prose import Lexer, Reader, plain
from support import offices

CASES = json.loads((offices.PROSE.parent / "cases.json").read_text("utf-8"))
LINES = offices.written()


def prose_findings(report):
    return [one for one in check(report) if one.code in offices.PROSE_CODES]


def told(report):
    return [(one.code, one.found, one.expected) for one in prose_findings(report)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']}-{case['case'].replace(' ', '-')}")
def test_a_case_of_prose_is_read_as_it_should_be(case):
    one = offices.office(Random(0), case.get("organ", "bureau"), frozenset({"applications", "reviews"}))
    assert case["figures"].keys() <= one.values.keys()
    one.values.update(case["figures"])
    heading = offices.REVIEWS if case.get("heading") == "四" else offices.APPLICATIONS
    report = offices.report(one, [(heading, case["text"])])
    assert told(report) == [tuple(finding) for finding in case["found"]]
    if "path" in case:
        (finding,) = prose_findings(report)
        assert case["path"] in finding.message_zh
        assert "1." not in finding.message_zh


@pytest.mark.parametrize("kind", offices.ORGANS)
@pytest.mark.parametrize("seed", range(3))
def test_no_written_sentence_that_agrees_raises_a_finding(kind, seed):
    one = offices.office(Random(seed), kind)
    lines = [(heading, offices.fill(text, one, heading)) for whose, heading, text in LINES if whose == kind]
    assert told(offices.report(one, lines)) == []


def test_the_written_sentences_are_many_and_differ():
    assert len({text for _, _, text in LINES}) == len(LINES) > 300


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_a_report_that_agrees_with_itself_raises_nothing(seed):
    assert told(offices.agreeing_report(seed)) == []


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_a_contradiction_is_reported_at_its_place_or_not_at_all(seed):
    one = offices.contradiction(seed)
    context = Context(one.report)
    if one.kind == "blank total":
        places = {context.figures[one.text].cell}
    else:
        places = {line.where for line in context.lines if one.text in line.text}
    assert all(places.intersection((finding.where, finding.cell)) for finding in prose_findings(one.report))


@pytest.mark.parametrize("kind", [*offices.KINDS, "period", "blank total"])
def test_nine_contradictions_of_ten_are_found(kind):
    place = [*offices.KINDS, "period", "blank total"].index(kind)
    seeds = range(place, place + 10 * (len(offices.KINDS) + 2), len(offices.KINDS) + 2)
    made = [offices.contradiction(seed) for seed in seeds]
    assert {one.kind for one in made} == {kind}
    found = [one for one in made if one.code in {finding.code for finding in prose_findings(one.report)}]
    assert len(found) >= 9


@pytest.mark.parametrize(
    "period", ["自20241月1日起至202412月31日止", "为202411日至20241231日", "为2024年1月1日至202412月31日"]
)
def a_period_that_lost_digits_is_reported(period):
    report = offices.report(offices.office(Random(0)), [], period)
    ((code, found, expected),) = told(report)
    assert (code, expected) == ("GI413", "2024年1月1日至2024年12月31日")
    assert found in period


@pytest.mark.parametrize(
    "period", ["自2024年1月1日起至12月31日止", "为2024年1月至12月", "为2024.1.1-2024.12.31", "为2024年度"]
)
def test_a_period_in_another_form_is_not_reported(period):
    assert told(offices.report(offices.office(Random(0)), [], period)) == []


def a_blank_total_is_worked_out_unless_its_row_and_its_column_differ():
    one = offices.office(Random(0))
    key = "applications.handled_total.total"
    report = offices.report(one, [], blank=frozenset({key}))
    assert told(report) == [("GI116", "", str(one.values[key]))]
    one.values["applications.granted.total"] += 1
    assert "GI116" not in {finding.code for finding in check(offices.report(one, [], blank=frozenset({key})))}


def test_each_word_has_one_meaning_and_each_claim_an_act():
    folder = files("gireport.statutory.prose")
    kinds = json.loads((folder / "words.json").read_text("utf-8"))
    words = [word for kind in kinds for word in kind["words"]]
    assert len(set(words)) == len(words)
    acts = {kind["name"] for kind in kinds if kind["kind"] == "act"} | {"carried_in", "carried_over"}
    assert claims().keys() <= acts


@pytest.mark.parametrize(
    ("text", "number", "vague"),
    [
        ("12件", 12, False),
        ("１２件", 12, False),
        ("1,234件", 1234, False),
        ("1，234件", 1234, False),
        ("十二件", 12, False),
        ("两件", 2, False),
        ("百余件", 100, True),
        ("近百件", 100, True),
        ("100余条", 100, True),
        ("1.2万条", 1, True),
        ("约30件", 30, True),
        ("30件左右", 30, True),
        ("7件部分公开", 7, False),
    ],
)
def test_a_count_is_read_with_its_unit_and_marked_vague_where_it_is_not_exact(text, number, vague):
    (count,) = [word for word in Lexer().tokens(plain(text)) if word.kind == "count"]
    assert (int(count.number), count.vague) == (number, vague)


@pytest.mark.parametrize(
    "text", ["第十二件", "30人次", "20个工作日", "2024年", "一件事", "6个月", "一起", "第20条"]
)
def test_other_numbers_are_not_read_as_counts(text):
    assert not [word for word in Lexer().tokens(plain(text)) if word.kind == "count"]


@given(st.text("收到申请办结依公开其中、，。（）()件条12十行政复议诉讼未无维持均占%年结转下上 ", max_size=80))
def test_words_cover_the_line_and_any_line_can_be_read(text):
    line = plain(text)
    words = Lexer("青溪县档案局").tokens(line)
    assert "".join(word.text for word in words) == line
    reader = Reader(2024, "青溪县档案局")
    for statement in reader.statements(reader.sentences(text)):
        assert statement.text in line


@pytest.mark.parametrize(
    "line",
    ["（" * 20_000, "（其中1件" * 5_000, "其中1件、" * 10_000, "占" * 20_000, "收到申请1件，" * 10_000],
)
def test_a_long_line_takes_time_by_its_length(line):
    one = offices.office(Random(0))
    start = time.process_time()
    check(offices.report(one, [(offices.APPLICATIONS, line)]))
    assert time.process_time() - start < 5
