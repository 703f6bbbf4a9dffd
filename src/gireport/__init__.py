"""gireport: Chinese government-information annual reports, from any format to any other, whole.

Four verbs on one report model: `read`, `write`, `convert`, `check`; beside them `figures`, and the model's own
`normal`. What reads the statutory tables is imported when it is asked for.
"""

from typing import Any

from . import errors, model
from .errors import GireportError
from .hooks import Format, hookimpl
from .losses import Loss, Losses
from .model import Report, normal
from .verbs import Conversion, convert, read, write

__all__ = [
    "Conversion",
    "Format",
    "GireportError",
    "Loss",
    "Losses",
    "Report",
    "check",
    "convert",
    "errors",
    "figures",
    "hookimpl",
    "model",
    "normal",
    "read",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in ("check", "figures"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import statutory

    return getattr(statutory, name)
