"""The writer: a report as the parts of a .docx package."""

from __future__ import annotations

from ....losses import Losses
from ....model import Report
from ....safe.input import Source
from ....style import STYLES
from .. import names
from . import metadata, styles
from .blocks import blocks, note
from .parts import XML, Parts, Relationships
from .story import Document, Frame, Story

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPE = f"{_WML}.document.main+xml"
PART_TYPES = {
    "styles": f"{_WML}.styles+xml",
    "settings": f"{_WML}.settings+xml",
    "fontTable": f"{_WML}.fontTable+xml",
    "numbering": f"{_WML}.numbering+xml",
    "footnotes": f"{_WML}.footnotes+xml",
    "endnotes": f"{_WML}.endnotes+xml",
    "footer": f"{_WML}.footer+xml",
}
CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"

NAMESPACES = (
    f'xmlns:w="{names.W_NS}" xmlns:r="{names.R_NS}" xmlns:wp="{names.WP_NS}" xmlns:a="{names.A_NS}"'
    f' xmlns:pic="{names.PIC_NS}"'
)
_NOTE_SEPARATORS = "".join(
    f'<w:{{kind}} w:type="{kind}" w:id="{id_}"><w:p><w:pPr>{styles.SINGLE}<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:{{kind}}>"
    for id_, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


def write(report: Report, losses: Losses, /, *, reference_doc: Source | None = None) -> bytes:
    """The .docx of `report` (in normal form); nothing of it is lost.

    `reference_doc` is a .docx (its path or bytes) whose styles, page and fonts are used instead of the house style.

    Raises:
        GireportError: `reference_doc` is no sound .docx.
    """
    if reference_doc is not None:
        from .reference import write_like  # python-docx takes 70 ms to import

        return write_like(report, reference_doc)
    document = Document(report.resources)
    body = document.body.relationships
    fixed = {name: body.add(name, f"{name}.xml") for name in ("styles", "settings", "fontTable")}
    assert len(fixed) == 3
    section = styles.section(body.add("footer", "footer1.xml"), body.add("footer", "footer2.xml"))
    main = main_part(document, report, section)
    notes = note_parts(document)
    for name in notes:
        body.add(name, f"{name}.xml")
    if document.numbering.used:
        body.add("numbering", "numbering.xml")
    parts = Parts()
    custom = metadata.custom(report.meta)
    parts.add_relationships("", _package_relationships(bool(custom)))
    parts.add("word/document.xml", main, MAIN_TYPE)
    parts.add_relationships("word/document.xml", body)
    _add(parts, "styles", styles.styles())
    _add(parts, "settings", styles.settings("footnotes" in notes, "endnotes" in notes))
    _add(parts, "fontTable", styles.font_table())
    if document.numbering.used:
        _add(parts, "numbering", document.numbering.xml())
    for name, (content, relationships) in notes.items():
        _add(parts, name, content)
        parts.add_relationships(f"word/{name}.xml", relationships)
    for name, even in (("footer1", False), ("footer2", True)):
        parts.add(f"word/{name}.xml", styles.footer(even), PART_TYPES["footer"])
    for key, place in document.media.items():
        resource = report.resources[key]
        parts.add(f"word/{place}", resource.data, resource.media_type)
    parts.add("docProps/core.xml", metadata.core(report.meta), CORE_TYPE)
    if custom:
        parts.add("docProps/custom.xml", custom, CUSTOM_TYPE)
    parts.add("docProps/app.xml", metadata.APP, APP_TYPE)
    return parts.zipped()


def _add(parts: Parts, name: str, content: str) -> None:
    parts.add(f"word/{name}.xml", content, PART_TYPES[name])


def _package_relationships(custom: bool) -> Relationships:
    relationships = Relationships()
    relationships.add("officeDocument", "word/document.xml")
    relationships.add(CORE_RELATIONSHIP, "docProps/core.xml")
    relationships.add("extended-properties", "docProps/app.xml")
    if custom:
        relationships.add("custom-properties", "docProps/custom.xml")
    return relationships


def main_part(document: Document, report: Report, section: str) -> str:
    """`word/document.xml` with `section` as its `w:sectPr`; the notes it refers to wait in `document`."""
    out = [f"{XML}<w:document {NAMESPACES}><w:body>"]
    blocks(document.body, report.body, Frame(document.text_width), out)
    out.append(f"{section}</w:body></w:document>")
    return "".join(out)


def note_parts(document: Document) -> dict[str, tuple[str, Relationships]]:
    """The parts `footnotes` and `endnotes`, where there are such notes, each with what it refers to."""
    parts: dict[str, tuple[str, Relationships]] = {}
    for kind, part in document.notes.items():
        if part.pending:
            parts[f"{kind}s"] = (_note_part(document, kind), part.story.relationships)
    return parts


def _note_part(document: Document, kind: str) -> str:
    story: Story = document.notes[kind].story
    style = "FootnoteText" if kind == "footnote" else "EndnoteText"
    frame = Frame(document.text_width, style, round(STYLES["note"].size * 20))
    out = [f"{XML}<w:{kind}s {NAMESPACES}>", _NOTE_SEPARATORS.format(kind=kind)]
    for number, each in enumerate(document.notes[kind].pending, 1):
        story.flow = document.numbering.flow()
        out.append(f'<w:{kind} w:id="{number}">')
        note(story, each, frame, out)
        out.append(f"</w:{kind}>")
    out.append(f"</w:{kind}s>")
    return "".join(out)
