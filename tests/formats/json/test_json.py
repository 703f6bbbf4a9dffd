"""The JSON format: what it takes for its own, and what it says of what it cannot read."""

from __future__ import annotations

import pytest

import gireport
from gireport.errors import ModelError, WrongKindError
from gireport.formats.json import FORMAT
from gireport.losses import Losses
from gireport.model import Report


@pytest.mark.parametrize(
    "data",
    [
        b'{"gireport": "1"}',
        b'\xef\xbb\xbf\r\n {\n\t"gireport" : "1"}',
        b'{"$schema": "https://example.cn/schema.json", "draft": true, "n": -1.5, "gireport": "1"}',
        gireport.write(Report(), "json"),
    ],
)
def test_a_report_is_told_by_our_key_at_the_top_level(data):
    assert FORMAT.sniff(data)


@pytest.mark.parametrize(
    "data",
    [
        b'[{"gireport": "1"}]',
        b'{"name": "gireport"}',
        b'{"package": {"gireport": "1"}}',
        b'{"dependencies": ["gireport", "1"]}',
        b'{"gireport": {"version": 2}}',
        b'see "gireport": "1"',
        b'<p>{"gireport": "1"}</p>',
        b'{"a": "\\", "gireport": "1"',
    ],
)
def test_other_files_that_name_us_are_not_ours(data):
    assert not FORMAT.sniff(data)


def test_looking_at_a_long_file_takes_no_time():
    assert not FORMAT.sniff(b"{" + b'"a": 1, ' * 200_000)
    assert not FORMAT.sniff(b"{" + b'"a": ' + b" " * 1_000_000)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-32-le"])
def test_other_encodings_of_unicode_get_a_hint(encoding):
    with pytest.raises(WrongKindError, match=r"not UTF-8 but UTF-16 or UTF-32 \(save it as UTF-8\)"):
        gireport.read('{"gireport": "1"}'.encode(encoding), "json")


@pytest.mark.parametrize(
    ("members", "where"),
    [
        (
            '"resources": {"ok": {"media_type": "image/png", "data": "AA=="}, "bad": {"media_type": "a/b", "data": "*"}}',
            "$.resources.bad.data",
        ),
        ('"resources": {"bad": {"data": "AA=="}}', "$.resources.bad"),
        ('"meta": {"extra": {"one": "a", "two": 2}}', "$.meta.extra.two"),
    ],
)
def test_a_value_in_a_mapping_is_named_by_its_key(members, where):
    with pytest.raises(ModelError) as caught:
        FORMAT.reader(f'{{"gireport": "1", {members}}}'.encode(), Losses())
    assert caught.value.where == where
