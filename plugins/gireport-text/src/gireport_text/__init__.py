"""The gireport plugin for the plain-text dump of a report, in the shape that Apache Tika gives it."""

from __future__ import annotations

from gireport.hooks import Format, hookimpl, lazy

GIREPORT_API = 1

# A cell line that only a report's own tables have, in the two encodings that dumps come in.
_MARKS = tuple(
    f"\n\t{label}".encode(encoding)
    for label in ("第二十条第（", "一、本年新收政府信息公开申请数量")
    for encoding in ("utf-8", "gb18030")
)


def _sniff(data: bytes) -> bool:
    return any(mark in data for mark in _MARKS)


FORMAT = Format(
    name="text",
    title="plain-text dump (Apache Tika's shape)",
    suffixes=(".txt",),
    media_types=("text/plain",),
    sniff=_sniff,
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=frozenset(),
)


@hookimpl
def gireport_formats() -> list[Format]:
    """The one format of this plugin."""
    return [FORMAT]
