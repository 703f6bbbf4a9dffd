"""The size of a report when it is written: parts that are used many times make it larger than its source.

A report shares what its source states once: an address under 2,000 links is one string in memory, but 2,000
in a page. `normal` weighs each text and address at each place where it stands, so a report that would grow
beyond the limits is refused before anything is written. A reader weighs in the same way what it makes of a
shared part itself: labels of lists, references of Markdown, addresses that start from a base. A writer that
puts a picture's bytes wherever the picture is shown asks `check_embedded` first.
"""

from __future__ import annotations

from collections import Counter

from .errors import LimitError
from .messages import message
from .types import Image, Report
from .walk import inlines

MAX_ADDRESS = 8192
"""Characters of one address: a longer one leads nowhere in any program (RFC 9110, 4.1 asks for 8,000)."""
MAX_REPEATED = 16 * 1024 * 1024
"""Characters that parts of a report add where they are used again, beside their first use."""

_SHORT = 64
"""Characters of a text that is not weighed: repeated, it takes as much as the cell or run it stands in."""


class Weight:
    """Counts the characters that one report takes beyond those of its source."""

    __slots__ = ("_used", "repeated")

    def __init__(self) -> None:
        self._used: set[int] = set()  # the `id` of each long text; the report keeps them in memory
        self.repeated = 0

    def use(self, text: str) -> None:
        """Weigh one use of `text`: the first use of an object takes nothing more than its source.

        Raises:
            LimitError: see `repeat`.
        """
        if len(text) > _SHORT:
            key = id(text)
            if key in self._used:
                self.repeat(len(text))
            else:
                self._used.add(key)

    def repeat(self, characters: int) -> None:
        """Count `characters` that stand in the source once and are used again.

        Raises:
            LimitError: they are more than `MAX_REPEATED` together.
        """
        self.repeated += characters
        if self.repeated > MAX_REPEATED:
            raise LimitError(message("model.repeated-text", limit=MAX_REPEATED))


def check_embedded(report: Report, most: int) -> None:
    """Raise `LimitError` where pictures that are shown again would add more than `most` bytes of base64.

    For a writer of a format that has no place for a picture but the one where it is shown. The first time
    that a picture is shown is not counted: it takes what it takes in the report.
    """
    resources = report.resources
    if not resources:
        return
    shown = Counter(inline.resource for inline in inlines(report) if type(inline) is Image)
    sizes = {key: (len(resource.data) + 2) // 3 * 4 for key, resource in resources.items()}
    again = sum((shown[key] - 1) * size for key, size in sizes.items() if key in shown)
    if again > most:
        often = max(sizes, key=lambda key: (shown[key] - 1) * sizes[key])
        raise LimitError(message("model.repeated-pictures", count=again, times=shown[often], limit=most))
