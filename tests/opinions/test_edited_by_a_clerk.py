"""Our documents, opened, edited and saved by LibreOffice as a clerk would: what we read is what Writer
held.
"""

from __future__ import annotations

import json
import subprocess
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gireport.losses import Loss, Losses
from gireport.model import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Inline,
    LineBreak,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    normal,
    walk,
)
from gireport.model.grid import is_full, placed
from support import clerk
from support.libreoffice import FORMATS, NATIVE, OFFICE, written

PYTHON = Path("/usr/bin/python3")
"""Debian's, which python3-uno is installed for."""
SCRIPT = Path(__file__).parents[1] / "support" / "clerk.py"


def _no_clerk() -> str | None:
    if OFFICE is None:
        return "LibreOffice is not installed"
    if not PYTHON.is_file() or subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode:
        return "python3-uno is not installed"
    return None


WHY_NOT = _no_clerk()
pytestmark = [
    pytest.mark.skipif(WHY_NOT is not None, reason=WHY_NOT or ""),
    pytest.mark.xdist_group("clerk"),  # one office makes all the edits
]

Cells = list[tuple[int, int, int, int, str]]
"""Of each cell: row, column, columns, rows, text. A column counts only where a cell starts or ends at it."""


class Desk:
    """The edited documents, and what Writer said of each."""

    def __init__(self, folder: Path, before: Report, told: dict[str, Any]) -> None:
        self.folder, self.before, self.told = folder, before, told
        self._reports: dict[tuple[str, str, str], tuple[Report, list[Loss]]] = {}

    def read(self, edit: str, ours: str, theirs: str) -> tuple[Report, list[Loss]]:
        """What we read of our `ours` after `edit`, saved as `theirs`; several tests ask for it, and it is
        read once.
        """
        route = edit, ours, theirs
        if route in self._reports:
            return self._reports[route]
        losses = Losses()
        reader = FORMATS[theirs].reader
        assert reader is not None
        report = reader((self.folder / f"{edit}-{ours}.{theirs}").read_bytes(), losses)
        assert normal(report) == report
        assert all(is_full(found.table.rows) for found in walk.tables(report))
        self._reports[route] = report, list(losses)
        return self._reports[route]

    def said(self, edit: str, ours: str) -> dict[str, Any]:
        told: dict[str, Any] = self.told[f"{edit}-{ours}"]
        return told


def marked(report: Report) -> Report:
    """`report` with a bookmark over three cells, from the first in the last row of the last table."""
    body = list(report.body)
    last = max(number for number, block in enumerate(body) if isinstance(block, Table))
    table = body[last]
    assert isinstance(table, Table)
    cells = list(table.rows[-1])
    for number, edge in ((0, BookmarkStart("数格")), (2, BookmarkEnd("数格"))):
        (paragraph,) = cells[number].content
        assert isinstance(paragraph, Paragraph)
        inlines = (edge, *paragraph.content) if number == 0 else (*paragraph.content, edge)
        cells[number] = Cell((Paragraph(inlines, paragraph.align),))
    body[last] = msgspec.structs.replace(table, rows=(*table.rows[:-1], tuple(cells)))
    return normal(Report(report.meta, tuple(body), report.resources))


@pytest.fixture(scope="session")
def desk(shown: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Every edit of `support/clerk.py`, on our .docx and our .odt."""
    folder = tmp_path_factory.mktemp("clerk")
    job: dict[str, Any] = {"soffice": OFFICE, "folder": str(folder), "sources": {}}
    before = marked(shown["2021"])
    for name in NATIVE:
        (data,) = written({"2021": before}, name).values()
        path = folder / f"2021.{name}"
        path.write_bytes(data)
        job["sources"][name] = str(path)
    done = subprocess.run([PYTHON, SCRIPT], input=json.dumps(job).encode(), capture_output=True, timeout=300)
    assert not done.returncode, done.stderr.decode()[-1000:]
    return Desk(folder, before, json.loads(done.stdout))


def held(table: dict[str, Any]) -> Cells:
    """The cells that Writer names, on the boxes of its rows: a box without a name is covered from above."""
    texts, rows = table["cells"], table["rows"]
    boxes: list[dict[tuple[int, int], str | None]] = []
    for number, ends in enumerate(rows, 1):
        starts = [0, *ends[:-1]]
        names = [f"{_letters(column)}{number}" for column in range(len(ends))]
        boxes.append(
            {
                place: name if name in texts else None
                for place, name in zip(zip(starts, ends, strict=True), names, strict=True)
            }
        )
    edges = sorted({edge for row in boxes for place, name in row.items() if name for edge in place})
    found: Cells = []
    for number, row in enumerate(boxes):
        for (start, end), name in row.items():
            if name is not None:
                below = number + 1
                while below < len(boxes) and boxes[below].get((start, end), "") is None:
                    below += 1
                first, after = bisect_left(edges, start), bisect_left(edges, end)
                found.append((number, first, after - first, below - number, texts[name]))
    assert len(found) == len(texts), "not every cell that Writer names has a box"
    return found


def _letters(column: int) -> str:
    assert column < 26
    return chr(ord("A") + column)


def cells(table: Table) -> Cells:
    """The cells of `table` in the same terms."""
    lines = list(placed(table.rows))
    edges = sorted({slot.column for line in lines for slot in line if slot.anchor})
    return [
        (
            number,
            bisect_left(edges, column),
            bisect_left(edges, column + cell.colspan) - bisect_left(edges, column),
            cell.rowspan,
            walk.text(cell.content),
        )
        for number, line in enumerate(lines)
        for cell, column, anchor in line
        if anchor
    ]


def top_tables(report: Report) -> list[Table]:
    return [block for block in report.body if isinstance(block, Table)]


def bare(text: str) -> str:
    """`text` without white space: Writer says a table in a cell line by line, we with tabs."""
    return "".join(text.split())


def anchors(report: Report) -> dict[str, str]:
    """Each bookmark of the report → the text it is over, with the numbers that notes show."""
    found: dict[str, list[str]] = {}
    over: set[str] = set()
    shown = {"footnote": 0, "endnote": 0}
    for inline in _flow(report.body):
        if isinstance(inline, BookmarkStart):
            found[inline.name] = []
            over.add(inline.name)
        elif isinstance(inline, BookmarkEnd):
            over.remove(inline.name)
        else:
            if isinstance(inline, Note):
                shown[inline.kind] += 1
                text = "_i"[shown["endnote"]] if inline.kind == "endnote" else str(shown["footnote"])
            else:
                text = inline.text if isinstance(inline, Text) else ""
            for name in over:
                found[name].append(text)
    return {name: bare("".join(texts)) for name, texts in found.items()}


def _flow(blocks: Iterable[Block]) -> Iterator[Inline]:
    """The inlines of `blocks` and of the cells in them, not of notes."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _flow(cell.content)
        elif not isinstance(block, (PageBreak, Rule)):
            yield from block.content


ROUTES = [
    pytest.param(edit.__name__, ours, theirs, id=f"{edit.__name__}-{ours}-{theirs}")
    for edit in clerk.EDITS
    for ours in NATIVE
    for theirs in NATIVE
]
every_route = pytest.mark.parametrize(("edit", "ours", "theirs"), ROUTES)
native_pairs = pytest.mark.parametrize(("ours", "theirs"), [(a, b) for a in NATIVE for b in NATIVE])


@every_route
def test_every_table_is_what_writer_holds(desk: Desk, edit: str, ours: str, theirs: str) -> None:
    """Spans, places and texts; what is tracked as if it were accepted; the other tables as they were."""
    report, _ = desk.read(edit, ours, theirs)
    said = desk.said(edit, ours)
    tables = top_tables(report)
    assert len(tables) == said["count"]
    changed = {int(number): held(table) for number, table in said["tables"].items()}
    for number, table in enumerate(tables):
        if number in changed:
            found = cells(table)
            assert [cell[:4] for cell in found] == [cell[:4] for cell in changed[number]]
            exact = str if edit != "nested_table" else bare
            assert [exact(cell[4]) for cell in found] == [exact(cell[4]) for cell in changed[number]]
    untouched = [cells(table) for number, table in enumerate(tables) if number not in changed]
    kept = [cells(table) for table in top_tables(desk.before)]
    assert all(table in kept for table in untouched)
    assert len(untouched) + len(changed) == len(tables)


@every_route
def test_every_bookmark_is_over_what_writer_says(desk: Desk, edit: str, ours: str, theirs: str) -> None:
    report, _ = desk.read(edit, ours, theirs)
    said = desk.said(edit, ours)["bookmarks"]
    found = anchors(report)
    assert set(found) == set(said)
    # Of a range over cells Writer gives the text of the first, or none: see the test of that edit.
    compared = set(said) - {"数格", "全表"}
    assert {name: found[name] for name in compared} == {name: bare(said[name]) for name in compared}


CHANGES = {
    "change_open": {"deleted-text", "tracked-change"},
    "delete_row_tracked": {"deleted-text"},
    "delete_rows_tracked": {"deleted-text"},
    "delete_paragraphs_tracked": {"deleted-text", "tracked-change"},
    "insert_row_tracked": {"tracked-change"},
}
"""Edit → the losses that it makes. Every other one makes none."""

SOMETIMES = {("delete_paragraphs_tracked", "odt"): {"tracked-change"}}
"""Of these, what is there only at times: Writer keeps the deleted end of a paragraph as a change of its own,
or with the text beside it."""


@every_route
def test_only_what_is_tracked_is_lost(desk: Desk, edit: str, ours: str, theirs: str) -> None:
    _, losses = desk.read(edit, ours, theirs)
    unsure = SOMETIMES.get((edit, theirs), set())
    assert {loss.code for loss in losses} | unsure == CHANGES.get(edit, set())
    if "deleted-text" in CHANGES.get(edit, ()):
        told = bare("".join(loss.detail for loss in losses))
        assert all(word in told for word in DELETED[edit])


DELETED = {
    "change_open": ("改版后", "4"),
    "delete_row_tracked": ("行政规范性文件",),
    "delete_rows_tracked": ("（三）不予公开", "3.危及“三安全一稳定”"),
    "delete_paragraphs_tracked": ("后设检索框，开放档案可按年代", "（五）监督保障"),
}

EXPECTED: dict[str, tuple[int, Cells]] = {
    "merge_across": (
        clerk.APPLICATIONS,
        [(3, 0, 3, 1, "一、本年新收政府信息公开申请数量"), (3, 3, 2, 1, "36\n7")],
    ),
    "merge_down": (clerk.PARTS, [(12, 0, 1, 2, "信息内容\n行政事业性收费")]),
    "merge_square": (clerk.PARTS, [(2, 1, 3, 2, "0\n0\n0\n4\n2\n31")]),
    "split_columns": (clerk.PARTS, [(6, 1, 2, 1, "57"), (6, 3, 2, 1, "分出的列")]),
    "split_rows": (clerk.PARTS, [(2, 0, 1, 2, "规章"), (2, 2, 1, 1, "0"), (3, 2, 1, 1, "分出的行")]),
    "insert_rows": (
        clerk.APPLICATIONS,
        [(5, 0, 1, 23, "三、本年度办理结果"), (7, 1, 1, 9, "（三）不予公开"), (10, 3, 1, 1, "新的一行")],
    ),
    "insert_column": (clerk.REVIEWS, [(3, 1, 2, 1, "新的一列"), (1, 1, 2, 2, ""), (0, 2, 5, 1, "行政复议")]),
    "delete_row": (
        clerk.APPLICATIONS,
        [(7, 1, 1, 7, "（三）不予公开"), (8, 2, 1, 1, "3.危及“三安全一稳定”")],
    ),
    # Writer deletes the whole of 行政复议, the cell above the one that is chosen, and the bookmark in it.
    "delete_column": (clerk.REVIEWS, [(0, 0, 10, 1, "行政诉讼"), (1, 0, 5, 1, "未经复议直接起诉")]),
    "delete_anchor_row": (clerk.APPLICATIONS, [(5, 0, 1, 21, "三、本年度办理结果"), (7, 1, 1, 7, "")]),
    "delete_rows_tracked": (clerk.APPLICATIONS, [(5, 0, 1, 20, "三、本年度办理结果"), (7, 1, 1, 6, "")]),
    # Writer marks a row without text as inserted by a joiner in its first cell, and keeps it when it is
    # accepted.
    "insert_row_tracked": (clerk.PARTS, [(4, 0, 1, 1, "\u200d"), (4, 1, 1, 1, "补"), (4, 2, 1, 1, "")]),
    "paste": (
        0,
        [
            (0, 0, 1, 2, "纵"),
            (0, 1, 2, 1, "横"),
            (1, 1, 1, 1, "甲"),
            (1, 2, 1, 1, "乙"),
            (2, 0, 1, 1, "丙"),
            (2, 1, 2, 2, "方"),
            (3, 0, 1, 1, "丁"),
        ],
    ),
}
"""Edit → cells that must stand in one of its tables: written by hand, so that Writer is held to the edit
too."""


@native_pairs
@pytest.mark.parametrize("edit", EXPECTED)
def test_the_edit_is_where_the_clerk_made_it(desk: Desk, edit: str, ours: str, theirs: str) -> None:
    report, _ = desk.read(edit, ours, theirs)
    number, wanted = EXPECTED[edit]
    found = cells(top_tables(report)[number])
    assert [cell for cell in wanted if cell not in found] == []


@native_pairs
def test_what_is_typed_keeps_its_spaces_tabs_and_lines(desk: Desk, ours: str, theirs: str) -> None:
    report, _ = desk.read("type_in_cells", ours, theirs)
    _, typed, spaces, _ = top_tables(report)[clerk.PARTS].rows[3]
    assert [block.content for block in typed.content if isinstance(block, Paragraph)] == [
        (Text("4\t增"), LineBreak(), Text("行")),
        (Text("段"),),
    ]
    assert walk.text(spaces.content) == "  两  格 "


@native_pairs
def test_a_bookmark_over_cells_stays_over_them(desk: Desk, ours: str, theirs: str) -> None:
    """W15: also when a column comes between its edges, and its first cell grows."""
    report, _ = desk.read("edit_marked_cells", ours, theirs)
    assert anchors(report)["数格"] == "2010"
    report, _ = desk.read("bookmark_cells", ours, theirs)
    over = anchors(report)["全表"]
    assert over.startswith("四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼结果维持")
    assert over.endswith("五、存在的主要问题")


@native_pairs
def test_notes_stand_where_they_were_put(desk: Desk, ours: str, theirs: str) -> None:
    report, _ = desk.read("footnotes", ours, theirs)
    found = [
        (inline.kind, walk.text(inline.content).strip())
        for inline in _flow(report.body)
        if isinstance(inline, Note)
    ]
    assert found == [
        ("footnote", "含补正后重新计算期限的申请。"),
        ("footnote", "正文脚注"),
        ("endnote", "尾注"),
        ("footnote", "单元格脚注"),
    ]
    before = [
        inlines[number - 1]
        for block in walk.blocks(report)
        if isinstance(block, Paragraph)
        for inlines in [block.content]
        for number, inline in enumerate(inlines)
        if isinstance(inline, Note)
    ]
    assert [inline.text[-4:] for inline in before if isinstance(inline, Text)] == [
        "结48件",
        "专栏改版",
        "读者代表",
        "申请内容",
    ]


@native_pairs
def test_a_table_in_a_cell_is_read_in_it(desk: Desk, ours: str, theirs: str) -> None:
    report, _ = desk.read("nested_table", ours, theirs)
    content = top_tables(report)[clerk.PARTS].rows[3][1].content
    (inner,) = [block for block in content if isinstance(block, Table)]
    assert cells(inner) == [
        (0, 0, 1, 1, "内A1"),
        (0, 1, 1, 1, "内B1"),
        (0, 2, 1, 1, ""),
        (1, 0, 1, 1, "内A2"),
        (1, 1, 2, 1, ""),
    ]


@native_pairs
def test_changes_are_read_as_accepted(desk: Desk, ours: str, theirs: str) -> None:
    """W23, O12: left open or accepted, the text is the same; rejected, it is ours."""
    texts = {
        edit: walk.text(desk.read(edit, ours, theirs)[0].body)
        for edit in ("change_open", "change_accepted", "change_rejected", "delete_paragraphs_tracked")
    }
    assert texts["change_open"] == texts["change_accepted"]
    assert "专栏增补文字设检索框" in texts["change_open"]
    assert texts["change_rejected"] == walk.text(desk.before.body)
    assert "\n专栏改版举办业务培训2次" in texts["delete_paragraphs_tracked"]
    assert "监督保障" not in texts["delete_paragraphs_tracked"]


@native_pairs
def test_what_is_pasted_stands_before_its_paragraph(desk: Desk, ours: str, theirs: str) -> None:
    report, _ = desk.read("paste", ours, theirs)
    start = next(number for number, block in enumerate(report.body) if isinstance(block, Table))
    before, _, after, next_ = report.body[start - 1 : start + 3]
    assert isinstance(before, Paragraph)
    assert before.content == (Text("粘贴的"), Text("段落", ("bold",)))
    assert walk.text([after, next_]).startswith("粘贴之后\n专栏改版后")
