"""What each format keeps is proven kind by kind, and the table in `docs/fidelity.md` is what was proven."""

from __future__ import annotations

from pathlib import Path

import pytest

from gireport.hooks import Kept
from gireport.losses import Losses
from gireport.testing.keeping import restrict
from support.both_ways import both_ways
from support.samples import RICH

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = {"en": DOCS / "fidelity.md", "zh": DOCS / "zh" / "fidelity.md"}
FORMATS = both_ways()
KINDS: tuple[Kept, ...] = Kept.__args__  # type: ignore[attr-defined]
# What a kind of content stands in, without which there is none of it.
NEEDS = {
    "spans": {"tables"},
    "nested-tables": {"tables"},
    "captions": {"tables"},
    "header-cells": {"tables"},
    "column-widths": {"tables"},
    "column-bookmarks": {"tables", "bookmarks"},
}
INTRODUCTIONS = {
    "en": """# Fidelity

What a report may hold and still come back equal from each format, proven by the tests, which write this page
(`pytest tests/test_fidelity.py --accept`). ● comes back equal; ○ does not come back in every case, and a loss says
so where it does not.

| content |""",  # noqa: E501
    "zh": """# 各格式能保留的内容

一份报告写成某种格式再读回，哪些内容完全相同。本表由测试验证并生成（`pytest tests/test_fidelity.py --accept`）：
● 读回后完全相同；○ 有的情形不能完全保留，不能保留时有[损失](losses.md)记录。

| 内容 |""",  # noqa: E501
}
CHINESE = {
    "metadata": "元数据",
    "headings": "标题",
    "alignment": "段落对齐",
    "lists": "列表",
    "marks": "字符标记（加粗、斜体、下划线、删除线、上标、下标）",
    "links": "链接",
    "exact-text": "逐字文本（含连续空格和制表符）",
    "tables": "表格",
    "spans": "合并单元格",
    "nested-tables": "表中表",
    "captions": "表题",
    "header-cells": "表头",
    "column-widths": "列宽",
    "bookmarks": "书签",
    "column-bookmarks": "书签的列范围",
    "notes": "脚注和尾注",
    "images": "图片",
    "page-breaks": "分页符",
    "rules": "水平线",
}


def outcome(format_, kind):
    """● where the sample of `kind` comes back equal without a loss, ○ where a loss says that it did not."""
    report = restrict(RICH, {kind, *NEEDS.get(kind, ())})
    losses = Losses()
    back = format_.reader(format_.writer(report, losses), losses)
    if back == report and not list(losses):
        return "●"
    assert list(losses), f"{format_.name} loses {kind} in silence"
    return "○"


def table(language, outcomes):
    lines = [
        f"{INTRODUCTIONS[language]} {' | '.join(format_.name for format_ in FORMATS)} |",
        "|---|" + "---|" * len(FORMATS),
    ]
    for kind in KINDS:
        name = kind if language == "en" else CHINESE[kind]
        lines.append(f"| {name} | {' | '.join(outcomes[kind])} |")
    return "\n".join(lines) + "\n"


def test_the_pages_are_what_the_tests_prove(accept):
    # A format may bring the sample back and still not promise the kind in every case.
    outcomes = {
        kind: [outcome(format_, kind) if kind in format_.keeps else "○" for format_ in FORMATS]
        for kind in KINDS
    }
    for language, page in PAGES.items():
        made = table(language, outcomes)
        if accept:
            page.write_text(made, "utf-8")
        assert page.read_text("utf-8") == made


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_what_a_format_says_it_keeps_comes_back_and_the_rest_is_never_lost_in_silence(format_, kind):
    found = outcome(format_, kind)
    assert found == "●" or kind not in format_.keeps
