"""What a plugin gives is checked when it is loaded: nothing of a wrong type gets further."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from gireport.errors import PluginError
from gireport.hooks import DataFormat, Engine, Format, Step, Subcommand
from gireport.model.messages import add_catalogue, message
from gireport.plugins.admission import (
    refuse_duplicates,
    valid_check,
    valid_data_format,
    valid_engine,
    valid_format,
    valid_step,
    valid_subcommand,
    values,
)
from gireport.statutory import Check

FORMAT = Format(
    "mine", "Mine", (".mine",), ("text/x-mine",), bool, None, lambda report, losses: b"", frozenset()
)
STEP = Step("mine", "Mine", lambda report: report)
ENGINE = Engine("mine", "Mine", lambda task, jobs, scheduler: None)
CHECK = Check("XY101", "info", "有", "there is", lambda context: [])
DATA_FORMAT = DataFormat("mine", "Mine", (".mine",), lambda rows, out: 0)
COMMAND = Subcommand("mine", "Mine", lambda: None)
DOORS = {
    Format: valid_format,
    Step: valid_step,
    Engine: valid_engine,
    Check: valid_check,
    DataFormat: valid_data_format,
    Subcommand: valid_subcommand,
}


@pytest.mark.parametrize(
    "value", [FORMAT, STEP, ENGINE, CHECK, DATA_FORMAT, COMMAND], ids=lambda value: type(value).__name__
)
def test_what_is_of_the_right_types_goes_in(value):
    assert DOORS[type(value)](value) is value


@pytest.mark.parametrize(
    ("value", "wrong", "said"),
    [
        (FORMAT, {"name": 3}, "a format named 3: `name` must be one word, not 3"),
        (FORMAT, {"name": "two words"}, "`name` must be one word, not 'two words'"),
        (FORMAT, {"title": None}, "a format named 'mine': `title` must be a text or a message, not None"),
        (FORMAT, {"suffixes": ".mine"}, "`suffixes` must be a tuple of suffixes in lower case"),
        (FORMAT, {"suffixes": (3,)}, "`suffixes` must be a tuple of suffixes in lower case"),
        (FORMAT, {"suffixes": (".MINE",)}, "in lower case"),
        (FORMAT, {"suffixes": (".",)}, "such as ('.txt',), not ('.',)"),
        (FORMAT, {"media_types": "text/plain"}, "`media_types` must be a tuple of texts, not 'text/plain'"),
        (FORMAT, {"sniff": None}, "`sniff` must be a function, not None"),
        (FORMAT, {"reader": "r"}, "`reader` must be a function, not 'r'"),
        (FORMAT, {"writer": None}, "a format named 'mine': it has neither a reader nor a writer"),
        (FORMAT, {"keeps": None}, "`keeps` must be a frozenset of texts, not None"),
        (
            FORMAT,
            {"keeps": frozenset({"tables", "colours"})},
            "`keeps` has 'colours', which is not a kind of content; the kinds are: alignment, ",
        ),
        (FORMAT, {"read_options": "base_url"}, "`read_options` must be a frozenset of texts"),
        (FORMAT, {"read_only_suffixes": (".tpl",)}, "`read_only_suffixes` must be a frozenset of texts"),
        (STEP, {"name": ""}, "a step named '': `name` must be one word"),
        (STEP, {"apply": 3}, "a step named 'mine': `apply` must be a function, not 3"),
        (ENGINE, {"name": None}, "an engine named None: `name` must be one word"),
        (ENGINE, {"start": None}, "an engine named 'mine': `start` must be a function, not None"),
        (CHECK, {"code": 7}, "a check named 7: `code` must be one word"),
        (CHECK, {"code": "GI999"}, "the code GI999 begins as those of gireport's own checks do"),
        (CHECK, {"severity": "grave"}, "`severity` must be one of: error, warning, info, not 'grave'"),
        (CHECK, {"zh": None}, "a check named 'XY101': `zh` must be a text, not None"),
        (CHECK, {"run": []}, "a check named 'XY101': `run` must be a function, not []"),
        (CHECK, {"run": "long " * 20}, "`run` must be a function, not str"),
        (DATA_FORMAT, {"name": ""}, "a data format named '': `name` must be one word"),
        (DATA_FORMAT, {"writer": 1}, "`writer` must be a function, not 1"),
        (DATA_FORMAT, {"recognizes": "csv"}, "`recognizes` must be a function, not 'csv'"),
        (COMMAND, {"name": "-x"}, "a command named '-x': `name` must be one word"),
        (COMMAND, {"name": "batch"}, "gireport itself has a command named 'batch'"),
        (COMMAND, {"load": None}, "`load` must be a function, not None"),
    ],
)
def test_a_field_of_a_wrong_type_is_reported(value, wrong, said):
    with pytest.raises(PluginError) as caught:
        DOORS[type(value)](replace(value, **wrong))
    assert said in str(caught.value)
    assert re.search("[一-鿿]", caught.value.message("zh"))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (FORMAT, "gireport_formats gave a Format, not a list of Format values"),
        (None, "gireport_formats gave a NoneType, not a list of Format values"),
        ([FORMAT, "docx"], "gireport_formats gave a str, not a Format"),
    ],
)
def test_an_answer_that_is_not_a_list_of_values_is_reported(answer, said):
    with pytest.raises(PluginError, match=said):
        values("gireport_formats", [answer], Format)


def test_a_name_that_is_there_already_and_one_that_stands_twice_are_refused_in_both_languages():
    with pytest.raises(PluginError, match="an engine named 'local' is there already") as caught:
        refuse_duplicates("engine", ["local"], ["mars", "local"])
    assert caught.value.message("zh") == "已经有名为 'local' 的执行引擎，请换一个名称"
    with pytest.raises(PluginError, match="a data format named 'x' stands twice in it"):
        refuse_duplicates("data-format", [], ["x", "x"])


@pytest.mark.parametrize("content", [None, "{", "[]", "{}", '{"title": {"zh": "有", "en": "{missing}"}}'])
def test_a_title_without_a_text_in_both_languages_is_refused_when_the_plugin_is_loaded(
    content, tmp_path, monkeypatch
):
    monkeypatch.setattr("gireport.model.messages._added", {})
    area = f"broken{abs(hash(content))}"
    file = tmp_path / "messages.json"
    if content is not None:
        file.write_text(content, "utf-8")
    add_catalogue(area, file)
    with pytest.raises(PluginError, match=rf"the message {area}\.title has no text") as caught:
        valid_format(replace(FORMAT, title=message(f"{area}.title")))
    assert f"消息 {area}.title 没有文字" in caught.value.message("zh")
