"""The names of a .docx package that its reader and its writer share: namespaces, parts, style ids, markers.

Sources: ECMA-376 part 1 (WordprocessingML, DrawingML), part 2 (packages), part 3 (markup compatibility).
"""

from __future__ import annotations

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC_NS = "http://schemas.openxmlformats.org/drawingml/2006/picture"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V_NS = "urn:schemas-microsoft-com:vml"
O_NS = "urn:schemas-microsoft-com:office:office"
XML_NS = "http://www.w3.org/XML/1998/namespace"

TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE_NS = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC_NS = "http://purl.org/dc/elements/1.1/"
CUSTOM_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT_NS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"

# ISO/IEC 29500 Strict (W33): the namespaces that begin so are the transitional ones under another name.
STRICT_PREFIX = "http://purl.oclc.org/ooxml/"

# Style ids that the writer writes and the reader recognises by their ids.
SEPARATOR_STYLE = "GireportSeparator"
"""An empty paragraph between two tables, or after the last table of a cell: it is not content."""

# The extension of a picture whose size the report does not state.
SIZE_EXTENSION = "{6B7E2C1A-4F0B-4E0B-9D63-67697265706F}"
GI_NS = "urn:gireport:docx"
COUNTED_MARK = "true"
"""The value of `w:customMarkFollows` where the mark is not in the text of the report, but in the note alone.

Where the mark is in both, the writer writes `1`, as other programs do.
"""

# Custom properties.
META_PREFIX = "gireport."
EXTRA_PREFIX = "gireport.extra."

# Conventions of the writer that the reader also applies to the files of other programs.
HOUSE_STYLES = frozenset(
    {"GireportCell", "GireportCellSmall", "GireportHeaderCell", "GireportHeaderCellSmall"}
)
"""Paragraph styles of cells. That they are centred is presentation, not `Paragraph.align`."""

# Column widths are stated where `w:tblLayout` is `fixed`, or where some cell has a `w:tcW` with a width (not
# `auto`, not 0). An autofit table whose cells all are `<w:tcW w:w="0" w:type="auto"/>` or have no `w:tcW`
# states none: its `w:gridCol`s are only how it was laid out last (ECMA-376 part 1, 17.18.87), so
# `Table.columns` is (). The writer writes exactly these two kinds.

# A footer (or header) whose text is nothing but page number fields (PAGE, NUMPAGES), dashes, spaces and
# punctuation is a page number, not content: no `header-footer` loss. The writer writes “— PAGE —”.
