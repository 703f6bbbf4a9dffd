"""What takes the rest of a page because nothing closes it (HTML Standard 13.2.5): a comment, a style sheet …"""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...losses import Losses
from ..facts import TEXT_ELEMENTS

Place = Callable[[str, int], str]
"""Where in the source a position of its HTML stands."""

# One whole tag. Possessive throughout, so that one that is cut off fails in linear time.
_WHOLE_TAG = re.compile(r"""<[a-zA-Z][^\s/>]*+(?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=(?!\s*+["']))*+>""")
_TAG_OR_COMMENT = re.compile(r"<!--|<[!?]|<(?=[a-zA-Z])")


def on_page(html: str, start: int) -> str:
    """The line of a position in a page."""
    return f"the page, line {html.count(chr(10), 0, max(start, 0)) + 1}"


def note_taker(tree: LexborHTMLParser, html: str, mark: str, losses: Losses, place: Place = on_page) -> bool:
    """Note what has taken the `mark` that was put after the page `html`; False where it is none of these."""
    root = tree.root
    for node in root.parent.traverse(include_text=True) if root is not None and root.parent else ():
        if node.tag == "template":
            inside = _template(node, mark)
            if inside:
                note(html, None, "template", inside, losses, place)
                return True
            continue
        what, text = _raw(node)
        end = (
            mark.removesuffix("</script>") if what == "script" else mark
        )  # which the mark's own end tag closes
        if text.endswith(end):
            inside = text.removesuffix(end)
            note(html, len(html) - len(inside), what, inside, losses, place)
            return True
    return False


def _raw(node: LexborNode) -> tuple[str, str]:
    if node.is_comment_node:
        return "comment", node.comment_content or ""
    above = node.parent
    if not node.is_text_node or above is None or above.tag not in TEXT_ELEMENTS:
        return "", ""
    return above.tag or "", node.text_content or ""


def _template(node: LexborNode, mark: str) -> str:
    """The content of the template that holds the mark, as an element or as text; empty where it holds none."""
    inside, found, _ = (node.html or "").replace('"', "").partition(mark)
    return inside.partition(">")[2] if found else ""


def note(
    html: str, start: int | None, what: str, inside: str, losses: Losses, place: Place = on_page
) -> None:
    """Note that `what`, open from `start` on, takes the rest of the page `html`: the characters `inside`."""
    where = "the page" if start is None else place(html, start)
    losses.note("unclosed", where, len(inside.strip()), what)


def note_cut_tag(html: str, losses: Losses, place: Place) -> None:
    """Note the tag whose end `html` never reaches, with all that it takes for its attributes."""
    start = 0
    while found := _TAG_OR_COMMENT.search(html, start):
        if found.group() != "<":
            start = html.find("-->" if found.group() == "<!--" else ">", found.end())
            if start < 0:
                note(html, found.end(), "comment", html[found.end() :], losses, place)
                return
            continue
        tag = _WHOLE_TAG.match(html, found.start())
        if tag is None:
            note(html, found.start(), "tag", html[found.start() :], losses, place)
            return
        start = tag.end()
    note(html, None, "tag", "", losses, place)
