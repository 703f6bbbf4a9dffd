"""Which format reads an input and which writes an output, and what is said when none does."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.errors import EmptyFileError, UsageError, WrongKindError
from gireport.model import Paragraph, Report
from gireport.plugins.registry import Registry, suffix_of

PAGE = b"<!doctype html><html><body><p>\xe7\x94\xb2</p></body></html>"


@pytest.fixture(scope="module")
def registry():
    return Registry()


@pytest.mark.parametrize(
    ("name", "data", "chosen"),
    [
        ("a.html", PAGE, "html"),
        ("a", PAGE, "html"),
        ("-", b'{"gireport": "1"}', "json"),
        ("a.md", b"# \xe7\x94\xb2\n", "markdown"),
        ("a.htm", b"<custom-tag>\xe7\x94\xb2</custom-tag>", "html"),
        ("a.html", b"<my-part>\n\n| a | b |\n| - | - |\n", "html"),
    ],
)
def test_the_name_decides_when_the_content_does_not_contradict_it(registry, name, data, chosen):
    assert registry.for_reading(name, data).name == chosen


@pytest.mark.parametrize(
    ("name", "data", "kind", "zh", "en"),
    [
        (
            "a.docx",
            b"",
            EmptyFileError,
            "文件是空的（请重新取得这个文件）",
            "the file is empty (get the file again)",
        ),
        (
            "a.md",
            PAGE,
            WrongKindError,
            "文件名后缀是 .md，内容却是 HTML 网页（改成正确的后缀，或指明格式为 html）",
            "the name ends in .md, the content is: HTML page (rename the file, or name the format html)",
        ),
        (
            "a.html",
            b'{"gireport": "1"}',
            WrongKindError,
            "内容却是 gireport 的 JSON",
            "the content is: gireport JSON",
        ),
        (
            "a.foo",
            b"\x01\x02",
            WrongKindError,
            "读不了后缀为 .foo 的文件",
            "no format reads files named .foo",
        ),
        ("a", b"\x01\x02", WrongKindError, "看不出是什么格式", "neither its name nor its content says"),
    ],
)
def test_an_input_that_no_format_reads_is_refused_in_both_languages(registry, name, data, kind, zh, en):
    with pytest.raises(kind) as caught:
        registry.for_reading(name, data)
    assert zh in caught.value.message("zh")
    assert en in caught.value.message("en")


@pytest.mark.parametrize(
    ("ask", "zh", "en"),
    [
        (lambda book: book.named("docxx"), "是不是想用 docx？", "did you mean docx?"),
        (lambda book: book.engine("locl"), "没有名为“locl”的引擎", "there is no engine 'locl'"),
        (
            lambda book: book.for_writing("a.xhtml"),
            "后缀为 .xhtml 的文件只能读（请写成 .html）",
            "are only read",
        ),
        (lambda book: book.for_writing("", "portal"), "portal 格式只能读，不能写", "portal can only be read"),
        (lambda book: book.for_writing("a.foo"), "没有格式能写成“a.foo”这样的文件", "named like 'a.foo'"),
    ],
)
def test_a_name_that_does_not_exist_is_refused_in_both_languages(registry, ask, zh, en):
    with pytest.raises(UsageError) as caught:
        ask(registry)
    assert zh in caught.value.message("zh")
    assert en in caught.value.message("en")


@given(st.text(st.sampled_from("ab./"), max_size=8))
def test_the_suffix_is_that_of_pathlib(name):
    if ".." not in name.split("/"):  # pathlib keeps `a/..` as it is written
        assert suffix_of(name) == PurePath(name).suffix.lower()


def test_what_a_built_in_format_knows_is_read_by_it_under_a_name_of_a_plugin(registry):
    """A plugin that reads .doc does not take away what was read without it: a .docx that is named .doc."""
    if not any(".doc" in one.suffixes for one in registry.formats):
        pytest.skip("gireport-libreoffice is not installed")
    written = gireport.write(Report(body=(Paragraph(),)), "docx")
    assert registry.for_reading("a.doc", written).name == "docx"
    assert registry.for_reading("a.wps", PAGE).name == "html"
    assert registry.for_reading("a.doc", b"{\\rtf1 a}").name == "rtf"


OF_THIS_REPOSITORY = ("text", "xlsx", "pdf", "libreoffice")


@pytest.mark.parametrize(
    ("name", "data", "plugin"),
    [("a.txt", b"words", "text"), ("a.pdf", b"%PDF-1.7\n", "pdf")],
)
def test_a_file_of_a_plugin_that_is_not_installed_names_the_plugin(name, data, plugin):
    with pytest.raises(WrongKindError) as caught:
        Registry(OF_THIS_REPOSITORY).for_reading(name, data)
    assert f"pip install ./plugins/gireport-{plugin}" in caught.value.message("zh")


@pytest.mark.parametrize(
    ("name", "plugin"),
    [("a.txt", "text"), ("a.xlsx", "xlsx"), ("a.pdf", "libreoffice"), ("a.doc", "libreoffice")],
)
def test_an_output_of_a_plugin_that_is_not_installed_names_the_plugin(name, plugin):
    with pytest.raises(UsageError) as caught:
        Registry(OF_THIS_REPOSITORY).for_writing(name)
    assert f"pip install ./plugins/gireport-{plugin}" in caught.value.message("zh")
