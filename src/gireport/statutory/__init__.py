"""The statutory layer: the tables of the national form, their figures, and checks of a whole report.

It reads the report model and does not change it. Each name is imported when it is used first.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .blank import blank_report as blank_report
    from .checks import check as check
    from .checks import report_findings as report_findings
    from .comparison import Comparison as Comparison
    from .comparison import compare as compare
    from .fact import Facts as Facts
    from .fact import facts as facts
    from .figure import Figure as Figure
    from .figure import figures as figures
    from .finding import Check as Check
    from .finding import Context as Context
    from .finding import Finding as Finding
    from .finding import Hit as Hit
    from .recognition import Recognised as Recognised
    from .recognition import recognise as recognise
    from .tidy import all_rows as all_rows
    from .tidy import write_csv as write_csv
    from .tidy import write_jsonl as write_jsonl
    from .tidy import write_parquet as write_parquet

_HOME = {
    "Check": "finding",
    "Comparison": "comparison",
    "Context": "finding",
    "Facts": "fact",
    "Figure": "figure",
    "Finding": "finding",
    "Hit": "finding",
    "Recognised": "recognition",
    "all_rows": "tidy",
    "blank_report": "blank",
    "check": "checks",
    "compare": "comparison",
    "facts": "fact",
    "figures": "figure",
    "recognise": "recognition",
    "report_findings": "checks",
    "write_csv": "tidy",
    "write_jsonl": "tidy",
    "write_parquet": "tidy",
}
"""Name → the module that defines it."""

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
