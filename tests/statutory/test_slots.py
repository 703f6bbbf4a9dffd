"""The text of cells."""

from __future__ import annotations

import pytest

from gireport.statutory import figures
from support.portals import boxes, numbers, page, table, wanted


@pytest.mark.parametrize(
    ("cell", "raw"),
    [
        ("35<sup>1</sup>", "35^1^"),
        ("<s>12</s>35", "~~12~~35"),
        ("<del>12</del>", "~~12~~"),
        ("35<sub>2</sub>", "35~2~"),
        ("<p>35<sup>1</sup></p><p>7</p>", "35^1^\n7"),
        ("<ul><li>35<sup>1</sup></li></ul>", "35^1^"),
    ],
)
def test_what_is_struck_out_or_raised_is_not_part_of_a_number(cell, raw):
    body = table(boxes("二", "2021")).replace(">10</td>", f">{cell}</td>", 1)
    found = [figure for figure in figures(page(body)) if figure.state == "text"]
    assert [(figure.raw, figure.number) for figure in found] == [(raw, None)]


def test_a_cell_that_is_raised_as_a_whole_is_a_number():
    body = table(boxes("二", "2021")).replace(">10</td>", "><sup>10</sup></td>", 1)
    assert numbers(page(body)) == wanted("二", "2021")
