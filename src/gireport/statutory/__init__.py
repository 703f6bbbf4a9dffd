"""The statutory layer: what the tables of the national form say.

It reads meaning from the model and changes nothing in it. What each name needs is imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "Check": "finding",
    "Comparison": "comparison",
    "Facts": "fact",
    "Figure": "figure",
    "Finding": "finding",
    "Hit": "finding",
    "Recognised": "recognition",
    "all_rows": "rows",
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
"""Name → the module it lives in."""

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
