"""gireport: Chinese government-information annual reports, from any format to any other, whole.

Four verbs on one report model: `read`, `write`, `convert`, `check`; beside them `export`, `figures`,
`fill_metadata`, `batch`, and the model's own `normal`. Each name is imported when it is asked for: a program
that only wants the version, or the command line, does not wait for the rest.
"""

from .safe.import_path import leave_out_this_folder as _leave_out_this_folder

_leave_out_this_folder()  # before anything else is imported

TYPE_CHECKING = False  # what type checkers take for true; `typing` takes milliseconds to import
if TYPE_CHECKING:
    from typing import Any

    from . import errors, model
    from .batching import BatchOptions, batch
    from .errors import GireportError
    from .losses import Loss, Losses
    from .model import Report, normal
    from .plugins.hooks import hookimpl
    from .plugins.values import Format
    from .statutory import check, figures
    from .steps.metadata import fill_metadata
    from .verbs import Conversion, convert, export, read, write
    from .version import __version__ as __version__

__all__ = [
    "BatchOptions",
    "Conversion",
    "Format",
    "GireportError",
    "Loss",
    "Losses",
    "Report",
    "__version__",
    "batch",
    "check",
    "convert",
    "errors",
    "export",
    "figures",
    "fill_metadata",
    "hookimpl",
    "model",
    "normal",
    "read",
    "write",
]

_HOMES = {
    "batching": ("BatchOptions", "batch"),
    "errors": ("GireportError",),
    "losses": ("Loss", "Losses"),
    "model": ("Report", "normal"),
    "plugins.hooks": ("hookimpl",),
    "plugins.values": ("Format",),
    "statutory": ("check", "figures"),
    "steps.metadata": ("fill_metadata",),
    "verbs": ("Conversion", "convert", "export", "read", "write"),
    "version": ("__version__",),
}
"""Module → the names that it gives to this package."""
_LATER = {name: module for module, names in _HOMES.items() for name in names}
_MODULES = frozenset(
    {"errors", "hooks", "limits", "losses", "model", "plugins", "statutory", "style", "verbs"}
)


def __getattr__(name: str) -> "Any":
    if name not in _LATER and name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    if name in _MODULES:
        return import_module(f".{name}", __name__)
    value = globals()[name] = getattr(import_module(f".{_LATER[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
