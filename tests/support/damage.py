"""Damage to the heads of the form's tables, as web extractors and broken pages do it, with the figures still
known.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st
from msgspec import Struct

from gireport.model import grid
from support.portals import Box, Rows, boxes, without_spans

HEAD_ROWS = {"三": (1, 2), "四": (1, 2)}
"""Rows of heads over values; in section 二 every row that begins with 信息内容 is one."""
LEAVES = 5
"""Of the heads under 法人或其他组织, and of the results of each block."""


class Damaged(Struct):
    """A table with damaged heads, and what was done to it."""

    section: str
    edition: str
    rows: Rows
    done: list[str]

    def __repr__(self) -> str:
        lines = "\n".join(" | ".join(box.text for box in row) for row in self.rows[:8])
        return f"<{self.section}/{self.edition}: {', '.join(self.done)}>\n{lines}"


def head_rows(section: str, rows: Rows) -> list[int]:
    """The rows of `rows` that are heads over values, as the form has them."""
    if section == "二":
        return [number for number, row in enumerate(rows) if row[0].text == "信息内容"]
    return list(HEAD_ROWS[section])


def heads(section: str, row: list[Box]) -> list[Box]:
    """The heads in a row of heads, without 信息内容 and the labels over several columns."""
    return [box for box in row[section == "二" :] if not (section in "三四" and box.colspan > 1)]


def split(rows: Rows, number: int, parts: dict[int, int], shared: bool = False) -> None:
    """Split the boxes of row `number` over two rows: `parts` gives each one's index and where its text is
    cut.

    `shared`: neighbours that begin alike become one box over both columns.
    """
    for above, row in enumerate(rows[:number]):
        for box in row:
            box.rowspan += above + box.rowspan > number
    tails, tops = [], []
    for index, box in enumerate(rows[number]):
        at = parts.get(index)
        if at is None:
            box.rowspan += 1
            tops.append(box)
            continue
        top = box.text[:at]
        tails.append(Box(box.text[at:], box.rowspan, box.colspan))
        if shared and index - 1 in parts and tops[-1].text == top:
            tops[-1].colspan += box.colspan
        else:
            tops.append(Box(top, 1, box.colspan))
    rows[number : number + 1] = [tops, tails]


def without_column(rows: Rows, column: int) -> Rows:
    """`rows` without one column of slots."""
    result: Rows = []
    for line in grid.placed(rows):
        row = []
        for slot in line:
            if slot.anchor:
                inside = slot.column <= column < slot.column + slot.cell.colspan
                if slot.cell.colspan > inside:
                    box = slot.cell
                    row.append(Box(box.text, box.rowspan, box.colspan - inside, box.value))
        result.append(row)
    return result


def with_column(rows: Rows, head: str, value: str, heads_in: list[int]) -> Rows:
    """`rows` with one more column at the end: its head over the rows `heads_in`, `value` beside each
    value.
    """
    for number, row in enumerate(rows):
        if number in heads_in:
            row.append(Box(head))
        elif any(box.value for box in row):
            row.append(Box(value))
        elif row:
            row.append(Box(""))
    return rows


def swap(section: str, rows: Rows, number: int, one: int, other: int) -> None:
    """Let two heads of row `number` change places, with the values under them."""
    if section == "二":
        end = next((at for at, row in enumerate(rows) if at > number and not row[-1].value), len(rows))
        lines = [rows[number], *rows[number + 1 : end]]
        places = [(1 + one, 1 + other)] * len(lines)
    else:
        values = [row for row in rows if any(box.value for box in row)]
        lines = [rows[number], *values]
        over = {("三", 2): 1, ("四", 1): 0, ("四", 2): 5}[section, number]
        places = [(one, other)]
        for row in values:
            first = next(at for at, box in enumerate(row) if box.value) + over
            places.append((first + one, first + other))
    for row, (a, b) in zip(lines, places, strict=True):
        row[a], row[b] = row[b], row[a]


@st.composite
def damaged(draw: st.DrawFn) -> Damaged:
    """A table of either edition with one to several kinds of damage to its heads."""
    section, edition = draw(st.sampled_from(["二", "三", "四"])), draw(st.sampled_from(["2019", "2021"]))
    rows = boxes(section, edition)
    done: list[str] = []
    for _ in range(draw(st.integers(0, 2))):
        _blank(draw, rows, done)
    numbers = head_rows(section, rows)
    if draw(st.integers(0, 3)) == 0:
        _swap(draw, section, rows, numbers, done)
    if draw(st.integers(0, 4)) == 0:
        rows = with_column(rows, draw(st.sampled_from(["备注", "数量", ""])), draw(st.sampled_from(["", "999"])), numbers)  # fmt: skip  # noqa: E501
        done.append("one more column")
    if draw(st.integers(0, 3)) == 0:
        width = sum(box.colspan for box in rows[0])
        column = draw(st.integers({"二": 1, "三": 3, "四": 0}[section], width - 1))
        rows = without_column(rows, column)
        done.append(f"no column {column}")
    for number in reversed(numbers):
        _damage(draw, section, rows, number, done)
    spans = draw(st.sampled_from(["kept", "places", "lost"]))
    if spans != "kept":
        rows = without_spans(rows, keep_places=spans == "places")
        done.append(f"spans {spans}")
    return Damaged(section, edition, rows, done)


def _blank(draw: st.DrawFn, rows: Rows, done: list[str]) -> None:
    values = [box for row in rows for box in row if box.value]
    box = draw(st.sampled_from(values))
    done.append(f"{box.text} blank")
    box.text = ""


def _swap(draw: st.DrawFn, section: str, rows: Rows, numbers: list[int], done: list[str]) -> None:
    number = draw(st.sampled_from([one for one in numbers if (section, one) != ("三", 1)]))
    most = LEAVES if section != "二" else len(rows[number]) - 1
    # Of section 四, both are results of one block.
    start = LEAVES * draw(st.integers(0, 1)) if (section, number) == ("四", 2) else 0
    if most > 1:
        one = start + draw(st.integers(0, most - 2))
        other = draw(st.integers(one + 1, start + most - 1))
        texts = [rows[number][place + (section == "二")].text for place in (one, other)]
        swap(section, rows, number, one, other)
        done.append(f"{texts[0]} and {texts[1]} changed places")


def _damage(draw: st.DrawFn, section: str, rows: Rows, number: int, done: list[str]) -> None:
    row = rows[number]
    free = [box for box in heads(section, row) if len(box.text) > 1 and not _moved(box.text, done)]
    chosen = [box for box in free if draw(st.booleans())]
    how = draw(st.sampled_from(["cut", "split", "both", "none"]))
    if how == "none" or not chosen:
        return
    parts: dict[int, int] = {}
    for box in chosen:
        at = draw(st.integers(1, len(box.text) - 1))
        if how == "split" or (how == "both" and draw(st.booleans())):
            parts[row.index(box)] = at
        else:
            box.text = box.text[:at] if draw(st.integers(0, 3)) else box.text[at:]
    if parts:
        split(rows, number, parts, shared=draw(st.booleans()))
    done.append(f"row {number} {how}")


def _moved(text: str, done: list[str]) -> bool:
    """Whether the head `text` is one of two that changed places: cut, nothing could tell them apart."""
    return any(text in one for one in done if one.endswith("changed places"))


def texts_of(rows: Rows) -> Iterator[str]:
    """The texts of all cells."""
    return (box.text for row in rows for box in row)
