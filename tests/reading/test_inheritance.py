"""The properties of styles that are based on one another."""

from __future__ import annotations

from gireport.reading.inheritance import resolve_style


def resolved(name, styles, known=None):
    """The names of the style `name` and of those it inherits from, the outermost first."""
    read = []

    def properties_of(element, parent):
        read.append(element)
        return (*(parent or ()), element)

    known = {} if known is None else known
    elements = {style: style for style in styles}
    return resolve_style(name, known, elements.get, styles.__getitem__, properties_of), read


def test_a_style_inherits_from_the_style_that_it_is_based_on():
    assert resolved("c", {"a": "", "b": "a", "c": "b"})[0] == ("a", "b", "c")


def test_a_style_that_does_not_exist_has_no_properties():
    assert resolved("x", {"a": ""}) == (None, [])


def test_a_style_based_on_one_that_does_not_exist_has_its_own_properties():
    assert resolved("a", {"a": "gone"})[0] == ("a",)


def test_each_style_is_read_once():
    styles, known = {"a": "", "b": "a", "c": "a"}, {}
    assert resolved("b", styles, known)[1] == ["a", "b"]
    assert resolved("c", styles, known)[1] == ["c"]
    assert resolved("c", styles, known)[1] == []


def test_styles_based_on_one_another_in_a_circle_are_read_once():
    assert resolved("a", {"a": "b", "b": "a"})[0] == ("b", "a")


def test_a_long_chain_of_styles_needs_no_recursion():
    styles = {str(number): str(number - 1) if number else "" for number in range(3000)}
    known = {}
    resolve_style("2999", known, styles.get, lambda parent: parent, lambda _element, _parent: 0)
    assert len(known) == 3000
