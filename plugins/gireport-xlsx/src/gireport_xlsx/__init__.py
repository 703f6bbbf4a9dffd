"""The gireport plugin for workbooks: a report's tables in and out, and the figures of many reports out."""

from __future__ import annotations

from pathlib import Path

from gireport.hooks import DataFormat, Format, hookimpl, lazy
from gireport.model.messages import add_catalogue

GIREPORT_API = 1

add_catalogue("xlsx", Path(__file__).with_name("messages.json"))


def _sniff(data: bytes) -> bool:
    # Member names stand uncompressed in a zip; each workbook has this one.
    return data[:2] == b"PK" and b"xl/workbook.xml" in data


FORMAT = Format(
    name="xlsx",
    title="Excel workbook (.xlsx)",
    suffixes=(".xlsx", ".xlsm"),
    media_types=("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    sniff=_sniff,
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=frozenset({"metadata", "marks", "exact-text", "tables", "spans", "header-cells", "column-widths"}),
    read_only_suffixes=frozenset({".xlsm"}),
)

DATA_FORMAT = DataFormat(
    name="xlsx",
    title="Excel workbook (.xlsx)",
    suffixes=(".xlsx",),
    writer=lazy(f"{__name__}.figures:write_figures"),
    recognizes=lazy(f"{__name__}.figures:is_figures"),
)


@hookimpl
def gireport_formats() -> list[Format]:
    """The one format of this plugin."""
    return [FORMAT]


@hookimpl
def gireport_data_formats() -> list[DataFormat]:
    """Figures as a workbook."""
    return [DATA_FORMAT]
