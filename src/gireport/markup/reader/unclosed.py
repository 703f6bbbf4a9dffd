"""What takes the rest of a page because nothing closes it (HTML Standard 13.2.5): a comment, a style sheet …"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...losses import Losses

# Elements whose content is text up to their closing tag (HTML Standard 13.1.2).
_TAKERS = frozenset({"style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})


def note_taker(tree: LexborHTMLParser, html: str, mark: str, losses: Losses) -> bool:
    """Note what has taken the `mark` that was put after the page `html`; False where it is none of these."""
    root = tree.root
    for node in root.parent.traverse(include_text=True) if root is not None and root.parent else ():
        if node.tag == "template":
            inside = _template(node, mark)
            if inside:
                note(html, None, "template", inside, losses)
                return True
            continue
        what, text = _raw(node)
        end = (
            mark.removesuffix("</script>") if what == "script" else mark
        )  # which the mark's own end tag closes
        if text.endswith(end):
            inside = text.removesuffix(end)
            note(html, len(html) - len(inside), what, inside, losses)
            return True
    return False


def _raw(node: LexborNode) -> tuple[str, str]:
    if node.is_comment_node:
        return "comment", node.comment_content or ""
    above = node.parent
    if not node.is_text_node or above is None or above.tag not in _TAKERS:
        return "", ""
    return above.tag or "", node.text_content or ""


def _template(node: LexborNode, mark: str) -> str:
    """The content of the template that holds the mark, as an element or as text; empty where it holds none."""
    inside, found, _ = (node.html or "").replace('"', "").partition(mark)
    return inside.partition(">")[2] if found else ""


def note(html: str, start: int | None, what: str, inside: str, losses: Losses) -> None:
    """Note that `what`, open from `start` on, takes the rest of the page `html`: the characters `inside`."""
    place = "the page" if start is None else f"the page, line {html.count(chr(10), 0, max(start, 0)) + 1}"
    losses.note("unclosed", place, len(inside.strip()), what)
