"""The blocks of a report, one after another, as the content of `office:text`, a cell or a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ....model import (
    Align,
    Block,
    Cell,
    Heading,
    Inline,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Table,
)
from ....model.grid import width
from ....model.types import EMPTY
from ....style import House
from ....style.signature import signature
from ..names import BODY, CAPTION, CELL, HEADER_CELL, PAGE_BREAK, RULE, SEPARATOR, heading_style
from .automatic import AutomaticStyles
from .inlines import InlineWriter, note_style
from .lists import write_items
from .pictures import Pictures
from .tables import write_table
from .values import points, twips

_KEEP_NEXT = ' fo:keep-with-next="always"'


class TextDefaults(Struct, frozen=True):
    """The style of plain paragraphs in a container, and their size (points) if not the style's."""

    style: str
    size: float | None = None


class BlockWriter:
    """Writes blocks to `out`; collects the styles and pictures that the package then needs."""

    def __init__(self, report: Report, house: House, text_width: int) -> None:
        self.styles = AutomaticStyles(house, text_width)
        self.pictures = Pictures(report.resources, self.styles)
        self.out: list[str] = []
        self._inlines = InlineWriter(self.styles, self.pictures, self._note)
        self.blocks(report.body, TextDefaults(BODY), self._placed(report.body))

    def blocks(
        self, blocks: Sequence[Block], defaults: TextDefaults, placed: Mapping[int, str] = EMPTY
    ) -> None:
        """Write `blocks`; adds a separator paragraph after a last table, and where there are no blocks.

        `placed` are attributes of `style:paragraph-properties` for some of them, by their index.
        """
        position = 0
        while position < len(blocks):
            block = blocks[position]
            if isinstance(block, ListItem):
                start = position
                while position < len(blocks) and isinstance(blocks[position], ListItem):
                    position += 1
                self._items(blocks[start:position], defaults)
                continue
            place = placed.get(position, "") if placed else ""
            position += 1
            if isinstance(block, Paragraph) and block.align == "center" and position < len(blocks):
                place = place or (_KEEP_NEXT if isinstance(blocks[position], Table) else "")
            self._block(block, defaults, place)
        if not blocks or isinstance(blocks[-1], Table):
            self._empty_paragraph(SEPARATOR)

    def _placed(self, body: Sequence[Block]) -> dict[int, str]:
        """The places of the signature's two lines, and of the paragraph before them, by their index."""
        style = self.styles.house.styles["body"]
        character = style.character
        found = signature(body, self.styles.text_width / character)
        if found is None:
            return {}
        places = {found.first - 1: _KEEP_NEXT}
        for number, spaces in enumerate((found.organ, found.date), found.first):
            block = body[number]
            side = int(isinstance(block, Paragraph) and block.align == "right")
            margin = twips(round(spaces[side] * character))
            places[number] = f' fo:margin-{("left", "right")[side]}="{margin}" fo:text-indent="0pt"'
        places[found.first] += _KEEP_NEXT
        if found.apart:
            places[found.first] += f' fo:margin-top="{points(style.line or style.size)}"'
        return places

    def _block(self, block: Block, defaults: TextDefaults, place: str = "") -> None:
        if isinstance(block, Paragraph):
            self._paragraph(defaults.style, block.content, block.align, defaults.size, place)
        elif isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Table):
            if block.caption:
                self._paragraph(CAPTION, block.caption)
            self._table(block)
        else:
            self._empty_paragraph(PAGE_BREAK if isinstance(block, PageBreak) else RULE)

    def _paragraph(
        self,
        style: str,
        content: tuple[Inline, ...],
        align: Align | None = None,
        size: float | None = None,
        place: str = "",
    ) -> None:
        out = self.out
        out.append(f'<text:p text:style-name="{self.styles.paragraph(style, align, size, place)}">')
        self._inlines.write(content, out)
        out.append("</text:p>")

    def _empty_paragraph(self, style: str) -> None:
        self.out.append(f'<text:p text:style-name="{style}"/>')

    def _heading(self, heading: Heading) -> None:
        style = heading_style(heading.level)
        if heading.level == 0:
            self._paragraph(style, heading.content)
            return
        self.out.append(f'<text:h text:style-name="{style}" text:outline-level="{heading.level}">')
        self._inlines.write(heading.content, self.out)
        self.out.append("</text:h>")

    def _items(self, items: Sequence[Block], defaults: TextDefaults) -> None:
        write_items(
            [item for item in items if isinstance(item, ListItem)],
            self.out,
            lambda parent: self.styles.paragraph(parent, None, defaults.size),
            self._inlines.write,
        )

    def _table(self, table: Table) -> None:
        columns = width(table.rows)
        style = self.styles.house.table
        size = style.small if columns >= style.small_from else None
        header_or_not = (TextDefaults(CELL, size), TextDefaults(HEADER_CELL, size))

        def write_cell(cell: Cell, header: bool) -> None:
            self.blocks(cell.content or (Paragraph(),), header_or_not[header])

        write_table(table, self.out, self.styles, write_cell)

    def _note(self, note: Note, _out: list[str]) -> None:
        self.blocks(note.content or (Paragraph(),), TextDefaults(note_style(note)))
