"""What is in the parts with text: `word/document.xml`, `footnotes.xml` and `endnotes.xml`?"""

from __future__ import annotations

from ....model import Report
from .. import names
from .blocks import write_blocks, write_note
from .context import Container, Context
from .parts import XML, Relationships
from .styles import SINGLE

NAMESPACES = (
    f'xmlns:w="{names.W_NS}" xmlns:r="{names.R_NS}" xmlns:wp="{names.WP_NS}" xmlns:a="{names.A_NS}"'
    f' xmlns:pic="{names.PIC_NS}"'
)
_NOTE_SEPARATORS = "".join(
    f'<w:{{kind}} w:type="{kind}" w:id="{id_}"><w:p>'
    f'<w:pPr>{SINGLE}<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:{{kind}}>"
    for id_, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


def main_part(context: Context, report: Report, section: str) -> str:
    """`word/document.xml` with `section` as its `w:sectPr`; the notes it refers to are kept in `context`."""
    out = [f"{XML}<w:document {NAMESPACES}><w:body>"]
    write_blocks(context.body, report.body, Container(context.text_width, top=True), out)
    out.append(f"{section}</w:body></w:document>")
    return "".join(out)


def note_parts(context: Context) -> dict[str, tuple[str, Relationships]]:
    """The parts `footnotes` and `endnotes` with their relationships; one without notes is left out."""
    parts: dict[str, tuple[str, Relationships]] = {}
    for kind, part in context.notes.items():
        if part.pending:
            parts[f"{kind}s"] = (_note_part(context, kind), part.relationships)
    return parts


def _note_part(context: Context, kind: str) -> str:
    part = context.notes[kind]
    style = "FootnoteText" if kind == "footnote" else "EndnoteText"
    container = Container(context.text_width, style, context.house.styles["note"].character)
    out = [f"{XML}<w:{kind}s {NAMESPACES}>", _NOTE_SEPARATORS.format(kind=kind)]
    for number, each in enumerate(part.pending, 1):
        part.list_counter = context.numbering.new_counter()
        out.append(f'<w:{kind} w:id="{number}">')
        write_note(part, each, container, out)
        out.append(f"</w:{kind}>")
    out.append(f"</w:{kind}s>")
    return "".join(out)
