"""Counts what the pages of one file take together, against the limits of this plugin."""

from __future__ import annotations

from dataclasses import dataclass, field

from gireport.errors import LimitError
from gireport.model.messages import message

from .. import limits

LIMITS = {
    "CHARACTERS": limits.CHARACTERS,
    "OBJECTS": limits.OBJECTS,
    "SEGMENTS": limits.SEGMENTS,
    "SLOTS": limits.SLOTS,
    "ANNOTATIONS": limits.ANNOTATIONS,
}
"""What is counted over all pages, by its name."""


@dataclass
class Budget:
    """What is counted so far, by the name of its limit."""

    spent: dict[str, int] = field(default_factory=dict)

    def spend(self, name: str, count: int) -> None:
        """Count `count` more of the limit `name` (`CHARACTERS`).

        Raises:
            LimitError: there are more than the limit.
        """
        total = self.spent[name] = self.spent.get(name, 0) + count
        if total > LIMITS[name]:
            what = message(f"pdf.limit-{name.lower()}")
            raise LimitError(message("pdf.too-large", what=what, limit=LIMITS[name]))
