"""Names that the ODT reader and writer share: namespaces, media types, style names, our own attributes.

Sources: OpenDocument 1.3 part 2 (packages) and part 3 (schema).
"""

from __future__ import annotations

from ...model.patterns import compiled_later
from . import MIME as MIME

NAMESPACES: dict[str, str] = {
    **{
        prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
        for prefix, name in (
            ("office", "office"),
            ("style", "style"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
            ("meta", "meta"),
            ("number", "datastyle"),
            ("manifest", "manifest"),
            ("form", "form"),
            ("dr3d", "dr3d"),
            ("presentation", "presentation"),
        )
    },
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": "http://www.w3.org/1998/Math/MathML",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "gi": "urn:gireport:odf",
}
"""Prefix → namespace; `gi` is ours, for what OpenDocument cannot express."""


def name(prefixed: str) -> str:
    """`text:p` → `{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p`."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_ENCODED = compiled_later("_([0-9a-f]{2,4})_")


def plain_name(encoded: str) -> str:
    """A style's name as programs show it: LibreOffice may write only `_20_` for a space."""
    return _ENCODED.sub(lambda found: chr(int(found.group(1), 16)), encoded)


DOUBLED = ' gi:mark="doubled"'
"""An attribute of `text:note-citation`: the report has the note's own mark also in the text before it."""
VERSION = "1.3"

_TEXT_KINDS = frozenset({MIME, f"{MIME}-template", f"{MIME}-web", f"{MIME}-master", f"{MIME}-flat-xml"})


def is_text_kind(mime: str) -> bool:
    """Whether `mime` is that of a text document or of a template for one."""
    return mime.strip() in _TEXT_KINDS


# --- style names ---------------------------------------------------------------------------------
# LibreOffice's own names, so that its users find the styles that they know. A space is `_20_`: otherwise
# LibreOffice renames the style when it saves.

STANDARD = "Standard"
BODY = "Text_20_body"
TITLE = "Title"
CAPTION = "Caption"
CELL = "Table_20_Contents"
HEADER_CELL = "Table_20_Heading"
LIST = "List"
FOOTNOTE = "Footnote"
ENDNOTE = "Endnote"
FOOTER = "Footer"
LINK = "Internet_20_link"
VISITED_LINK = "Visited_20_Internet_20_Link"
RULE = "Horizontal_20_Line"
# Our own: an empty paragraph in one of these is a page break, or separates a table from the end of its
# container (LibreOffice and Word need a paragraph there) and is no content.
PAGE_BREAK = "Gireport_20_Page_20_Break"
SEPARATOR = "Gireport_20_Separator"
BULLETS = "Gireport_20_Bullets"
NUMBERS = "Gireport_20_Numbers"


def heading_style(level: int) -> str:
    """The name of the paragraph style of headings of `level`."""
    return f"Heading_20_{level}" if level else TITLE


# --- metadata ------------------------------------------------------------------------------------

META_PREFIX = "gireport."
META_FIELDS = ("organ", "year", "published", "document_number", "index_number", "source_url")
"""Fields of `Meta` without an element of their own, kept as `meta:user-defined` named `gireport.<field>`."""
EXTRA_PREFIX = "gireport.extra."
"""The prefix of a key of `Meta.extra` that could be confused with one of those fields."""
EXTRA_ELEMENTS = {"creator": "dc:creator", "subject": "dc:subject"}
"""Keys of `Meta.extra` with an element of their own."""
