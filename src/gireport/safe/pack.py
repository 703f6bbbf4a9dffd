"""The one zip writer: the same members give the same bytes, on every machine and at any time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# Zip keeps a time of day for each member; the earliest it can say stands for none.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def pack(members: Iterable[tuple[str, bytes]], stored: frozenset[str] = frozenset()) -> bytes:
    """A zip package of `members` (name, bytes) in their order, deflated but for the names in `stored`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.create_system = 0  # else the zip tells what system wrote it
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, kind, _LEVEL)
    return out.getvalue()
