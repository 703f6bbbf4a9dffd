"""What does a drawing show? Pictures with their bytes and size, text boxes, and rules.

Other objects (charts, SmartArt, ink, OLE objects) become losses.

DrawingML (ECMA-376 part 1, 20) and VML (part 4, 19).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from .... import limits
from ....errors import DamagedFileError, GireportError
from ....model import Image, Resource
from ....model.messages import Message, message
from ....model.normal import MAX_PIXELS
from ....model.patterns import compiled_later
from ....model.types import resource_key
from ....safe.xml import Element
from ..names import A_NS, GI_NS, PIC_NS, R_NS, SIZE_EXTENSION
from . import wml
from .context import Context, quoted
from .wml import (
    A_BLIP,
    A_EXT,
    A_TX_BODY,
    ALTERNATE,
    R_EMBED,
    R_HREF,
    R_ID,
    R_LINK,
    TXBX_CONTENT,
    V_FILL,
    WP_DOC_PR,
    WP_EXTENT,
    BadNumber,
    integer,
    selected_branch,
    twips,
    w,
)

EMU_PER_PIXEL = 9525
TWIPS_PER_PIXEL = 15
_TRUE = frozenset({"t", "true", "1"})
_MEDIA_TYPE = compiled_later(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
# Media types by extension, for parts without a valid declared type.
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
_V_SHAPE_STYLE = compiled_later(r"(?:^|;)\s*(width|height)\s*:\s*([^;]+)", re.IGNORECASE)
_R_DM = f"{{{R_NS}}}dm"
# Objects whose content is in another part or another program: the name, and the attribute with the part's id.
_OBJECTS = {
    wml.C_CHART: (message("docx.chart"), R_ID),
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": (message("docx.chart"), R_ID),
    wml.DGM_IDS: (message("docx.smart-art"), _R_DM),
    w("control"): (message("docx.control"), ""),
    w("contentPart"): (message("docx.ink"), ""),
    f"{{{wml.W14_NS}}}contentPart": (message("docx.ink"), ""),
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingInk}contentPart": (message("docx.ink"), ""),
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
    used_descriptions: set[str] = set()
    """Descriptions that a picture, or the loss of one, keeps."""


def read_drawing(context: Context, element: Element) -> Drawing:
    """The images, boxes and rule in `element`, in their order (W25, W29); other objects become losses."""
    drawing = Drawing([], [])
    frame: Element | None = None
    for child in _walk(element):
        tag = child.tag
        if tag in (wml.WP_INLINE, wml.WP_ANCHOR):
            frame = child
        elif tag in (TXBX_CONTENT, A_TX_BODY):
            drawing.boxes.append(child)
        elif tag == wml.PIC:
            _picture(context, child, frame, drawing)
        elif tag == wml.V_IMAGEDATA:
            _vml_picture(context, child, drawing)
        elif tag == wml.A_BLIP_FILL:
            _fill(context, child, frame, drawing)
        elif tag == V_FILL:
            _vml_fill(context, child, drawing)
        elif tag == wml.V_TEXTPATH:
            drawing.text += child.get("string") or ""
        elif tag in _OBJECTS:
            name, attribute = _OBJECTS[tag]
            id_ = child.get(attribute) if attribute else None  # lxml raises for an empty name
            text = _object_text(context, id_ or "")
            detail = message("docx.object-with-text", object=name, text=text) if text else name
            context.note("embedded-object", 1, detail)
        elif tag == wml.O_OLE:
            context.note("embedded-object", 1, child.get("ProgID") or message("docx.ole-object"))
        elif (child.get(wml.O_HR) or "") in _TRUE:
            drawing.rule = True
    _note_descriptions(context, element, drawing.used_descriptions)
    return drawing


def _note_descriptions(context: Context, element: Element, used: set[str]) -> None:
    """Record the loss of the descriptions of shapes that no picture keeps."""
    texts = (
        value
        for child in _walk(element)
        for attribute in (_DESCRIPTIONS if child.tag in _DESCRIBED else _VML_DESCRIPTIONS)
        if (value := child.get(attribute))
    )
    for text in dict.fromkeys(texts):
        if text not in used:
            context.note_description("drawing", text)


def _object_text(context: Context, id_: str) -> str:
    """The text of the chart or SmartArt in the part with the relationship `id_`, to quote it in its loss."""
    rel = context.parts.relationships(context.part).get(id_)
    if rel is None or rel.external or rel.target not in context.parts.package:
        return ""
    known = context.object_texts.get(rel.target)
    if known is None:
        try:
            root = context.parts.xml(rel.target)
            known = quoted(" ".join(each.text or "" for each in root.iter(wml.A_T)))
        except GireportError:  # the object is lost in any case
            known = ""
        context.object_texts[rel.target] = known
    return known


def with_link(image: Image, link: str | None) -> Image:
    """`image` with `link`."""
    return Image(image.resource, image.alt, image.width, image.height, link)


def _walk(element: Element) -> Iterator[Element]:
    """The elements below `element` in document order, without other branches and the inside of text boxes."""
    stack = [iter((element,))]
    while stack:
        for child in stack[-1]:
            if child.tag == ALTERNATE:
                branch = selected_branch(child)
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


def _picture(context: Context, picture: Element, frame: Element | None, drawing: Drawing) -> None:
    blip = next(picture.iter(A_BLIP), None)
    if blip is None:
        context.note("image-missing", 1, message("docx.picture-without-data"))
        return
    properties = None if frame is None else frame.find(WP_DOC_PR)
    own = next(picture.iter(wml.PIC_C_NV_PR), None)
    alt, link = "", None
    for described in (properties, own):
        if described is None:
            continue
        alt = alt or described.get("descr") or described.get("title") or ""
        link = link or _link(context, described)
    drawing.used_descriptions.add(alt)
    resource = _source(
        context, _attribute(blip, R_EMBED, "r:embed"), _attribute(blip, R_LINK, "r:link"), blip, alt
    )
    if resource is None:
        return
    grouped, size = _in_groups(picture, context.bad_number)
    if grouped:
        width, height = size
    else:
        width, height = _extent(blip, None if frame is None else frame.find(WP_EXTENT), context.bad_number)
    drawing.images.append(Image(resource, alt, width, height, link))


def _fill(context: Context, fill: Element, frame: Element | None, drawing: Drawing) -> None:
    """Add the picture that fills a shape (20.1.8.14 `a:blipFill`, W42), unless another picture covers it."""
    blip = fill.find(A_BLIP)
    properties = fill.getparent()
    if blip is None or properties is None or properties.tag == _PIC_SP_PR:
        return
    described = None if frame is None else frame.find(WP_DOC_PR)
    alt = "" if described is None else described.get("descr") or described.get("title") or ""
    drawing.used_descriptions.add(alt)
    embedded, address = _attribute(blip, R_EMBED, "r:embed"), _attribute(blip, R_LINK, "r:link")
    resource = _source(context, embedded, address, blip, alt)
    if resource is None:
        return
    own = properties.find(f"{_A_XFRM}/{A_EXT}")
    extent = own if own is not None or frame is None else frame.find(WP_EXTENT)
    width, height = (_pixels(size) if size > 0 else None for size in _sizes(extent, context.bad_number))
    link = None if described is None else _link(context, described)
    drawing.images.append(Image(resource, alt, width, height, link))


def _attribute(element: Element, *names: str) -> str:
    return next((value for name in names if (value := element.get(name))), "")


def _link(context: Context, described: Element) -> str | None:
    found = described.find(wml.A_HLINK_CLICK)
    if found is None:
        return None
    rel = context.parts.relationships(context.part).get(found.get(R_ID) or "")
    return context.safe_link(rel.target) if rel is not None and rel.kind == "hyperlink" else None


def _in_groups(picture: Element, bad_number: BadNumber) -> tuple[bool, tuple[int | None, int | None]]:
    """Whether a picture stands in a group of shapes, and its size in pixels there, scaled as its groups are.

    A group scales its inside, of the size `a:chExt`, to its own size, `a:ext` (20.1.7.6).
    """
    grouped = False
    scales = [1.0, 1.0]
    for parent in picture.iterancestors():
        if parent.tag == wml.DRAWING:
            break
        grouped = grouped or parent.tag in _GROUPS
        transform = parent.find(f"{_GROUP_PROPERTIES}/{_A_XFRM}")
        if transform is None:
            continue
        outer, inner = (
            _sizes(transform.find(A_EXT), bad_number),
            _sizes(transform.find(_A_CH_EXT), bad_number),
        )
        for index in (0, 1):
            scales[index] *= outer[index] / inner[index] if outer[index] > 0 and inner[index] > 0 else 1.0
    own = _sizes(picture.find(f"{_PIC_SP_PR}/{_A_XFRM}/{A_EXT}"), bad_number) if grouped else (0, 0)
    width, height = (
        _pixels(size * scale) if size > 0 else None for size, scale in zip(own, scales, strict=True)
    )
    return grouped, (width, height)


def _sizes(extent: Element | None, bad_number: BadNumber) -> tuple[int, int]:
    if extent is None:
        return 0, 0
    return integer(extent, bad_number, attribute="cx"), integer(extent, bad_number, attribute="cy")


def _extent(blip: Element, extent: Element | None, bad_number: BadNumber) -> tuple[int | None, int | None]:
    """The size in pixels; None for a side that the report does not state, as the writer's own marker says."""
    if extent is None:
        return None, None
    cx, cy = extent.get("cx"), extent.get("cy")
    width, height = map(_pixels, _sizes(extent, bad_number))
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


def _vml_fill(context: Context, fill: Element, drawing: Drawing) -> None:
    """Add the picture that fills a VML shape (19.1.2.5 `v:fill`).

    A pattern of two colours is presentation.
    """
    if not _attribute(fill, R_ID, "r:id", R_HREF, "r:href"):
        return
    if fill.get("type") == "pattern":
        context.note("formatting")
    else:
        _vml_picture(context, fill, drawing)


def _vml_picture(context: Context, data: Element, drawing: Drawing) -> None:
    shape = data.getparent()
    assert shape is not None
    alt = shape.get("alt") or data.get("{urn:schemas-microsoft-com:office:office}title") or ""
    drawing.used_descriptions.add(alt)
    embedded = _attribute(data, R_ID, "r:id")
    resource = _source(context, embedded, _attribute(data, R_HREF, "r:href"), data, alt)
    if resource is None:
        return
    sizes = {name.lower(): twips(value) for name, value in _V_SHAPE_STYLE.findall(shape.get("style") or "")}
    width, height = _vml_size(sizes.get("width")), _vml_size(sizes.get("height"))
    drawing.images.append(Image(resource, alt, width, height, context.safe_link(shape.get("href"))))


def _vml_size(length: float | None) -> int | None:
    return min(max(round(length / TWIPS_PER_PIXEL), 1), MAX_PIXELS) if length and length > 0 else None


# --- sources ---


def _source(context: Context, embedded: str, address: str, element: Element, alt: str) -> str | None:
    """The key of a picture's bytes, else its address; None, with a loss, where it has neither."""
    relationships = context.parts.relationships(context.part)
    rel = relationships.get(embedded or _vector(element))
    if rel is not None and not rel.external:
        key = _bytes(context, rel.target)
        if key is not None:
            return key
    outside = relationships.get(address)
    for candidate in (rel, outside):
        if candidate is not None and candidate.external and candidate.target:
            return candidate.target
    source: str | Message
    if rel is not None:
        source = rel.target
    elif embedded:
        source = message("docx.relationship", id=embedded)
    else:
        source = message("docx.picture-without-relationship")
    described = message("docx.picture-with-description", source=source, description=quoted(alt))
    context.note("image-missing", 1, described if alt.strip() else source)
    return None


def _vector(element: Element) -> str:
    """The relationship id of an SVG picture that has no raster copy."""
    return next((_attribute(child, R_EMBED) for child in element.iter(_SVG_BLIP)), "")


def _bytes(context: Context, part: str) -> str | None:
    """The key of the resource with the bytes of `part`; None where it is missing, damaged or too large."""
    if part in context.resource_keys:
        return context.resource_keys[part]
    key = None
    package = context.parts.package
    if part in package:
        try:
            data = package.read(part)
        except DamagedFileError:
            data = b""
        if 0 < len(data) <= limits.IMAGE_BYTES:
            key = resource_key(data)
            context.resources.setdefault(key, Resource(_media_type(context, part), data))
    context.resource_keys[part] = key
    return key


def _media_type(context: Context, part: str) -> str:
    declared = context.parts.media_type(part).partition(";")[0].strip()
    if _MEDIA_TYPE.fullmatch(declared):
        return declared
    return _BY_EXTENSION.get(part.rpartition(".")[2].lower(), "application/octet-stream")
