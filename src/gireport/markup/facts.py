"""Facts of HTML that the reader and the writer share: element classes, our own attributes and classes."""

from __future__ import annotations

from ..model.types import Mark

# The element that shows each mark, outermost first: the writer's nesting order is that of `MARKS`.
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

# HTML Standard 15.3.3 (flow content), 15.3.4, 15.3.7 …: what browsers show as a box of its own.
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

# Elements without content; those whose content is text up to their end tag (HTML Standard 13.1.2).
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

# Left open, these are opened anew in what follows (HTML Standard 13.2.4.3), the same one so many times at most.
FORMATTING_ELEMENTS = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
MOST_REOPENED = 3

# Shown by no browser that runs scripts, or no text of the page (H12).
UNSHOWN_ELEMENTS = frozenset(
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

# The content of other documents, and players.
EMBEDDED_ELEMENTS = frozenset({"applet", "audio", "canvas", "embed", "frame", "iframe", "object", "video"})

TABLE_ELEMENTS = frozenset(
    {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"}
)

# Between the two parts of such a MathML element, in linear text.
FIELD_SEPARATORS = {"mfrac": "/", "msup": "^", "msub": "_"}

# Our own attributes. `data-columns` limits a bookmark to table columns; the last two hold an address that
# a browser would not keep as it is (URL Standard, basic URL parser, steps 1–3).
BOOKMARK = "data-bookmark"
BOOKMARK_END = "data-bookmark-end"
COLUMNS = "data-columns"
DOUBLED_MARK = "data-gireport-mark"
"""At the reference to a note: the report has the note's own mark in the text before it too."""
EXACT_HREF = "data-gireport-href"
EXACT_SRC = "data-gireport-src"
# The rank of a heading (2 is 一、), where its `aria-level` is its place in the outline.
EXACT_LEVEL = "data-gireport-level"

TITLE_CLASS = "title"
PAGE_BREAK_CLASS = "page-break"
# A table of data even if it has one cell or holds tables: never unwrapped as page layout (H06).
DATA_CLASS = "data"

# The HTML Standard's limits on spans (4.9.11).
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534

# With which the generator of a page begins that LibreOffice or its like has saved.
OFFICE_NAMES = ("LibreOffice", "OpenOffice", "Collabora")

# What LibreOffice says of the file, and where the other formats keep it: when it was made and changed belongs to the
# file, not to the report.
OFFICE_METAS = {"author": "creator", "created": "", "changed": "", "changedby": "", "appversion": ""}

# Names of metas that serve browsers, editors and search engines, in lower case; they say nothing of the report.
MACHINERY_METAS = frozenset(
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
