"""Names that reader and writer share: groups of HTML elements, our own attributes and classes."""

from __future__ import annotations

from ..model.types import Mark

# The element for each mark, outermost first: the writer nests elements in the order of `MARKS`.
MARK_ELEMENTS: dict[Mark, str] = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strike": "s",
    "superscript": "sup",
    "subscript": "sub",
}

ELEMENT_MARKS: dict[str, Mark] = {
    **{element: mark for mark, element in MARK_ELEMENTS.items()},
    "b": "bold",
    "i": "italic",
    "ins": "underline",
    "strike": "strike",
    "del": "strike",
}

# Elements that browsers show as blocks (HTML Standard 15.3.3, flow content; 15.3.4; 15.3.7).
BLOCK_ELEMENTS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
        "xmp",
    }
)

# Elements without content, and elements whose content is text up to their end tag (HTML Standard 13.1.2).
VOID_ELEMENTS = frozenset(
    {
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
TEXT_ELEMENTS = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})

# The parser reopens these in each block that follows while no end tag closes them (HTML Standard 13.2.4.3):
# at most three that have the same name and attributes.
FORMATTING_ELEMENTS = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
MAX_REOPENED = 3

# Elements whose content a browser that runs scripts does not show as text of the page (H12).
HIDDEN_ELEMENTS = frozenset(
    {
        "base",
        "basefont",
        "bgsound",
        "head",
        "link",
        "meta",
        "noembed",
        "noframes",
        "noscript",
        "param",
        "rp",
        "script",
        "source",
        "style",
        "template",
        "title",
        "track",
        "wbr",
        "xml",
        "annotation",
        "annotation-xml",
    }
)

# Elements that show another document or a player.
EMBEDDED_ELEMENTS = frozenset({"applet", "audio", "canvas", "embed", "frame", "iframe", "object", "video"})

TABLE_ELEMENTS = frozenset(
    {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"}
)

# In linear text: the sign between the two parts of a MathML element.
FIELD_SEPARATORS = {"mfrac": "/", "msup": "^", "msub": "_"}

# Our own attributes. `data-columns` limits a bookmark to table columns.
BOOKMARK = "data-bookmark"
BOOKMARK_END = "data-bookmark-end"
COLUMNS = "data-columns"
DOUBLED_MARK = "data-gireport-mark"
"""On the reference to a note: the text before the reference also contains the note's own mark."""
# An address that a browser would change (URL Standard, basic URL parser, steps 1–3), exactly as the report
# has it.
EXACT_HREF = "data-gireport-href"
EXACT_SRC = "data-gireport-src"
# The level of a heading plus one (2 is 一、), where `aria-level` states its depth in the outline.
EXACT_LEVEL = "data-gireport-level"

TITLE_CLASS = "title"
PAGE_BREAK_CLASS = "page-break"
# Marks a table of data that looks like page layout (one cell, or tables in cells), so that the reader keeps
# it (H06).
DATA_CLASS = "data"

# The HTML Standard's limits on spans (4.9.11).
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534

# How the `generator` meta begins in pages that LibreOffice and related programs write.
OFFICE_GENERATORS = ("LibreOffice", "OpenOffice", "Collabora")

# LibreOffice's metas about the file → the key in `Meta.extra` that the other formats use; empty: not kept,
# because dates of creation and change belong to the file, not to the report.
OFFICE_METAS = {"author": "creator", "created": "", "changed": "", "changedby": "", "appversion": ""}

# Metas for browsers, editors and search engines, names in lower case; they hold no metadata of the report.
TECHNICAL_METAS = frozenset(
    {
        "viewport",
        "generator",
        "progid",
        "originator",
        "robots",
        "renderer",
        "format-detection",
        "theme-color",
        "referrer",
        "charset",
    }
)
