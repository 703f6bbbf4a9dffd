"""The commands of gireport with their arguments, options and help, from click, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import click

from gireport.cli.group import cli
from gireport.cli.language import speak
from gireport.cli.translated import Command

from ..sources import Language
from .text import code, said, table, words


def page(language: Language) -> str:
    """The page, a section for each command, those of the plugins too."""
    head, everywhere = said("commands", language, "head", "all")
    before = speak(language)
    try:
        with click.Context(cli, info_name="gireport") as context:
            parts = [head, f"## {everywhere} {{#all-commands}}\n", _options(cli, context, language)]
            for name in cli.list_commands(context):
                command = cli.get_command(context, name)
                assert isinstance(command, Command), name
                parts += _section(name, command, context, language)
    finally:
        speak(before)
    return "\n".join(parts)


def _section(name: str, command: Command, parent: click.Context, language: Language) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f"## gireport {name} {{#{name}}}\n"
    yield f"```text\ngireport {name} {pieces}\n```\n"
    yield "\n\n".join(words(" ".join(one.split())) for one in command._text.split("\n\n")) + "\n"
    yield _options(command, context, language)


def _options(command: click.Command, context: click.Context, language: Language) -> str:
    options = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    records = [record for one in options if (record := one.get_help_record(context))]
    head = said("commands", language, "option", "what")
    return table(head, [(code(names), words(text)) for names, text in records])
