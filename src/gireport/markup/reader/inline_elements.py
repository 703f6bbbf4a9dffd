"""Elements that stand in a line: links, breaks, pictures, readings, formulas, labels, controls."""

from __future__ import annotations

from ...model.chars import is_safe_link
from ...model.types import Image
from ..facts import EMBEDDED_ELEMENTS, EXACT_HREF
from . import css, images, office
from .addresses import internal, stripped
from .tree import Attributes, Node
from .walk import Enter, Leave, Skip, Walker

_VALUE_SHOWN = frozenset(
    {"", "text", "search", "button", "submit", "reset", "email", "tel", "url", "number", "date"}
)


def anchor(walker: Walker, _node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """A link, where its address is safe (H14)."""
    address = attributes.get(EXACT_HREF)
    if not address:
        address = stripped(attributes.get("href") or "")
        address = internal(address) if address.startswith("#") else walker.resolve(address)
    if address and not is_safe_link(address):
        walker.losses.note("unsafe-link", walker.flow.where(), 1, address[:80])
    elif address:
        walker.inherited = walker.inherited._replace(link=address)
    return None


def line_break(walker: Walker, _node: Node, _attributes: Attributes, said: css.Style) -> Leave | None:
    """A line break, or Word's page break."""
    if said.break_before or said.break_after:
        walker.add_page_break()
    else:
        walker.flow.line.line_break()
    raise Skip


def image(walker: Walker, _node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """A picture; where it has none that can be used, the text that stands for it."""
    resource, reason = images.picture(attributes, walker.resources, walker.resolve)
    alt = images.alternative(attributes)
    link = walker.inherited.link
    if resource is not None and not is_safe_link(resource):
        walker.losses.note("unsafe-link", walker.flow.where(), 1, f"a picture at {resource[:80]}")
    elif resource is not None:
        walker.flow.line.put(Image(resource, alt, *images.size(attributes), link))
        return None
    else:
        walker.losses.note(
            "image-missing", walker.flow.where(), 1, f"{reason}: {alt[:60]}" if alt else reason
        )
    if alt:
        walker.flow.line.text(alt, "fold", walker.inherited.marks, link)
    return None


def span(walker: Walker, node: Node, _attributes: Attributes, said: css.Style) -> Leave | None:
    """Word's list labels and their fillers (H08); any other span is what it inherits."""
    if said.declarations:
        if office.is_label(said):
            walker.characters(walker.in_font(office.label(node)))
            walker.flow.line.separate()
            raise Skip
        if office.is_spacer(node, said):
            walker.flow.line.separate()
            raise Skip
        tabs = office.tabs(node, said)
        if tabs:
            walker.characters("\t" * tabs)
            raise Skip
    return None


def reading(walker: Walker, _node: Node, _attributes: Attributes, _said: css.Style) -> Leave | None:
    """A ruby annotation: in full-width brackets after its base (W34)."""
    walker.losses.note("ruby", walker.flow.where())
    walker.characters("（")
    return lambda: walker.characters("）")


def quoted(walker: Walker, _node: Node, _attributes: Attributes, _said: css.Style) -> Leave | None:
    """An inline quotation, with the marks that browsers put around it (HTML Standard 15.3.5)."""
    walker.characters("“")
    return lambda: walker.characters("”")


def formula(walker: Walker, _node: Node, _attributes: Attributes, _said: css.Style) -> Leave | None:
    """MathML: its linear text."""
    walker.losses.note("formula", walker.flow.where())
    return _foreign(walker)


def _foreign(walker: Walker) -> Leave:
    """Walk foreign content without handlers: its `tr` or `p` is no element of HTML."""
    outer, walker.handlers = walker.handlers, {}

    def leave() -> None:
        walker.handlers = outer

    return leave


def drawing(walker: Walker, _node: Node, _attributes: Attributes, _said: css.Style) -> Leave | None:
    """SVG in the page: its text is kept."""
    walker.losses.note("image-missing", walker.flow.where(), 1, "a drawing in the page; its text is kept")
    return _foreign(walker)


def embedded(walker: Walker, node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """Another document or a player; what it shows where it fails is kept."""
    source = attributes.get("src") or attributes.get("data") or _source_in(node)
    walker.losses.note("embedded-object", walker.flow.where(), 1, f"{node.tag} {source[:80]}".strip())
    return None


def _source_in(node: Node) -> str:
    """The address of an `object` or player in the elements that it holds for it."""
    for child in node.iter():
        said = child.attributes
        if child.tag == "source" and said.get("src"):
            return said["src"] or ""
        if child.tag == "param" and (said.get("name") or "").lower() in ("movie", "src", "url"):
            return said.get("value") or ""
    return ""


def area(walker: Walker, _node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """A part of a picture that is a link; nothing of the report can hold it."""
    shown = " ".join(filter(None, (attributes.get("alt"), attributes.get("href"))))
    if shown:
        walker.losses.note("not-kept", walker.flow.where(), 1, f"area “{shown[:80]}”")
    raise Skip


def control(walker: Walker, node: Node, attributes: Attributes, _said: css.Style) -> Leave | None:
    """Buttons and fields are the page's machinery: what they show is named in a loss."""
    if node.tag == "input":
        kind = (attributes.get("type") or "").lower()
        shown = (attributes.get("value") or "") if kind in _VALUE_SHOWN else ""
        if kind == "image":
            shown = attributes.get("alt") or ""
    else:
        shown = " ".join([*_labels(node), node.text(separator=" ")])
    text = " ".join(shown.split())
    if text:
        walker.losses.note("not-kept", walker.flow.where(), 1, f"{node.tag} “{text[:80]}”")
    raise Skip


def _labels(node: Node) -> list[str]:
    """What the choices in `node` show that is not their text."""
    return [child.attributes.get("label") or "" for child in node.css("option[label], optgroup[label]")]


HANDLERS: dict[str, Enter] = {
    "a": anchor,
    "br": line_break,
    "img": image,
    "span": span,
    "rt": reading,
    "q": quoted,
    "math": formula,
    "svg": drawing,
    "button": control,
    "select": control,
    "datalist": control,
    "area": area,
    "input": control,
    **dict.fromkeys(EMBEDDED_ELEMENTS, embedded),
}
