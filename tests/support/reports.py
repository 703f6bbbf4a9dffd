"""A folder of reports that differ, in the formats that people keep them in."""

from __future__ import annotations

from pathlib import Path

import msgspec

import gireport
from gireport.model import Paragraph, Report, Text

REPORTS = Path(__file__).resolve().parents[2] / "fixtures" / "reports"
SUFFIXES = ("docx", "odt", "html", "md", "json")


def numbered(number: int) -> Report:
    """The 2021 or the 2019 report with one more paragraph, which says `number`."""
    report = gireport.read(REPORTS / ("2021.json", "2019.json")[number % 2])
    more = Paragraph((Text(f"第{number}份。"),))
    return msgspec.structs.replace(report, body=(*report.body, more))


def folder(path: Path, count: int, suffixes: tuple[str, ...] = SUFFIXES) -> list[Path]:
    """Put `count` reports in the folder `path`, in `suffixes` by turns."""
    path.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        suffix = suffixes[number % len(suffixes)]
        file = path / f"{number:04}.{suffix}"
        file.write_bytes(gireport.write(numbered(number), suffix))
        files.append(file)
    return files
