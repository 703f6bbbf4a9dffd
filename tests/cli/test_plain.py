"""A plain call is run without click: it must mean what click takes it for."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from gireport.cli import convert as convert_command
from gireport.cli.group import cli
from gireport.cli.plain import CONVERT_OPTIONS, _plain_values, plain_call

WORDS = [
    *CONVERT_OPTIONS,
    "--lang",
    "--",
    "-",
    "a.docx",
    "b.html",
    "",
    "zh",
    "en",
    "--to=html",
    "-x",
    "--no-such",
    "--los",
]


def by_click(arguments):
    """What click gives the command; None where it gives it nothing."""
    with patch.object(convert_command, "convert_document", return_value=0) as run:
        CliRunner().invoke(cli, ["convert", *arguments], obj={})
    if not run.called:
        return None
    given = dict(run.call_args.kwargs)
    del given["registry"]
    return {name: value for name, value in given.items() if value not in (None, False)}


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_what_is_plain_means_what_click_takes_it_for(arguments):
    plain = _plain_values(arguments)
    if plain is not None:
        assert plain == by_click(arguments)


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        (["a.docx", "b.html"], {}),
        (["-", "-", "--from", "docx", "--to", "html"], {"from_format": "docx", "to_format": "html"}),
        (["--strict", "a.docx", "b.html", "--lang", "zh"], {"strict": True}),
        (
            ["a.docx", "b.html", "--losses", "l.json", "--no-outline"],
            {"losses_file": "l.json", "no_outline": True},
        ),
    ],
)
def test_a_call_with_its_options_in_full_is_plain(arguments, values):
    found = _plain_values(arguments)
    assert found is not None
    assert {name: value for name, value in found.items() if name not in ("source", "target")} == values


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["convert"],
        ["convert", "a.docx"],
        ["convert", "a.docx", "b.html", "c.md"],
        ["convert", "a.docx", "b.html", "--to"],
        ["convert", "a.docx", "b.html", "--to=html"],
        ["convert", "a.docx", "b.html", "--lang", "fr"],
        ["convert", "a.docx", "b.html", "--help"],
        ["convert", "--", "-a.docx", "b.html"],
        ["--no-plugin", "text", "convert", "a.docx", "b.html"],
        ["--lang", "zh", "--version"],
        ["check", "a.docx"],
    ],
)
def test_every_other_call_goes_to_click(arguments):
    assert plain_call(arguments) is None
