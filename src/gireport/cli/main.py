"""The command group, and how errors and exit statuses leave it."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from ..errors import GireportError, LimitError, OptionError, WriteError
from ..model.messages import message
from ..plugins.registry import Registry
from ..safe.reasons import reason_of
from ..version import __version__
from .language import choose_language, language, text
from .terminal import say, tell
from .translated import LANG, Group, Option, option, usage_message

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
}
"""Name → the module it lives in, in the order in which people meet them."""


class _Group(Group):
    """Imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        ctx.ensure_object(dict)["asked"] = f"gireport {args[0]}"
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(import_module(f".{module}", __package__), cmd_name)
        return command


@click.group("cli", cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gireport", cls=Option, help="version")
@option("--lang", **LANG)
@option("--debug", is_flag=True, help="debug")
@option("--no-plugin", "no_plugins", multiple=True, metavar="NAME", help="no-plugin")
@click.pass_context
def cli(ctx: click.Context, debug: bool, no_plugins: tuple[str, ...]) -> None:
    """Government-information annual reports, from any document format to any other, whole."""
    ctx.ensure_object(dict).update(debug=debug, registry=Registry(no_plugins))


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    0 done; 1 done, but `--strict` or a check found something; 2 wrong usage; 3 an input could not be read; 4
    an output could not be written.
    """
    # One conversion builds no cycles worth a collector's walk over every node of the document.
    gc.disable()
    _make_ready()
    choose_language(sys.argv[1:] if arguments is None else arguments)
    _leave(_run(arguments))


def _make_ready() -> None:
    """Give a standard stream that was closed (`>&-`) a place again, where reading and writing fail as they
    would.

    Else the next file that is opened has its number, and gets what is meant for it. What is said on standard
    error goes nowhere.
    """
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nothing = os.open(os.devnull, os.O_RDONLY if name == "stdout" else os.O_WRONLY)
            raw = io.FileIO(nothing, "r" if name == "stdin" else "w")
            raw.name = f"<{name}>"
            buffer = io.BufferedReader(raw) if name == "stdin" else io.BufferedWriter(raw)
            setattr(sys, name, io.TextIOWrapper(buffer, encoding="utf-8"))
        elif name == "stdout" and isinstance(stream, io.TextIOWrapper):
            # What the locale's encoding lacks (GBK has no ✗) is escaped and stops nothing.
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: list[str] | None) -> int:
    state: dict[str, Any] = {}
    try:
        # Without arguments click takes the command's, on Windows with the globs that its shell leaves.
        result = cli.main(arguments, prog_name="gireport", standalone_mode=False, obj=state)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message().encode())
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
    except MemoryError:
        tell(LimitError(message("cli.memory")).message(language()))
        return 3
    except (GireportError, OSError) as error:
        if state.get("debug"):
            import traceback

            with suppress(OSError):
                traceback.print_exc()
        if isinstance(error, OptionError):
            error = OptionError(error.owner, error.option, error.known, spell=_spelled)
        elif isinstance(error, OSError):  # of the help, which click writes
            error = WriteError(message("safe.output-failed", reason=reason_of(error)), source="<stdout>")
        tell(error.message(language()))
        return error.exit_status
    return result if isinstance(result, int) else 0


def _spelled(option: str) -> str:
    """The keyword `option` as it stands on the command line."""
    return "--" + option.replace("_", "-")


def _leave(status: int) -> None:
    """Flush and go. The interpreter would spend milliseconds on freeing what the system frees at once."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # the line that failed was reported when it was written
            stream.flush()
    os._exit(status)
