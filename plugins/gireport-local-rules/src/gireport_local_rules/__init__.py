"""The gireport plugin for an office's own checks: `GIREPORT_LOCAL_RULES` names one YAML file of rules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gireport.hooks import hookimpl
from gireport.model.messages import add_catalogue

if TYPE_CHECKING:
    from gireport.statutory import Check

GIREPORT_API = 1
VARIABLE = "GIREPORT_LOCAL_RULES"
"""The environment variable that holds the path of the YAML file. Without it the plugin adds no checks."""

add_catalogue("local-rules", Path(__file__).with_name("messages.json"))


@hookimpl
def gireport_checks() -> list[Check]:
    """Return one check for each rule of the file, and none when the variable is not set."""
    path = os.environ.get(VARIABLE, "").strip()
    if not path:
        return []
    from .checks import checks_of_file

    return checks_of_file(path)
