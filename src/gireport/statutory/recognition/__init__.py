"""Finds the statutory tables of a report by their labels, in any layout, and names the edition of each."""

from __future__ import annotations

from ...model import Report
from ...model.types import expect_report
from ..slots import sheets
from .edition import Evidence, Recognised, TableEdition, share_edition
from .tables import recognise_sheets

__all__ = ["Evidence", "Recognised", "TableEdition", "recognise"]


def recognise(report: Report) -> list[Recognised]:
    """The statutory tables of `report`, in the order of the form's sections: at most one of each.

    The parts of a divided table are one table. Tables of the form used before 2019 are one table without
    entries.

    Raises:
        ModelError: `report` is not a report.
    """
    expect_report(report)
    return share_edition(recognise_sheets(list(sheets(report))))
