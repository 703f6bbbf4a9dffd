"""How is a report written in the style of a reference document (`--reference-doc`)?

The package of the reference document keeps its styles, fonts, page, headers and footers; the report replaces
its text. python-docx holds the package; the guarded zip and XML readers check every part before.
"""

from __future__ import annotations

import io
import posixpath
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
from ....model.messages import message
from ....model.patterns import compiled_later
from ....safe.input import Source, load, name_of
from ....safe.kinds import WORD_DOCUMENT
from ....safe.package import UNKNOWN, Package, pack
from ....safe.xml import parse
from ....style import GBT9704
from .. import names
from . import metadata
from .context import Context
from .document import main_part, note_parts
from .numbering import Numbering
from .parts import MAIN_TYPE, OFFICE_RELATIONSHIP, PART_TYPES, PROPERTY_PARTS, Relationships
from .styles import definitions

WANTED = message("docx.wanted-reference")
_LONGEST_REASON = 200
"""Characters of another library's message that an error shows."""

# Relationships of the main part to keep; all others (pictures, notes, comments, macros) are its content.
_STYLE_PARTS = frozenset(
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
# Main parts of templates and documents with macros: they become plain documents.
_MAIN_TYPES = compiled_later(
    rb"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.template\.main"
    rb"|ms-word\.(?:document|template)\.macroEnabled\.main)\+xml"
)
# House styles that are not added: every document has its own, or nothing in the body names them.
_NOT_ADDED = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Footer"})
# CT_Settings: the elements after the properties of notes (ECMA-376 part 1, 17.15.1.78).
_AFTER_NOTES = tuple(
    "w:compat w:docVars w:rsids w:mathPr w:attachedSchema w:themeFontLang w:clrSchemeMapping"
    " w:doNotIncludeSubdocsInStats w:doNotAutoCompressPictures"
    " w:forceUpgrade w:captions w:readModeInkLockDown"
    " w:smartTagType w:schemaLibrary w:shapeDefaults w:doNotEmbedSmartTags"
    " w:decimalSymbol w:listSeparator".replace("w:mathPr", "m:mathPr").split()
)
_FOOTNOTE_SEPARATORS = (-1, 0)


def write_like(report: Report, reference: Source) -> bytes:
    """The .docx of `report` with the styles, page, headers and footers of the .docx `reference`.

    Raises:
        GireportError: `reference` is not a .docx, or is damaged; the error's `source` names it.
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
        reason = " ".join(str(error).split())[:_LONGEST_REASON]
        raise DamagedFileError(message("docx.unusable-reference", reason=reason)) from error


def _checked(reference: bytes) -> bytes:
    """`reference` with every part checked under the limits, its main part declared as a plain document."""
    package = Package(reference, WANTED)
    if "[Content_Types].xml" not in package or package.kind() not in (UNKNOWN, WORD_DOCUMENT):
        raise package.wrong_kind(advise=False)
    members: list[tuple[str, bytes]] = []
    for name in package.names:
        lower = name.lower()
        if lower.startswith("docprops/"):  # the report brings its own
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
    """A relationships part without relationships to missing parts, at which python-docx would fail."""
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
    for owner, kept in ((package, {"officeDocument"}), (main, _STYLE_PARTS)):
        for id_, relationship in list(owner.rels.items()):
            if relationship.reltype.rpartition("/")[2] not in kept:
                del owner.rels[id_]
    section = main.element.body.find(qn("w:sectPr"))
    section = etree.Element(qn("w:sectPr")) if section is None else deepcopy(section)
    numbering_part = _related(main, "numbering")
    context = Context(
        report.resources,
        styles=_map_styles(main.styles.element),
        numbering=_numbering_after(numbering_part),
        text_width=_text_width(section),
        prefix="gireport",
    )
    body = main_part(context, report, etree.tostring(section, encoding="unicode"))
    notes = note_parts(context)
    main._element = parse_xml(body.encode())
    _attach_all(report, context, notes, main, package)
    _separators(main.settings.element, notes)
    if context.numbering.used:
        _add_numbering(context.numbering, numbering_part, main, package)
    _attach_metadata(report, package)
    saved = io.BytesIO()
    package.save(saved)
    # python-docx writes the time of day into the zip members.
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
        return GBT9704.page.text_width
    wide = int(size.get(qn("w:w"), GBT9704.page.width))
    sides = [int(margin.get(qn(f"w:{side}"), 0)) for side in ("left", "right")]
    return max(wide - sum(sides), 1440)


# --- styles and lists ------------------------------------------------------------------------------


def _map_styles(element: Any) -> dict[str, str]:
    """House style id → id in the document. A missing style is added to `element`, the root of the styles.

    Styles are compared by name, which is English for built-in styles in all programs; ids differ (`1`, `a3`).
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
    mapped: dict[str, str] = {}
    for id_, xml in definitions(GBT9704).items():
        if id_ in _NOT_ADDED:
            continue
        made: Any = parse_xml(xml.replace("<w:style ", f'<w:style xmlns:w="{names.W_NS}" ', 1))
        kind = str(made.get(qn("w:type")))
        known = by_name.get((kind, made.find(qn("w:name")).get(qn("w:val")).lower()))
        if known is None:
            known = f"Gireport{id_}" if id_ in ids else id_
            made.set(qn("w:styleId"), known)
            _adapt(made, defaults.get(kind), mapped)
            element.append(made)
        mapped[id_] = known
    return mapped


def _adapt(style: Any, default: str | None, mapped: dict[str, str]) -> None:
    """Base an added style on the document's default style.

    Text in lists and cells keeps the document's font.
    """
    based = style.find(qn("w:basedOn"))
    base = mapped.get(based.get(qn("w:val")), default)
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
    report: Report, context: Context, notes: dict[str, tuple[str, Relationships]], main: Any, package: Any
) -> None:
    """Add pictures and notes, and the relationships of each part."""
    parts: dict[str, Part] = {}
    for key, name in context.media.items():
        resource = report.resources[key]
        parts[name] = Part(_uri(main, name), resource.media_type, resource.data, package)
    for kind, (xml, relationships) in notes.items():
        part = Part(_uri(main, f"{kind}.xml"), PART_TYPES[kind], xml.encode(), package)
        _add_relationships(part, relationships, parts)
        main.relate_to(part, OFFICE_RELATIONSHIP + kind)
    _add_relationships(main, context.body.relationships, parts)


def _add_relationships(owner: Any, relationships: Relationships, parts: dict[str, Part]) -> None:
    for id_, kind, target, external in relationships.items():
        owner.rels.add_relationship(kind, target if external else parts[target], id_, external)


def _separators(settings: Any, notes: Iterable[str]) -> None:
    """Make the settings name the separators of the new notes parts, not of those that were removed."""
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
    for name, xml in metadata.parts(report.meta).items():
        if xml:
            kind, media_type = PROPERTY_PARTS[name]
            part = Part(PackURI(f"/docProps/{name}.xml"), media_type, xml.encode(), package)
            package.relate_to(part, kind if ":" in kind else OFFICE_RELATIONSHIP + kind)
