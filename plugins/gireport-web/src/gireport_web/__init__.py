"""The gireport plugin for the browser: a page for editors, and an interface for programs."""

from __future__ import annotations

from pathlib import Path

from gireport.hooks import Subcommand, hookimpl, lazy
from gireport.model.messages import add_catalogue, message

GIREPORT_API = 1

add_catalogue("web", Path(__file__).with_name("messages.json"))


@hookimpl
def gireport_commands() -> list[Subcommand]:
    """Return the command `serve`; its module is imported when it is called."""
    return [Subcommand("serve", message("web.title"), lazy("gireport_web.command:load"))]
