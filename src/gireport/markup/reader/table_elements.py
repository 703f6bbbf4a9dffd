"""The elements of tables: each cell and caption is a flow of its own (H01–H06)."""

from __future__ import annotations

from ...limits import HTML_DEPTH
from ...model.types import Paragraph
from ..facts import BLOCK_ELEMENTS, UNSHOWN_ELEMENTS
from . import cell_widths, css, tables
from .flow import Flow
from .tree import Attributes, Node
from .walk import Enter, Leave, Skip, Walker


def table(walker: Walker, node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """A table: gathered while it is walked, built where it ends."""
    flow = walker.flow
    flow.flush()
    flow.settle()
    flow.tables += 1
    if walker.tables:
        walker.tables[-1].nested = True
    walker.tables.append(tables.Gathered(flow.tables, attributes))
    return lambda: _end(walker, node)


def _end(walker: Walker, node: Node) -> None:
    gathered = walker.tables.pop()
    before = walker.flow.place()
    place = f"{before}, table {gathered.number}" if before else f"table {gathered.number}"
    first = gathered.nested and not walker.tables and gathered.number == 1
    alone = first and _stands_alone(node)
    if tables.lays_out(gathered, alone):
        walker.losses.note("table-unwrapped", place)
        blocks = tables.unwrapped(gathered)
    else:
        blocks = tables.build(gathered, walker.losses, place, walker.slots)
    for block in blocks:
        walker.flow.add(block)


def _stands_alone(node: Node) -> bool:
    """Whether nothing that is shown stands on the page beside `node` or what it is in."""
    here = node
    for _ in range(HTML_DEPTH):
        above = here.parent
        if above is None or here.tag == "body":
            return True
        sibling = above.first_child
        while sibling is not None:
            if sibling.mem_id != here.mem_id and sibling.tag not in UNSHOWN_ELEMENTS:
                shown = sibling.text_content if sibling.is_text_node else sibling.text()
                if (shown or "").strip():
                    return False
            sibling = sibling.next
        here = above
    return False


def columns(walker: Walker, node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """A `colgroup` with its columns (H05)."""
    gathered = walker.tables[-1]
    listed = [child for child in node.iter() if child.tag == "col"]
    default = cell_widths.stated(attributes)
    for column in listed:
        gathered.column(column.attributes, default)
    if not listed:
        gathered.column(attributes)
    raise Skip


def row_group(walker: Walker, node: Node, _attributes: Attributes, _said: css.Style) -> Leave | None:
    """`thead`, `tbody` or `tfoot`."""
    walker.tables[-1].open_group(node.tag or "")
    return None


def row(walker: Walker, _node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """A row."""
    walker.tables[-1].open_row(attributes)
    return None


def caption(walker: Walker, _node: Node, _attributes: Attributes, _said: css.Style) -> Leave | None:
    """A caption."""
    gathered = walker.tables[-1]
    outer = _own_flow(walker, f"table {gathered.number} caption")

    def leave() -> None:
        gathered.caption += walker.flow.end()
        gathered.marked = True
        walker.flow = outer

    return leave


def cell(walker: Walker, node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """A `td` or `th`; one that holds nothing but `&nbsp;` is empty (H08)."""
    gathered = walker.tables[-1]
    number = len(gathered.groups[-1].rows[-1]) + 1
    outer = _own_flow(walker, (gathered.number, gathered.row, number))

    def leave() -> None:
        flow = walker.flow
        content = flow.end()
        if flow.fillers and all(type(block) is Paragraph and not block.content for block in content):
            content = ()
        if number == 1 and gathered.row == 1:
            gathered.blocks_inside = any(child.tag in BLOCK_ELEMENTS for child in node.iter())
        gathered.cell(node.tag or "", attributes, content)
        walker.flow = outer

    return leave


def _own_flow(walker: Walker, at: tuple[int, int, int] | str) -> Flow:
    """Begin a flow inside the present one, which is returned."""
    outer = walker.flow
    walker.flow = Flow(outer.pending, at, outer)
    walker.flow.align = walker.inherited.align
    return outer


HANDLERS: dict[str, Enter] = {
    "table": table,
    "caption": caption,
    "colgroup": columns,
    "tr": row,
    **dict.fromkeys(("thead", "tbody", "tfoot"), row_group),
    **dict.fromkeys(("td", "th"), cell),
}
