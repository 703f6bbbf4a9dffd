"""Formulas become linear text (W30)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from support.wordprocessing import p, r, texts

Docx = Callable[..., Any]


def test_a_formula_is_its_linear_text(docx: Docx) -> None:
    """W30"""
    formula = (
        "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    got = docx(p(r("得"), formula) + f"<m:oMathPara>{formula}</m:oMathPara>")
    assert texts(got) == ["得(a+b)/2x^2", "(a+b)/2x^2"]
    assert got.losses == {"formula": 2}
