"""The outline step: numbered paragraphs become headings where a report has none."""

from __future__ import annotations

from ..model import Heading, Report


def outline(report: Report) -> Report:
    """`report` with its headings told: normal form in, normal form out, every character kept.

    A report with a heading of level 1 or more is given back as it is, unless its title is the only one. Else
    paragraphs of the body that are numbered
    一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3) become headings of level 1 to 4 where the run of numbers
    shows that they are some; the title becomes level 0, and `meta.title` where that is absent; a signature
    without an alignment is set to the right. A heading that is bold as a whole loses that mark. Tables and
    notes are left alone.
    """
    levels = [block.level for block in report.body if isinstance(block, Heading)]
    if any(levels) and len(levels) > 1:
        return report
    from .rewriting import rewritten  # costs a tenth of a conversion to import

    return rewritten(report)
