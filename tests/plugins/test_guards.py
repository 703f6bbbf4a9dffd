"""What a plugin gives is looked at when it is loaded: nothing of a wrong type gets further."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gireport.hooks import Engine, Format, Step
from gireport.losses import Losses
from gireport.model import Paragraph, Report, Text
from gireport.plugins.guards import (
    guarded_format,
    valid_check,
    valid_engine,
    valid_format,
    valid_step,
    values,
)
from gireport.statutory import Check

FORMAT = Format(
    "mine", "Mine", (".mine",), ("text/x-mine",), bool, None, lambda report, losses: b"", frozenset()
)
STEP = Step("mine", "Mine", lambda report: report)
ENGINE = Engine("mine", "Mine", lambda task, jobs, scheduler: None)
CHECK = Check("XY101", "info", "有", "there is", lambda context: [])
DOORS = {Format: valid_format, Step: valid_step, Engine: valid_engine, Check: valid_check}


@pytest.mark.parametrize("value", [FORMAT, STEP, ENGINE, CHECK], ids=lambda value: type(value).__name__)
def test_what_is_of_the_right_types_goes_in(value):
    assert DOORS[type(value)](value) is value


@pytest.mark.parametrize(
    ("value", "wrong", "said"),
    [
        (FORMAT, {"name": 3}, "a format is named 3, which is not one word"),
        (FORMAT, {"name": "two words"}, "a format is named 'two words', which is not one word"),
        (FORMAT, {"title": None}, "the title of the format 'mine' is not a string"),
        (FORMAT, {"suffixes": ".mine"}, "the suffixes of the format 'mine' are no tuple"),
        (FORMAT, {"suffixes": (3,)}, "the suffixes of the format 'mine' are no tuple"),
        (FORMAT, {"suffixes": (".MINE",)}, "in lower case"),
        (FORMAT, {"suffixes": (".",)}, "the suffixes of the format 'mine' are no tuple"),
        (FORMAT, {"media_types": "text/plain"}, "the media types of the format 'mine' are no tuple"),
        (FORMAT, {"sniff": None}, "the sniff of the format 'mine' is a NoneType, not a function"),
        (FORMAT, {"reader": "r"}, "the reader of the format 'mine' is a str, not a function"),
        (FORMAT, {"writer": None}, "the format 'mine' has neither a reader nor a writer"),
        (FORMAT, {"keeps": None}, "are no sets of names"),
        (
            FORMAT,
            {"keeps": frozenset({"tables", "colours"})},
            "keeps 'colours', which is not a kind of content",
        ),
        (FORMAT, {"read_options": "base_url"}, "are no sets of names"),
        (FORMAT, {"read_only_suffixes": (".tpl",)}, "are no sets of names"),
        (STEP, {"name": ""}, "a step is named '', which is not one word"),
        (STEP, {"apply": 3}, "the apply of the step 'mine' is a int, not a function"),
        (ENGINE, {"name": None}, "an engine is named None, which is not one word"),
        (ENGINE, {"start": None}, "the start of the engine 'mine' is a NoneType, not a function"),
        (CHECK, {"code": 7}, "the code of a check is 7, not one word"),
        (CHECK, {"code": "GI999"}, "the code GI999 begins as those of gireport's own checks do"),
        (CHECK, {"severity": "grave"}, "is 'grave', none of error, warning, info"),
        (CHECK, {"zh": None}, "the sentences of the check XY101 are no text"),
        (CHECK, {"run": []}, "the run of the check XY101 is a list, not a function"),
    ],
)
def test_a_field_of_a_wrong_type_is_reported(value, wrong, said):
    with pytest.raises((TypeError, ValueError)) as caught:
        DOORS[type(value)](replace(value, **wrong))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (FORMAT, "gireport_formats gave a Format, not a list of Format values"),
        (None, "gireport_formats gave a NoneType, not a list of Format values"),
        ([FORMAT, "docx"], "gireport_formats gave a str, not a Format"),
    ],
)
def test_an_answer_that_is_not_a_list_of_values_is_reported(answer, said):
    with pytest.raises(TypeError, match=said):
        values("gireport_formats", [answer], Format)


def test_what_a_plugin_s_reader_gives_is_put_in_normal_form():
    loose = Report(body=(Paragraph((Text("a"), Text("b"))),))
    format_ = guarded_format(replace(FORMAT, reader=lambda data, losses: loose), "p")
    assert format_.reader(b"", Losses()).body == (Paragraph((Text("ab"),)),)
