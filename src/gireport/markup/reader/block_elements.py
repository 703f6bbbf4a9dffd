"""Block elements other than lists and tables: paragraphs, headings, rules, quotations, code, page headers."""

from __future__ import annotations

import re

from ...model.normal import MAX_HEADING_LEVEL
from ...model.patterns import compiled_later
from ...model.types import Rule
from ..vocabulary import EXACT_LEVEL, OFFICE_GENERATORS, PAGE_BREAK_CLASS, TITLE_CLASS
from . import css
from .flow import OpenElement
from .tree import Attributes, Node, classes, integer
from .walk import EndElement, Handler, SkipContent, Walker

# What a page header or footer may contain beside its page number.
_PAGE_NUMBER = compiled_later(r"第|页|頁|共|\bpage\b|\bof\b|[\W\d_]", re.IGNORECASE)
_DEFAULT_LEVEL = 2
"""The `aria-level` of a heading by its role that states none (WAI-ARIA)."""


def paragraph(walker: Walker, _node: Node, _attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A paragraph, also an empty one."""
    return walker.begin(OpenElement("paragraph"))


def heading(walker: Walker, node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """`h1`–`h6`, or another element with the role of a heading and its `aria-level`."""
    tag = node.tag or ""
    if tag == "h1" and TITLE_CLASS in classes(attributes):
        return walker.begin(OpenElement("heading", 0))
    stated = attributes.get(EXACT_LEVEL) or attributes.get("aria-level")
    number = integer(stated) if attributes.get("role") == "heading" else None
    if number is None:
        number = int(tag[1]) if len(tag) == 2 and tag[1].isdecimal() else _DEFAULT_LEVEL
    level = min(max(number - 1 + walker.heading_base, 0), MAX_HEADING_LEVEL)
    return walker.begin(OpenElement("heading", level))


def division(walker: Walker, node: Node, attributes: Attributes, style: css.Style) -> EndElement | None:
    """A `div`: a heading where its role says so; LibreOffice's page header or footer becomes a loss."""
    if attributes.get("role") == "heading":
        return heading(walker, node, attributes, style)
    if attributes.get("title") and _is_page_margin(node, attributes):
        text = _margin_text(node)
        if text:
            walker.losses.note("header-footer", f"page {attributes['title']}", 1, text[:60])
        raise SkipContent
    return None


def _is_page_margin(node: Node, attributes: Attributes) -> bool:
    """Whether a `div` is a page header or footer, which LibreOffice writes first or last in the body."""
    body = node.parent
    if attributes.get("title") not in ("header", "footer") or body is None or body.tag != "body":
        return False
    head = body.prev
    while head is not None and head.tag != "head":
        head = head.prev
    generator = head.css_first('meta[name="generator"]') if head is not None else None
    return generator is not None and (generator.attributes.get("content") or "").startswith(OFFICE_GENERATORS)


def _margin_text(node: Node) -> str:
    """The text of a page header or footer; empty where it only numbers the pages."""
    text = " ".join(node.text().split())
    if node.css_first("img") is not None:
        return f"{text} a picture".strip()
    return text if _PAGE_NUMBER.sub("", text) else ""


def rule(walker: Walker, _node: Node, attributes: Attributes, style: css.Style) -> EndElement | None:
    """A horizontal rule, or a page break."""
    if PAGE_BREAK_CLASS in classes(attributes) or style.break_before or style.break_after:
        walker.add_page_break()
    else:
        walker.flow.add(Rule())
    raise SkipContent


def quotation(walker: Walker, _node: Node, _attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A quotation: plain paragraphs, with a loss."""
    walker.losses.note("quotation", walker.flow.where())
    return None


def code(walker: Walker, _node: Node, _attributes: Attributes, _style: css.Style) -> EndElement | None:
    """Preformatted text: a paragraph with line breaks, with a loss."""
    walker.losses.note("code-block", walker.flow.where())
    return None


HANDLERS: dict[str, Handler] = {
    "p": paragraph,
    "div": division,
    "hr": rule,
    "blockquote": quotation,
    "[role=heading]": heading,  # for an element of any name that has no handler of its own
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), heading),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), code),
}
