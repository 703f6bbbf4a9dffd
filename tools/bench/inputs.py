"""The documents that are measured: one report, many reports in a file, and tables of many rows."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import msgspec

import gireport
from bench.floor import PARTS
from bench.interpreters import ROOT
from bench.programs import FORMATS
from gireport.model import Report, normal
from multipliers import paragraph, run

COLUMNS = 2
"""Columns of a long table: with more, 100,000 rows pass the limits on the nodes of a document."""


def sample() -> Report:
    """A report of 2019: about 290 cells in three tables, and 1,500 characters of prose."""
    return gireport.read(ROOT / "fixtures" / "reports" / "2019.json")


def reports(number: int) -> bytes:
    """`number` reports one after the other in one .docx."""
    one = sample()
    return gireport.write(normal(msgspec.structs.replace(one, body=one.body * number)), "docx")


def long_table(rows: int) -> bytes:
    """A .docx with one plain table of `rows` rows × `COLUMNS` columns of numbers."""
    cells = [
        "".join(f"<w:tc>{paragraph(run(str((row * 7 + column) % 9973)))}</w:tc>" for column in range(COLUMNS))
        for row in range(rows)
    ]
    grid = "<w:gridCol/>" * COLUMNS
    body = f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    return _with_body(gireport.write(Report(), "docx"), body)


def _with_body(package: bytes, body: str) -> bytes:
    """The .docx `package` with another body: its other parts are what every program expects of a file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == PARTS["docx"]:
                head, _, rest = data.partition(b"<w:body>")
                data = head + b"<w:body>" + body.encode() + b"</w:body>" + rest.partition(b"</w:body>")[2]
            new.writestr(name, data)
    return made.getvalue()


def in_every_format(folder: Path) -> dict[str, Path]:
    """The sample as a file of each format, and a portal page: format → path."""
    files = {name: folder / f"in.{'md' if name == 'markdown' else name}" for name in FORMATS}
    for name, path in files.items():
        path.write_bytes(gireport.write(sample(), name))
    return {**files, "portal": ROOT / "fixtures" / "portal" / "trs-utf-8.html"}


def syntax_tree(command: list[str], out: Path) -> Path:
    """pandoc's own JSON of the sample, which it reads in place of ours; `command` writes it to `out`."""
    subprocess.run(command, check=True, capture_output=True)
    return out
