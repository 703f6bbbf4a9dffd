"""A plugin that misbehaves as its input says: for what a batch does with a bad file that no reader of ours
is.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from gireport.hooks import Format, hookimpl
from gireport.model import Paragraph, Report, Text


def read(data, losses, **options):
    """Do what `data` says."""
    what = data.decode()
    if what == "sleep":
        time.sleep(60)
    elif what == "nap":
        time.sleep(2)
    elif what == "eat":
        held = [bytes(1024 * 1024) for _ in range(4096)]
        assert held
    elif what == "die":
        os.abort()
    elif what == "raise":
        raise KeyError("nobody expects it")
    elif what == "print":
        print("between the messages", flush=True)
    return Report(body=(Paragraph((Text(what),)),))


@hookimpl
def gireport_formats():
    """One format, for files named `.unruly`."""
    return [Format("unruly", "an unruly file", (".unruly",), (), lambda data: False, read, None, frozenset())]


def installed(folder: Path) -> dict[str, str]:
    """The environment in which this plugin is installed; its distribution is made in `folder`."""
    made = folder / "unruly-1.dist-info"
    made.mkdir(parents=True)
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: unruly\nVersion: 1\n")
    (made / "entry_points.txt").write_text("[gireport]\nunruly = support.unruly\n")
    tests = Path(__file__).resolve().parents[1]
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(tests)))}
