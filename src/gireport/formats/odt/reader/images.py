"""Pictures: their bytes, media types and sizes (ODF 1.3 part 3, 10.4.4 `draw:image`)."""

from __future__ import annotations

import base64
import binascii

from .... import limits
from ....errors import DamagedFileError
from ....model import Resource
from ....model.chars import scheme
from ....model.patterns import compiled_later
from ....model.types import resource_key
from ....safe.xml import Element
from ..names import name
from .package import Source
from .values import pixels

_HREF, _DATA = name("xlink:href"), name("office:binary-data")
_WIDTH, _HEIGHT, _SIZE = name("svg:width"), name("svg:height"), name("gi:size")
_MEDIA_TYPE = compiled_later(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
# First bytes → media type, for pictures without one in the manifest.
_MAGIC = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\x01\0\0\0", "image/x-emf"),
    (b"\xd7\xcd\xc6\x9a", "image/x-wmf"),
    (b"<svg", "image/svg+xml"),
    (b"<?xml", "image/svg+xml"),
)


class PictureSource:
    """Reads pictures of a document, and collects them as resources of the report."""

    def __init__(self, source: Source) -> None:
        self._package = source.package
        self._media_types = source.media_types
        self._known: dict[str, str | None] = {}
        self.resources: dict[str, Resource] = {}

    def resource(self, image: Element) -> str | None:
        """The resource key or address of the picture in a `draw:image`; None where its bytes are missing."""
        data = image.find(_DATA)
        if data is not None:
            return self._inline(data.text or "")
        href = image.get(_HREF, "")
        if href not in self._known:
            self._known[href] = self._at(href)
        return self._known[href]

    def _inline(self, encoded: str) -> str | None:
        try:
            data = base64.b64decode(encoded)
        except (binascii.Error, ValueError):
            return None
        return self._keep(data, "") if data else None

    def _at(self, href: str) -> str | None:
        if not href:
            return None
        if href.startswith("../"):
            return href.removeprefix("../")
        if href.startswith("/") or scheme(href):
            return href
        if self._package is None:
            return None
        path = self._package.named(href.removeprefix("./")).removeprefix("./")
        if path not in self._package:
            return None
        try:
            data = self._package.read(path)
        except DamagedFileError:
            return None
        return self._keep(data, self._media_types.get(path, ""))

    def _keep(self, data: bytes, stated: str) -> str | None:
        if not data or len(data) > limits.IMAGE_BYTES:
            return None
        kind = stated.partition(";")[0].strip().lower()
        if not _MEDIA_TYPE.fullmatch(kind):
            start = data[:16].lstrip()
            kind = "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""
            kind = kind or next((what for magic, what in _MAGIC if start.startswith(magic)), "")
        key = resource_key(data)
        self.resources.setdefault(key, Resource(kind or "application/octet-stream", data))
        return key


def size(frame: Element) -> tuple[int | None, int | None]:
    """Width and height of a `draw:frame` in pixels.

    A report's picture may have no width or height, but ODF demands both. Our writer's `gi:size` repeats the
    size it wrote and says which of the two the report has; where the size differs now, a user has changed it.
    """
    width, height = pixels(frame.get(_WIDTH)), pixels(frame.get(_HEIGHT))
    marker = frame.get(_SIZE, "").split()
    if len(marker) == 4 and (pixels(marker[0]), pixels(marker[1])) == (width, height):
        width = None if marker[2] == "0" else width
        height = None if marker[3] == "0" else height
    return width, height
