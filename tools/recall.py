"""Prints how well the checks find a changed figure: every figure of the fixtures in turn, one cell at a time.

    python tools/recall.py [REPORT...]

A change breaks a relation if the sums of the form, worked out here and not by the checks, no longer hold. It
is found if the checks then name that relation; it is placed if a finding stands on the changed cell, and
within reach if one of a finding's cells is the changed one.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import gireport
from gireport.model import Cell, Paragraph, Report, Table, Text, grid, normal
from gireport.statutory.checks import check
from gireport.statutory.figure import Figure, figures

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "reports"
RELATIONS = {"R1": "GI301", "R2": "GI302", "R3": "GI303", "R4": "GI304", "R9": "GI309", "R10": "GI310"}
ORGANISATIONS = ("business", "research", "public_welfare", "legal_service", "other_organisation")
DETAILS = ("granted", "partly", "denied", "unable", "not_processed", "other_handling")
RESULTS = ("upheld", "corrected", "other_result", "pending")


def changed(report: Report, figure: Figure, text: str) -> Report:
    """`report` with `text` in the cell of `figure`."""
    number, row, column = (int(part.lstrip("rc")) for part in figure.cell.split())
    body = list(report.body)
    index = [i for i, block in enumerate(body) if isinstance(block, Table)][number - 1]
    table = body[index]
    assert isinstance(table, Table)
    line = list(grid.placed(table.rows))[row - 1]
    place = [slot.column + 1 for slot in line if slot.anchor].index(column)
    rows = [list(cells) for cells in table.rows]
    old = rows[row - 1][place]
    rows[row - 1][place] = Cell((Paragraph((Text(text),)),), old.colspan, old.rowspan)
    whole = tuple(map(tuple, rows))
    body[index] = Table(whole, table.columns, table.header_rows, table.header_columns, table.caption)
    return normal(Report(report.meta, tuple(body), report.resources))


def broken(numbers: dict[str, float]) -> set[str]:
    """The relations that do not hold among `numbers`, by hand: the other opinion that the checks are held
    to.
    """
    return _sums(numbers) | _documents(numbers)


def _sums(numbers: dict[str, float]) -> set[str]:
    result: set[str] = set()
    cells: dict[str, dict[str, float]] = defaultdict(dict)
    for key, number in numbers.items():
        table, _, rest = key.partition(".")
        row, _, column = rest.rpartition(".")
        if table != "disclosure":
            cells[f"review.{row}" if table == "review" else row][column] = number
    details = [row for row in cells if row.startswith(DETAILS)]
    for column in cells["received"]:
        inflow = cells["received"][column] + cells["carried_in"][column]
        if inflow != cells["handled_total"][column] + cells["carried_over"][column]:
            result.add("R1")
        if cells["handled_total"][column] != sum(cells[row][column] for row in details):
            result.add("R2")
    for row, values in cells.items():
        parts = RESULTS if row.startswith("review.") else ("natural_person", *ORGANISATIONS)
        if values["total"] != sum(values[name] for name in parts):
            result.add("R4" if row.startswith("review.") else "R3")
    return result


def _documents(numbers: dict[str, float]) -> set[str]:
    result: set[str] = set()
    for row in ("disclosure.regulations.", "disclosure.normative_documents."):
        known = {key[len(row) :]: number for key, number in numbers.items() if key.startswith(row)}
        if known.get("total_published", 0) < known.get("newly_published", 0):
            result.add("R9")
        if known.get("in_force", 0) < known.get("issued", 0) - known.get("repealed", 0):
            result.add("R10")
    return result


def trials(report: Report) -> Iterator[tuple[Figure, str, set[str]]]:
    """Each figure with another text in its cell, one more and one less, and what that breaks."""
    found = figures(report)
    numbers = {figure.key: float(figure.number or 0) for figure in found}
    for figure in found:
        for step in (1, -1, 1000):
            number = (figure.number or Decimal(0)) + step
            if number < 0 and not figure.key.endswith(".change"):
                continue
            yield figure, f"{number:f}", broken({**numbers, figure.key: float(number)})


def measure(report: Report) -> dict[str, list[int]]:
    """For each relation: breaks, found, found on the cell, found with the cell in reach, findings, false
    ones.
    """
    table: dict[str, list[int]] = {relation: [0] * 6 for relation in RELATIONS}
    for figure, text, wanted in trials(report):
        findings = check(changed(report, figure, text))
        for relation, code in RELATIONS.items():
            mine = [finding for finding in findings if finding.code == code]
            line = table[relation]
            line[4] += len(mine)
            if relation in wanted:
                line[0] += 1
                line[1] += bool(mine)
                line[2] += any(finding.cell == figure.cell for finding in mine)
                line[3] += any(
                    figure.cell in finding.cells or finding.cell == figure.cell for finding in mine
                )
                line[5] += sum(
                    figure.cell != finding.cell and figure.cell not in finding.cells for finding in mine
                )
            else:
                line[5] += len(mine)
    return table


def main(names: list[str]) -> None:
    """Print the table for each report."""
    for name in names or sorted(map(str, FIXTURES.glob("*.json"))):
        print(f"{name}\n{'':4} breaks  recall  on the cell  cell in reach  findings  precision")
        for relation, (breaks, found, placed, reach, all_found, false) in measure(
            gireport.read(name)
        ).items():
            if breaks or all_found:
                precision = 1 - false / all_found if all_found else 1
                print(
                    f"{relation:4} {breaks:6}  {found / max(breaks, 1):6.1%}  {placed / max(breaks, 1):11.1%}"
                    f"  {reach / max(breaks, 1):13.1%}  {all_found:8}  {precision:9.1%}"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
