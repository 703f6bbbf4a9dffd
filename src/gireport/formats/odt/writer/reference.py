"""Write a report with the styles and the page layout of a template (.odt, .ott).

odfpy holds the template's styles. It gets only parts that the guarded zip and XML readers have passed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree
from msgspec import Struct
from odf.namespaces import FONS, STYLENS, TEXTNS, XLINKNS
from odf.opendocument import OpenDocument, load

from ....errors import DamagedFileError, EncryptedFileError, GireportError
from ....model import Resource
from ....model.messages import message
from ....model.patterns import compiled_later
from ....safe import input as safe_input
from ....safe.package import Package, pack
from ....safe.xml import parse
from ....style import GBT9704
from .. import names
from .styles import styles_xml
from .values import attribute, text

WANTED = message("odt-template.wanted")

_STYLE, _MASTER_PAGE = (STYLENS, "style"), (STYLENS, "master-page")
_NAME, _FAMILY, _PARENT = (STYLENS, "name"), (STYLENS, "family"), (STYLENS, "parent-style-name")
_MASTER_NAME, _LAYOUT_NAME = (STYLENS, "master-page-name"), (STYLENS, "page-layout-name")
_PLAIN_TEXT = frozenset({names.CELL, names.HEADER_CELL, names.LIST})
"""Styles that take the template's default font when the template lacks them."""
_TWIPS = {"in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pt": 20.0, "pc": 240.0, "px": 15.0}
_LENGTH = compiled_later(r"(-?\d{0,6}\.?\d{1,6})(in|cm|mm|pt|pc|px)")
_LEAST_WIDTH = 1440
"""The least width of the text in twips, however wide the margins are."""
_TEXT_NODE = 3


class Template(Struct, frozen=True):
    """What a report takes from a template.

    - `styles`: the part `styles.xml`;
    - `pictures`: the pictures in it, such as a logo in the header, by their paths in the package;
    - `text_width`: the width of the text on the first page in twips.
    """

    styles: str
    pictures: dict[str, Resource]
    text_width: int


def read_template(reference: safe_input.Source) -> Template:
    """Read the template `reference` and add the house styles that it lacks.

    Raises:
        GireportError: `reference` cannot be read as an .odt or .ott; it is the `source` of the error.
    """
    try:
        return _template(Package(safe_input.load(reference), WANTED))
    except GireportError as error:
        error.source = safe_input.name_of(reference) or "the reference document"
        raise


def _template(package: Package) -> Template:
    if "mimetype" not in package or not names.is_text_kind(package.read("mimetype").decode("latin-1")):
        raise package.wrong_kind(advise=False)
    manifest = "META-INF/manifest.xml"
    if manifest in package:
        root = parse(package.read(manifest), manifest, bare_dtd=True)
        if root.find(f".//{names.name('manifest:encryption-data')}") is not None:
            raise EncryptedFileError(message("odt-template.encrypted"))
    for part in ("styles.xml", "content.xml"):
        if part not in package:
            raise DamagedFileError(message("odt-template.part-missing", part=part))
    content = parse(package.read("content.xml"), "content.xml")
    try:
        template = _held_by_odfpy(parse(package.read("styles.xml"), "styles.xml"))
        own = _held_by_odfpy(etree.fromstring(styles_xml(GBT9704).encode()))
    except (ValueError, AttributeError, AssertionError) as error:  # odfpy checks the values of attributes
        reason = " ".join(str(error).split())[:200]
        raise DamagedFileError(message("odt-template.unusable", reason=reason)) from error
    _start_with(template, _first_master(content))
    _take_out_numbers(template)
    _add_missing(template, own)
    return Template(_styles_part(template), _pictures(template, package), _text_width(template))


def _held_by_odfpy(styles: Any) -> OpenDocument:
    """Return an odfpy document with these styles and no content. `styles` is the root of a `styles.xml`.

    Raises:
        ValueError: a namespace prefix is not declared, or odfpy rejects the value of an attribute.
    """
    for element in styles.iter():
        for name in (element.tag, *element.attrib):
            if ":" in name.rpartition("}")[2]:  # `parse` allows it; odfpy would print the whole part
                raise ValueError(f"the namespace prefix of {name} is not declared")
    entry = '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names.NAMESPACES["manifest"]}">{entry}</manifest:manifest>'
    )
    members = [
        ("mimetype", names.MIME.encode()),
        ("styles.xml", etree.tostring(styles, encoding="UTF-8")),
        ("META-INF/manifest.xml", manifest.encode()),
    ]
    return load(io.BytesIO(pack(members)))


def _children(node: Any) -> list[Any]:
    """Return the child elements of `node`, without the white space between them."""
    return [child for child in node.childNodes if child.nodeType != _TEXT_NODE]


def _elements(node: Any) -> Iterator[Any]:
    """Return every element below `node` in document order."""
    for child in _children(node):
        yield child
        yield from _elements(child)


# --- the page --------------------------------------------------------------------------------------


def _first_master(content: Any) -> str | None:
    """Return the master page that the template's first paragraph or table names (ODF 1.3 part 3, 19.502)."""
    body = content.find(f"{names.name('office:body')}/{names.name('office:text')}")
    automatic = content.find(names.name("office:automatic-styles"))
    styles = {} if automatic is None else {each.get(names.name("style:name")): each for each in automatic}
    used = () if body is None else body.iterdescendants()
    for element in used:
        style = element.get(names.name("text:style-name"), element.get(names.name("table:style-name")))
        if style is not None:
            found = styles.get(style)
            return None if found is None else found.get(names.name("style:master-page-name"))
    return None


def _start_with(document: Any, master: str | None) -> None:
    """Make `master` the master page of the first page.

    The report's text names no master page, so it starts on the one called Standard: the two swap their names.
    """
    pages = [page for page in _children(document.masterstyles) if page.qname == _MASTER_PAGE]
    there = [page.attributes.get(_NAME) for page in pages]
    if names.STANDARD not in there and there:
        master = master if master in there else there[0]
    if master not in there or master == names.STANDARD:
        return
    swapped = {master: names.STANDARD, names.STANDARD: master}
    for page in pages:
        for key in (_NAME, (STYLENS, "next-style-name")):
            if page.attributes.get(key) in swapped:
                page.attributes[key] = swapped[page.attributes[key]]
        page.attributes.pop((STYLENS, "display-name"), None)
    for style in _elements(document.styles):
        if style.attributes.get(_MASTER_NAME) in swapped:
            style.attributes[_MASTER_NAME] = swapped[style.attributes[_MASTER_NAME]]


def _text_width(document: Any) -> int:
    pages = [page for page in _children(document.masterstyles) if page.qname == _MASTER_PAGE]
    first = next((page for page in pages if page.attributes.get(_NAME) == names.STANDARD), None)
    layout = first and first.attributes.get(_LAYOUT_NAME)
    for each in _children(document.automaticstyles):
        if layout and each.attributes.get(_NAME) == layout:
            found = (one for one in _children(each) if one.qname == (STYLENS, "page-layout-properties"))
            for properties in found:
                width = _twips(properties, "page-width", GBT9704.page.width)
                both = _twips(properties, "margin", 0)
                sides = sum(_twips(properties, f"margin-{side}", both) for side in ("left", "right"))
                return max(round(width - sides), _LEAST_WIDTH)
    return GBT9704.page.text_width


def _twips(properties: Any, local: str, default: float) -> float:
    found = _LENGTH.fullmatch(str(properties.attributes.get((FONS, local), "")))
    return float(found[1]) * _TWIPS[found[2]] if found else default


# --- styles ----------------------------------------------------------------------------------------


def _key(element: Any) -> tuple[object, ...]:
    """Return what is equal in two definitions of the same style."""
    attributes = element.attributes
    note_class = attributes.get((TEXTNS, "note-class"))
    return (element.qname, attributes.get(_FAMILY), attributes.get(_NAME), note_class)


def _seen_name(style: Any) -> tuple[object, str]:
    """Return the family and the display name of a style in lower case (Word's `Heading1`: heading 1)."""
    encoded = str(style.attributes.get(_NAME, ""))
    shown = style.attributes.get((STYLENS, "display-name"), names.plain_name(encoded))
    return style.attributes.get(_FAMILY), str(shown).lower()


def _take_out_numbers(template: Any) -> None:
    """Remove the numbering of headings: a report's headings have their numbers in their text (一、)."""
    for style in _children(template.styles):
        if style.qname == (TEXTNS, "outline-style"):
            template.styles.childNodes.remove(style)
        style.attributes.pop((STYLENS, "list-style-name"), None)


def _add_missing(template: Any, own: Any) -> None:
    """Add each house style that the template lacks. The default styles are the template's."""
    there = {_key(each) for each in _children(template.styles)}
    seen = {
        _seen_name(each): each
        for each in _children(template.styles)
        if each.qname == _STYLE and _NAME in each.attributes
    }
    for style in _children(own.styles):
        if style.qname == (STYLENS, "default-style") or _key(style) in there:
            continue
        known = seen.get(_seen_name(style)) if style.qname == _STYLE else None
        name = style.attributes.get(_NAME)
        if known is not None:
            _alias(style, known.attributes[_NAME])
        elif name == names.STANDARD:
            style.childNodes.clear()
        elif name in _PLAIN_TEXT:
            style.childNodes[:] = [
                one for one in _children(style) if one.qname != (STYLENS, "text-properties")
            ]
        template.styles.childNodes.append(style)
    faces = {face.attributes.get(_NAME) for face in _children(template.fontfacedecls)}
    template.fontfacedecls.childNodes += [
        face for face in _children(own.fontfacedecls) if face.attributes.get(_NAME) not in faces
    ]


def _alias(style: Any, parent: str) -> None:
    """Make `style` equal to the template's style `parent`."""
    style.childNodes.clear()
    style.attributes[_PARENT] = parent


# --- parts -----------------------------------------------------------------------------------------


def _pictures(document: Any, package: Package) -> dict[str, Resource]:
    """Return the pictures of the page, its headers and its footers by their paths in the package."""
    found: dict[str, Resource] = {}
    for top in (document.styles, document.automaticstyles, document.masterstyles):
        for element in _elements(top):
            path = str(element.attributes.get((XLINKNS, "href"), ""))
            if path.startswith("Pictures/") and path in package:
                found[path] = Resource(_media_type(path), package.read(path))
    return dict(sorted(found.items()))


_MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
}


def _media_type(path: str) -> str:
    return _MEDIA_TYPES.get(path.rpartition(".")[2].lower(), "")


def _styles_part(document: Any) -> str:
    """Return the part `styles.xml`.

    odfpy's own `stylesxml` declares every namespace that the process has used so far, so its bytes may
    differ the next time.
    """
    prefixes = {uri: prefix for prefix, uri in names.NAMESPACES.items()}
    out: list[str] = []
    for part in (document.fontfacedecls, document.styles, document.automaticstyles, document.masterstyles):
        _xml(part, prefixes, out)
    declared = "".join(
        f' xmlns:{prefix}="{attribute(uri)}"' for uri, prefix in prefixes.items() if prefix != "xml"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles{declared}'
        f' office:version="{names.VERSION}">{"".join(out)}</office:document-styles>'
    )


def _xml(node: Any, prefixes: dict[str, str], out: list[str]) -> None:
    if node.nodeType == _TEXT_NODE:
        out.append(text(node.data))
        return
    tag = _prefixed(node.qname, prefixes)
    out.append(f"<{tag}")
    for key, value in node.attributes.items():
        out.append(f' {_prefixed(key, prefixes)}="{attribute(str(value))}"')
    out.append(">")
    for child in node.childNodes:
        _xml(child, prefixes, out)
    out.append(f"</{tag}>")


def _prefixed(qualified: tuple[str | None, str], prefixes: dict[str, str]) -> str:
    uri, local = qualified
    return f"{prefixes.setdefault(uri, f'ns{len(prefixes)}')}:{local}" if uri else local
