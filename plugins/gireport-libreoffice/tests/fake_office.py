"""A LibreOffice of our own, which does what a test asks for; and what is left of it."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

import gireport
from gireport.model import Paragraph, Report, Text

MARK = "GIREPORT_TEST_MARK"

FAKE = """#!/bin/sh
# Beside it stand the files `client` and `server`: what it does when it converts, and when it stays.
here=$(dirname "$0")
for last; do :; done
case "$*" in
*--convert-to*)
    while [ "$1" != --outdir ]; do shift; done
    out=$2
    . "$here/client"
    ;;
*)
    . "$here/server"
    ;;
esac
"""
STAYS = 'touch "$(dirname "$last")/.~lock.open.txt#"; echo started >> "$here/starts"; sleep 1000'


class Fake:
    """The fake program: `does(client)` sets what a conversion does, in the language of the shell."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "soffice"
        self.program.write_text(FAKE, "utf-8")
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)
        (folder / "good.odt").write_bytes(
            gireport.write(Report(body=(Paragraph((Text("转换好的正文"),)),)), "odt")
        )
        self.does('cp "$here/good.odt" "$out/document.odt"')

    def does(self, client: str, server: str = STAYS) -> None:
        (self.folder / "client").write_text(client + "\n", "utf-8")
        (self.folder / "server").write_text(server + "\n", "utf-8")

    @property
    def starts(self) -> int:
        file = self.folder / "starts"
        return len(file.read_text().splitlines()) if file.exists() else 0


def left_over(mark: Path) -> list[str]:
    """The command lines of the processes that have the mark of a test in their environment, but not ours."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if f"{MARK}={mark}".encode() in environment and int(entry.name) != os.getpid():
            found.append(command)
    return found


def wait_until_nothing_is_left(mark: Path) -> None:
    """Nothing runs any more and no folder is left, within five seconds."""
    if not Path("/proc/self/environ").exists():
        pytest.skip("this system has no /proc")
    last = time.monotonic() + 5
    while time.monotonic() < last:
        if not left_over(mark) and not list(mark.glob("gireport-office-*")):
            return
        time.sleep(0.02)
    assert left_over(mark) == []
    assert list(mark.glob("gireport-office-*")) == []
