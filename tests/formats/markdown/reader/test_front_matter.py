"""Front matter as people write it: where it is, and which metadata it gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.errors import DamagedFileError
from gireport.formats.markdown import FORMAT
from gireport.formats.markdown.reader.plain_front_matter import plain_values
from gireport.formats.markdown.reader.yaml_mapping import YamlMapping
from gireport.formats.markdown.writer.front_matter import write
from gireport.losses import Losses
from gireport.model import (
    Meta,
    Paragraph,
    Rule,
    Text,
)
from gireport.testing.strategies import metas


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_is_metadata(read, start, end):
    """M04"""
    text = (
        "---\n# of a portal\ntitle: 年度: 报告\n".replace("年度: 报告", "'年度: 报告'")
        + "year: 2023\ndate: 2024-01-23\nkeywords: [甲, 乙]\norgan: ~\nlang: ug\nauthor: |\n  张三\n  李四\n"
        "---\n正文\n"
    )
    report = read(start + text.replace("\n", end))
    assert report.meta == Meta(
        title="年度: 报告",
        year=2023,
        published="2024-01-23",
        keywords=("甲", "乙"),
        language="ug",
        extra={"author": "张三\n李四"},
    )
    assert report.body == (Paragraph((Text("正文"),)),)


@pytest.mark.parametrize(
    ("head", "cause", "line"),
    [
        ("title: a\ntitle: b", "'title' is there twice", "line 3"),
        ("a: &x [1]\nb: *x", "alias", "line 3"),
        ("- a\n- b", "not a mapping of names", "line 2"),
        ("只有文字", "not a mapping of names", "line 2"),
        ("a: [b", "", "line"),
        ("a: {b: {c: d}}", "nests deeper", "line 2"),
        ("a: [[1]]", "nests deeper", "line 2"),
        ("a: b: c", "mapping values", "line 2"),
    ],
)
def test_front_matter_that_is_no_metadata_is_refused_with_its_line(head, cause, line):
    """M04"""
    with pytest.raises(DamagedFileError) as caught:
        FORMAT.reader(f"---\n{head}\n---\n".encode(), Losses())
    assert cause in caught.value.cause
    assert caught.value.where.startswith(line)


def test_front_matter_makes_no_objects():
    """M04: a tag is passed over, never followed."""
    meta = FORMAT.reader(
        b"---\ntitle: !!python/object/apply:os.system [exit]\nyear: !!str 2023\n---\n", Losses()
    ).meta
    assert meta == Meta(year=2023, extra={"title": "exit"})


def test_a_rule_at_the_start_is_no_front_matter(read):
    assert read("---\n\n甲\n\n---\n").body == (Rule(), Paragraph((Text("甲"),)), Rule())


def test_bytes_that_say_front_matter_are_markdown():
    assert FORMAT.sniff(b"---\ntitle: a\n---\n")
    assert FORMAT.sniff("\ufeff---\r\n标题: a\r\nkeywords:\r\n- b\r\n# c\r\n...\r\nd".encode())
    assert not FORMAT.sniff(b"---\n\ntitle: a\n---\n")
    assert not FORMAT.sniff(b"# a\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\n备注: 甲\n---\n",
        "---\ntitle: 没有结尾\n\n正文\n",
        "---\ntitle: 甲\n这一行不是元数据\n---\n",
        "----\ntitle: 甲\n---\n",
    ],
)
def test_three_dashes_and_a_colon_in_a_text_are_no_front_matter(text):
    assert not FORMAT.sniff(text.encode())


NAMES = st.sampled_from(["title", "organ", "year", "keywords", "extra", "yes", "标题", "a b", "null"])
TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "2021",
            "2021年",
            "12",
            "年度报告",
            "甲 乙",
            '"甲: 乙"',
            '"',
            '"a\\n"',
            "yes",
            "~",
            "a: b",
            "a #b",
            "[甲]",
        ]
    ),
    st.text(st.sampled_from('甲a1 -:#"\\[]{}，。'), max_size=6),
)
LINES = st.one_of(
    st.tuples(NAMES, TEXTS).map(lambda pair: f"{pair[0]}: {pair[1]}".rstrip()),
    st.tuples(NAMES, TEXTS).map(lambda pair: f"  {pair[0]}: {pair[1]}"),
    TEXTS.map(lambda text: f"- {text}"),
    TEXTS,
)


@given(st.lists(LINES, max_size=6).map("\n".join))
def test_what_is_read_without_yaml_is_what_yaml_reads(source):
    values = plain_values(source)
    if values is not None:
        assert values == YamlMapping(source, Losses()).read()


@given(metas())
def test_front_matter_of_ours_is_read_as_it_was_written(meta):
    _, head, _ = (write(meta) or "---\n---\n").split("---\n", 2)
    values = plain_values(head)
    if head and values is not None:
        assert values == YamlMapping(head, Losses()).read()


def test_front_matter_as_gireport_writes_it_needs_no_yaml():
    meta = Meta(
        title="某市2021年报告", organ="某市：办公室", year=2021, keywords=("甲", "乙"), extra={"来源": "a: b"}
    )
    assert plain_values(write(meta).removeprefix("---\n").removesuffix("---\n\n")) == {
        "title": "某市2021年报告",
        "organ": "某市：办公室",
        "year": "2021",
        "keywords": ["甲", "乙"],
        "extra": {"来源": "a: b"},
    }
