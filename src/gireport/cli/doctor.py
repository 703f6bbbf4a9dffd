"""`gireport doctor`: what is installed, what works, and what to do about the rest."""

from __future__ import annotations

import click

from ..model.messages import Message, in_language
from ..plugins.values import Condition
from .common import registry
from .language import language, text
from .surroundings import surroundings
from .terminal import say
from .translated import command, option

BROKEN = 1
"""The exit status where something does not work."""


@command("doctor")
@option("--format", "output", type=click.Choice(["text", "json"]), default="text", help="check-format")
@click.pass_context
def doctor(ctx: click.Context, output: str) -> int:
    """Look at what gireport works with; `help.doctor` has the words.

    Each line is printed as it is found: LibreOffice takes seconds to start.
    """
    status = 0
    records = []
    for plugin, one in surroundings(registry(ctx)):
        what, advice = _texts(one)
        if one.state == "broken":
            status = BROKEN
        records.append(
            {"name": one.name, "plugin": plugin, "state": one.state, "what": what, "advice": advice}
        )
        if output == "text":
            say(text("cli.condition", state=text(f"cli.condition-{one.state}"), what=what))
            if advice:
                say(f"      → {advice}")
    if output == "json":
        import json

        say(json.dumps({"conditions": records}, ensure_ascii=False, indent=1).encode())
    return status


def _texts(one: Condition) -> tuple[str, str]:
    """What was found, and what to do: by default what the message itself says."""
    what, advice = (str(in_language(words, language())) for words in (one.what, one.advice))
    if not advice and isinstance(one.what, Message):
        advice = one.what.hint(language())
    return what, advice
