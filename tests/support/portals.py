"""Portal pages made of the form's grids, bent as portals and word processors bend them."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import gireport
from gireport.model import Report, grid
from gireport.statutory.forms import form
from gireport.statutory.keys import of_form


@dataclass
class Box:
    """A physical cell of a page's table."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    value: bool = False


Rows = list[list[Box]]


def boxes(section: str, edition: str, start: int = 1) -> Rows:
    """The form with the numbers from `start` on in its value cells, so that no two are alike."""
    numbers: Iterator[int] = iter(range(start, 1000))
    return [
        [
            Box(
                str(next(numbers)) if cell.label is None else cell.label,
                cell.rowspan,
                cell.colspan,
                cell.label is None,
            )
            for cell in row
        ]
        for row in form(section, edition).rows
    ]


def wanted(section: str, edition: str, start: int = 1) -> dict[str, int]:
    """Key → the number that `boxes` puts there."""
    return {value.key: start + place for place, value in enumerate(of_form(form(section, edition)))}


def relabelled(rows: Rows, change: Callable[[str], str]) -> Rows:
    return [
        [Box(box.text if box.value else change(box.text), box.rowspan, box.colspan, box.value) for box in row]
        for row in rows
    ]


def without_spans(rows: Rows, keep_places: bool) -> Rows:
    """Every span lost: empty cells in the places, or nothing."""
    result: Rows = []
    for line in grid.placed(rows):
        row: list[Box] = []
        for slot in line:
            if slot.anchor:
                row.append(Box(slot.cell.text, 1, 1, slot.cell.value))
            if keep_places:
                row.extend(Box("") for _ in range(slot.cell.colspan - slot.anchor))
        result.append(row)
    return result


def table(rows: Rows) -> str:
    lines = []
    for row in rows:
        cells = "".join(
            f'<td rowspan="{box.rowspan}" colspan="{box.colspan}">{html.escape(box.text).replace("|", "<br>")}</td>'  # noqa: E501
            for box in row
        )
        lines.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(lines)}</table>"


def page(*parts: Rows | str) -> Report:
    """A report read from a page of tables and paragraphs."""
    body = "".join(part if isinstance(part, str) else table(part) for part in parts)
    return gireport.read(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "html")


def paragraphs(*texts: str) -> Report:
    return page("".join(f"<p>{html.escape(text)}</p>" for text in texts))


def numbers(report: Report) -> dict[str, int]:
    """Key → number, of the figures that have one."""
    from gireport.statutory.figure import figures

    return {figure.key: int(figure.number) for figure in figures(report) if figure.number is not None}


def codes(findings: Sequence[object]) -> list[str]:
    return [finding.code for finding in findings]  # type: ignore[attr-defined]
