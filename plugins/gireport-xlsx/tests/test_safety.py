"""A workbook that is made to do harm, or is damaged, is one clear error within the limits."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from gireport.errors import (
    DamagedFileError,
    EncryptedFileError,
    LimitError,
    UnsafeFileError,
    WrongKindError,
)
from gireport.losses import Losses
from gireport.model import Cell, Paragraph, Report, Table, Text, normal
from gireport.model.walk import text
from gireport.safe.kinds import OLE
from gireport.safe.package import pack
from gireport.testing import laws
from gireport_xlsx.reader import read
from gireport_xlsx.writer import write

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ONE = normal(Report(body=(Table(((Cell((Paragraph((Text("甲"),)),)), Cell((Paragraph((Text("乙"),)),))),)),)))


def changed(part, make):
    """A workbook of ours with one part made anew from its text."""
    with zipfile.ZipFile(io.BytesIO(write(ONE, Losses()))) as package:
        members = [(name, package.read(name)) for name in package.namelist()]
    return pack((name, make(data.decode()).encode() if name == part else data) for name, data in members)


def sheet(rows, more=""):
    """A workbook whose first sheet holds the XML `rows`, and `more` after them."""
    return changed(
        "xl/worksheets/sheet1.xml",
        lambda _: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{more}</worksheet>',
    )


def cell(address, value):
    return f'<c r="{address}"><v>{value}</v></c>'


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (f'<row r="1">{cell("A1", 1)}{cell("XFD1", 1)}</row>', ""),
        (f'<row r="1">{cell("A1", 1)}</row><row r="1048576">{cell("A1048576", 1)}</row>', ""),
        ("".join(f'<row r="{n}">{cell(f"FAN{n}", 1)}{cell(f"A{n}", 1)}</row>' for n in range(1, 200)), ""),
    ],
)
def test_a_few_cells_far_apart_are_refused_and_not_filled(rows, more):
    with pytest.raises(LimitError):
        read(sheet(rows, more), Losses())


def test_a_dimension_or_a_merged_range_that_lies_is_not_believed():
    lies = f'<row r="1">{cell("A1", 7)}</row>'
    (table,) = read(sheet(lies, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), Losses()).body
    assert [[text(one.content) for one in line] for line in table.rows] == [["7"]]


def test_merged_ranges_that_overlap_are_repaired_and_told():
    rows = "".join(
        f'<row r="{n}">' + "".join(cell(f"{column}{n}", n) for column in "ABC") + "</row>" for n in (1, 2, 3)
    )
    losses = Losses()
    merged = '<mergeCells><mergeCell ref="A2:C3"/><mergeCell ref="B1:B2"/><mergeCell ref="x"/></mergeCells>'
    (table,) = read(sheet(rows, merged), losses).body
    assert len(table.rows) == 3
    assert {one.code for one in losses} & {"grid-overlap", "grid-repaired"}


def test_many_merged_ranges_over_each_other_take_bounded_time():
    merged = "".join(f'<mergeCell ref="A{n}:T{n + 1000}"/>' for n in range(1, 1000))
    rows = "".join(f'<row r="{n}">{cell(f"A{n}", n)}{cell(f"T{n}", n)}</row>' for n in range(1, 1500))
    assert read(sheet(rows, f"<mergeCells>{merged}</mergeCells>"), Losses()).body


COLUMNS = f'<row r="1">{cell("A1", 1)}{cell("D1", 4)}</row>'


def columns(*given):
    """The XML of `<col>` elements: first and last column, and other attributes."""
    inner = "".join(f'<col min="{first}" max="{last}" {more}/>' for first, last, more in given)
    return f"<cols>{inner}</cols>"


def test_ranges_of_columns_over_each_other_hide_them_and_the_last_width_holds():
    hidden = [(2, 3, 'hidden="1"'), (3, 16384, ""), (1, 2, 'hidden="1"'), (9, 5, 'hidden="1"')]
    (table,) = read(sheet(COLUMNS, columns(*hidden)), Losses()).body
    assert [[text(one.content) for one in line] for line in table.rows] == [["4"]]
    widths = [(1, 4, 'width="10"'), (2, 3, 'width="20"'), (1, 2, 'width="40"'), (4, 4, "")]
    (table,) = read(sheet(COLUMNS, columns(*widths)), Losses()).body
    assert table.columns == (4, 4, 2, 1)


@pytest.mark.parametrize("attributes", ['hidden="1"', 'width="9"'])
def test_many_ranges_of_all_columns_take_bounded_steps(attributes):
    hidden = (3, 16383, 'hidden="1"')
    row = f'<row r="1">{cell("A1", 1)}{cell("XFD1", 4)}</row>'
    many = [(1 if "width" in attributes else 3, 16383, attributes)] * 16_000
    started = time.process_time()
    (table,) = read(sheet(row, columns(hidden, *many)), Losses()).body
    assert time.process_time() - started < 5  # more when the columns of each range are gone through
    assert len(table.rows[0]) == 3


def test_more_ranges_of_columns_than_a_sheet_has_columns_are_refused():
    with pytest.raises(LimitError) as caught:
        read(sheet(COLUMNS, columns(*[(1, 1, 'width="9"')] * 16_385)), Losses())
    assert caught.value.where == "table 1"


def test_a_style_of_5000_digits_is_none():
    (table,) = read(sheet(f'<row r="1"><c r="A1" s="{"9" * 5000}"><v>7</v></c></row>'), Losses()).body
    assert text([table]).strip() == "7"


def test_a_dtd_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(UnsafeFileError):
        read(changed("xl/sharedStrings.xml", lambda old: old.replace("<sst", f"{bomb}<sst")), Losses())


def test_a_zip_bomb_is_refused():
    data = pack([("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", b" " * 40_000_000)])
    with pytest.raises(UnsafeFileError):
        read(data, Losses())


def test_a_string_that_is_not_there_is_named_with_its_cell():
    with pytest.raises(DamagedFileError) as caught:
        read(sheet('<row r="3"><c r="B3" t="s"><v>99</v></c></row>'), Losses())
    assert "99" in str(caught.value)
    assert caught.value.where == "table 1 row 3 column 2"


def test_other_files_are_named():
    with pytest.raises(WrongKindError, match="Word"):
        read(pack([("word/document.xml", b"<x/>")]), Losses())
    with pytest.raises(WrongKindError, match="PDF"):
        read(b"%PDF-1.7", Losses())
    with pytest.raises(EncryptedFileError):
        read(OLE + "EncryptedPackage".encode("utf-16-le"), Losses())
    with pytest.raises(DamagedFileError):
        read(write(ONE, Losses())[:-300], Losses())


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://example.cn/a"]
)
def test_a_path_in_a_workbook_opens_no_file(path):
    old = "worksheets/sheet1.xml"
    losses = Losses()
    report = read(changed("xl/_rels/workbook.xml.rels", lambda text_: text_.replace(old, path)), losses)
    assert report.body == ()
    assert [one.code for one in losses] == ["part-missing"]


@pytest.mark.parametrize("value", ["1e999", "nan", "inf", "1e-400", "9" * 400, "0x10", "", " ", "1e308"])
@pytest.mark.parametrize("style", ["0", "1", "99", "-1", "x"])
def test_a_number_that_is_none_stays_text(value, style):
    read(sheet(f'<row r="1"><c r="A1" s="{style}"><v>{value}</v></c>{cell("B1", 1)}</row>'), Losses())


def test_odd_attributes_are_passed_over():
    rows = '<row r="x" hidden="maybe"><c r="!!" t="z"><v>甲</v></c><c><is/></c><c t="inlineStr"/></row><row/>'
    more = '<cols><col min="0" max="x" width="-1"/><col/></cols><mergeCells><mergeCell/></mergeCells>'
    (table,) = read(sheet(rows, more), Losses()).body
    assert text([table]).strip() == "甲"


def test_text_that_looks_like_xml_or_an_escape_comes_back():
    words = [
        "<r>x</r>",
        "<r><t>x</t></r>",
        "_x0041_",
        "_x005F_",
        "=1+1",
        "'x",
        "a\tb",
        "  x  ",
        "http://a.cn",
        "{=1}",
    ]
    cells = tuple(Cell((Paragraph((Text(word),)),)) for word in words)
    report = normal(Report(body=(Table((cells,), columns=(1,) * len(cells)),)))
    losses = Losses()
    assert read(write(report, losses), losses) == report
    assert not list(losses)


def test_what_is_too_long_for_a_cell_is_cut_and_told():
    report = normal(Report(body=(Table(((Cell((Paragraph((Text("长" * 40_000),)),)),),)),)))
    losses = Losses()
    (table,) = read(write(report, losses), Losses()).body
    assert len(text([table])) == 32_767
    assert [(one.code, one.count) for one in losses] == [("not-kept", 40_000 - 32_767)]


def test_any_part_may_be_missing():
    with zipfile.ZipFile(io.BytesIO(write(ONE, Losses()))) as package:
        members = [(name, package.read(name)) for name in package.namelist()]
    for missing, _ in members:
        data = pack(one for one in members if one[0] != missing)
        laws.only_our_errors(lambda given: read(given, Losses()), data)
