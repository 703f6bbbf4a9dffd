"""The outline step: in a report without headings, numbered paragraphs become headings."""

from __future__ import annotations

from ..model import Heading, Report


def outline(report: Report) -> Report:
    """`report` with its numbered paragraphs as headings, every character kept; normal form in and out.

    A report with a heading of level 1 or more stays as it is, unless this is its title and its only heading.
    Otherwise paragraphs of the body that are numbered 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3) become
    headings of level 1 to 4 where the sequence of numbers shows that they are headings. The title gets level
    0, and becomes `meta.title` where that is absent. A signature without an alignment is aligned right. A
    heading that is bold as a whole loses that mark. Tables and notes are not changed.
    """
    levels = [block.level for block in report.body if isinstance(block, Heading)]
    if any(levels) and len(levels) > 1:
        return report
    from .rewriting import with_headings  # the import takes a tenth of a conversion

    return with_headings(report)
