"""Pictures: their frames in the text, and the parts of the package with their bytes."""

from __future__ import annotations

from collections.abc import Mapping

from ....model import Image, Resource
from ....safe.pictures import Size, Sizes
from .automatic import AutomaticStyles
from .values import attribute, link_address, picture_address, pixels, text

_EXTENSIONS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/webp": "webp",
    "image/tiff": "tif",
    "image/svg+xml": "svg",
    "image/x-emf": "emf",
    "image/emf": "emf",
    "image/x-wmf": "wmf",
    "image/wmf": "wmf",
}
_TWIPS_PER_PIXEL = 15
_DEFAULT_SIZE = (96, 96)  # of a picture whose size is not known


class Pictures:
    """Writes frames, and collects the resources that they show."""

    def __init__(self, resources: Mapping[str, Resource], styles: AutomaticStyles) -> None:
        self._resources = resources
        self._styles = styles
        self._parts: dict[str, str] = {}
        self._sizes = Sizes()

    def parts(self) -> list[tuple[str, Resource]]:
        """The path and the resource of each picture in a frame, sorted by path."""
        return sorted((path, self._resources[key]) for key, path in self._parts.items())

    def write(self, image: Image, out: list[str]) -> None:
        """Append the frame of `image` (ODF 1.3 part 3, 10.4.2) to `out`."""
        self._styles.pictures += 1
        resource = self._resources.get(image.resource)
        address = self._part(image.resource, resource) if resource else picture_address(image.resource)
        natural = self._sizes.of(image.resource, resource.data) if resource else None
        if image.link is not None:
            out.append(f'<draw:a xlink:type="simple" xlink:href="{attribute(link_address(image.link))}">')
        size = _size(image, natural, self._styles.text_width / _TWIPS_PER_PIXEL)
        out.append(
            f'<draw:frame draw:style-name="Picture" draw:name="Picture{self._styles.pictures}"'
            f' text:anchor-type="as-char" {size}>'
            f'<draw:image xlink:href="{attribute(address)}" xlink:type="simple" xlink:show="embed"'
            ' xlink:actuate="onLoad"/>'
        )
        if image.alt:
            out.append(f"<svg:desc>{text(image.alt)}</svg:desc>")
        out.append("</draw:frame>")
        if image.link is not None:
            out.append("</draw:a>")

    def _part(self, key: str, resource: Resource) -> str:
        path = self._parts.get(key)
        if path is None:
            extension = _EXTENSIONS.get(resource.media_type, "bin")
            path = self._parts[key] = f"Pictures/{key[:32]}.{extension}"
        return path


def _size(image: Image, natural: Size | None, widest: float) -> str:
    """The size attributes. `gi:size` marks a size that is computed, since the model states none.

    A picture without a stated size is at most `widest` pixels wide.
    """
    width, height = image.width, image.height
    if width is not None and height is not None:
        return f'svg:width="{pixels(width)}" svg:height="{pixels(height)}"'
    own = natural or _DEFAULT_SIZE
    own = own if min(own) > 0 else _DEFAULT_SIZE
    if width is not None:
        size = (float(width), max(own[1] * width / own[0], 1))
    elif height is not None:
        size = (max(own[0] * height / own[1], 1), float(height))
    else:
        scale = min(1, widest / own[0])
        size = (own[0] * scale, max(own[1] * scale, 1))
    extent = [pixels(value) for value in size]
    stated = [("1" if value is not None else "0") for value in (width, height)]
    return (
        f'svg:width="{extent[0]}" svg:height="{extent[1]}"'
        f' gi:size="{extent[0]} {extent[1]} {stated[0]} {stated[1]}"'
    )
