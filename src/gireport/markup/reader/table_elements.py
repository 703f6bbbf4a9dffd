"""The elements of tables; each cell and caption has a flow of its own (H01–H06)."""

from __future__ import annotations

from ...limits import HTML_DEPTH
from ...model.types import Paragraph
from ..vocabulary import BLOCK_ELEMENTS, HIDDEN_ELEMENTS
from . import css, tables
from .flow import Flow
from .tree import Attributes, Node
from .walk import EndElement, Handler, SkipContent, Walker


def table(walker: Walker, node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A table: its rows are collected while it is open, and the grid is built at its end."""
    flow = walker.flow
    flow.end_line()
    flow.emit_open_item()
    flow.tables += 1
    if walker.tables:
        walker.tables[-1].nested = True
    walker.tables.append(tables.OpenTable(flow.tables, attributes))
    return lambda: _end_table(walker, node)


def _end_table(walker: Walker, node: Node) -> None:
    open_table = walker.tables.pop()
    container = walker.flow.container()
    place = f"{container}, table {open_table.number}" if container else f"table {open_table.number}"
    is_first = open_table.nested and not walker.tables and open_table.number == 1
    is_alone = is_first and _is_alone_on_page(node)
    if tables.is_layout(open_table, is_alone):
        walker.losses.note("table-unwrapped", place)
        blocks = tables.unwrapped(open_table)
    else:
        blocks = tables.build(open_table, walker.losses, place, walker.slots)
    for block in blocks:
        walker.flow.add(block)


def _is_alone_on_page(node: Node) -> bool:
    """Whether the page shows nothing beside `node` and the elements around it."""
    here = node
    for _ in range(HTML_DEPTH):
        above = here.parent
        if above is None or here.tag == "body":
            return True
        sibling = above.first_child
        while sibling is not None:
            if sibling.mem_id != here.mem_id and sibling.tag not in HIDDEN_ELEMENTS:
                text = sibling.text_content if sibling.is_text_node else sibling.text()
                if (text or "").strip():
                    return False
            sibling = sibling.next
        here = above
    return False


def columns(walker: Walker, node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A `colgroup` with its columns (H05)."""
    open_table = walker.tables[-1]
    columns_ = [child for child in node.iter() if child.tag == "col"]
    default = tables.stated_width(attributes)
    for column in columns_:
        open_table.add_column(column.attributes, default)
    if not columns_:
        open_table.add_column(attributes)
    raise SkipContent


def row_group(walker: Walker, node: Node, _attributes: Attributes, _style: css.Style) -> EndElement | None:
    """`thead`, `tbody` or `tfoot`."""
    walker.tables[-1].open_group(node.tag or "")
    return None


def row(walker: Walker, _node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A row."""
    walker.tables[-1].open_row(attributes)
    return None


def caption(walker: Walker, _node: Node, _attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A caption."""
    open_table = walker.tables[-1]
    outer = _begin_flow(walker, f"table {open_table.number} caption")

    def end() -> None:
        open_table.caption += walker.flow.end()
        open_table.has_header = True
        walker.flow = outer

    return end


def cell(walker: Walker, node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A `td` or `th`; with nothing but `&nbsp;` in it, it is empty (H08)."""
    open_table = walker.tables[-1]
    number = len(open_table.groups[-1].rows[-1]) + 1
    outer = _begin_flow(walker, (open_table.number, open_table.row, number))

    def end() -> None:
        flow = walker.flow
        content = flow.end()
        if flow.fillers and all(type(block) is Paragraph and not block.content for block in content):
            content = ()
        if number == 1 and open_table.row == 1:
            open_table.has_blocks = any(child.tag in BLOCK_ELEMENTS for child in node.iter())
        open_table.add_cell(node.tag or "", attributes, content)
        walker.flow = outer

    return end


def _begin_flow(walker: Walker, at: tuple[int, int, int] | str) -> Flow:
    """Begin a flow inside the present one; gives the outer flow."""
    outer = walker.flow
    walker.flow = Flow(outer.pending, at, outer)
    walker.flow.align = walker.inherited.align
    return outer


HANDLERS: dict[str, Handler] = {
    "table": table,
    "caption": caption,
    "colgroup": columns,
    "tr": row,
    **dict.fromkeys(("thead", "tbody", "tfoot"), row_group),
    **dict.fromkeys(("td", "th"), cell),
}
