"""Elements that stand between lines: paragraphs, headings, rules, lists, quotations, code."""

from __future__ import annotations

from ...model.normal import MAX_HEADING_LEVEL, MAX_LIST_LEVEL
from ...model.types import Rule, Text
from ..facts import EXACT_LEVEL, PAGE_BREAK_CLASS, TITLE_CLASS
from . import css, lists, office
from .flow import Holder
from .tree import Attributes, Node, classes, integer
from .walk import Enter, Leave, Skip, Walker


def hold(walker: Walker, holder: Holder) -> Leave:
    """Begin an element whose lines become what `holder` says."""
    walker.flow.open(holder)
    return walker.flow.close


def paragraph(walker: Walker, _node: Node, _attributes: Attributes, _said: css.Style) -> Leave | None:
    """A paragraph, also an empty one."""
    return hold(walker, Holder("paragraph"))


def heading(walker: Walker, node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """`h1`–`h6`, or another element with the role and an `aria-level` (WAI-ARIA: 2 where it has none)."""
    tag = node.tag or ""
    if tag == "h1" and TITLE_CLASS in classes(attributes):
        return hold(walker, Holder("heading", 0))
    stated = attributes.get(EXACT_LEVEL) or attributes.get("aria-level")
    number = integer(stated) if attributes.get("role") == "heading" else None
    if number is None:
        number = int(tag[1]) if len(tag) == 2 and tag[1].isdecimal() else 2
    level = min(max(number - 1 + walker.heading_base, 0), MAX_HEADING_LEVEL)
    return hold(walker, Holder("heading", level))


def division(walker: Walker, node: Node, attributes: Attributes, said: css.Style) -> Leave | None:
    """A `div`: its lines, unless it is a heading by its role, or the page header or footer of an office."""
    if attributes.get("role") == "heading":
        return heading(walker, node, attributes, said)
    if attributes.get("title") and office.is_margin(node, attributes):
        text = office.margin(node)
        if text:
            walker.losses.note("header-footer", f"page {attributes['title']}", 1, text[:60])
        raise Skip
    return None


def rule(walker: Walker, _node: Node, attributes: Attributes, said: css.Style) -> Leave | None:
    """A horizontal line, or a page break."""
    if PAGE_BREAK_CLASS in classes(attributes) or said.break_before or said.break_after:
        walker.add_page_break()
    else:
        walker.flow.add(Rule())
    raise Skip


def quotation(walker: Walker, _node: Node, _attributes: Attributes, _said: css.Style) -> Leave | None:
    """A quotation: plain paragraphs."""
    walker.losses.note("quotation", walker.flow.where())
    return None


def code(walker: Walker, _node: Node, _attributes: Attributes, _said: css.Style) -> Leave | None:
    """Preformatted text: a paragraph with line breaks."""
    walker.losses.note("code-block", walker.flow.where())
    return None


def list_(walker: Walker, node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """A list: it numbers its items and gives them their level."""
    flow = walker.flow
    flow.settle()
    tag = node.tag or ""
    flow.lists.append(lists.frame(tag, node, attributes, walker.sheet.list_style(tag, attributes)))

    def leave() -> None:
        flow.lists.pop()

    return leave


def item(walker: Walker, _node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """A list item; one whose label is neither a bullet nor a plain number becomes text that begins with the label."""
    flow = walker.flow
    frame = flow.lists[-1] if flow.lists else None
    shown = lists.shown(frame, attributes, walker.sheet.list_style("li", attributes))
    if shown.unwritten:
        walker.losses.note("number-format", flow.where(), 1, shown.unwritten)
    if shown.label:
        walker.losses.note("list-label", flow.where(), 1, shown.label)
        return hold(walker, Holder("paragraph", label=Text(shown.label, walker.inherited.marks)))
    level = max(len(flow.lists) - 1, 0)
    if level > MAX_LIST_LEVEL:
        walker.losses.note("list-level", flow.where())
    return hold(walker, Holder("item", min(level, MAX_LIST_LEVEL), shown.ordered, shown.number))


HANDLERS: dict[str, Enter] = {
    "p": paragraph,
    "div": division,
    "hr": rule,
    "li": item,
    "blockquote": quotation,
    "[role=heading]": heading,  # no name of an element: on any that has no handler of its own
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), heading),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), code),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), list_),
}
