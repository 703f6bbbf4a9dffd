"""gireport: Chinese government-information annual reports, from any format to any other, whole.

Four verbs on one report model: `read`, `write`, `convert`, `check`; beside them `export`, `figures`,
`batch`, and the model's own `normal`.
"""

from .safe.import_path import leave_out_this_folder as _leave_out_this_folder

_leave_out_this_folder()  # before anything else is imported

from typing import TYPE_CHECKING, Any  # noqa: E402

from . import errors, model  # noqa: E402
from .errors import GireportError  # noqa: E402
from .losses import Loss, Losses  # noqa: E402
from .model import Report, normal  # noqa: E402
from .plugins.hooks import Format, hookimpl  # noqa: E402
from .verbs import Conversion, convert, export, read, write  # noqa: E402

if TYPE_CHECKING:
    from .batching import BatchOptions, batch
    from .statutory import check, figures

__all__ = [
    "BatchOptions",
    "Conversion",
    "Format",
    "GireportError",
    "Loss",
    "Losses",
    "Report",
    "batch",
    "check",
    "convert",
    "errors",
    "export",
    "figures",
    "hookimpl",
    "model",
    "normal",
    "read",
    "write",
]

_LATER = {"BatchOptions": "batching", "batch": "batching", "check": "statutory", "figures": "statutory"}
"""Name → the module that is imported when it is asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_LATER[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})
