"""Text that is turned by 90° or 270°: its characters in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Line, Run
from .paragraphs import Prose
from .shapes import Box, Face

_NEXT = 2.5  # widths of a character: a larger step is another text


def prose_of_sideways(glyphs: Sequence[tuple[str, Box]], page: int) -> list[Prose]:
    """The texts that turned characters make, each one paragraph."""
    result: list[Prose] = []
    last: Box | None = None
    for text, box in glyphs:
        size = max(min(box.x1 - box.x0, box.y1 - box.y0), 1.0)
        near = last is not None and max(abs(box.x0 - last.x0), abs(box.y0 - last.y0)) <= _NEXT * size
        if near and result:
            line = result[-1].lines[0]
            line.runs[0] = line.runs[0]._replace(text=line.runs[0].text + text)
        elif not text.isspace():
            face = Face("", round(box.x1 - box.x0, 1))
            result.append(Prose([Line([Run(text, face)], box.x0, box.x1, box.y0, face, size, box.x1, page)]))
        last = box
    return result
