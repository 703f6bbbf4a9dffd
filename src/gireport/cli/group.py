"""Which commands are there, and what is said about wrong arguments? click's part of the command line."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from ..version import __version__
from .language import language, text
from .terminal import say_page, tell
from .translated import LANG, Group, option, usage_message, version_option

if TYPE_CHECKING:
    from ..plugins.registry import Registry
    from ..plugins.values import Subcommand

COMMANDS = {
    "convert": "convert",
    "batch": "batch",
    "check": "statutory",
    "data": "statutory",
    "compare": "statutory",
    "new": "statutory",
    "inspect": "show",
    "formats": "show",
    "steps": "show",
    "plugins": "show",
    "schema": "show",
    "completion": "completion",
    "doctor": "doctor",
}
"""Name → the module it lives in, in the order in which people meet them."""


def _of_plugins(ctx: click.Context) -> dict[str, Subcommand]:
    """The commands that plugins add, without those of plugins that are switched off."""
    if "registry" not in ctx.ensure_object(dict):
        from ..plugins.entry_points import find_entry_points, may_have

        if not any(may_have("gireport_commands", one) for one in find_entry_points()):
            return {}
    return _registry(ctx).commands


def _registry(ctx: click.Context) -> Registry:
    """The registry of this call.

    Help and unknown commands ask for it before the callback of the group runs.
    """
    state = ctx.ensure_object(dict)
    if "registry" not in state:
        from ..plugins.registry import Registry

        state["registry"] = Registry(ctx.params.get("no_plugins") or ())
    registry: Registry = state["registry"]
    return registry


def _loaded(subcommand: Subcommand) -> click.Command:
    """The click command of a plugin's `subcommand`.

    Raises:
        PluginError: it cannot be loaded, or is something else.
    """
    from ..errors import PluginError
    from ..model.messages import message

    command = subcommand.load()
    if not isinstance(command, click.Command):
        found = message("plugins.wrong-type", found=type(command).__name__, wanted="click.Command")
        raise PluginError(message("plugins.no-command", name=subcommand.name, reason=found))
    return command


class _Group(Group):
    """Imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *_of_plugins(ctx)]

    def first_line(self, ctx: click.Context, name: str) -> str:
        """Return the first line of a command's help, without importing the command."""
        if name not in COMMANDS:
            from ..model.messages import in_language

            return str(in_language(_of_plugins(ctx)[name].title, language()))
        return text(f"help.{name}").partition("\n")[0]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        ctx.ensure_object(dict)["asked"] = f"gireport {name}"
        if not ctx.resilient_parsing and self.get_command(ctx, name) is None:
            from ..errors import UsageError

            raise _registry(ctx).with_refused(UsageError.unknown("command", name, self.list_commands(ctx)))
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            subcommand = _of_plugins(ctx).get(cmd_name)
            return None if subcommand is None else _loaded(subcommand)
        command: click.Command = getattr(import_module(f".{module}", __package__), cmd_name)
        return command


@click.group("cli", cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@version_option(f"gireport, version {__version__}")
@option("--lang", **LANG)
@option("--debug", is_flag=True, help="debug")
@option("--no-plugin", "no_plugins", multiple=True, metavar="NAME", help="no-plugin")
@click.pass_context
def cli(ctx: click.Context, debug: bool, no_plugins: tuple[str, ...]) -> None:
    """Government-information annual reports, from any document format to any other, whole."""
    from ..plugins.registry import Registry

    state = ctx.ensure_object(dict)
    state["debug"] = debug
    # A plugin's command was found by a registry that has loaded the plugins already.
    state.setdefault("registry", Registry(no_plugins))


def run(arguments: list[str] | None, state: dict[str, Any]) -> int:
    """Parse `arguments` (by default the program's own), run their command and return its exit status.

    `state` is filled with what an error report needs: `debug`, and the command in `asked`.

    Raises:
        GireportError, OSError, MemoryError: what the command raises.
    """
    try:
        # Without arguments click takes the program's, on Windows with the globs that its shell leaves.
        result = cli.main(arguments, prog_name="gireport", standalone_mode=False, obj=state)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        say_page(error.format_message())
        return 2
    except click.ClickException as error:
        # click does not say whose option it is that lacks its argument.
        known = error.ctx if isinstance(error, click.UsageError) else None
        command = known.command_path if known else state.get("asked", "gireport")
        tell(text("usage.see-help", message=usage_message(error), command=command))
        return 2
    except click.Abort:
        tell(text("cli.stopped"))
        return 130
    return result if isinstance(result, int) else 0
