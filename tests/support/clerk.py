"""A clerk at LibreOffice's UNO interface: opens our documents, edits each, saves it, and says what Writer
holds then.

Run by the Python that has `uno`, not by ours: a job as JSON on standard input (`soffice`, `folder`,
`sources`:
format → path), what Writer says of each edited document as JSON on standard output. The documents stand in
`folder` as `EDIT-SOURCE.TARGET`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8"}
PARTS, APPLICATIONS, REVIEWS = range(3)
"""The tables of the report, in order."""

PASTED = """<!DOCTYPE html><meta charset="utf-8"><p>粘贴的<b>段落</b></p>
<table border="1"><tr><td rowspan="2">纵</td><td colspan="2">横</td></tr><tr><td>甲</td><td>乙</td></tr>
<tr><td>丙</td><td colspan="2" rowspan="2">方</td></tr><tr><td>丁</td></tr></table><p>粘贴之后</p>"""


class Desk:
    """One document on the clerk's desk."""

    def __init__(self, doc: Any, context: Any, folder: Path) -> None:
        self.doc, self.folder = doc, folder
        self.controller = doc.getCurrentController()
        self.dispatcher = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", context
        )

    def tables(self) -> list[Any]:
        """The tables of the body, in reading order."""
        found = self.doc.Text.createEnumeration()
        blocks = []
        while found.hasMoreElements():
            blocks.append(found.nextElement())
        return [block for block in blocks if block.supportsService("com.sun.star.text.TextTable")]

    def cell(self, table: int, name: str) -> Any:
        return self.tables()[table].getCellByName(name)

    def select(self, table: int, first: str, last: str | None = None) -> None:
        """Put the cursor into the cell `first`, or mark the cells from there to `last`."""
        if last is None:
            self.controller.getViewCursor().gotoRange(self.cell(table, first).Start, False)
            return
        cursor = self.tables()[table].createCursorByCellName(first)
        cursor.gotoCellByName(last, True)
        self.controller.select(cursor)

    def command(self, name: str, **values: Any) -> None:
        """What the menu entry `name` does."""
        self.dispatcher.executeDispatch(self.controller.Frame, f".uno:{name}", "", 0, properties(**values))

    def find(self, text: str) -> Any:
        search = self.doc.createSearchDescriptor()
        search.SearchString = text
        found = self.doc.findFirst(search)
        assert found is not None, text
        return found

    def bookmark(self, name: str, place: Any) -> None:
        mark = self.doc.createInstance("com.sun.star.text.Bookmark")
        mark.Name = name
        place.Text.insertTextContent(place, mark, True)


# --- the edits ---------------------------------------------------------------------------------------


def merge_across(desk: Desk) -> None:
    desk.select(APPLICATIONS, "B4", "C4")
    desk.command("MergeCells")


def merge_down(desk: Desk) -> None:
    desk.select(PARTS, "A13", "A14")
    desk.command("MergeCells")


def merge_square(desk: Desk) -> None:
    desk.select(PARTS, "B3", "D4")
    desk.command("MergeCells")


def split_columns(desk: Desk) -> None:
    desk.tables()[PARTS].createCursorByCellName("B7").splitRange(1, False)
    desk.cell(PARTS, "C7").setString("分出的列")


def split_rows(desk: Desk) -> None:
    desk.tables()[PARTS].createCursorByCellName("C3").splitRange(1, True)
    desk.cell(PARTS, "C4").setString("分出的行")


def split_merged(desk: Desk) -> None:
    desk.select(APPLICATIONS, "A6")
    desk.command("SplitCell", Amount=2, Horizontal=True)


def insert_rows(desk: Desk) -> None:
    """One inside a cell of 8 rows, where it grows; one at the table's end."""
    table = desk.tables()[APPLICATIONS]
    table.Rows.insertByIndex(table.Rows.Count, 1)
    desk.select(APPLICATIONS, "D10")
    desk.command("InsertRowsAfter")
    desk.cell(APPLICATIONS, "D11").setString("新的一行")


def insert_column(desk: Desk) -> None:
    desk.select(APPLICATIONS, "D4")
    desk.command("InsertColumnsAfter")
    desk.select(REVIEWS, "B4")
    desk.command("InsertColumnsBefore")
    desk.cell(REVIEWS, "B4").setString("新的一列")


def delete_row(desk: Desk) -> None:
    desk.tables()[APPLICATIONS].Rows.removeByIndex(8, 1)
    desk.tables()[PARTS].Rows.removeByIndex(0, 1)


def delete_anchor_row(desk: Desk) -> None:
    """The row in which 三、 and （一） are anchored: 21 rows stay under no anchor."""
    desk.select(APPLICATIONS, "D8")
    desk.command("DeleteRows")


def delete_column(desk: Desk) -> None:
    desk.select(REVIEWS, "C4")
    desk.command("DeleteColumns")


def type_in_cells(desk: Desk) -> None:
    """Two paragraphs, a line break and a tab in one cell; spaces that stand together in another."""
    cell = desk.cell(PARTS, "B4")
    cursor = cell.createTextCursorByRange(cell.End)
    cell.insertString(cursor, "\t增", False)
    cell.insertControlCharacter(cursor, 1, False)  # LINE_BREAK
    cell.insertString(cursor, "行", False)
    cell.insertControlCharacter(cursor, 0, False)  # PARAGRAPH_BREAK
    cell.insertString(cursor, "段", False)
    desk.cell(PARTS, "C4").setString("  两  格 ")


def move_bookmark(desk: Desk) -> None:
    mark = desk.doc.Bookmarks.getByName("总体情况")
    mark.dispose()
    desk.bookmark("总体情况", desk.find("先审查、后发布"))
    desk.bookmark("签名", desk.find("2025年1月15日"))


def bookmark_cells(desk: Desk) -> None:
    """In one cell; and over all cells of a table, from the heading before it to the one after."""
    desk.bookmark("一格", desk.find("补正后申请内容"))
    before, after = desk.find("四、政府信息公开行政复议"), desk.find("五、存在的主要问题")
    cursor = before.Text.createTextCursorByRange(before.Start)
    cursor.gotoRange(after.End, True)
    desk.bookmark("全表", cursor)


def edit_marked_cells(desk: Desk) -> None:
    """The report has a bookmark from A4 to C4: a column comes between, its first cell gets more text."""
    desk.select(REVIEWS, "B4")
    desk.command("InsertColumnsAfter")
    cell = desk.cell(REVIEWS, "A4")
    cell.insertString(cell.createTextCursorByRange(cell.End), "0", False)


def change_open(desk: Desk) -> None:
    """Tracked: a deletion and an insertion in the body, a cell's text replaced; nobody accepts them."""
    desk.doc.RecordChanges = True
    desk.find("改版后").setString("")
    place = desk.find("设检索框")
    place.Text.insertString(place.Start, "增补文字", False)
    desk.cell(PARTS, "B4").setString("5")


def change_accepted(desk: Desk) -> None:
    change_open(desk)
    desk.command("AcceptAllTrackedChanges")


def change_rejected(desk: Desk) -> None:
    change_open(desk)
    desk.command("RejectAllTrackedChanges")


def delete_row_tracked(desk: Desk) -> None:
    desk.doc.RecordChanges = True
    desk.select(PARTS, "A4")
    desk.command("DeleteRows")


def delete_rows_tracked(desk: Desk) -> None:
    """Below 三、: rows that cells of 22 and of 8 rows reach through, and the one that （三） is anchored in."""  # noqa: E501
    desk.doc.RecordChanges = True
    desk.select(APPLICATIONS, "D10")
    desk.command("DeleteRows")
    desk.select(APPLICATIONS, "D8")
    desk.command("DeleteRows")


def insert_row_tracked(desk: Desk) -> None:
    desk.doc.RecordChanges = True
    desk.select(PARTS, "A4")
    desk.command("InsertRowsAfter")
    desk.cell(PARTS, "B5").setString("补")


def delete_paragraphs_tracked(desk: Desk) -> None:
    """From the middle of one paragraph to the middle of the next but one: they are one when it is
    accepted.
    """
    desk.doc.RecordChanges = True
    start, end = desk.find("专栏改版"), desk.find("举办业务")
    cursor = start.Text.createTextCursorByRange(start.End)
    cursor.gotoRange(end.Start, True)
    cursor.setString("")


def paste(desk: Desk) -> None:
    page = desk.folder / "pasted.html"
    page.write_text(PASTED, encoding="utf-8")
    place = desk.find("专栏改版")
    cursor = place.Text.createTextCursorByRange(place.Start)
    cursor.gotoStartOfParagraph(False)
    cursor.insertDocumentFromURL(page.as_uri(), properties(FilterName="HTML (StarWriter)"))


def footnotes(desk: Desk) -> None:
    """In the body before ours, in a cell, and an endnote."""
    for kind, where, text in (
        ("Footnote", desk.find("专栏改版"), "正文脚注"),
        ("Footnote", desk.find("补正后申请内容"), "单元格脚注"),
        ("Endnote", desk.find("读者代表"), "尾注"),
    ):
        note = desk.doc.createInstance(f"com.sun.star.text.{kind}")
        where.Text.insertTextContent(where.End, note, False)
        note.setString(text)


def nested_table(desk: Desk) -> None:
    inner = desk.doc.createInstance("com.sun.star.text.TextTable")
    inner.initialize(2, 2)
    cell = desk.cell(PARTS, "B4")
    cell.insertTextContent(cell.End, inner, False)
    for name in ("A1", "B1", "A2"):
        inner.getCellByName(name).setString(f"内{name}")
    inner.createCursorByCellName("B1").splitRange(1, False)


EDITS = {
    merge_across: (APPLICATIONS,),
    merge_down: (PARTS,),
    merge_square: (PARTS,),
    split_columns: (PARTS,),
    split_rows: (PARTS,),
    split_merged: (APPLICATIONS,),
    insert_rows: (APPLICATIONS,),
    insert_column: (
        APPLICATIONS,
        REVIEWS,
    ),
    delete_row: (
        PARTS,
        APPLICATIONS,
    ),
    delete_anchor_row: (APPLICATIONS,),
    delete_column: (REVIEWS,),
    type_in_cells: (PARTS,),
    move_bookmark: (),
    bookmark_cells: (),
    edit_marked_cells: (REVIEWS,),
    change_open: (PARTS,),
    change_accepted: (PARTS,),
    change_rejected: (PARTS,),
    delete_row_tracked: (PARTS,),
    delete_rows_tracked: (APPLICATIONS,),
    insert_row_tracked: (PARTS,),
    delete_paragraphs_tracked: (),
    paste: (PARTS,),
    footnotes: (),
    nested_table: (PARTS,),
}
"""Each edit → the tables that it changes (after it: pasting puts one before them)."""

# --- what Writer says --------------------------------------------------------------------------------


def said(desk: Desk, changed: tuple[int, ...]) -> dict[str, Any]:
    """The changed tables, the bookmarks and the text that Writer holds now."""
    tables = desk.tables()
    return {
        "count": len(tables),
        "tables": {number: table_said(tables[number]) for number in changed},
        "bookmarks": {
            name: desk.doc.Bookmarks.getByName(name).Anchor.getString()
            for name in desk.doc.Bookmarks.getElementNames()
        },
        "text": desk.doc.Text.getString(),
    }


def table_said(table: Any) -> dict[str, Any]:
    """Its cells as name → text, and where the boxes of each row end, of the table's whole width."""
    names = table.getCellNames()
    rows = []
    for number in range(table.Rows.Count):
        row = table.Rows.getByIndex(number)
        # A table whose boxes hold lines of their own says nothing of its rows.
        ends = [separator.Position for separator in row.TableColumnSeparators or ()]
        rows.append([*ends, table.TableColumnRelativeSum])
    return {"cells": {name: table.getCellByName(name).getString() for name in names}, "rows": rows}


# --- the office --------------------------------------------------------------------------------------


def properties(**values: Any) -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

    found = []
    for name, value in values.items():
        each = PropertyValue()
        each.Name, each.Value = name, value
        found.append(each)
    return tuple(found)


def connect(pipe: str, office: subprocess.Popen[bytes]) -> Any:
    import uno  # type: ignore[import-not-found]
    from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            assert office.poll() is None, "soffice ended before it listened"
            time.sleep(0.1)
    raise SystemExit("soffice does not listen")


def work(job: dict[str, Any], context: Any) -> dict[str, Any]:
    folder = Path(job["folder"])
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    told = {}
    for edit, changed in EDITS.items():
        for source, path in job["sources"].items():
            doc = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, properties(Hidden=True))
            desk = Desk(doc, context, folder)
            name = f"{edit.__name__}-{source}"
            edit(desk)
            for target, filter_ in FILTERS.items():
                doc.storeToURL((folder / f"{name}.{target}").as_uri(), properties(FilterName=filter_))
            # What is read is read as accepted.
            desk.command("AcceptAllTrackedChanges")
            told[name] = said(desk, changed)
            doc.close(True)
    desktop.terminate()
    return told


def main() -> None:
    job = json.load(sys.stdin)
    pipe = f"clerk{os.getpid()}"
    profile = (Path(job["folder"]) / "profile").as_uri()
    office = subprocess.Popen(
        [
            job["soffice"],
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        told = work(job, connect(pipe, office))
        office.wait(20)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, 9)
    json.dump(told, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
