"""The JSON form: what goes in comes out, and what is wrong is named by its path."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Meta,
    ModelError,
    Paragraph,
    Report,
    Table,
    Text,
    decode,
    encode,
    normal,
    schema,
)
from gireport.testing.strategies import reports

DESIGN = """
{"gireport": "1",
 "meta": {"title": "题", "organ": "关", "year": 2023},
 "body": [
  {"type": "heading", "level": 1, "content": [{"type": "text", "text": "一、总体情况"}]},
  {"type": "paragraph", "align": "right", "content": [
    {"type": "bookmark-start", "name": "_GoBack"}, {"type": "bookmark-end", "name": "_GoBack"},
    {"type": "text", "text": "2023年", "marks": ["bold"]}]},
  {"type": "table", "columns": [1, 1], "header_rows": 1, "rows": [
    [{"colspan": 2, "content": [{"type": "paragraph", "content": []}]}],
    [{"rowspan": 1, "content": []}, {"content": []}]]}],
 "resources": {}}
"""


def test_the_form_that_the_design_fixes_is_read():
    assert normal(decode(DESIGN.encode())) == Report(
        Meta(title="题", organ="关", year=2023),
        (
            Heading(1, (Text("一、总体情况"),)),
            Paragraph((BookmarkStart("_GoBack"), BookmarkEnd("_GoBack"), Text("2023年", ("bold",))), "right"),
            Table(((Cell(colspan=2),), (Cell(), Cell())), columns=(1, 1), header_rows=1),
        ),
    )


def test_fields_at_their_default_are_left_out():
    assert json.loads(encode(Report(body=(Heading(1, (Text("a"),)), Table(((Cell(),),)))))) == {
        "gireport": "1",
        "body": [
            {"type": "heading", "level": 1, "content": [{"type": "text", "text": "a"}]},
            {"type": "table", "rows": [[{}]]},
        ],
    }


@given(reports())
def test_every_report_comes_back_and_fits_the_published_schema(report):
    """An oracle that we did not write: jsonschema."""
    data = encode(report)
    assert decode(data) == report
    jsonschema.Draft202012Validator(schema()).validate(json.loads(data))


def test_the_schema_refuses_what_the_decoder_refuses():
    validator = jsonschema.Draft202012Validator(schema())
    assert not validator.is_valid({"gireport": "1", "body": [{"type": "heading", "level": 10}]})
    assert not validator.is_valid({"gireport": "2"})
    assert not validator.is_valid({"gireport": "1", "colour": "red"})
    assert validator.is_valid(json.loads(DESIGN))


@pytest.mark.parametrize(
    ("data", "where", "cause"),
    [
        ('{"gireport": "1", "colour": 1}', "$", "unknown field `colour`"),
        ('{"gireport": "1", "body": [{"type": "verse"}]}', "$.body[0].type", "verse"),
        ('{"gireport": "1", "body": [{"type": "heading", "level": 10}]}', "$.body[0].level", "<= 9"),
        ('{"gireport": "1", "body": [{"type": "paragraph", "bold": true}]}', "$.body[0]", "bold"),
        ('{"gireport": "2"}', "$.gireport", "'2' is not known"),
        ('{"meta": {}}', "$.gireport", "not a gireport report"),
        ("[1, 2]", "$.gireport", "not a gireport report"),
        (
            '{"gireport": "1",\n "meta": {"title": "a", "title": "b"}}',
            "$.meta",
            "'title' is twice in one object",
        ),
        (
            '{"gireport": "1", "body": [{"type": "rule"}, {"type": "rule", "type": "rule"}]}',
            "$.body[1]",
            "twice",
        ),
        ('{"gireport": "1",\n "meta": {"year": NaN}}', "line 2 column 19", "not JSON"),
        ('{"gireport": "1", "meta": {"title": "\\ud800 lone"}}', "line 1 column 44", "not JSON"),
        ('{"gireport": "1", "meta": {"title": "\\u0000"}}', "$.meta.title", "U+0000"),
        ("", "line 1 column 1", "not JSON"),
        ('{"gireport": "1", "body": [' + '{"type":"table","rows":[[{"content":[' * 100_000, "$", "too deep"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(data, where, cause):
    """J01, J02"""
    with pytest.raises(ModelError) as caught:
        normal(decode(data.encode()))
    assert caught.value.where == where
    assert cause in caught.value.cause


def test_a_byte_order_mark_is_stepped_over():
    """J02"""
    assert decode(b"\xef\xbb\xbf" + DESIGN.encode()) == decode(DESIGN.encode())


def test_bytes_that_are_not_utf_8_are_named_with_their_place():
    with pytest.raises(ModelError) as caught:
        decode(b'{"gireport": "1",\n "meta": {"title": "\xff"}}')
    assert caught.value.where == "line 2 column 21"


@pytest.mark.parametrize("more", [b'"\xe0"', b"?", b"[" * 5000, b'1, "resources": 3'])
def test_a_fault_before_other_damage_is_named_all_the_same(more):
    """Law 8: what follows the fault is not read when the fault is met."""
    fault = b'{"gireport": "1", "resources": {"a": {"media_type": "image/png", "data": "A"}}, "body": '
    with pytest.raises(ModelError):
        decode(fault + more + b"}")
