"""A regular expression that is compiled later behaves as one that is compiled at once."""

from __future__ import annotations

import re

import pytest

from gireport.model.patterns import compiled_later


@pytest.mark.parametrize(
    ("expression", "flags", "text"), [("a(b+)", re.IGNORECASE, "xABBy"), (rb"\d{2}", 0, b"a 12 b 34")]
)
def test_it_finds_what_the_compiled_pattern_finds(expression, flags, text):
    later, compiled = compiled_later(expression, flags), re.compile(expression, flags)
    for _ in range(2):
        assert later.search(text).span() == compiled.search(text).span()
        assert later.findall(text) == compiled.findall(text)
    assert (later.fullmatch(text), later.pattern, later.flags) == (None, compiled.pattern, compiled.flags)


def test_nothing_is_compiled_before_it_is_used(monkeypatch):
    made = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda *arguments: made.append(arguments) or compile_(*arguments))
    later = compiled_later("a")
    assert made == []
    assert later.search("ba")
    assert later.search("ca")
    assert made == [("a", 0)]


def test_a_wrong_expression_and_a_wrong_method_fail_as_they_do_in_re():
    with pytest.raises(re.error):
        compiled_later("(").search("a")
    with pytest.raises(AttributeError, match="serch"):
        compiled_later("a").serch  # noqa: B018
