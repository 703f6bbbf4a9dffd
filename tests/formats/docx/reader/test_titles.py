"""What is a title, and what only looks like one."""

from __future__ import annotations

import subprocess

import gireport
from gireport.model import Heading, Paragraph
from gireport.model.walk import text
from support.pandoc import PANDOC


def test_the_author_and_date_that_pandoc_writes_are_no_titles(tmp_path):
    """W22: their styles are based on Title."""
    source = "---\ntitle: 年度报告\nauthor: 某局\ndate: 2024-01-23\n---\n\n# 一、总体情况\n\n正文\n"
    path = tmp_path / "a.docx"
    subprocess.run([PANDOC, "-f", "markdown", "-o", str(path)], input=source.encode(), check=True)
    body = gireport.read(path).body
    assert [(type(block), text([block])) for block in body] == [
        (Heading, "年度报告"),
        (Paragraph, "某局"),
        (Paragraph, "2024-01-23"),
        (Heading, "一、总体情况"),
        (Paragraph, "正文"),
    ]
    assert [block.level for block in body if isinstance(block, Heading)] == [0, 1]
