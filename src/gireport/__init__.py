"""gireport: Chinese government-information annual reports, from any format to any other, whole.

Four verbs on one report model: `read`, `write`, `convert`, and the model's own `normal`.
"""

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
    "convert",
    "errors",
    "hookimpl",
    "model",
    "normal",
    "read",
    "write",
]
