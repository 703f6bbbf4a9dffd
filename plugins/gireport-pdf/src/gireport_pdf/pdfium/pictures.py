"""The pictures of a page: a JPEG as it is in the file, any other as a PNG."""

from __future__ import annotations

import ctypes
import hashlib
import struct
import zlib
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

from gireport import limits as common
from gireport.losses import Losses
from gireport.model import Resource
from gireport.model.messages import message

from ..layout.shapes import Box, Picture
from ..limits import PICTURE_BYTES, PICTURE_PIXELS

_SMALLEST = 4.0  # points: smaller ones are dots and pieces of lines
# Modes of a bitmap → bytes of a pixel there, order of the channels in a PNG, colour type (PNG 11.2.2).
_CHANNELS = {
    raw.FPDFBitmap_Gray: (1, (0,), 0),
    raw.FPDFBitmap_BGR: (3, (2, 1, 0), 2),
    raw.FPDFBitmap_BGRx: (4, (2, 1, 0), 2),
    raw.FPDFBitmap_BGRA: (4, (2, 1, 0, 3), 6),
}


@dataclass
class Pictures:
    """The pictures of one file so far, by their keys in the report."""

    document: Any
    losses: Losses
    resources: dict[str, Resource] = field(default_factory=dict)
    _size: int = 0

    def keep(self, object_: Any, box: Box, where: str) -> Picture | None:
        """The picture that `object_` shows at `box`; None where it is a dot, or noted as left out."""
        if min(box.x1 - box.x0, box.y1 - box.y0) < _SMALLEST:
            return None
        found = self._resource(object_)
        if found is None or len(found.data) > common.IMAGE_BYTES:
            self.losses.note("image-missing", where, 1, message("pdf.picture"))
            return None
        key = hashlib.sha256(found.data).hexdigest()
        if key not in self.resources:
            if self._size + len(found.data) > PICTURE_BYTES:
                self.losses.note("image-missing", where, 1, message("pdf.picture"))
                return None
            self._size += len(found.data)
            self.resources[key] = found
        return Picture(box, key)

    def _resource(self, object_: Any) -> Resource | None:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if not raw.FPDFImageObj_GetImagePixelSize(object_, width, height):
            return None
        if not 0 < width.value * height.value <= PICTURE_PIXELS:
            return None
        jpeg = _jpeg(object_)
        if jpeg:
            return Resource("image/jpeg", jpeg)
        bitmap = raw.FPDFImageObj_GetBitmap(object_)
        if not bitmap:
            return None
        try:
            data = _png(bitmap)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        return Resource("image/png", data) if data else None


def _jpeg(object_: Any) -> bytes | None:
    """The bytes of a picture that is a plain JPEG in the file: grey or RGB, with no other filter."""
    if raw.FPDFImageObj_GetImageFilterCount(object_) != 1:
        return None
    name = ctypes.create_string_buffer(32)
    raw.FPDFImageObj_GetImageFilter(object_, 0, name, 32)
    size = raw.FPDFImageObj_GetImageDataRaw(object_, None, 0)
    if name.value != b"DCTDecode" or not 0 < size <= common.IMAGE_BYTES:
        return None
    buffer = (ctypes.c_ubyte * size)()
    raw.FPDFImageObj_GetImageDataRaw(object_, buffer, size)
    data = bytes(buffer)
    frame = data.find(b"\xff\xc0") if b"\xff\xc0" in data else data.find(b"\xff\xc2")
    channels = data[frame + 9] if 0 <= frame < len(data) - 9 else 0
    return data if data.startswith(b"\xff\xd8") and channels in (1, 3) else None


def _png(bitmap: Any) -> bytes | None:
    form = _CHANNELS.get(raw.FPDFBitmap_GetFormat(bitmap))
    width, height = raw.FPDFBitmap_GetWidth(bitmap), raw.FPDFBitmap_GetHeight(bitmap)
    stride = raw.FPDFBitmap_GetStride(bitmap)
    if form is None or width <= 0 or height <= 0:
        return None
    depth, order, colour = form
    pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    rows = bytearray()
    for row in range(height):
        line = pixels[row * stride : row * stride + width * depth]
        out = bytearray(width * len(order))
        for place, channel in enumerate(order):
            out[place :: len(order)] = line[channel::depth]
        rows += b"\0" + out
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
