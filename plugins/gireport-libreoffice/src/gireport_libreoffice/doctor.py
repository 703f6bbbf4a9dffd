"""Is LibreOffice there, and does it convert? What the plugin tells `gireport doctor`."""

from __future__ import annotations

import os
import subprocess
import time

from gireport.errors import GireportError, PluginError
from gireport.hooks import Condition
from gireport.model.messages import message
from gireport.safe.reasons import reason_of

from .office import ConversionError, Job, convert
from .program import VARIABLE, soffice
from .reader import refusal

SECONDS = 60.0
"""How long the first conversion on a machine may take: LibreOffice makes its profile."""
_NAME = "libreoffice"
_SAMPLE, _JOB = rb"{\rtf1 gireport}", Job(".rtf", ".odt", "odt")


def conditions() -> list[Condition]:
    """Whether LibreOffice is there, its version, and whether it converts a document of one word."""
    try:
        program = soffice()
    except PluginError as error:
        return [Condition(_NAME, "broken" if os.environ.get(VARIABLE) else "absent", error.reason)]
    start = time.monotonic()
    try:
        convert(_SAMPLE, _JOB, SECONDS)
    except ConversionError as failure:
        if failure.state == "late":
            facts = {"program": program, "seconds": f"{SECONDS:g}"}
            return [_broken(PluginError(message("libreoffice.sample-late", **facts)))]
        return [_broken(refusal(failure, SECONDS))]
    except GireportError as error:
        return [_broken(error)]
    except OSError as error:
        return [_broken(PluginError(message("libreoffice.disk", reason=reason_of(error))))]
    seconds = f"{time.monotonic() - start:.1f}"
    facts = {"version": _version_of(program), "program": program, "seconds": seconds}
    return [Condition(_NAME, "ok", message("libreoffice.works", **facts))]


def _broken(error: GireportError | None) -> Condition:
    known = error or PluginError(message("libreoffice.not-started", reason=message("libreoffice.no-reason")))
    return Condition(_NAME, "broken", known.reason)


def _version_of(program: str) -> str:
    """What LibreOffice calls itself: LibreOffice 7.4.7.2."""
    try:
        done = subprocess.run(  # noqa: S603
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return "LibreOffice"
    return " ".join(done.stdout.decode("utf-8", "replace").split()[:2]) or "LibreOffice"
