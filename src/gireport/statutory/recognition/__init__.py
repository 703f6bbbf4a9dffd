"""Finding the statutory tables by their labels, wherever they stand and however their columns fall."""

from __future__ import annotations

from ...model import Report
from ...model.typed import expect_report
from ..slots import sheets
from .tables import Evidence, Recognised, settle
from .tables import recognise_sheets as _recognise

__all__ = ["Evidence", "Recognised", "recognise"]


def recognise(report: Report) -> list[Recognised]:
    """The statutory tables of `report`, in the order of the form's sections: at most one of each.

    A table that is cut in two is one; a legacy table is told as one without entries.

    Raises:
        ModelError: what is given is no report.
    """
    expect_report(report)
    return settle(_recognise(list(sheets(report))))
