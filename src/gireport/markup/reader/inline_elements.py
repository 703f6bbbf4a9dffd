"""Inline elements: links, breaks, pictures, Word's list labels, ruby, formulas, objects, controls."""

from __future__ import annotations

from ...model.chars import is_safe_link
from ...model.messages import message
from ...model.patterns import compiled_later
from ...model.types import Image
from ..vocabulary import EMBEDDED_ELEMENTS, EXACT_HREF
from . import css
from .addresses import decoded_fragment, image_size, image_source, stripped
from .tree import Attributes, Node
from .walk import EndElement, Handler, SkipContent, Walker

# Types of `input` whose value the page shows.
_TYPES_WITH_VALUE = frozenset(
    {"", "text", "search", "button", "submit", "reset", "email", "tel", "url", "number", "date"}
)
_BLANKS = " \t\n\r\u00a0"
_MAX_TABS = 50
# Word's filler between a list label and the text: blanks in this font (H08).
_SPACER_FONT = compiled_later(r"7\.0pt .?times new roman")


def anchor(walker: Walker, _node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A link, where its address is safe (H14)."""
    address = attributes.get(EXACT_HREF)
    if not address:
        address = stripped(attributes.get("href") or "")
        address = decoded_fragment(address) if address.startswith("#") else walker.resolve(address)
    if address and not is_safe_link(address):
        walker.losses.note("unsafe-link", walker.flow.where(), 1, address[:80])
    elif address:
        walker.inherited = walker.inherited._replace(link=address)
    return None


def line_break(walker: Walker, _node: Node, _attributes: Attributes, style: css.Style) -> EndElement | None:
    """A line break, or Word's page break."""
    if style.break_before or style.break_after:
        walker.add_page_break()
    else:
        walker.flow.line.line_break()
    raise SkipContent


def image(walker: Walker, _node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A picture; where the picture is missing or its address unsafe, its alternative text, with a loss."""
    resource, reason = image_source(attributes, walker.resources, walker.resolve)
    alt = attributes.get("alt") or ""
    link = walker.inherited.link
    if resource is not None and not is_safe_link(resource):
        walker.losses.note(
            "unsafe-link", walker.flow.where(), 1, message("markup.picture-at", address=resource[:80])
        )
    elif resource is not None:
        walker.flow.line.object(Image(resource, alt, *image_size(attributes), link))
        return None
    else:
        assert reason is not None
        detail = message("markup.picture-and-text", reason=reason, text=alt[:60]) if alt else reason
        walker.losses.note("image-missing", walker.flow.where(), 1, detail)
    if alt:
        walker.flow.line.text(alt, "fold", walker.inherited.marks, link)
    return None


def span(walker: Walker, node: Node, _attributes: Attributes, style: css.Style) -> EndElement | None:
    """A `span`; Word's list labels, the fillers after them, and blanks that stand for tabs (H08)."""
    if not style.declarations:
        return None
    if style.get("mso-list") == "ignore":  # the label before a list paragraph
        walker.characters(walker.in_font(node.text().strip(_BLANKS)))
        walker.flow.line.space_after_label()
        raise SkipContent
    if _SPACER_FONT.match(style.get("font")) and not node.text().strip(_BLANKS):
        walker.flow.line.space_after_label()
        raise SkipContent
    tabs = _tab_count(node, style)
    if tabs:
        walker.characters("\t" * tabs)
        raise SkipContent
    return None


def _tab_count(node: Node, style: css.Style) -> int:
    """How many tabs a span of blanks stands for (`mso-tab-count:2`)."""
    count = style.get("mso-tab-count")
    if not (count.isascii() and count.isdecimal()) or node.text().strip(_BLANKS):
        return 0
    return min(int(count[:3]), _MAX_TABS)


def ruby_text(walker: Walker, _node: Node, _attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A ruby annotation: in full-width brackets after its base (W34)."""
    walker.losses.note("ruby", walker.flow.where())
    walker.characters("（")
    return lambda: walker.characters("）")


def quote(walker: Walker, _node: Node, _attributes: Attributes, _style: css.Style) -> EndElement | None:
    """An inline quotation, in the quotation marks that browsers add (HTML Standard 15.3.5)."""
    walker.characters("“")
    return lambda: walker.characters("”")


def formula(walker: Walker, _node: Node, _attributes: Attributes, _style: css.Style) -> EndElement | None:
    """MathML: its linear text, with a loss."""
    walker.losses.note("formula", walker.flow.where())
    return _without_handlers(walker)


def drawing(walker: Walker, _node: Node, _attributes: Attributes, _style: css.Style) -> EndElement | None:
    """SVG in the page: its text, with a loss."""
    walker.losses.note("image-missing", walker.flow.where(), 1, message("markup.drawing"))
    return _without_handlers(walker)


def _without_handlers(walker: Walker) -> EndElement:
    """Read foreign content without handlers, because its `tr` or `p` is not an element of HTML."""
    handlers, walker.handlers = walker.handlers, {}

    def end() -> None:
        walker.handlers = handlers

    return end


def embedded(walker: Walker, node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """Another document or a player: a loss; its fallback content is kept."""
    address = attributes.get("src") or attributes.get("data") or _address_of_child(node)
    name_and_address = " ".join(filter(None, (node.tag, address[:80].strip())))
    walker.losses.note("embedded-object", walker.flow.where(), 1, name_and_address)
    return None


def _address_of_child(node: Node) -> str:
    """The address in a `source` or `param` element of an `object` or player; empty for none."""
    for child in node.iter():
        attributes = child.attributes
        if child.tag == "source" and attributes.get("src"):
            return attributes["src"] or ""
        if child.tag == "param" and (attributes.get("name") or "").lower() in ("movie", "src", "url"):
            return attributes.get("value") or ""
    return ""


def area(walker: Walker, _node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """An area of an image map: a loss, because a report cannot hold it."""
    text = " ".join(filter(None, (attributes.get("alt"), attributes.get("href"))))
    if text:
        walker.losses.note("not-kept", walker.flow.where(), 1, message("markup.area", text=text[:80]))
    raise SkipContent


def control(walker: Walker, node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A form control: not content; the text that it shows is named in a loss."""
    if node.tag == "input":
        type_ = (attributes.get("type") or "").lower()
        text = (attributes.get("value") or "") if type_ in _TYPES_WITH_VALUE else ""
        if type_ == "image":
            text = attributes.get("alt") or ""
    else:
        options = node.css("option[label], optgroup[label]")
        labels = [option.attributes.get("label") or "" for option in options]
        text = " ".join([*labels, node.text(separator=" ")])
    text = " ".join(text.split())
    if text:
        detail = message("markup.control", tag=node.tag, text=text[:80])
        walker.losses.note("not-kept", walker.flow.where(), 1, detail)
    raise SkipContent


HANDLERS: dict[str, Handler] = {
    "a": anchor,
    "br": line_break,
    "img": image,
    "span": span,
    "rt": ruby_text,
    "q": quote,
    "math": formula,
    "svg": drawing,
    "button": control,
    "select": control,
    "datalist": control,
    "area": area,
    "input": control,
    **dict.fromkeys(EMBEDDED_ELEMENTS, embedded),
}
