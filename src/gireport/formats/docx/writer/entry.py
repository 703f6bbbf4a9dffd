"""How does a report become a .docx? The parts of the package, in their order.

With a reference document `reference` puts the parts together; its styles take the place of the house style.
"""

from __future__ import annotations

from ....losses import Losses
from ....model import Report
from ....safe.input import Source
from ....style import GBT9704, Style, house
from . import metadata, styles
from .context import Context
from .document import main_part, note_parts
from .parts import MAIN_PART, MAIN_TYPE, PART_TYPES, PROPERTY_PARTS, Parts, Relationships


def write(
    report: Report,
    losses: Losses,
    /,
    *,
    reference_doc: Source | None = None,
    style: Style = GBT9704.name,
) -> bytes:
    """The .docx of `report` (in normal form). Nothing of it is lost, so `losses` gets no record.

    `reference_doc` is a .docx (its path or bytes) whose styles, page and fonts are used instead of the house
    style; `style` is the house style itself, as `gireport.style.house` takes it.

    Raises:
        GireportError: `reference_doc` is not a .docx, or is damaged; `style` is none.
    """
    look = house(style)
    if reference_doc is not None:
        from .reference import write_like  # only here, since python-docx takes 70 ms to import

        return write_like(report, reference_doc)
    context = Context(report.resources, house=look)
    body = context.body.relationships
    for kind in ("styles", "settings", "fontTable"):
        body.add(kind, f"{kind}.xml")
    section = styles.section(look, body.add("footer", "footer1.xml"), body.add("footer", "footer2.xml"))
    main = main_part(context, report, section)
    notes = note_parts(context)
    for kind in notes:
        body.add(kind, f"{kind}.xml")
    if context.numbering.used:
        body.add("numbering", "numbering.xml")
    parts = Parts()
    properties = {name: xml for name, xml in metadata.parts(report.meta).items() if xml}
    parts.add_relationships("", _package_relationships(list(properties)))
    parts.add(MAIN_PART, main, MAIN_TYPE)
    parts.add_relationships(MAIN_PART, body)
    _add(parts, "styles", styles.styles(look))
    _add(parts, "settings", styles.settings("footnotes" in notes, "endnotes" in notes))
    _add(parts, "fontTable", styles.font_table(look))
    if context.numbering.used:
        _add(parts, "numbering", context.numbering.xml())
    for kind, (content, relationships) in notes.items():
        _add(parts, kind, content)
        parts.add_relationships(f"word/{kind}.xml", relationships)
    for name, even in (("footer1", False), ("footer2", True)):
        parts.add(f"word/{name}.xml", styles.footer(look, even), PART_TYPES["footer"])
    for key, name in context.media.items():
        resource = report.resources[key]
        parts.add(f"word/{name}", resource.data, resource.media_type)
    for name, xml in properties.items():
        parts.add(f"docProps/{name}.xml", xml, PROPERTY_PARTS[name][1])
    return parts.zipped()


def _add(parts: Parts, kind: str, content: str) -> None:
    parts.add(f"word/{kind}.xml", content, PART_TYPES[kind])


def _package_relationships(properties: list[str]) -> Relationships:
    relationships = Relationships()
    relationships.add("officeDocument", MAIN_PART)
    # The ids count in this order, which is not the order of the parts in the zip.
    for name in sorted(properties, key=("core", "app", "custom").index):
        relationships.add(PROPERTY_PARTS[name][0], f"docProps/{name}.xml")
    return relationships
