"""How do click's help pages and errors speak both languages?

A command and an option hold keys of the catalogue (`help.json`) in the place of their texts; the texts are
looked up when a page is written. What click itself says (`Usage`, a missing argument) comes from the
catalogue too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import east_asian_width

import click

from .language import LANGUAGES, language, speak, text
from .terminal import say_page

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])


# --- pages ----------------------------------------------------------------------------------------------


class Formatter(click.HelpFormatter):
    """Breaks lines by the columns that a terminal gives them: a Chinese character takes two."""

    def write_heading(self, heading: str) -> None:
        """Write the head of a section, which has its colon."""
        self.write(f"{'':{self.current_indent}}{heading}\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        indent = " " * self.current_indent
        for line in _lines(" ".join(text.split()), self.width - self.current_indent):
            self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of terms and their descriptions in two columns."""
        pairs = list(rows)
        first = min(max((len(term) for term, _ in pairs), default=0), col_max) + col_spacing
        for term, description in pairs:
            lines = list(_lines(description, self.width - self.current_indent - first)) or [""]
            head = term.ljust(first)
            if len(term) > first - col_spacing:
                self.write(f"{'':{self.current_indent}}{term}\n")
                head = " " * first
            for line in lines:
                self.write(f"{'':{self.current_indent}}{head}{line}".rstrip() + "\n")
                head = " " * first


_NEVER_FIRST = "，。；：、）！？”"
"""Characters of punctuation that no line begins with."""


def _lines(text: str, room: int) -> Iterator[str]:
    """Break `text` into lines of at most `room` columns: at spaces, or between Chinese characters."""
    line, used = "", 0
    for word in _words(text):
        columns = sum(_columns(char) for char in word)
        if used + columns > room and line.strip() and word.strip() and word not in _NEVER_FIRST:
            yield line.rstrip()
            line, used = "", 0
        line += word if line or word.strip() else ""
        used += columns if line else 0
    if line.strip():
        yield line.rstrip()


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if char == " " or _columns(char) == 2:
            if word:
                yield word
            yield char
            word = ""
        else:
            word += char
    if word:
        yield word


def _columns(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


class _Context(click.Context):
    """A context whose pages are written by `Formatter`."""

    formatter_class = Formatter


# --- commands and options ---------------------------------------------------------------------------------


def _showing(page: Callable[[click.Context], str]) -> Callable[[click.Context, click.Parameter, bool], None]:
    """The callback of an option that prints the `page` of its command and leaves. A stream that takes no more
    is an error of ours: click has its own exit status for one that nobody reads.
    """

    def show(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            say_page(page(ctx))
            ctx.exit()

    return show


def version_option(line: str) -> Callable[[F], F]:
    """Add `--version`, which prints `line`."""
    return option(
        "--version",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_showing(lambda _ctx: line),
        help="version",
    )


def _key(name: str) -> str:
    """The key of a help text: `name` in `help.json`, or one of a plugin's catalogue, which names its area."""
    return name if "." in name else f"help.{name}"


class Option(click.Option):
    """An option whose `help` is a name in `help.json`, or a key of a plugin's catalogue (`web.help-port`).

    Its default fills the field `default`.
    """

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names of the option and its text."""
        option = copy(self)
        option.help = text(_key(self.help or ""), default=self.default)
        record = click.Option.get_help_record(option, ctx)
        if record is not None and self.required:
            record = record[0], record[1].replace("required]", f"{text('help.required')}]")
        return record

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return the values that begin with `incomplete`, for a shell."""
        from .values import option_values

        known = option_values(ctx, self, incomplete)
        return super().shell_complete(ctx, incomplete) if known is None else known


class Argument(click.Argument):
    """An argument that is a file, where its type says nothing else."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return the values that begin with `incomplete`, for a shell, or that it is to list files."""
        from click.shell_completion import CompletionItem

        if self.type is click.STRING:
            return [CompletionItem(incomplete, type="file")]
        return super().shell_complete(ctx, incomplete)


class Command(click.Command):
    """A command whose help is the text `text_key`, by default `help.NAME`.

    Its first line is the short help.
    """

    context_class = _Context
    text_key = ""

    @property
    def _text(self) -> str:
        return text(self.text_key or f"help.{self.name}")

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help, for the list of commands."""
        return self._text.partition("\n")[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        words = {"[OPTIONS]": text("help.usage-options"), "COMMAND [ARGS]...": text("help.usage-command")}
        pieces = " ".join(words.get(piece, piece) for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=text("help.usage-head"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        formatter.write_paragraph()
        with formatter.indentation():
            for number, paragraph in enumerate(self._text.split("\n\n")):
                if number:
                    formatter.write_paragraph()
                formatter.write_text(paragraph)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = (one for one in self.get_params(ctx) if isinstance(one, click.Option))
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section(text("help.options-head")):
            formatter.write_dl([record for record in records if record is not None])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return the options that begin with `incomplete`, each with its text, for a shell."""
        found = click.Command.shell_complete(self, ctx, incomplete)
        texts = {
            name: record[1]
            for one in self.get_params(ctx)
            if isinstance(one, click.Option) and (record := one.get_help_record(ctx))
            for name in one.opts
        }
        for item in found:
            item.help = texts.get(item.value)
        return found

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` with its text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = text("help.help")
            option.callback = _showing(click.Context.get_help)
        return option


class Group(Command, click.Group):
    """A group of commands with help in both languages."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        Command.format_options(self, ctx, formatter)
        with formatter.section(text("help.commands-head")):
            formatter.write_dl([(name, self.first_line(ctx, name)) for name in self.list_commands(ctx)])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return the commands and the options that begin with `incomplete`, for a shell; imports no
        command.
        """
        from click.shell_completion import CompletionItem

        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=self.first_line(ctx, name)) for name in names]
        return [*commands, *Command.shell_complete(self, ctx, incomplete)]

    def first_line(self, ctx: click.Context, name: str) -> str:
        """Return the first line of a command's help."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str() if command else ""


def _speak(ctx: click.Context, _parameter: click.Parameter, value: Any) -> Any:
    """Use the value of `--lang` until the command of `ctx` ends."""
    if value is not None:
        before = speak(value)
        ctx.call_on_close(lambda: speak(before))
    return value


LANG: dict[str, Any] = {
    "type": click.Choice(LANGUAGES),
    "expose_value": False,
    "is_eager": True,
    "callback": _speak,
    "help": "lang",
}
"""The settings of `--lang`."""


def command(name: str, text_key: str = "") -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function; every command has `--lang`, which `choose_language` has read already.

    A plugin names the key of the help in its own catalogue, `text_key`.
    """

    def decorate(function: Callable[..., Any]) -> Command:
        result = click.command(name, cls=Command)(function)
        result.text_key = text_key
        result.params.append(Option(["--lang"], **LANG))
        return result

    return decorate


def option(*names: str, help: str, **settings: Any) -> Callable[[F], F]:
    """Add an option whose help is the text `help.HELP`."""
    return click.option(*names, cls=Option, help=help, **settings)


def argument(*names: str, **settings: Any) -> Callable[[F], F]:
    """Add an argument."""
    return click.argument(*names, cls=Argument, **settings)


# --- errors ---------------------------------------------------------------------------------------------


_MISSING_COMMAND = "Missing command."
_EXTRA_ARGUMENTS = re.compile(r"Got unexpected extra arguments? \((.*)\)")
_BAD_VALUE = re.compile(r"'?(.*?)'? is not ")
"""click has no classes of their own for these errors."""


def usage_message(error: click.ClickException) -> str:
    """Return what is wrong with the arguments, in the language of this run."""
    known = _known_usage_message(error)
    if known:
        return known
    message = " ".join(error.format_message().split()).rstrip(".")
    return f"{message[:1].lower()}{message[1:]}"


def _known_usage_message(error: click.ClickException) -> str:
    """Return the text of the catalogue for `error`; empty for an error that only click has words for."""
    if type(error) is click.BadParameter and (allowed := _allowed(error.param)):
        if wrong := _BAD_VALUE.match(error.message):
            return text("usage.bad-value-of", name=_parameter(error), value=wrong[1]) + allowed
        return text("usage.bad-value", name=_parameter(error)) + allowed
    if error.format_message() == _MISSING_COMMAND:
        return text("usage.missing-command")
    extra = _EXTRA_ARGUMENTS.match(error.format_message())
    if extra:
        of_convert = isinstance(error, click.UsageError) and error.ctx and error.ctx.info_name == "convert"
        return text("usage.extra-documents" if of_convert else "usage.extra-arguments", names=extra[1])
    if isinstance(error, click.NoSuchOption):
        similar = _similar_options(error)
        return text("usage.no-such-option", option=error.option_name) + (
            text("usage.similar", names=similar) if similar else ""
        )
    if language() == "en":
        return ""
    if isinstance(error, click.MissingParameter):
        return text("usage.missing-parameter", name=_parameter(error))
    if isinstance(error, click.BadOptionUsage):
        return text("usage.option-value", option=error.option_name)
    if isinstance(error, click.BadParameter):
        return text("usage.bad-value", name=_parameter(error))
    return text("usage.bad-arguments", message=error.format_message().rstrip("."))


def _similar_options(error: click.NoSuchOption) -> tuple[str, ...]:
    """The options whose words are like that of the wrong one.

    click compares the dashes too, and takes `--to` for like `--nope`.
    """
    from difflib import get_close_matches

    by_word = {one.lstrip("-"): one for one in error.possibilities or ()}
    return tuple(by_word[word] for word in get_close_matches(error.option_name.lstrip("-"), by_word))


def _parameter(error: click.BadParameter) -> str:
    hint = error.param_hint
    if hint is None and error.param is not None:
        hint = error.param.get_error_hint(error.ctx) if error.ctx else error.param.name
    return " / ".join(hint) if isinstance(hint, list | tuple) else str(hint or "").strip("'")


def _allowed(parameter: click.Parameter | None) -> str:
    kind = parameter.type if parameter is not None else None
    if isinstance(kind, click.Choice):
        return text("usage.allowed-values", names=tuple(map(str, kind.choices)))
    if isinstance(kind, click.IntRange | click.FloatRange) and kind.min is not None:
        if kind.max is not None:
            return text("usage.allowed-range", least=kind.min, most=kind.max)
        return text("usage.allowed-above" if kind.min_open else "usage.allowed-from", least=kind.min)
    return ""
