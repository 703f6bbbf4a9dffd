"""What a plugin imports: its value types, `hookimpl` and `lazy`. `gireport.plugins.hooks` defines and
explains them.

This address is a promise to plugin authors, wherever the definitions live.
"""

from .plugins.hooks import (
    API_VERSION,
    KEPT,
    PROJECT,
    Engine,
    Format,
    Hooks,
    Kept,
    Reader,
    Session,
    Step,
    Writer,
    hookimpl,
    hookspec,
    lazy,
)

__all__ = [
    "API_VERSION",
    "KEPT",
    "PROJECT",
    "Engine",
    "Format",
    "Hooks",
    "Kept",
    "Reader",
    "Session",
    "Step",
    "Writer",
    "hookimpl",
    "hookspec",
    "lazy",
]
