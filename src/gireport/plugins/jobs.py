"""What does an engine get and give back? The task of the batch, the job of one input, and its row of the
manifest.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from msgspec import Struct

from ..model.messages import Language
from ..version import __version__


class Task(Struct, frozen=True):
    """What is done with every input. It is sent to the workers once.

    `formats` are names of formats to write; `out` is a folder or an fsspec address; `options` are of readers
    and writers, each used by the formats that have it. One input may take `seconds`, and the process that
    works on it `mebibytes` of memory.
    """

    formats: tuple[str, ...]
    out: str
    from_format: str = ""
    figures: bool = False
    findings: bool = False
    outline: bool = True
    metadata: bool = True
    no_plugins: tuple[str, ...] = ()
    options: dict[str, Any] = {}
    seconds: float = 60
    mebibytes: int = 1024
    scratch: str = ".gireport-scratch"
    """The folder below `out` where files stand until they are whole."""
    plugins: tuple[str, ...] = ()
    """Name and version of each plugin that may change the outputs."""
    language: Language = "en"
    """Of the errors in the rows and of the findings."""

    def fingerprint(self) -> str:
        """Return twelve hex digits that differ when the outputs may: for another task, or another version of
        gireport.
        """
        language: Language = self.language if self.findings else "en"
        same = msgspec.structs.replace(self, out="", scratch="", seconds=0, mebibytes=0, language=language)
        return hashlib.sha256(__version__.encode() + msgspec.json.encode(same)).hexdigest()[:12]


class Row(Struct, frozen=True, omit_defaults=False):
    """One input's line in the manifest.

    `hash` and `hashes` are SHA-256 in hex, of the input and of each of `outputs` (paths below the output
    folder); `findings` counts by severity, `losses` by code; `error` is one line, or None, and
    `error_code` what programs know it by; `task` is the fingerprint of the task.
    """

    input: str
    hash: str = ""
    outputs: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    findings: dict[str, int] = {}
    losses: dict[str, int] = {}
    error: str | None = None
    seconds: float = 0
    task: str = ""
    error_code: str = ""


class Job(Struct, frozen=True):
    """One input: its place in the order, its name for people, where it is, its outputs' common stem, and its
    old row.

    `address` is a path in the bytes of the file system (they need not be valid text), or an fsspec address.
    `content` is the work itself where a bench of another program does it (see `gireport.batching.warden`).
    """

    number: int
    source: str
    address: bytes
    stem: str
    prior: Row | None = None
    content: bytes = b""


class Done(Struct, frozen=True):
    """What became of a job. `skipped`: its old row still holds, and nothing was written.

    `answer` is the result of a bench that writes no files.
    """

    number: int
    row: Row
    skipped: bool = False
    exhausted: bool = False
    """The worker ran out of memory; another process must replace it."""
    answer: bytes = b""
