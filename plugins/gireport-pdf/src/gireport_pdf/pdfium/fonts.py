"""Names of fonts."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw


def font_name(font: Any) -> str:
    """The name without the tag of a subset (ISO 32000-1, 9.6.4); Chinese ones are often written in GBK."""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    if not 0 < length < 1000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    try:
        name = buffer.value.decode("utf-8")
    except UnicodeDecodeError:
        name = buffer.value.decode("gb18030", "replace")
    tag, plus, rest = name.partition("+")
    return rest if plus and len(tag) == 6 and tag.isupper() else name
