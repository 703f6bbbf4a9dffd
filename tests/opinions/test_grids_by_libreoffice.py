"""Which heads stand over which cells where a table has no grid: LibreOffice lays them out, and we read what
it saves.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gireport
from gireport.model import Table, Text

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from make_pairs_docx import package  # noqa: E402
from pairs_docx import Pair, tbl, tc, tr  # noqa: E402

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("libreoffice"),
]
CASES = {
    "two-over-three": (((2000,), (4000,)), ((2000,), (2000,), (2000,))),
    "edges-that-cross": (((1000,), (3000,)), ((3000,), (1000,))),
    "spans-that-lie": (((2000,), (4000, 2)), ((3000,), (2000,), (1000,))),
    "three-widths": (((1000,), (5000,)), ((1000,), (2000,), (3000,))),
}


def table(rows: tuple[tuple[tuple[int, ...], ...], ...]) -> str:
    """A table without a grid; each cell holds its place and has a width, and a span where it states one."""
    made = []
    for row, cells in enumerate(rows):
        inner = ""
        for column, (width, *span) in enumerate(cells):
            inner += tc(
                f"{row}.{column}", facts=f'<w:gridSpan w:val="{span[0]}"/>' if span else "", width=width
            )
        made.append(tr(inner))
    return tbl(*made).replace("<w:tblGrid></w:tblGrid>", "")


def heads(path: Path) -> list[list[tuple[str, int]]]:
    """The rows of the one table in a file: each cell's text, and how many columns it takes."""
    report = gireport.read(path)
    (found,) = [block for block in report.body if isinstance(block, Table)]
    return [
        [
            (
                "".join(i.text for block in cell.content for i in block.content if isinstance(i, Text)),
                cell.colspan,
            )
            for cell in row
        ]
        for row in found.rows
    ]


def test_cells_stand_under_the_heads_under_which_libreoffice_puts_them(tmp_path):
    """W47"""
    for name, rows in CASES.items():
        (tmp_path / f"{name}.docx").write_bytes(package(Pair(table(rows))))
    command = [
        OFFICE,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "odt",
    ]
    command += ["--outdir", str(tmp_path / "out"), *map(str, sorted(tmp_path.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    for name in CASES:
        assert heads(tmp_path / f"{name}.docx") == heads(tmp_path / "out" / f"{name}.odt"), name
