"""The automatic styles of `content.xml`, made while the body is written and named in order of first use."""

from __future__ import annotations

from ....model import Align, Mark
from ....style import House, TableStyle
from .values import points, twips

# ODF 1.3 part 3, 20.183 fo:font-weight … 20.394 style:text-position; Chinese text uses the -asian properties.
_MARKS: dict[Mark, str] = {
    "bold": 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"',
    "italic": 'fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"',
    "underline": 'style:text-underline-style="solid" style:text-underline-width="auto"'
    ' style:text-underline-color="font-color"',
    "strike": 'style:text-line-through-style="solid" style:text-line-through-type="single"',
    "superscript": 'style:text-position="super 58%"',
    "subscript": 'style:text-position="sub 58%"',
}
_ALIGN: dict[Align, str] = {"left": "start", "center": "center", "right": "end", "justify": "justify"}

_RELATIVE_TOTAL = 65_535
"""The approximate sum of relative column widths that LibreOffice writes."""
_OPTIMAL = ' style:use-optimal-column-width="true"'
_PICTURE = (
    '<style:style style:name="Picture" style:family="graphic"><style:graphic-properties'
    ' style:vertical-pos="bottom" style:vertical-rel="baseline" fo:border="none" fo:padding="0cm"'
    ' fo:margin-left="0cm" fo:margin-right="0cm" fo:margin-top="0cm" fo:margin-bottom="0cm"/></style:style>'
)


class AutomaticStyles:
    """Gives the names of styles for what the body needs, and at the end their definitions.


    `text_width` is the width of the text on the page in twips.
    """

    def __init__(self, house: House, text_width: int) -> None:
        self.house = house
        self.text_width = text_width
        self._marks: dict[tuple[Mark, ...], str] = {}
        self._paragraphs: dict[tuple[str, Align | None, float | None, str], str] = {}
        self._columns: dict[tuple[int, int, float, bool], str] = {}
        self.tables = 0
        self.pictures = 0

    def text(self, marks: tuple[Mark, ...]) -> str:
        """The name of the text style of `marks`."""
        return self._marks.setdefault(marks, f"T{len(self._marks) + 1}")

    def paragraph(self, parent: str, align: Align | None, size: float | None, place: str = "") -> str:
        """The name of a paragraph style based on `parent` with this alignment and size (points).

        `place` are further attributes of `style:paragraph-properties`.
        """
        if align is None and size is None and not place:
            return parent
        return self._paragraphs.setdefault((parent, align, size, place), f"P{len(self._paragraphs) + 1}")

    def column(self, share: int, total: int, table_width: float, stated: bool) -> str:
        """The name of the style for a column that takes `share` of `total` of the table's width (twips).

        A width that the report does not state is marked as one that follows from the content.
        """
        key = (share, total, table_width, stated)
        return self._columns.setdefault(key, f"Column{len(self._columns) + 1}")

    def definitions(self) -> str:
        """The definitions of all styles whose names were given."""
        parts: list[str] = []
        for (parent, align, size, place), name in self._paragraphs.items():
            parts.append(
                f'<style:style style:name="{name}" style:family="paragraph"'
                f' style:parent-style-name="{parent}">'
            )
            if align or place:
                aligned = f' fo:text-align="{_ALIGN[align]}"' if align else ""
                parts.append(f"<style:paragraph-properties{aligned}{place}/>")
            if size:
                value = points(size)
                parts.append(
                    f'<style:text-properties fo:font-size="{value}" style:font-size-asian="{value}"'
                    f' style:font-size-complex="{value}"/>'
                )
            parts.append("</style:style>")
        for marks, name in self._marks.items():
            properties = " ".join(_MARKS[mark] for mark in marks)
            parts.append(
                f'<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/>'
                "</style:style>"
            )
        for (share, total, table_width, stated), name in self._columns.items():
            width = twips(table_width * share / total)
            # LibreOffice draws no column narrower than 23 of its units, so the shares are written as large as
            # possible.
            share *= _RELATIVE_TOTAL // total
            parts.append(
                f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties'
                f' style:column-width="{width}" style:rel-column-width="{share}*"'
                f"{'' if stated else _OPTIMAL}/></style:style>"
            )
        if self.tables:
            parts.append(_table_styles(self.house.table, self.text_width))
        if self.pictures:
            parts.append(_PICTURE)
        return "".join(parts)


def _table_styles(table: TableStyle, width: int) -> str:
    """The styles of tables, rows and cells; `width` is that of a table in twips."""
    return (
        '<style:style style:name="Table" style:family="table"><style:table-properties'
        f' style:width="{twips(width)}" style:rel-width="100%" table:align="margins"'
        ' table:border-model="collapsing"/></style:style>'
        '<style:style style:name="Row" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
        '<style:style style:name="Cell" style:family="table-cell">'
        '<style:table-cell-properties style:vertical-align="middle"'
        f' fo:border="{points(table.border)} solid #000000"'
        f' fo:padding-left="{twips(table.padding_side)}" fo:padding-right="{twips(table.padding_side)}"'
        f' fo:padding-top="{twips(table.padding_top)}" fo:padding-bottom="{twips(table.padding_top)}"'
        "/></style:style>"
    )
