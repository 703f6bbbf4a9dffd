"""What does a plugin give? The types of its values: formats, engines, steps, formats of figures.

They stand apart from the hooks, so that a conversion between built-in formats does not import pluggy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

import msgspec
from msgspec import Struct

from ..model.messages import Message  # for `typing.get_type_hints`, unlike those below

if TYPE_CHECKING:
    from click import Command

    from ..losses import Losses
    from ..model import Report
    from ..statutory.tidy import TidyRow
    from .jobs import Done, Job, Task

Kept: TypeAlias = Literal[
    "metadata",
    "headings",
    "alignment",
    "lists",
    "marks",
    "links",
    "exact-text",
    "tables",
    "spans",
    "nested-tables",
    "captions",
    "header-cells",
    "column-widths",
    "bookmarks",
    "column-bookmarks",
    "notes",
    "images",
    "page-breaks",
    "rules",
]
"""Kinds of content that a format can carry, each proven by the tests of every format that claims it."""

KEPT: frozenset[Kept] = frozenset(Kept.__args__)  # type: ignore[attr-defined]


class Reader(Protocol):
    """`reader(data, losses, **options)` gives a report in normal form, or raises a `GireportError`."""

    def __call__(self, data: bytes, losses: Losses, /, **options: Any) -> Report:
        """Read `data`; what cannot be kept goes to `losses`."""
        ...


class Writer(Protocol):
    """`writer(report, losses, **options)` gives the bytes of a report in normal form."""

    def __call__(self, report: Report, losses: Losses, /, **options: Any) -> bytes:
        """Write `report`; what the format has no place for goes to `losses`."""
        ...


class Format(Struct, frozen=True):
    """A document format: a value with its two functions.

    - `name`: one word, what `--from` and `--to` take.
    - `title`: its line in `gireport formats`: a message, or a text that stands for both languages.
    - `suffixes`: with their point and in lower case, such as `(".mine",)`; the first is the usual one.
    - `media_types`: such as `("text/x-mine",)`; may be empty.
    - `sniff(data)`: whether the bytes are surely of this format. It sees all bytes of a file, of any kind.
    - `reader(data, losses, **options)` gives a report in normal form; None if the format is only written.
    - `writer(report, losses, **options)` gives bytes; None if the format is only read.
    - `keeps`: the kinds of content (`KEPT`) that a report can hold and still come back equal.
    - `read_options`, `write_options`: the names of the keyword arguments of the two functions.
    - `read_only_suffixes`: those of `suffixes` that the writer does not make (a template's, a flat file's).
    - `may_be_fragment(data)`: whether a file that is named as this format, and whose bytes `sniff` does not
      know, may be a part of such a document.
    """

    name: str
    title: str | Message
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    reader: Reader | None
    writer: Writer | None
    keeps: frozenset[Kept]
    read_options: frozenset[str] = frozenset()
    write_options: frozenset[str] = frozenset()
    read_only_suffixes: frozenset[str] = frozenset()
    may_be_fragment: Callable[[bytes], bool] | None = None

    def is_other_half_of(self, other: Format) -> bool:
        """Whether one of the two only reads and the other only writes files of one name."""
        ours, theirs = (bool(self.reader), bool(self.writer)), (bool(other.writer), bool(other.reader))
        return self.name == other.name and ours == theirs and not all(ours)

    def joined(self, other: Format) -> Format:
        """The format that reads as one of the two halves does and writes as the other.

        Neither knows what the other keeps, so nothing is promised to come back equal.
        """
        reading, writing = (self, other) if self.reader else (other, self)
        only_read = frozenset(reading.suffixes) - frozenset(writing.suffixes)
        return msgspec.structs.replace(
            reading,
            suffixes=tuple(dict.fromkeys((*reading.suffixes, *writing.suffixes))),
            media_types=tuple(dict.fromkeys((*reading.media_types, *writing.media_types))),
            writer=writing.writer,
            keeps=frozenset(),
            write_options=writing.write_options,
            read_only_suffixes=only_read | writing.read_only_suffixes,
        )


class Session(Protocol):
    """An engine at work on one batch. It may do jobs in any order, and a job twice; it gives one result for
    each.
    """

    @property
    def room(self) -> int:
        """How many jobs it wants to hold at a time, those at work and those that wait."""
        ...

    def submit(self, job: Job, /) -> None:
        """Take `job`; does not wait for it."""
        ...

    def next_done(self) -> Done:
        """What became of one of the jobs it holds; waits for it. Called only while it holds one."""
        ...

    def close(self, stop: bool, /) -> None:
        """End the workers; at once if `stop`, when no result is needed any more."""
        ...


class Engine(Struct, frozen=True):
    """Where a batch runs: `--engine NAME`.

    `start(task, jobs, scheduler)` begins a session: `jobs` is the number of workers that is asked for,
    `scheduler` an address that only the engine understands, or empty.
    """

    name: str
    title: str | Message
    start: Callable[[Task, int, str], Session]


class Step(Struct, frozen=True):
    """What `gireport convert` does to a report between reading and writing.

    `apply` takes a report in normal form and gives one; applied twice it gives what it gave once (law 7).
    """

    name: str
    title: str | Message
    apply: Callable[[Report], Report]


class DataWriter(Protocol):
    """`writer(rows, out, **options)` writes the figures of reports to `out` and gives their number."""

    def __call__(self, rows: Iterable[TidyRow], out: IO[bytes], /, **options: Any) -> int:
        """Write `rows` as they come: a hundred thousand reports are never in memory together."""
        ...


class DataFormat(Struct, frozen=True):
    """What `gireport data` writes figures as.

    `name` is what `--to` takes; `suffixes` start with a point, the first is the usual one. `out` may be a
    pipe, so `writer` does not seek in it. The option names are keyword arguments of `writer`.

    `recognizes` says of a file, open at its start, whether `writer` wrote it. Where a folder of reports holds
    the file to write, `gireport data` replaces it only if a format recognizes it; another document stays.
    """

    name: str
    title: str | Message
    suffixes: tuple[str, ...]
    writer: DataWriter
    write_options: frozenset[str] = frozenset()
    recognizes: Callable[[IO[bytes]], bool] | None = None


class Subcommand(Struct, frozen=True):
    """A command that a plugin adds: `gireport NAME`.

    `title` is its line in `gireport --help`: a message, or a text that stands for both languages. `load`
    gives the click command, and is called only when the command is: the help imports none.
    """

    name: str
    title: str | Message
    load: Callable[[], Command]


ConditionState: TypeAlias = Literal["ok", "absent", "broken"]
"""`absent`: something is not there, and what needs it does not work; `broken`: something does not work."""


class Condition(Struct, frozen=True):
    """One thing that `gireport doctor` has looked at, as one line.

    `name` is its word for programs (`libreoffice`), which stays the same. `what` says what was found, and
    `advice` what to do where it is not `ok`, by default the hint of `what`: messages, or texts that stand for
    both languages.
    """

    name: str
    state: ConditionState
    what: str | Message
    advice: str | Message = ""


def lazy(target: str) -> Any:
    """A function that imports `package.module:name` at its first call: listing formats imports none."""
    module, _, name = target.partition(":")

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    call.__qualname__ = call.__name__ = name
    return call
