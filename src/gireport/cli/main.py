"""How does the command line start, and how do errors and exit statuses leave it?

It imports what the call needs. The version and a plain conversion need no parser (`plain`); every other call
goes to click (`group`).
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from contextlib import suppress

from .language import choose_language, language, text
from .plain import COMPLETION, plain_call
from .terminal import tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..errors import GireportError

READER_GONE = 141
"""The exit status when the program that reads the output has ended (`| head`): 128 and the number of SIGPIPE,
of which other programs die then."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    0 done; 1 done, but `--strict` or a check found something; 2 wrong usage; 3 an input could not be read; 4
    an output could not be written; 141 the program that reads the output has ended.
    """
    # One conversion builds no cycles worth a collector's walk over every node of the document.
    gc.disable()
    _make_ready()
    given = sys.argv[1:] if arguments is None else arguments
    choose_language(given)
    call = plain_call(given)
    if COMPLETION in os.environ:
        status = _completed(os.environ[COMPLETION])
    elif call is None:
        from .group import run

        status = _reported(lambda state: run(arguments, state))
    else:
        status = _reported(lambda _state: call())
    _leave(status)


def _completed(instruction: str) -> int:
    """Answer a shell. An error would stand in the line that somebody is writing: nothing is offered then."""
    from .completion import complete
    from .group import cli

    with suppress(_our_errors(), OSError):
        return complete(cli, instruction)
    return 1


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


def _reported(run: Callable[[dict[str, Any]], int]) -> int:
    """Return the exit status of `run`; what it raises becomes a line on standard error.

    `run` may set `debug` in its argument: then the traceback is printed too.
    """
    state: dict[str, Any] = {}
    try:
        return run(state)
    except (KeyboardInterrupt, EOFError):  # click makes an error of its own of them, for its calls
        tell(text("cli.stopped"))
        return 130
    except MemoryError:
        from ..errors import LimitError
        from ..model.messages import message

        tell(LimitError(message("cli.memory")).message(language()))
        return 3
    except (_our_errors(), OSError) as error:
        from ..errors import OptionError, WriteError
        from ..model.messages import message

        if _is_of_reader(error):
            return READER_GONE
        if state.get("debug"):
            import traceback

            with suppress(OSError):
                traceback.print_exc()
        if isinstance(error, OptionError):
            error = OptionError(error.owner, error.option, error.known, spell=_spelled)
        elif isinstance(error, OSError):  # of the help, which click writes
            from ..safe.reasons import reason_of

            error = WriteError(message("safe.output-failed", reason=reason_of(error)), source="<stdout>")
        tell(error.message(language()))
        return error.exit_status


def _is_of_reader(error: Exception) -> bool:
    """Whether `error` says that the program which reads the output has ended: it has what it wants."""
    return isinstance(error, BrokenPipeError) or isinstance(error.__cause__, BrokenPipeError)


def _our_errors() -> type[GireportError]:
    """Return the root of our errors. Python calls this only for an exception: `--version` imports none."""
    from ..errors import GireportError

    return GireportError


def _spelled(option: str) -> str:
    """The keyword `option` as it stands on the command line."""
    return "--" + option.replace("_", "-")


def _leave(status: int) -> None:
    """End what has asked for it (`atexit`), flush and go. The interpreter would spend milliseconds on freeing
    what the system frees at once.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # the line that failed was reported when it was written
            stream.flush()
    os._exit(status)
