"""Run the commands and snippets of a Markdown page, as a reader of the page would.

The blocks of a page run from top to bottom in one fresh folder:

- `console`: a line that begins with `$ ` is a command for bash (`> ` continues it); the lines below it are
  what it prints, standard output and standard error together. A line `...` stands for any lines, `...` in a
  line for any characters. A command that fails must print something, or the block asks for `echo $?`.
- `python` runs in one namespace for the page; `pycon` is a doctest in the same namespace.
- A block with `title="NAME"` is saved as that file, in UTF-8, and does not run.
- A block below the comment `<!-- not run: why -->` does not run, nor does one in a language of
  `support.blocks.SHOWN` (`text`, `toml`, `json`, …). What is neither is a fault (`support.blocks.faults`).

An HTML comment names the files that the page begins with:

    <!-- given: 年度报告.docx = docs/samples/report.docx
                reports/ = fixtures/reports -->

gireport converts where the two suffixes differ, else the file or the folder is copied. `<!-- needs: php -->`
names programs without which the page is skipped. A block with `needs="php"` alone is left out without it; the
test of the page then runs the others, and is told as skipped. pandoc may be that of pypandoc.

What a command leaves running in the background ends with the page. The port 8765, which `gireport serve` has
by default, stands for a free one, since several pages run at the same time.

`<!-- environment: own -->` is for a page that installs something: its commands run in an environment of the
page's own (`support.environment`).
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import gireport

from .blocks import Block, blocks, commands, faults, given
from .environment import make_environment

ROOT = Path(__file__).resolve().parents[2]
PORT = "8765"
"""The port of a page, for which a free one is put."""
_FINDING = re.compile(r"  [A-Z]{2,}\d{3} ")
"""How a line of `gireport check` begins."""


def is_as_said(printed: str, said: list[str]) -> bool:
    """Whether a command printed the lines that the page shows."""
    pattern = ""
    for line in said:
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += r"[^\n]*?".join(re.escape(part) for part in line.rstrip().split("...")) + r"[ \t]*\n"
    whole = printed if not printed or printed.endswith("\n") else f"{printed}\n"
    return re.fullmatch(pattern, whole) is not None


def statuses(command: str, said: list[str]) -> set[int]:
    """The exit statuses with which `command` may end where the page shows the lines `said`."""
    allowed = {0}
    if command.startswith("gireport "):
        if any(_FINDING.match(line) for line in said):
            allowed.add(1)
        if any(line.startswith("gireport: ") for line in said):
            allowed |= {2, 3, 4}
    return allowed


def missing(programs: Iterable[str]) -> list[str]:
    """Those of `programs` that a page cannot call."""
    return [name for name in programs if shutil.which(name, path=search_path()) is None]


def search_path() -> str:
    """Where a page's commands are searched: beside this Python, in the folder of pypandoc, on the path."""
    folders = [str(Path(sys.executable).parent)]
    pypandoc = find_spec("pypandoc")
    if pypandoc is not None and pypandoc.origin is not None:
        folders.append(str(Path(pypandoc.origin).parent / "files"))
    return os.pathsep.join([*folders, os.environ.get("PATH", "")])


def lay(page: str, folder: Path) -> None:
    """Put the files that the page begins with into `folder`."""
    for name, source in given(page).items():
        target, origin = folder / name, ROOT / source
        target.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, target)
        elif origin.suffix == target.suffix:
            shutil.copyfile(origin, target)
        else:
            gireport.convert(origin, target)


def run_page(path: Path, folder: Path, language: str) -> set[str]:
    """Run the blocks of the page at `path` in `folder`, and return the programs that blocks lacked.

    `language` (`zh` or `en`) is that of gireport's messages.

    Raises:
        AssertionError: a block does not do what the page says; the message names the line of the page.
    """
    page = path.read_text("utf-8")
    assert not faults(page), f"{path.name}: {faults(page)}"
    lay(page, folder)
    page = page.replace(PORT, free_port())
    environment = {
        **os.environ,
        "PATH": search_path(),
        "GIREPORT_LANG": language,
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "ignore",
        "MPLBACKEND": "agg",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder.parent),
    }
    if "<!-- environment: own -->" in page:
        environment |= make_environment(folder.parent / "environment")
    scope: dict[str, Any] = {"__name__": "__main__"}
    groups: list[int] = []
    lacked: set[str] = set()
    try:
        for block in blocks(page):
            place = f"{path.name}, line {block.line}"
            without = missing(block.needs)
            if without:
                lacked.update(without)
            elif block.file:
                target = folder / block.file
                assert target.resolve().is_relative_to(folder.resolve()), place
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.text, "utf-8")
            elif not block.runs:
                continue
            elif block.language == "console":
                _run_console(block, place, folder, environment, groups)
            elif block.language == "python":
                exec(compile("\n" * (block.line - 1) + block.text, str(path), "exec"), scope)
            else:
                _run_doctest(block, place, scope)
    finally:
        for group in groups:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
    return lacked


def free_port() -> str:
    """The number of a port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def _run_console(
    block: Block, place: str, folder: Path, environment: dict[str, str], groups: list[int]
) -> None:
    """Each command of the block in a bash of its own; a change of folder lasts to the end of the block.

    The process group of each command is put into `groups`.
    """
    place_file = folder.parent / "cwd"
    here = str(folder)
    for command, said in commands(block.text):
        script = f'cd "$1" && {{ {command}\n}}; status=$?; pwd > "$2"; exit $status'
        # Into a file: a pipe would stay open as long as something runs in the background.
        with (folder.parent / "printed").open("w+", encoding="utf-8") as out:
            shell = subprocess.Popen(
                ["bash", "-c", script, "bash", here, str(place_file)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=environment,
                start_new_session=True,
            )
            groups.append(shell.pid)
            status = shell.wait(timeout=110)
            out.seek(0)
            printed = out.read()
        here = place_file.read_text("utf-8").rstrip("\n")
        told = f"{place}, status {status}: $ {command}\n{printed}"
        assert status in statuses(command, said), told
        assert is_as_said(printed, said), told


def _run_doctest(block: Block, place: str, scope: dict[str, Any]) -> None:
    test = doctest.DocTestParser().get_doctest(block.text, scope, place, place, block.line)
    printed: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=printed.append, clear_globs=False)
    assert not printed, "".join(printed)
    scope.update(test.globs)
