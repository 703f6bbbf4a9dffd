"""The reports of the fixtures with one thing changed."""

from __future__ import annotations

import json
from pathlib import Path

import gireport
from gireport.model import Heading, Paragraph, Report, Table, Text, normal
from gireport.statutory import figures
from support.cells import cell_at

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "2021.json"


def edited(*changes):
    """The sound report of 2024 without its metadata, with each old text replaced by the new one."""
    text = FIXTURE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    data = json.loads(text)
    data["meta"] = {}
    return gireport.read(json.dumps(data, ensure_ascii=False).encode(), "json")


def with_cell(report, key, text):
    """`report` with `text` as the value of `key`."""
    cell = next(figure.cell for figure in figures(report) if figure.key == key)
    target = cell_at(report, cell)

    def changed(table):
        rows = tuple(
            tuple(
                type(one)((Paragraph((Text(text),)),) if text else (), one.colspan, one.rowspan)
                if one is target
                else one
                for one in row
            )
            for row in table.rows
        )
        return Table(rows, table.columns, table.header_rows, table.header_columns)

    body = tuple(changed(block) if isinstance(block, Table) else block for block in report.body)
    return normal(Report(report.meta, body, report.resources))


def with_text(report, old, new, meta=None):
    """`report` with `old` replaced in its paragraphs and headings."""
    body = []
    hits = 0
    for block in report.body:
        if isinstance(block, (Heading, Paragraph)):
            content = []
            for inline in block.content:
                if isinstance(inline, Text) and old in inline.text:
                    hits += 1
                    inline = Text(inline.text.replace(old, new), inline.marks, inline.link)
                content.append(inline)
            block = (
                Heading(block.level, tuple(content))
                if isinstance(block, Heading)
                else Paragraph(tuple(content), block.align)
            )
        body.append(block)
    assert hits, f"{old} is not in the report"
    return normal(Report(report.meta if meta is None else meta, tuple(body), report.resources))


def without_table(report, number):
    tables = [index for index, block in enumerate(report.body) if isinstance(block, Table)]
    body = tuple(block for index, block in enumerate(report.body) if index != tables[number])
    return Report(report.meta, body, report.resources)
