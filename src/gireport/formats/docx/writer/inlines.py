"""How are inlines written: runs, hyperlinks, bookmark edges, note references and pictures?

ECMA-376 part 1, 17.3.2 (runs), 17.13.6 (bookmarks), 17.16.22 (hyperlinks), 20.4 (pictures).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ....model import BookmarkEnd, BookmarkStart, Image, Inline, LineBreak, Mark, Note, Resource, Text
from ....reading.note_marks import NoteMarkedInText, join_note_marks, own_mark
from ....safe.pictures import Size
from .. import names
from .context import ContentPart
from .parts import attribute, text

# In the order of CT_RPr, which is not that of the marks.
_MARKS: tuple[tuple[Mark, str], ...] = (
    ("bold", "<w:b/><w:bCs/>"),
    ("italic", "<w:i/><w:iCs/>"),
    ("strike", "<w:strike/>"),
    ("underline", '<w:u w:val="single"/>'),
    ("superscript", '<w:vertAlign w:val="superscript"/>'),
    ("subscript", '<w:vertAlign w:val="subscript"/>'),
)
EMU_PER_PIXEL = 9525
TWIPS_PER_PIXEL = 15
UNKNOWN_SIDE = 96  # pixels, for a picture whose size neither the report nor its bytes state

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
BREAK = "<w:r><w:br/></w:r>"
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


@lru_cache(maxsize=256)
def run_start(marks: tuple[Mark, ...], style: str) -> str:
    """The start of a run up to its text."""
    properties = f'<w:rStyle w:val="{attribute(style)}"/>' if style else ""
    properties += "".join(xml for mark, xml in _MARKS if mark in marks)
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">' if properties else PLAIN_RUN


PLAIN_RUN = '<w:r><w:t xml:space="preserve">'
BARE_RUN = "<w:r><w:t>"  # for a text that neither starts nor ends with a space
RUN_END = "</w:t></w:r>"


def text_content(content: str) -> str:
    """`content` inside a `w:t`; a tab is an element between two `w:t`."""
    escaped = text(content)
    return escaped.replace("\t", TAB) if "\t" in content else escaped


def write_inlines(part: ContentPart, content: Iterable[Inline], available: int) -> str:
    """The runs of a paragraph; `available` is the width that a picture may take, in twips."""
    return "".join([_inline(part, each, available) for each in join_note_marks(tuple(content))])


def _inline(part: ContentPart, each: Inline, available: int) -> str:
    """One inline."""
    if isinstance(each, Text):
        if each.link is None:
            return run_start(each.marks, "") + text_content(each.text) + RUN_END
        return _linked_text(part, each, each.link)
    if isinstance(each, LineBreak):
        return BREAK
    if isinstance(each, BookmarkStart):
        number = part.context.bookmark(each.name)
        columns = f' w:colFirst="{each.columns[0]}" w:colLast="{each.columns[1]}"' if each.columns else ""
        return f'<w:bookmarkStart w:id="{number}" w:name="{attribute(each.name)}"{columns}/>'
    if isinstance(each, BookmarkEnd):
        return f'<w:bookmarkEnd w:id="{part.context.bookmark(each.name)}"/>'
    if isinstance(each, Image):
        return _picture(part, each, available)
    return _note_reference(part, each)


def _linked_text(part: ContentPart, each: Text, link: str) -> str:
    """A text with a link: `#name` is an anchor in the document, anything else an address outside."""
    if link.startswith("#") and len(link) > 1:
        target = f'w:anchor="{attribute(link[1:])}"'
    else:
        target = f'r:id="{part.address(link)}"'
    start = run_start(each.marks, part.context.style("Hyperlink"))
    return f"<w:hyperlink {target}>{start}{text_content(each.text)}{RUN_END}</w:hyperlink>"


def _note_reference(part: ContentPart, note: Note) -> str:
    """The reference to a note (17.11.14, 17.11.7); the note's own mark, if it has one, follows it."""
    context = part.context
    style = context.style("FootnoteReference" if note.kind == "footnote" else "EndnoteReference")
    mark = own_mark(note)
    follows = mark_text = ""
    if mark:
        follows = f' w:customMarkFollows="{1 if isinstance(note, NoteMarkedInText) else names.COUNTED_MARK}"'
        mark_text = f"<w:t>{text_content(mark)}</w:t>"
    return (
        f'<w:r><w:rPr><w:rStyle w:val="{attribute(style)}"/></w:rPr>'
        f'<w:{note.kind}Reference{follows} w:id="{context.note(note)}"/>{mark_text}</w:r>'
    )


# --- pictures ---


def _picture(part: ContentPart, image: Image, available: int) -> str:
    """The run that shows `image`, where `available` twips are free."""
    context = part.context
    resource = context.resources.get(image.resource)
    natural = None
    if resource is None:
        blip = f'r:link="{part.relationships.add("image", image.resource, external=True)}"'
    else:
        natural = context.sizes.of(image.resource, resource.data)
        name = context.media.setdefault(image.resource, media_part(image.resource, resource))
        blip = f'r:embed="{part.relationships.add("image", name)}"'
    context.drawings += 1
    link = part.address(image.link) if image.link else ""
    return _drawing(image, extent(image, natural, available), context.drawings, blip, link)


def media_part(key: str, resource: Resource) -> str:
    """The name of the part for the resource `key` (a SHA-256), relative to the main part."""
    return f"media/{key[:16]}.{_SUFFIXES.get(resource.media_type, 'bin')}"


def extent(image: Image, natural: Size | None, available: int) -> tuple[int, int]:
    """Width and height on the page, in pixels; an unstated side follows the picture's own size.

    `natural` is that size, None where unknown. Without a stated side the width is at most `available` twips.
    """
    width, height = natural or (UNKNOWN_SIDE, UNKNOWN_SIDE)
    if image.width is not None and image.height is not None:
        return image.width, image.height
    if image.width is not None:
        return image.width, max(round(height * image.width / width), 1) if natural else height
    if image.height is not None:
        return max(round(width * image.height / height), 1) if natural else width, image.height
    most = max(available // TWIPS_PER_PIXEL, 1)
    if width > most:
        return most, max(round(height * most / width), 1)
    return width, height


def _drawing(image: Image, size: tuple[int, int], number: int, blip: str, link: str) -> str:
    """The run that shows `image`, of `size` in pixels.

    `blip` is the attribute that names its bytes, `link` a relationship id or empty.
    """
    cx, cy = size[0] * EMU_PER_PIXEL, size[1] * EMU_PER_PIXEL
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
