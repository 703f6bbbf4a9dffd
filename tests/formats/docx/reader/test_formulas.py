"""Formulas become linear text (W30)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gireport.model import (
    Paragraph,
    Text,
)

Docx = Callable[..., Any]


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(got: Any) -> list[str]:
    return [
        "".join(inline.text if isinstance(inline, Text) else "\n" for inline in block.content)
        for block in got.body
        if isinstance(block, Paragraph)
    ]


def test_a_formula_is_its_linear_text(docx: Docx) -> None:
    """W30"""
    formula = (
        "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    got = docx(p(r("得"), formula) + f"<m:oMathPara>{formula}</m:oMathPara>")
    assert texts(got) == ["得(a+b)/2x^2", "(a+b)/2x^2"]
    assert got.losses == {"formula": 2}
