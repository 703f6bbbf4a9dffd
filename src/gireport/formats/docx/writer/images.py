"""Pictures: media parts, the size on the page, and the drawing that shows one (ECMA-376 part 1, 20.4)."""

from __future__ import annotations

from ....model import Image, Resource
from ....safe.pictures import Size
from .. import names
from .escape import attribute

EMU = 9525  # in a CSS pixel
TWIPS = 15  # in a CSS pixel
UNKNOWN = 96
"""Pixels of a side that neither the report nor the picture tells."""

_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
    "image/emf": "emf",
    "image/wmf": "wmf",
}


def part_name(key: str, resource: Resource) -> str:
    """Where the bytes of the resource `key` (their SHA-256) stand, from the main part's folder."""
    return f"media/{key[:16]}.{_SUFFIXES.get(resource.media_type, 'bin')}"


def extent(image: Image, natural: Size | None, available: int) -> tuple[int, int]:
    """Width and height on the page in pixels; what the report leaves open is `natural`, at most `available` twips."""
    width, height = natural or (UNKNOWN, UNKNOWN)
    if image.width is not None and image.height is not None:
        return image.width, image.height
    if image.width is not None:
        return image.width, max(round(height * image.width / width), 1) if natural else height
    if image.height is not None:
        return max(round(width * image.height / height), 1) if natural else width, image.height
    most = max(available // TWIPS, 1)
    if width > most:
        return most, max(round(height * most / width), 1)
    return width, height


def drawing(image: Image, size: tuple[int, int], number: int, blip: str, link: str) -> str:
    """The run that shows `image`. `blip` is the attribute that names its bytes, `link` a relationship id or empty."""
    cx, cy = size[0] * EMU, size[1] * EMU
    click = f'<a:hlinkClick r:id="{link}"/>' if link else ""
    stated = ""
    if image.width is None or image.height is None:
        stated = (
            f'<a:extLst><a:ext uri="{names.SIZE_EXTENSION}"><gi:size xmlns:gi="{names.GI_NS}"'
            f' width="{int(image.width is not None)}" height="{int(image.height is not None)}"'
            f' cx="{cx}" cy="{cy}"/></a:ext></a:extLst>'
        )
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{attribute(image.alt)}">{click}</wp:docPr>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{names.PIC_NS}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill><a:blip {blip}>{stated}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
