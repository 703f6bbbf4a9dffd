"""Every limit on input, in one place. They are documented in `docs/limits.md`, which a test holds true.

A document within them is read in bounded time and memory; one beyond them is refused with a `LimitError`.
The limits that belong to every report, whatever its source, stand with the model: `grid.MAX_COLUMNS`,
`grid.MAX_SLOTS`, `grid.MAX_REPORT_SLOTS`, `normal.MAX_DEPTH`, `normal.MAX_PARTS`, `weight.MAX_ADDRESS`,
`weight.MAX_REPEATED`.
They are measured: `tests/test_bounded.py` holds the worst inputs to 512 MiB and 10 s for the whole process.
"""

MIB = 1024 * 1024

INPUT_BYTES = 64 * MIB
"""Of the file itself."""

PACKAGE_ENTRIES = 10_000
"""Of files in a zip package."""

PACKAGE_BYTES = 96 * MIB
"""Of all files in a zip package together, inflated, as its directory says."""

PART_BYTES = 64 * MIB
"""Of one file in a zip package, inflated."""

PART_RATIO = 500
"""Inflated to stored size of one file in a package, once it is larger than `PART_RATIO_FROM`."""

PART_RATIO_FROM = 32 * MIB

XML_NODES = 1_850_000
"""Of tags and attributes in the XML parts of a document together, told by the signs `<` and `=`.

Text counts too: 32 bytes as one, beyond 16 bytes for each sign; 20 beyond 12 in a large part with characters
of four bytes (an emoji) or references (`&#…;`). A bookmark's tag counts as three.
A .docx of 10,000 × 10 cells, as gireport writes it, has 1.82 million.
"""

XML_TEXT = 10_000_000
"""Of bytes of one text, attribute or comment in XML; libxml2's own, without `XML_PARSE_HUGE`."""

XML_DEPTH = 256
"""Of elements inside one another."""

HTML_DEPTH = 512
"""Of elements inside one another in an HTML page; browsers stop there too."""

HTML_TAGS = 640_000
"""Of tags in one HTML page, or in what Markdown makes; one that opens an element counts as two."""

HTML_REOPENED = 300_000
"""Of elements that the formatting tags which an HTML page leaves open (`<b>`, `<font>` …) make in what
follows them."""

HTML_OPTIONS = 20_000
"""Of `option` and `select` tags in one HTML page: the parser takes quadratic time for those of one list."""

HTML_ATTRIBUTES = 1_000_000
"""Of names and values of attributes in one HTML page."""

MARKUP_BYTES = 24 * MIB
"""Of an HTML page or a Markdown file, without the pictures in it."""

INLINED_BYTES = 36 * MIB
"""Of the pictures in an HTML page or a Markdown file, as base64: 27 MiB of photographs."""

MARKDOWN_MARKS = 400_000
"""Of characters that can be markup in a Markdown file; a line counts as four and `|` as two."""

JSON_VALUES = 3_000_000
"""Of brackets, braces and commas in a JSON file; a bookmark's edge and a `\\u` escape count as two more."""

JSON_BESIDE = 200_000
"""Of those that stand outside the body: names and words of the metadata, pictures."""

JSON_TEXT = 96 * MIB
"""Of memory for the characters of the body in a JSON file, each as wide as the widest of them: 1, 2 or 4
bytes.

So one emoji leaves room for 24 MiB of text. Pictures count too where there is an escape such as `\\u4e2d`.
"""

PORTAL_TAGS = 50_000
"""Of tags in a portal page whose article is sought; one with more is read whole, with a loss."""

IMAGE_BYTES = 32 * MIB
"""Of one picture."""

REPEATED_CELLS = 4096
"""Of cells, columns or rows that one `number-…-repeated` attribute may stand for, where they hold
anything."""
