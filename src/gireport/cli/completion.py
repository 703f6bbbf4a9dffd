"""What may stand where the cursor is? `gireport completion SHELL` prints the script that asks, and a shell
that has it calls `gireport` with `_GIREPORT_COMPLETE` set.

click has the scripts, and finds out which word is asked for; `values` has what our options take.
"""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, ShellComplete, get_completion_class

from .plain import COMPLETION
from .terminal import say
from .translated import argument, command

SHELLS = ("bash", "zsh", "fish")


@command("completion")
@argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes words; `help.completion` has the words."""
    # The method of bash's own class starts bash, to look at its version.
    say(ShellComplete.source(_completer(shell, ctx.find_root().command)).encode())


def complete(cli: click.Command, instruction: str) -> int:
    """Print what may stand at the cursor, as the script of the shell in `instruction` (`zsh_complete`) reads
    it, or that script (`zsh_source`).

    Returns the exit status: 0, or 1 for an instruction that is not known.
    """
    shell, _, what = instruction.partition("_")
    if shell not in SHELLS or what not in ("source", "complete"):
        return 1
    completer = _completer(shell, cli)
    answer = completer.complete() if what == "complete" else ShellComplete.source(completer)
    if answer:
        say(
            answer.encode("utf-8", "surrogateescape")
        )  # the scripts divide by characters that a terminal obeys
    return 0


class _Bash(BashComplete):
    """Bash, which gives `--to=html` as the three words `--to`, `=` and `html` (COMP_WORDBREAKS)."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor, with options and their values joined, and the word at the cursor."""
        given, incomplete = super().get_completion_args()
        words: list[str] = []
        for word in given:
            option = words[-1] if words and words[-1].startswith("--") else ""
            if option and (word == "=" or option.endswith("=")):
                words[-1] += word
            else:
                words.append(word)
        if words and words[-1].startswith("--") and words[-1].endswith("="):  # its value is at the cursor
            words[-1] = words[-1][:-1]
        return words, incomplete


def _completer(shell: str, cli: click.Command) -> ShellComplete:
    kind = _Bash if shell == "bash" else get_completion_class(shell)
    assert kind is not None
    return kind(cli, {}, "gireport", COMPLETION)
