"""How a long run says how far it is: a bar on a terminal, a plain line now and then in a log."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from .language import text
from .terminal import tell, visible

LINE_EVERY = 10.0
"""Seconds between two lines in a log."""


class Progress(Protocol):
    """Told of each input that is done."""

    def advance(self) -> None:
        """One more is done."""
        ...

    def tell(self, line: str) -> None:
        """Say `line` on standard error, above the bar."""
        ...


class _Lines:
    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._start = self._last = time.monotonic()

    def advance(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._last >= LINE_EVERY:
            self._last = now
            rate = self._done / (now - self._start)
            left = duration((self._total - self._done) / rate)
            self.tell(text("cli.progress", done=self._done, total=self._total, rate=f"{rate:.0f}", left=left))

    def tell(self, line: str) -> None:
        tell(line)


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """Shows how much of `total` is done, on standard error."""
    # On a terminal that cannot move its cursor a bar would show nothing until the end.
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _Lines(total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True, highlight=False, emoji=False)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn(text("cli.left")),
    )

    class OnTerminal:
        def __init__(self, bar: Bar) -> None:
            self._bar = bar
            self._task = bar.add_task("", total=total, rate="")
            self._start, self._done = time.monotonic(), 0

        def advance(self) -> None:
            self._done += 1
            rate = self._done / max(time.monotonic() - self._start, 0.001)
            self._bar.update(self._task, advance=1, rate=text("cli.rate", rate=f"{rate:.0f}"))

        def tell(self, line: str) -> None:
            console.print(f"gireport: {visible(line)}", markup=False, soft_wrap=True)

    with Bar(*columns, console=console, transient=True) as bar:
        yield OnTerminal(bar)


def duration(seconds: float) -> str:
    """`seconds` as people say it: 8 s, 3 min 5 s, 2 h 10 min."""
    whole = round(seconds)
    if whole < 60:
        return text("cli.seconds", seconds=whole)
    if whole < 3600:
        return text("cli.minutes", minutes=whole // 60, seconds=whole % 60)
    return text("cli.hours", hours=whole // 3600, minutes=whole % 3600 // 60)
