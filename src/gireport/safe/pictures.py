"""The size of a picture in pixels, read from its header without decoding the picture."""

from __future__ import annotations

from collections.abc import Iterator
from struct import error, unpack_from

Size = tuple[int, int]

# JPEG markers that start a frame (ITU-T T.81, table B.1): all of C0–CF but DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

_MAX_SEGMENTS = 10_000
"""Segments before the frame of a JPEG; a profile or thumbnail of 32 MiB has 512."""


class Sizes:
    """The sizes of the pictures of one report; each header is read once."""

    def __init__(self) -> None:
        self._known: dict[str, Size | None] = {}

    def of(self, key: str, data: bytes) -> Size | None:
        """Width and height of the picture `data`, whose key in the report is `key`."""
        if key not in self._known:
            self._known[key] = pixels(data)
        return self._known[key]


def pixels(data: bytes) -> Size | None:
    """Width and height of a PNG, GIF, JPEG, BMP or WebP picture; None for anything else."""
    try:
        found = _read(data)
    except error:  # the header is cut short
        return None
    return found if found and found[0] > 0 and found[1] > 0 else None


def _read(data: bytes) -> Size | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):  # PNG 11.2.2: IHDR comes first
        return _pair(unpack_from(">II", data, 16))
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return _pair(unpack_from("<HH", data, 6))
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"BM"):
        return _bmp(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _pair(values: tuple[int, ...]) -> Size:
    return values[0], values[1]


def _jpeg(data: bytes) -> Size | None:
    for marker, position in _segments(data):
        if marker in _FRAMES:
            height, width = unpack_from(">HH", data, position + 3)
            return width, height
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """The markers before the scan (SOS), each with the position of its segment's length."""
    position = 2
    for _ in range(_MAX_SEGMENTS):
        if not (position + 4 <= len(data) and data[position] == 0xFF):
            return
        marker = data[position + 1]
        if marker == 0xFF:  # fill bytes may precede any marker (B.1.1.2)
            position += 1
            continue
        if marker == 0xDA:
            return
        yield marker, position + 2
        position += 2 + max(unpack_from(">H", data, position + 2)[0], 2)


def _bmp(data: bytes) -> Size | None:
    if unpack_from("<I", data, 14)[0] == 12:  # BITMAPCOREHEADER
        return _pair(unpack_from("<HH", data, 18))
    width, height = unpack_from("<ii", data, 18)
    return width, abs(height)  # negative: the rows run from the top


def _webp(data: bytes) -> Size | None:
    kind = data[12:16]
    if kind == b"VP8X":
        low = unpack_from("<HBHB", data, 24)
        return low[0] + (low[1] << 16) + 1, low[2] + (low[3] << 16) + 1
    if kind == b"VP8L":
        bits = unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None
