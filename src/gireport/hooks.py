"""What a plugin imports: its value types, `hookimpl` and `lazy`. `gireport.plugins.hooks` defines and
explains them.

This address is a promise to plugin authors, wherever the definitions live.
"""

from .plugins.hooks import (
    API_VERSION,
    KEPT,
    PROJECT,
    Condition,
    DataFormat,
    DataWriter,
    Engine,
    Format,
    Hooks,
    Kept,
    Reader,
    Session,
    Step,
    Subcommand,
    Writer,
    hookimpl,
    hookspec,
    lazy,
)
from .plugins.jobs import Done, Job, Row, Task

__all__ = [
    "API_VERSION",
    "KEPT",
    "PROJECT",
    "Condition",
    "DataFormat",
    "DataWriter",
    "Done",
    "Engine",
    "Format",
    "Hooks",
    "Job",
    "Kept",
    "Reader",
    "Row",
    "Session",
    "Step",
    "Subcommand",
    "Task",
    "Writer",
    "hookimpl",
    "hookspec",
    "lazy",
]
