"""Parses HTML into the tree that a browser builds; notes what an unclosed element or tag swallows."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...errors import DamagedFileError
from ...losses import Losses
from ...model.chars import FORBIDDEN, LINE_END
from ...model.messages import message
from ...model.patterns import compiled_later
from ...safe.sizes import check_markup
from ..vocabulary import TEXT_ELEMENTS
from .nesting import check_nesting
from .tag_limits import check_tags

Node = LexborNode
Attributes = dict[str, str | None]
Place = Callable[[str, int], str]
"""Gives the words for a position in a text of HTML: where in the source document it is."""

# References to characters of `FORBIDDEN`: 0–8, 11, 12, 14–31, 65534, 65535.
_FORBIDDEN_REFERENCE = compiled_later(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    "|[xX]0*(?:[0-8]|[bBcC]|[eEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
_INTEGER = compiled_later(r"[ \t\n\f\r]*\+?([0-9]+)")
_SIGNED = compiled_later(r"[ \t\n\f\r]*([+-]?[0-9]+)")

END_ID = "gireport-end"
"""The id of the script that `parse` puts after the page. If the tree lacks it, something swallowed it."""
_END_MARK = f"<script id={END_ID}></script>"
_CUT_TAG_STARTS = ("</", "<!")
_PLAINTEXT = compiled_later(r"<plaintext[\s/>]", re.IGNORECASE)

# For `noscript`: matches comments, elements of text and whole tags first, so that a `<noscript>` inside one
# of them is not found. The bounds on quoted values keep the search linear.
_RAW_NAMES = "|".join([*sorted(TEXT_ELEMENTS), "noscript"])
_REST_OF_TAG = r"""[^<>"']*(?:(?:"[^"]{0,4000}"|'[^']{0,4000}')[^<>"']*){0,100}>"""
_NOSCRIPT = compiled_later(
    rf"<!--.*?(?:-->|\Z)|<({_RAW_NAMES})(?=[\s/>]){_REST_OF_TAG}(.*?)(</\1(?=[\s/>])[^>]*>|\Z)"
    rf"|<[a-z/]{_REST_OF_TAG}",
    re.IGNORECASE | re.DOTALL,
)
_HAS_NOSCRIPT = compiled_later(r"<noscript[\s/>]", re.IGNORECASE)

# A complete tag. All quantifiers are possessive, so that a tag that is cut off fails in linear time.
_WHOLE_TAG = compiled_later(r"""<[a-zA-Z][^\s/>]*+(?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=(?!\s*+["']))*+>""")
_TAG_OR_COMMENT = compiled_later(r"<!--|<[!?]|<(?=[a-zA-Z])")


def line_on_page(html: str, start: int) -> str:
    """The place of the position `start` in a page: its line."""
    return f"the page, line {html.count(chr(10), 0, max(start, 0)) + 1}"


def clean(html: str, losses: Losses) -> str:
    """`html` without the characters that a report cannot hold, raw or as references; line ends become LF."""
    found = 0
    source = html
    if FORBIDDEN.search(html):
        html, form_feeds = re.subn("\x0c", " ", html)  # a form feed separates attributes, as a space does
        html, found = FORBIDDEN.subn("", html)
        found += form_feeds
    if "&#" in html:
        html, references = _FORBIDDEN_REFERENCE.subn("", html)
        found += references
    if found:
        firsts = (FORBIDDEN.search(source), _FORBIDDEN_REFERENCE.search(source))
        line = source.count("\n", 0, min(first.start() for first in firsts if first)) + 1
        losses.note("forbidden-character", f"the page, line {line}", found)
    return LINE_END.sub("\n", html) if "\r" in html else html


def parse(html: str, whole: bool, losses: Losses, place: Place = line_on_page) -> LexborHTMLParser:
    """The tree of the cleaned text `html`; `place` names the places of losses.

    An element or comment without an end takes the rest of the page, as in a browser (HTML Standard 13.2.5),
    with a loss. So does a tag that is cut off, unless `html` is a `whole` page.

    Raises:
        DamagedFileError: a whole page ends inside a tag.
        LimitError: more tags, attributes or depth than the limits allow.
    """
    check_markup(html)  # its limits count bytes; a text has at most as many characters
    check_tags(html)
    html = _without_noscript(html, losses, place)
    check_nesting(html)
    if _PLAINTEXT.search(html):  # this element would show our end mark as text
        return LexborHTMLParser(html)
    tree = LexborHTMLParser(html + _END_MARK)
    has_end = tree.css_first(f"script#{END_ID}") is not None or not _can_hold_script(tree)
    closed = has_end or _note_swallowed_end(tree, html, losses, place)
    if whole and (html.rstrip()[-2:] in _CUT_TAG_STARTS or not closed):
        raise DamagedFileError(message("markup.cut-off-in-tag"))
    if not closed:
        _note_cut_tag(html, losses, place)
    return tree if has_end else LexborHTMLParser(html)


def _can_hold_script(tree: LexborHTMLParser) -> bool:
    """Whether the end mark can be in the tree: not in a frameset, nor after a `plaintext` element."""
    return tree.css_first("frameset") is None and tree.css_first("plaintext") is None


def _without_noscript(html: str, losses: Losses, place: Place) -> str:
    """`html` without `noscript` elements, which the parser would read and browsers do not show (H12).

    Notes a `noscript` without an end, which takes the rest of the page.
    """
    if not _HAS_NOSCRIPT.search(html):
        return html

    def replacement(found: re.Match[str]) -> str:
        tag, inside, end = found.groups()
        if (tag or "").lower() != "noscript":
            return found.group()
        if not end:
            _note_unclosed(html, found.start(), "noscript", inside, losses, place)
        return ""

    return _NOSCRIPT.sub(replacement, html)


# --- what takes the rest of a page -------------------------------------------------------------------


def _note_swallowed_end(tree: LexborHTMLParser, html: str, losses: Losses, place: Place) -> bool:
    """Note the comment, text element or template of the page `html` that contains the end mark.

    False where no such node contains it: a tag is cut off.
    """
    root = tree.root
    for node in root.parent.traverse(include_text=True) if root is not None and root.parent else ():
        if node.tag == "template":
            inside = _text_before_mark(node)
            if inside:
                _note_unclosed(html, None, "template", inside, losses, place)
                return True
            continue
        name, text = _raw_text(node)
        # A script ends at the end tag of the mark.
        end = _END_MARK.removesuffix("</script>") if name == "script" else _END_MARK
        if text.endswith(end):
            inside = text.removesuffix(end)
            _note_unclosed(html, len(html) - len(inside), name, inside, losses, place)
            return True
    return False


def _raw_text(node: LexborNode) -> tuple[str, str]:
    """The name and the text of a comment or of an element of text; empty for other nodes."""
    if node.is_comment_node:
        return "comment", node.comment_content or ""
    above = node.parent
    if not node.is_text_node or above is None or above.tag not in TEXT_ELEMENTS:
        return "", ""
    return above.tag or "", node.text_content or ""


def _text_before_mark(template: LexborNode) -> str:
    """The source inside a template up to the end mark; empty where the template does not contain it."""
    inside, found, _ = (template.html or "").replace('"', "").partition(_END_MARK)
    return inside.partition(">")[2] if found else ""


def _note_unclosed(
    html: str, start: int | None, name: str, inside: str, losses: Losses, place: Place
) -> None:
    """Note that the element `name` at position `start` takes the text `inside`: the rest of the page."""
    where = "the page" if start is None else place(html, start)
    losses.note(
        "unclosed",
        where,
        len(inside.strip()),
        message("markup.comment") if name == "comment" else name,
    )


def _note_cut_tag(html: str, losses: Losses, place: Place) -> None:
    """Note the tag that `html` ends in, with the text that the parser takes for its attributes."""
    start = 0
    while found := _TAG_OR_COMMENT.search(html, start):
        if found.group() != "<":
            start = html.find("-->" if found.group() == "<!--" else ">", found.end())
            if start < 0:
                _note_unclosed(html, found.end(), "comment", html[found.end() :], losses, place)
                return
            continue
        tag = _WHOLE_TAG.match(html, found.start())
        if tag is None:
            _note_unclosed(html, found.start(), "tag", html[found.start() :], losses, place)
            return
        start = tag.end()
    _note_unclosed(html, None, "tag", "", losses, place)


# --- values of attributes ----------------------------------------------------------------------------


def non_negative(value: str | None) -> int | None:
    """`value` by the rules for parsing non-negative integers (HTML Standard 2.3.4.2); None for an error."""
    found = _INTEGER.match(value) if value else None
    return int(found.group(1)[:9]) if found else None


def integer(value: str | None) -> int | None:
    """`value` by the rules for parsing integers (HTML Standard 2.3.4.1); None for an error."""
    found = _SIGNED.match(value) if value else None
    return int(found.group(1)[:9]) if found else None


def classes(attributes: Attributes) -> list[str]:
    """The classes of an element."""
    return (attributes.get("class") or "").split()
