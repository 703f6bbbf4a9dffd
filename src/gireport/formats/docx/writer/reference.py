"""Writing in another document's looks: its styles, fonts, page, headers and footers around the report's text.

python-docx owns the package and its styles here. It sees only what the guarded zip and XML readers passed.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from docx.exceptions import PythonDocxError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package as DocxPackage
from lxml import etree

from ....errors import DamagedFileError, GireportError
from ....model import Report
from ....safe.input import Source, load, name_of
from ....safe.pack import pack
from ....safe.package import Package
from ....safe.xml import parse
from ....style import PAGE
from .. import names
from . import metadata
from .document import (
    APP_TYPE,
    CORE_RELATIONSHIP,
    CORE_TYPE,
    CUSTOM_TYPE,
    MAIN_TYPE,
    PART_TYPES,
    main_part,
    note_parts,
)
from .numbering import Numbering
from .parts import OFFICE_RELATIONSHIP, Relationships
from .story import Document
from .styles import definitions

WANTED = "a .docx to take the styles from"

# What a main part may refer to that makes its looks; all else (pictures, notes, comments, macros) is its content.
_LOOKS = frozenset(
    {
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "theme",
        "fontTable",
        "numbering",
        "header",
        "footer",
    }
)
# Templates and documents with macros are taken as plain documents.
_MAIN_TYPES = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.template\.main"
    rb"|ms-word\.(?:document|template)\.macroEnabled\.main)\+xml"
)
# Styles that every document has in its own way, or that nothing in the body names.
_OWN = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Footer"})
# CT_Settings: what follows the notes' properties (ECMA-376 part 1, 17.15.1.78).
_AFTER_NOTES = tuple(
    "w:compat w:docVars w:rsids w:mathPr w:attachedSchema w:themeFontLang w:clrSchemeMapping"
    " w:doNotIncludeSubdocsInStats w:doNotAutoCompressPictures w:forceUpgrade w:captions w:readModeInkLockDown"
    " w:smartTagType w:schemaLibrary w:shapeDefaults w:doNotEmbedSmartTags w:decimalSymbol w:listSeparator".replace(
        "w:mathPr", "m:mathPr"
    ).split()
)
_FOOTNOTE_SEPARATORS = (-1, 0)


def write_like(report: Report, reference: Source) -> bytes:
    """The .docx of `report` with the looks of the .docx `reference`.

    Raises:
        GireportError: `reference` is no sound .docx; it is the `source` of the error.
    """
    try:
        return _write_like(report, _checked(load(reference)))
    except GireportError as error:
        error.source = name_of(reference) or "the reference document"
        raise


def _write_like(report: Report, reference: bytes) -> bytes:
    try:
        return _write(report, DocxPackage.open(io.BytesIO(reference)))
    except (PythonDocxError, etree.LxmlError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise DamagedFileError(
            f"it cannot be used as a reference document: {' '.join(str(error).split())[:200]}",
            hint="open it in Word, WPS or LibreOffice and save it as .docx (not Strict)",
        ) from error


def _checked(reference: bytes) -> bytes:
    """`reference` with every part read and parsed under the limits, its main part called a plain document."""
    package = Package(reference, WANTED)
    if "[Content_Types].xml" not in package or package.kind() not in (
        "a Word document (.docx)",
        "a zip archive",
    ):
        raise package.wrong_kind()
    members: list[tuple[str, bytes]] = []
    for name in package.names:
        lower = name.lower()
        if lower.startswith("docprops/"):  # the report's own takes its place
            continue
        content = package.read(name)
        if lower.endswith(".rels"):
            content = _without_missing(content, name, package)
        elif lower.endswith(".xml"):
            parse(content, name)
        if lower == "[content_types].xml":
            content = _MAIN_TYPES.sub(MAIN_TYPE.encode(), content)
        members.append((name, content))
    return pack(members)


def _without_missing(content: bytes, name: str, package: Package) -> bytes:
    """A relationships part without those to parts that are not there: python-docx gives up at them."""
    root = parse(content, name)
    folder = posixpath.dirname(posixpath.dirname(name))
    for each in list(root):
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
        inside = each.get("TargetMode") != "External"
        if inside and (target not in package or target.lower().startswith("/docprops/")):
            root.remove(each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write(report: Report, package: Any) -> bytes:
    main = package.main_document_part
    for owner, kept in ((package, {"officeDocument"}), (main, _LOOKS)):
        for id_, relationship in list(owner.rels.items()):
            if relationship.reltype.rpartition("/")[2] not in kept:
                del owner.rels[id_]
    section = main.element.body.find(qn("w:sectPr"))
    section = etree.Element(qn("w:sectPr")) if section is None else deepcopy(section)
    numbering_part = _related(main, "numbering")
    document = Document(
        report.resources,
        styles=_take_styles(main.styles.element),
        numbering=_numbering_after(numbering_part),
        text_width=_text_width(section),
        prefix="gireport",
    )
    body = main_part(document, report, etree.tostring(section, encoding="unicode"))
    notes = note_parts(document)
    main._element = parse_xml(body.encode())
    _attach_all(report, document, notes, main, package)
    _separators(main.settings.element, notes)
    if document.numbering.used:
        _add_numbering(document.numbering, numbering_part, main, package)
    _attach_metadata(report, package)
    saved = io.BytesIO()
    package.save(saved)
    # python-docx stamps the time of day on the members.
    rewritten = Package(saved.getvalue(), WANTED)
    return pack([(name, rewritten.read(name)) for name in rewritten.names])


def _related(main: Any, kind: str) -> Any:
    """The part of `kind` that the main part refers to, or None."""
    for relationship in main.rels.values():
        if relationship.reltype == OFFICE_RELATIONSHIP + kind:
            return relationship.target_part
    return None


def _text_width(section: Any) -> int:
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margin is None:
        return PAGE.text_width
    wide = int(size.get(qn("w:w"), PAGE.width))
    sides = [int(margin.get(qn(f"w:{side}"), 0)) for side in ("left", "right")]
    return max(wide - sum(sides), 1440)


# --- styles and lists ------------------------------------------------------------------------------


def _take_styles(element: Any) -> dict[str, str]:
    """House style id → id in the document; a style that it lacks is put in.

    Styles are known by name, which programs keep in English for the built-in ones; ids differ (`1`, `a3`).
    """
    by_name: dict[tuple[str, str], str] = {}
    defaults: dict[str, str] = {}
    ids: set[str] = set()
    for style in element.findall(qn("w:style")):
        id_, kind = style.get(qn("w:styleId")), style.get(qn("w:type"), "paragraph")
        name = style.find(qn("w:name"))
        if not id_ or name is None:
            continue
        ids.add(id_)
        by_name.setdefault((kind, name.get(qn("w:val"), "").lower()), id_)
        if style.get(qn("w:default")) in ("1", "true", "on"):
            defaults[kind] = id_
    taken: dict[str, str] = {}
    for id_, xml in definitions().items():
        if id_ in _OWN:
            continue
        made: Any = parse_xml(xml.replace("<w:style ", f'<w:style xmlns:w="{names.W_NS}" ', 1))
        kind = str(made.get(qn("w:type")))
        known = by_name.get((kind, made.find(qn("w:name")).get(qn("w:val")).lower()))
        if known is None:
            known = f"Gireport{id_}" if id_ in ids else id_
            made.set(qn("w:styleId"), known)
            _lean_on(made, defaults.get(kind), taken)
            element.append(made)
        taken[id_] = known
    return taken


def _lean_on(style: Any, default: str | None, taken: dict[str, str]) -> None:
    """Base a style that is put in on the document's own default; text in lists and cells keeps its font."""
    based = style.find(qn("w:basedOn"))
    base = taken.get(based.get(qn("w:val")), default)
    if base is None:
        style.remove(based)
    else:
        based.set(qn("w:val"), base)
    following = style.find(qn("w:next"))
    if following is not None:
        style.remove(following)
    id_ = style.get(qn("w:styleId"))
    if "Cell" in id_ or "ListParagraph" in id_:
        for each in style.findall(qn("w:rPr")):
            style.remove(each)
    if "ListParagraph" in id_:
        style.pPr.remove(style.pPr.find(qn("w:spacing")))


def _numbering_after(part: Any) -> Numbering:
    if part is None:
        return Numbering()
    return Numbering(
        _highest(part.element, "w:abstractNum", "w:abstractNumId", -1),
        _highest(part.element, "w:num", "w:numId", 0),
    )


def _highest(element: Any, tag: str, attribute: str, least: int) -> int:
    return max((int(each.get(qn(attribute), least)) for each in element.findall(qn(tag))), default=least)


def _add_numbering(numbering: Numbering, part: Any, main: Any, package: Any) -> None:
    if part is None:
        made = Part(_uri(main, "numbering.xml"), PART_TYPES["numbering"], numbering.xml().encode(), package)
        main.relate_to(made, f"{OFFICE_RELATIONSHIP}numbering")
        return
    abstracts, nums = (
        parse_xml(f'<w:numbering xmlns:w="{names.W_NS}">{xml}</w:numbering>') for xml in numbering.elements()
    )
    for each in list(abstracts):
        part.element.insert_element_before(each, "w:num", "w:numIdMacAtCleanup")
    for each in list(nums):
        part.element.insert_element_before(each, "w:numIdMacAtCleanup")


# --- parts -----------------------------------------------------------------------------------------


def _uri(main: Any, name: str) -> PackURI:
    return PackURI(f"{main.partname.baseURI.rstrip('/')}/{name}")


def _attach_all(
    report: Report, document: Document, notes: dict[str, tuple[str, Relationships]], main: Any, package: Any
) -> None:
    """Put in pictures and notes, and what each part refers to."""
    parts: dict[str, Part] = {}
    for key, place in document.media.items():
        resource = report.resources[key]
        parts[place] = Part(_uri(main, place), resource.media_type, resource.data, package)
    for kind, (xml, relationships) in notes.items():
        part = Part(_uri(main, f"{kind}.xml"), PART_TYPES[kind], xml.encode(), package)
        _refer(part, relationships, parts)
        main.relate_to(part, OFFICE_RELATIONSHIP + kind)
    _refer(main, document.body.relationships, parts)


def _refer(owner: Any, relationships: Relationships, parts: dict[str, Part]) -> None:
    for id_, kind, target, external in relationships.items():
        owner.rels.add_relationship(kind, target if external else parts[target], id_, external)


def _separators(settings: Any, notes: Iterable[str]) -> None:
    """Make the settings name the separators of our notes parts instead of those of the parts that went."""
    for kind in ("footnote", "endnote"):
        tag = qn(f"w:{kind}Pr")
        properties = settings.find(tag)
        if properties is not None:
            for each in properties.findall(qn(f"w:{kind}")):
                properties.remove(each)
        if f"{kind}s" in notes:
            if properties is None:
                properties = etree.SubElement(settings, tag)
                after = ("w:endnotePr", *_AFTER_NOTES) if kind == "footnote" else _AFTER_NOTES
                settings.insert_element_before(properties, *after)
            for id_ in _FOOTNOTE_SEPARATORS:
                etree.SubElement(properties, qn(f"w:{kind}")).set(qn("w:id"), str(id_))


def _attach_metadata(report: Report, package: Any) -> None:
    rows = [
        ("core", metadata.core(report.meta), CORE_TYPE, CORE_RELATIONSHIP),
        ("custom", metadata.custom(report.meta), CUSTOM_TYPE, f"{OFFICE_RELATIONSHIP}custom-properties"),
        ("app", metadata.APP, APP_TYPE, f"{OFFICE_RELATIONSHIP}extended-properties"),
    ]
    for name, xml, media_type, kind in rows:
        if xml:
            part = Part(PackURI(f"/docProps/{name}.xml"), media_type, xml.encode(), package)
            package.relate_to(part, kind)
