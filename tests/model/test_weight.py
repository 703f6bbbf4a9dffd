"""What a report repeats is weighed before anything is written: texts and addresses by use, pictures by their
base64.
"""

from __future__ import annotations

import hashlib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.errors import LimitError
from gireport.model import Cell, Image, Note, Paragraph, Report, Resource, Table, Text, normal
from gireport.model.weight import MAX_ADDRESS, MAX_REPEATED, Weight, check_embedded

HALF = "a" * (MAX_REPEATED // 2)
DATA = b"x" * 100
KEY = hashlib.sha256(DATA).hexdigest()


def texts(report):
    return [inline for block in report.body for inline in block.content]


def pictures(uses):
    return normal(
        Report(
            body=(Paragraph((Image(KEY),) * uses),) if uses else (),
            resources={KEY: Resource("image/png", DATA)},
        )
    )


@given(st.lists(st.integers(0, MAX_REPEATED), max_size=6))
def test_repeated_characters_are_refused_from_the_limit_on(counts):
    weight = Weight()
    if sum(counts) <= MAX_REPEATED:
        for count in counts:
            weight.repeat(count)
        assert weight.repeated == sum(counts)
    else:
        with pytest.raises(LimitError, match=str(MAX_REPEATED)):
            [weight.repeat(count) for count in counts]


@given(st.lists(st.sampled_from(["a" * length for length in (1, 64, 65, 1000)]), max_size=30))
def test_the_first_use_of_a_text_and_every_use_of_a_short_one_weigh_nothing(used):
    weight = Weight()
    for text in used:
        weight.use(text)
    long = [text for text in used if len(text) > 64]
    assert weight.repeated == sum(map(len, long)) - sum({len(text) for text in long})


@pytest.mark.parametrize(
    "three",
    [
        lambda: tuple(Paragraph((Text(HALF),)) for _ in range(4)),
        lambda: tuple(Paragraph((Text(HALF, ("bold",)), Text("b"))) for _ in range(4)),
        lambda: (Table(((Cell((Paragraph((Text(HALF),)),)),) * 4,)),),
        lambda: (Paragraph((Note((Paragraph((Text(HALF),)),)),) * 4),),
        lambda: (Paragraph(tuple(Image("a.png", HALF) for _ in range(4))),),
    ],
    ids=["a text", "a text with marks", "a cell", "a note", "the text of a picture"],
)
def test_a_long_text_that_is_used_four_times_is_refused(three):
    with pytest.raises(LimitError, match="would repeat"):
        normal(Report(body=three()))


def test_as_many_equal_texts_that_were_each_read_are_kept():
    copies = [
        pickle.loads(pickle.dumps(HALF)) for _ in range(4)
    ]  # the same characters, each in a string of its own
    report = Report(body=tuple(Paragraph((Text(copy),)) for copy in copies))
    assert normal(report) == report


@given(st.integers(MAX_ADDRESS - 2, MAX_ADDRESS + 2))
def test_an_address_longer_than_the_limit_is_dropped_with_a_loss_and_its_text_stays(length):
    told = []
    link = "https://example.invalid/".ljust(length, "a")
    picture = Image(link, "公章")
    report = normal(
        Report(body=(Paragraph((Text("见", link=link), picture)),)),
        lambda code, where, count: told.append((code, count)),
    )
    if length <= MAX_ADDRESS:
        assert texts(report) == [Text("见", link=link), picture]
        assert told == []
    else:
        assert texts(report) == [Text("见公章")]
        assert told == [("too-long", length)] * 2


@given(st.integers(0, 20), st.integers(0, 2000))
def test_pictures_that_are_shown_again_are_refused_where_their_base64_is_more_than_may_be(uses, most):
    report = pictures(uses)
    again = max(uses - 1, 0) * 136  # base64 of 100 bytes
    if again <= most:
        check_embedded(report, most)
    else:
        with pytest.raises(
            LimitError, match=f"would take {again} bytes of base64, one of them shown {uses} times"
        ):
            check_embedded(report, most)
