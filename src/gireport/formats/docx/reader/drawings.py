"""Drawings and pictures: images with their bytes, boxes of text, rules, and objects that stay behind."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from msgspec import Struct

from .... import limits
from ....errors import DamagedFileError, GireportError
from ....model import Image, Resource
from ....model.normal import MAX_PIXELS
from ....safe.xml import Element
from ..names import A_NS, GI_NS, PIC_NS, R_NS, SIZE_EXTENSION
from .changes import chosen
from .document import Document, quoted
from .tags import (
    A_BLIP,
    A_BLIP_FILL,
    A_EXT,
    A_HLINK_CLICK,
    A_T,
    A_TX_BODY,
    ALTERNATE,
    C_CHART,
    DGM_IDS,
    DRAWING,
    O_HR,
    O_OLE,
    PIC,
    PIC_C_NV_PR,
    R_EMBED,
    R_HREF,
    R_ID,
    R_LINK,
    TXBX_CONTENT,
    V_FILL,
    V_IMAGEDATA,
    V_TEXTPATH,
    W14_NS,
    WP_ANCHOR,
    WP_DOC_PR,
    WP_EXTENT,
    WP_INLINE,
    w,
)
from .values import Odd, integer, twips

EMU_PER_PIXEL = 9525
TWIPS_PER_PIXEL = 15
_TRUE = frozenset({"t", "true", "1"})
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
# Media types of pictures whose part declares none that can be used.
_BY_EXTENSION = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}
_SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_SIZE = f"{{{GI_NS}}}size"
_V_SHAPE_STYLE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([^;]+)", re.IGNORECASE)
_R_DM = f"{{{R_NS}}}dm"
# What is drawn from another part, or by another program: what it is, and the attribute that leads to its text.
_OBJECTS = {
    C_CHART: ("a chart", R_ID),
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": ("a chart", R_ID),
    DGM_IDS: ("SmartArt", _R_DM),
    w("control"): ("a control", ""),
    w("contentPart"): ("ink", ""),
    f"{{{W14_NS}}}contentPart": ("ink", ""),
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingInk}contentPart": ("ink", ""),
}
_DESCRIBED = frozenset(
    {
        WP_DOC_PR,
        *(
            f"{{http://schemas.microsoft.com/office/word/2010/wordprocessing{name}}}cNvPr"
            for name in ("Shape", "Group", "Canvas")
        ),
    }
)
_DESCRIPTIONS, _VML_DESCRIPTIONS = ("descr", "title"), ("alt",)
_GROUPS = frozenset(
    f"{{http://schemas.microsoft.com/office/word/2010/wordprocessing{name}}}{tag}"
    for name, tag in (("Group", "wgp"), ("Group", "grpSp"), ("Canvas", "wpc"))
)
_GROUP_PROPERTIES = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}grpSpPr"
_A_XFRM, _A_CH_EXT = f"{{{A_NS}}}xfrm", f"{{{A_NS}}}chExt"
_PIC_SP_PR = f"{{{PIC_NS}}}spPr"


class Drawing(Struct):
    """What a `w:drawing`, `w:pict` or `w:object` shows."""

    images: list[Image]
    boxes: list[Element]
    """`w:txbxContent` and `a:txBody` elements."""
    rule: bool = False
    text: str = ""
    """Of WordArt."""
    told: set[str] = set()
    """Descriptions that became a picture's, or stand under its loss."""


def read(document: Document, element: Element) -> Drawing:
    """The images, boxes and rule in `element`, in their order (W25, W29); objects are noted."""
    drawing = Drawing([], [])
    frame: Element | None = None
    for child in _walk(element):
        tag = child.tag
        if tag in (WP_INLINE, WP_ANCHOR):
            frame = child
        elif tag in (TXBX_CONTENT, A_TX_BODY):
            drawing.boxes.append(child)
        elif tag == PIC:
            _picture(document, child, frame, drawing)
        elif tag == V_IMAGEDATA:
            _vml_picture(document, child, drawing)
        elif tag == A_BLIP_FILL:
            _fill(document, child, frame, drawing)
        elif tag == V_FILL:
            _vml_fill(document, child, drawing)
        elif tag == V_TEXTPATH:
            drawing.text += child.get("string") or ""
        elif tag in _OBJECTS:
            what, leads = _OBJECTS[tag]
            leads_to = child.get(leads) if leads else None  # no attribute has an empty name: lxml raises
            document.note("embedded-object", 1, what + _drawn_text(document, leads_to or ""))
        elif tag == O_OLE:
            document.note("embedded-object", 1, child.get("ProgID") or "OLE object")
        elif (child.get(O_HR) or "") in _TRUE:
            drawing.rule = True
    _note_descriptions(document, element, drawing.told)
    return drawing


def _note_descriptions(document: Document, element: Element, told: set[str]) -> None:
    """Note the descriptions of what is drawn that did not become a picture's."""
    texts = (
        value
        for child in _walk(element)
        for attribute in (_DESCRIPTIONS if child.tag in _DESCRIBED else _VML_DESCRIPTIONS)
        if (value := child.get(attribute))
    )
    for text in dict.fromkeys(texts):
        if text not in told:
            document.described("drawing", text)


def _drawn_text(document: Document, id_: str) -> str:
    """What a chart or a SmartArt says, for the loss of it: the text of the part that `id_` leads to."""
    rel = document.parts.relationships(document.part).get(id_)
    if rel is None or rel.external or rel.target not in document.parts.package:
        return ""
    known = document.drawn.get(rel.target)
    if known is None:
        try:
            root = document.parts.xml(rel.target)
            known = quoted(" ".join(each.text or "" for each in root.iter(A_T)))
        except GireportError:  # a damaged part of what is left behind anyway
            known = ""
        document.drawn[rel.target] = known
    return f": {known}" if known else ""


def linked(image: Image, link: str | None) -> Image:
    """`image` with `link`."""
    return Image(image.resource, image.alt, image.width, image.height, link)


def _walk(element: Element) -> Iterator[Element]:
    """The elements below `element` in document order: one branch of each alternative, nothing inside a box."""
    stack = [iter((element,))]
    while stack:
        for child in stack[-1]:
            if child.tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    stack.append(iter(branch))
                    break
                continue
            yield child
            if child.tag not in (TXBX_CONTENT, A_TX_BODY):
                stack.append(iter(child))
                break
        else:
            stack.pop()


# --- DrawingML ---


def _picture(document: Document, picture: Element, frame: Element | None, drawing: Drawing) -> None:
    blip = next(picture.iter(A_BLIP), None)
    if blip is None:
        document.note("image-missing", 1, "a picture without a source")
        return
    properties = None if frame is None else frame.find(WP_DOC_PR)
    own = next(picture.iter(PIC_C_NV_PR), None)
    alt, link = "", None
    for described in (properties, own):
        if described is None:
            continue
        alt = alt or described.get("descr") or described.get("title") or ""
        link = link or _link(document, described)
    drawing.told.add(alt)
    resource = _source(
        document, _attribute(blip, R_EMBED, "r:embed"), _attribute(blip, R_LINK, "r:link"), blip, alt
    )
    if resource is None:
        return
    grouped, size = _in_groups(picture, document.odd)
    if grouped:
        width, height = size
    else:
        width, height = _extent(blip, None if frame is None else frame.find(WP_EXTENT), document.odd)
    drawing.images.append(Image(resource, alt, width, height, link))


def _fill(document: Document, fill: Element, frame: Element | None, drawing: Drawing) -> None:
    """The picture that fills a shape (20.1.8.14 `a:blipFill`, W42); what lies behind another picture is not seen."""
    blip = fill.find(A_BLIP)
    properties = fill.getparent()
    if blip is None or properties is None or properties.tag == _PIC_SP_PR:
        return
    described = None if frame is None else frame.find(WP_DOC_PR)
    alt = "" if described is None else described.get("descr") or described.get("title") or ""
    drawing.told.add(alt)
    embedded, address = _attribute(blip, R_EMBED, "r:embed"), _attribute(blip, R_LINK, "r:link")
    resource = _source(document, embedded, address, blip, alt)
    if resource is None:
        return
    own = properties.find(f"{_A_XFRM}/{A_EXT}")
    extent = own if own is not None or frame is None else frame.find(WP_EXTENT)
    width, height = (_pixels(size) if size > 0 else None for size in _sizes(extent, document.odd))
    link = None if described is None else _link(document, described)
    drawing.images.append(Image(resource, alt, width, height, link))


def _attribute(element: Element, *names: str) -> str:
    return next((value for name in names if (value := element.get(name))), "")


def _link(document: Document, described: Element) -> str | None:
    found = described.find(A_HLINK_CLICK)
    if found is None:
        return None
    rel = document.parts.relationships(document.part).get(found.get(R_ID) or "")
    return document.safe(rel.target) if rel is not None and rel.kind == "hyperlink" else None


def _in_groups(picture: Element, odd: Odd) -> tuple[bool, tuple[int | None, int | None]]:
    """Whether a picture stands in a group of shapes, and its size there: its own, scaled as the groups are.

    A group draws its inside, `a:chExt`, as large as itself, `a:ext` (20.1.7.6).
    """
    grouped = False
    scales = [1.0, 1.0]
    for parent in picture.iterancestors():
        if parent.tag == DRAWING:
            break
        grouped = grouped or parent.tag in _GROUPS
        transform = parent.find(f"{_GROUP_PROPERTIES}/{_A_XFRM}")
        if transform is None:
            continue
        outer, inner = _sizes(transform.find(A_EXT), odd), _sizes(transform.find(_A_CH_EXT), odd)
        for index in (0, 1):
            scales[index] *= outer[index] / inner[index] if outer[index] > 0 and inner[index] > 0 else 1.0
    own = _sizes(picture.find(f"{_PIC_SP_PR}/{_A_XFRM}/{A_EXT}"), odd) if grouped else (0, 0)
    width, height = (
        _pixels(size * scale) if size > 0 else None for size, scale in zip(own, scales, strict=True)
    )
    return grouped, (width, height)


def _sizes(extent: Element | None, odd: Odd) -> tuple[int, int]:
    if extent is None:
        return 0, 0
    return integer(extent, odd, attribute="cx"), integer(extent, odd, attribute="cy")


def _extent(blip: Element, extent: Element | None, odd: Odd) -> tuple[int | None, int | None]:
    """The size in pixels; None for a dimension that our own marker says the report does not state."""
    if extent is None:
        return None, None
    cx, cy = extent.get("cx"), extent.get("cy")
    width, height = map(_pixels, _sizes(extent, odd))
    for extension in blip.iter(A_EXT):
        size = extension.find(_SIZE) if extension.get("uri") == SIZE_EXTENSION else None
        if size is not None and size.get("cx") == cx and size.get("cy") == cy:
            return (
                None if size.get("width") == "0" else width,
                None if size.get("height") == "0" else height,
            )
    return width, height


def _pixels(emu: float) -> int:
    return min(max(round(emu / EMU_PER_PIXEL), 1), MAX_PIXELS)


# --- VML ---


def _vml_fill(document: Document, fill: Element, drawing: Drawing) -> None:
    """The picture that fills a VML shape (19.1.2.5 `v:fill`); a pattern of two colours is presentation."""
    if not _attribute(fill, R_ID, "r:id", R_HREF, "r:href"):
        return
    if fill.get("type") == "pattern":
        document.note("formatting")
    else:
        _vml_picture(document, fill, drawing)


def _vml_picture(document: Document, data: Element, drawing: Drawing) -> None:
    shape = data.getparent()
    assert shape is not None
    alt = shape.get("alt") or data.get("{urn:schemas-microsoft-com:office:office}title") or ""
    drawing.told.add(alt)
    embedded = _attribute(data, R_ID, "r:id")
    resource = _source(document, embedded, _attribute(data, R_HREF, "r:href"), data, alt)
    if resource is None:
        return
    sizes = {name.lower(): twips(value) for name, value in _V_SHAPE_STYLE.findall(shape.get("style") or "")}
    width, height = _vml_size(sizes.get("width")), _vml_size(sizes.get("height"))
    drawing.images.append(Image(resource, alt, width, height, document.safe(shape.get("href"))))


def _vml_size(length: float | None) -> int | None:
    return min(max(round(length / TWIPS_PER_PIXEL), 1), MAX_PIXELS) if length and length > 0 else None


# --- sources ---


def _source(document: Document, embedded: str, address: str, element: Element, alt: str) -> str | None:
    """The resource that a picture shows: the key of its bytes, else its address; None with a loss for neither."""
    relationships = document.parts.relationships(document.part)
    rel = relationships.get(embedded or _vector(element))
    if rel is not None and not rel.external:
        key = _bytes(document, rel.target)
        if key is not None:
            return key
    outside = relationships.get(address)
    for candidate in (rel, outside):
        if candidate is not None and candidate.external and candidate.target:
            return candidate.target
    source = rel.target if rel is not None else f"relationship {embedded!r}"
    document.note("image-missing", 1, f"{source}: {quoted(alt)}" if alt.strip() else source)
    return None


def _vector(element: Element) -> str:
    """The relationship of the SVG that a picture without a raster twin shows."""
    return next((_attribute(child, R_EMBED) for child in element.iter(_SVG_BLIP)), "")


def _bytes(document: Document, part: str) -> str | None:
    """The key of the bytes of `part`, which are kept as a resource; None where they cannot be had."""
    if part in document.pictures:
        return document.pictures[part]
    key = None
    package = document.parts.package
    if part in package:
        try:
            data = package.read(part)
        except DamagedFileError:
            data = b""
        if 0 < len(data) <= limits.IMAGE_BYTES:
            key = hashlib.sha256(data).hexdigest()
            document.resources.setdefault(key, Resource(_media_type(document, part), data))
    document.pictures[part] = key
    return key


def _media_type(document: Document, part: str) -> str:
    declared = document.parts.media_type(part).partition(";")[0].strip()
    if _MEDIA_TYPE.fullmatch(declared):
        return declared
    return _BY_EXTENSION.get(part.rpartition(".")[2].lower(), "application/octet-stream")
