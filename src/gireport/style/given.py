"""Which house style does a user ask for: one of ours by its name, or a file of an office's own values?"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, TypeAlias

from .gbt9704 import GBT9704
from .house import House

Style: TypeAlias = str | os.PathLike[str] | Mapping[str, Any] | House
"""A house style: its name, the path of a style file, what such a file holds, or the value itself."""


def house(style: Style) -> House:
    """The house style that `style` asks for: `gbt9704`, `plain`, or a style file (see `docs/style.md`).

    Raises:
        UsageError: there is no such style, or a value in it is not allowed.
        ReadError: the file cannot be read.
    """
    if style == GBT9704.name:
        return GBT9704
    if isinstance(style, House):
        return style
    from .file import read_style  # a document in our own style needs no parser of TOML

    return read_style(style)
