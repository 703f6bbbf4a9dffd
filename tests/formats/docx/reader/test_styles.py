"""Styles: headings, titles, alignment and inheritance (W22)."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from typing import Any

import pytest

import gireport
from gireport.model import Heading, Paragraph, Text
from gireport.model.walk import text
from support.pandoc import PANDOC
from support.wordprocessing import style

Docx = Callable[..., Any]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "level"),
    [("heading 3", 3), ("标题 1", 1), ("標題 2", 2), ("Überschrift 4", 4), ("Title", 0), ("标题", 0)],
)
def test_a_style_name_makes_a_heading(docx: Docx, name: str, level: int) -> None:
    """W22"""
    got = docx(
        p("甲", '<w:pStyle w:val="x"/>') + p("乙", '<w:pStyle w:val="y"/>'),
        styles=style("x", name) + style("y", "own", based="x"),
    )
    assert got.body == (Heading(level, (Text("甲"),)), Heading(level, (Text("乙"),)))


def test_an_outline_level_makes_a_heading(docx: Docx) -> None:
    """W22"""
    outline = '<w:outlineLvl w:val="{}"/>'
    got = docx(
        p("甲", outline.format(1))
        + p("乙", '<w:pStyle w:val="x"/>')
        + p("丙", '<w:pStyle w:val="x"/>' + outline.format(9))
        + p("丁", '<w:pStyle w:val="Heading2"/>'),
        styles=style("x", "own", outline.format(0)),
    )
    assert got.body == (
        Heading(2, (Text("甲"),)),
        Heading(1, (Text("乙"),)),
        Paragraph((Text("丙"),)),
        Heading(2, (Text("丁"),)),
    )


def test_alignment_is_direct_or_of_a_style_that_is_not_the_default(docx: Docx) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>' + style("d", "date", '<w:jc w:val="end"/>', based="a")
    )
    got = docx(p("1") + p("2", '<w:jc w:val="distribute"/>') + p("3", '<w:pStyle w:val="d"/>'), styles=styles)
    assert [block.align for block in got.body] == [None, "justify", "right"]


def test_styles_inherit_through_any_number_of_others_in_linear_time(docx: Docx) -> None:
    """Law 8: a paragraph in each of so many styles took 20 seconds."""
    many = 20_000
    chain = "".join(style(f"S{number}", f"S{number}", "", f"S{number + 1}") for number in range(many))
    last = style(f"S{many}", "heading 2", '<w:jc w:val="center"/>')
    body = "".join(p("文", f'<w:pStyle w:val="S{number}"/>') for number in range(many))
    start = time.process_time()
    got = docx(body, styles=chain + last)
    assert time.process_time() - start < 6
    assert set(got.body) == {Heading(2, (Text("文"),))}


def test_styles_that_are_based_on_one_another_do_not_loop(docx: Docx) -> None:
    loop = style("A", "甲", "", "B") + style("B", "heading 3", "", "A")
    got = docx(p("文", '<w:pStyle w:val="A"/>'), styles=loop)
    assert got.body == (Heading(3, (Text("文"),)),)


def test_the_author_and_date_that_pandoc_writes_are_not_titles(tmp_path):
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
