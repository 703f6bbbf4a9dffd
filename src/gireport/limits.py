"""Every limit on input, in one place. They are documented in `docs/limits.md`, which a test holds true.

A document within them is read in bounded time and memory; one beyond them is refused with a `LimitError`.
The limits that belong to every report, whatever its source, stand with the model: `grid.MAX_COLUMNS`,
`grid.MAX_SLOTS`, `normal.MAX_DEPTH`.
"""

MIB = 1024 * 1024

INPUT_BYTES = 256 * MIB
"""Of the file itself."""

PACKAGE_ENTRIES = 10_000
"""Of files in a zip package."""

PACKAGE_BYTES = 512 * MIB
"""Of all files in a zip package together, inflated, as its directory says."""

PART_BYTES = 128 * MIB
"""Of one file in a zip package, inflated."""

PART_RATIO = 500
"""Inflated to stored size of one file in a package, once it is larger than `PART_RATIO_FROM`."""

PART_RATIO_FROM = 32 * MIB

XML_TAGS = 4_000_000
"""Of tags (opening and closing) in one XML part."""

XML_DEPTH = 256
"""Of elements inside one another."""

HTML_DEPTH = 512
"""Of elements inside one another in an HTML page; browsers stop there too."""

HTML_TAGS = 1_000_000
"""Of tags in one HTML page."""

IMAGE_BYTES = 64 * MIB
"""Of one picture."""

REPEATED_CELLS = 4096
"""Of cells, columns or rows that one `number-…-repeated` attribute may stand for, where they hold anything."""
