"""The option tables of the documents are those that the commands have."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from gireport.cli.group import COMMANDS, cli

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"


def documented():
    """Command → the options that its section's table lists."""
    sections = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.M)[1:]
    result = {}
    for section in sections:
        head, _, text = section.partition("\n")
        for name in re.findall(r"`gireport (\w+)", head):
            result[name] = re.findall(r"^\| `(--[\w-]+)", text, re.M)
    return result


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_in_its_table_and_no_other(name):
    command = cli.get_command(click.Context(cli), name)
    options = {max(one.opts, key=len) for one in command.params if isinstance(one, click.Option)}
    assert "--lang" in options  # every command has it; the page says so once
    assert set(documented().get(name, [])) == options - {"--lang"}
