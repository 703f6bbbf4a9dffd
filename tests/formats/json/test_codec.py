"""The JSON format: what it takes for its own, and what it says of what it cannot read."""

from __future__ import annotations

import hashlib

import pytest

import gireport
from gireport import limits
from gireport.errors import LimitError, ModelError, WrongKindError
from gireport.formats.json import FORMAT
from gireport.losses import Losses
from gireport.model import Image, Paragraph, Report, Resource, Text, encode, normal
from support.budget import within


@pytest.mark.parametrize(
    "data",
    [
        b'{"gireport": "1"}',
        b'\xef\xbb\xbf\r\n {\n\t"gireport" : "1"}',
        b'{"$schema": "https://example.cn/schema.json", "draft": true, "n": -1.5, "gireport": "1"}',
        gireport.write(Report(), "json"),
    ],
)
def test_our_key_at_the_top_level_identifies_a_report(data):
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
    with within(1):
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
            '"resources": {"ok": {"media_type": "image/png", "data": "AA=="}, "bad": {"media_type": "a/b", "data": "*"}}',  # noqa: E501
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


def paragraph(text: str) -> str:
    return f'[{{"type": "paragraph", "content": [{{"type": "text", "text": "{text}"}}]}}]'


def document(body: str, rest: str = "") -> bytes:
    return f'{{"gireport": "1", "body": {body}{rest}}}'.encode()


@pytest.mark.parametrize(
    ("character", "room"),
    [("", 1000), ("é", 1000), ("审", 500), ("\\u5ba1", 500), ("😀", 250), ("\\ud83d\\ude00", 250)],
)
def test_text_counts_by_its_widest_character(monkeypatch, character, room):
    monkeypatch.setattr(limits, "JSON_TEXT", 1000)
    # An escape may stand in a name, so that all there is counts with it.
    around = len(document(paragraph(character)).decode() if "\\" in character else paragraph(character))
    FORMAT.reader(document(paragraph("a" * (room - around) + character)), Losses())
    with pytest.raises(LimitError, match="the characters of the JSON"):
        FORMAT.reader(document(paragraph("a" * (room - around + 1) + character)), Losses())


def test_pictures_are_no_characters_and_an_emoji_does_not_make_them_wide(monkeypatch):
    monkeypatch.setattr(limits, "JSON_TEXT", 1000)
    picture = normal_picture(b"\x89PNG" * 600)
    data = encode(picture)
    assert len(data) > 3000
    assert FORMAT.reader(data, Losses()) == picture


def test_a_duplicate_key_is_named_without_its_escapes():
    twice = ', "meta": {"extra": {"名": "1", "名": "2"}}'
    escaped = ', "meta": {"extra": {"名": "1", "\\u540d": "2"}}'
    for rest in (twice, escaped):
        with pytest.raises(ModelError, match="the key '名' is twice in one object") as caught:
            FORMAT.reader(document("[]", rest), Losses())
        assert caught.value.where == "$.meta.extra"


def normal_picture(data: bytes) -> Report:
    resource = Resource("image/png", data)
    key = hashlib.sha256(data).hexdigest()
    return normal(Report(body=(Paragraph((Text("😀"), Image(key))),), resources={key: resource}))


def test_names_outside_the_body_are_limited_and_what_is_in_the_body_is_not(monkeypatch):
    monkeypatch.setattr(limits, "JSON_BESIDE", 6)
    body = ",".join(['{"type": "rule"}'] * 9)
    for names, fits in ('"a": "", "b": ""', True), ('"a": "", "b": "", "c": ""', False):
        data = f'{{"gireport": "1", "body": [{body}], "meta": {{"extra": {{{names}}}}}}}'.encode()
        if fits:
            assert len(FORMAT.reader(data, Losses()).body) == 9
        else:
            with pytest.raises(LimitError, match="outside its body"):
                FORMAT.reader(data, Losses())


def test_a_body_given_twice_hides_nothing_from_the_limits(monkeypatch):
    monkeypatch.setattr(limits, "JSON_BESIDE", 6)
    body = ",".join(['{"type": "rule"}'] * 9)
    with pytest.raises(LimitError, match="outside its body"):
        FORMAT.reader(f'{{"gireport": "1", "body": [{body}], "body": []}}'.encode(), Losses())


def test_bytes_that_are_not_json_are_refused_as_such_and_not_as_too_large(monkeypatch):
    monkeypatch.setattr(limits, "JSON_BESIDE", 6)
    with pytest.raises(ModelError, match="this is not JSON"):
        FORMAT.reader(b'{"gireport": "1", "body": [{},{},{},{},{},{},', Losses())


@pytest.mark.parametrize("kind", ["bookmark", "b\\u006fokmark"])
def test_an_edge_of_a_bookmark_counts_as_two_more_even_where_an_escape_hides_it(monkeypatch, kind):
    edges = f'{{"type": "{kind}-start", "name": "a"}}, {{"type": "{kind}-end", "name": "a"}}'
    data = f'{{"gireport": "1", "body": [{{"type": "paragraph", "content": [{edges}]}}]}}'.encode()
    signs = sum(map(data.count, (b"{", b"[", b",")))
    monkeypatch.setattr(limits, "JSON_VALUES", signs + 4)
    assert len(FORMAT.reader(data, Losses()).body[0].content) == 2
    monkeypatch.setattr(limits, "JSON_VALUES", signs + 3)
    with pytest.raises(LimitError, match="brackets, braces and commas"):
        FORMAT.reader(data, Losses())
