"""What the ODT writer writes, told without our reader."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from lxml import etree

from gireport.formats.odt.names import MIME, NAMESPACES
from gireport.formats.odt.writer import write
from gireport.losses import Losses
from gireport.model import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    normal,
)
from gireport.model.grid import placed, width
from gireport.testing.strategies import RESOURCES, reports, tables


def package(*body: Block) -> zipfile.ZipFile:
    report = normal(Report(body=tuple(body), resources=RESOURCES))
    return zipfile.ZipFile(io.BytesIO(write(report, Losses())))


def content(*body: Block) -> etree._Element:
    return etree.fromstring(package(*body).read("content.xml"))


def find(root: etree._Element, path: str) -> list[etree._Element]:
    return root.findall(f".//{path}", NAMESPACES)


def get(element: etree._Element, name: str) -> str | None:
    prefix, _, local = name.partition(":")
    return element.get(f"{{{NAMESPACES[prefix]}}}{local}")


def text(*words: str) -> tuple[Text, ...]:
    return tuple(map(Text, words))


def test_the_package_begins_with_its_kind_as_plain_bytes() -> None:
    """ODF 1.3 part 2, 3.3: a program can see the kind at byte 38."""
    data = write(Report(), Losses())
    assert data[30:38] == b"mimetype"
    assert data[38 : 38 + len(MIME)] == MIME.encode()


def test_the_manifest_lists_every_part_and_nothing_else() -> None:
    """ODF 1.3 part 2, 3.2"""
    archive = package(Paragraph((Image(next(iter(RESOURCES))),)))
    manifest = etree.fromstring(archive.read("META-INF/manifest.xml"))
    listed = {get(entry, "manifest:full-path") for entry in find(manifest, "manifest:file-entry")}
    assert listed == {"/", *archive.namelist()} - {"mimetype", "META-INF/manifest.xml"}


@given(reports(most=3))
def test_no_part_holds_a_time_or_the_name_of_a_program(report: Report) -> None:
    """Law 4"""
    archive = zipfile.ZipFile(io.BytesIO(write(report, Losses())))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    meta = etree.fromstring(archive.read("meta.xml"))
    assert not find(meta, "meta:generator") + find(meta, "meta:creation-date") + find(meta, "dc:date")


@given(reports(most=3))
def test_every_style_that_the_text_names_is_defined(report: Report) -> None:
    archive = zipfile.ZipFile(io.BytesIO(write(report, Losses())))
    roots = [etree.fromstring(archive.read(part)) for part in ("content.xml", "styles.xml")]
    defined = {element.get(f"{{{NAMESPACES['style']}}}name") for root in roots for element in root.iter()}
    named = {
        value
        for root in roots
        for element in root.iter()
        for key, value in element.attrib.items()
        if re.search(r"\}(style-name|parent-style-name|visited-style-name|page-layout-name)$", str(key))
    }
    assert named <= defined


@given(tables())
def test_every_slot_of_a_table_is_a_cell_or_a_covered_cell(table: Table) -> None:
    """ODF 1.3 part 3, 9.1.5: programs that count physical cells see the same grid."""
    (table,) = normal(Report(body=(table,), resources=RESOURCES)).body
    assert isinstance(table, Table)
    (written,) = content(table).findall(".//office:text/table:table", NAMESPACES)
    columns = width(table.rows)
    rows = [
        row
        for row in written.iter(f"{{{NAMESPACES['table']}}}table-row")
        if next(row.iterancestors(written.tag)) is written
    ]
    assert len(rows) == len(table.rows)
    for row, line in zip(rows, placed(table.rows), strict=True):
        kinds = [etree.QName(cell).localname for cell in row]
        assert len(kinds) == columns
        anchors = [index for index, kind in enumerate(kinds) if kind == "table-cell"]
        assert anchors == [slot.column for slot in line if slot.anchor]
    declared = [
        int(get(column, "table:number-columns-repeated") or 1)
        for column in written.iter(f"{{{NAMESPACES['table']}}}table-column")
        if next(column.iterancestors(written.tag)) is written
    ]
    assert sum(declared) == columns


def test_header_rows_and_columns_have_their_groups() -> None:
    row = (Cell(), Cell(), Cell())
    root = content(Table((row, row, row), header_rows=2, header_columns=1))
    assert len(find(root, "table:table-header-rows/table:table-row")) == 2
    assert len(find(root, "table:table-header-columns/table:table-column")) == 1


def test_shares_are_written_large_because_small_ones_have_a_least_width() -> None:
    root = content(Table(((Cell(), Cell()),), columns=(1, 2)))
    widths = [get(found, "style:rel-column-width") for found in find(root, "style:table-column-properties")]
    assert widths == ["21845*", "43690*"]


def test_a_table_that_states_no_widths_gets_those_that_its_texts_need() -> None:
    """ODF 1.3 part 3, 20.422: they are marked as following from the content, so that they are not read."""
    long = Cell((Paragraph((Text("本年新收政府信息公开申请数量"),)),))
    root = content(Table(((long, Cell()),)))
    found = find(root, "style:table-column-properties")
    wide, narrow = (int(get(each, "style:rel-column-width")[:-1]) for each in found)
    assert wide > 3 * narrow
    assert {get(each, "style:use-optimal-column-width") for each in found} == {"true"}


def test_chinese_text_is_bold_too() -> None:
    (properties,) = find(content(Paragraph((Text("粗", ("bold",)),))), "style:text-properties")
    assert get(properties, "fo:font-weight") == get(properties, "style:font-weight-asian") == "bold"


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("a b", "a b"),
        (" a", "<s/>a"),
        ("a ", "a<s/>"),
        ("a  b", '<s c="2"/>'),
        ("a\tb", "a<tab/>b"),
        ("a \tb", "a<s/><tab/>b"),
        ("\u3000\u00a0a", "\u3000\u00a0a"),
    ],
)
def test_white_space_that_a_reader_would_fold_is_an_element(shown: str, written: str) -> None:
    """O10; ODF 1.3 part 3, 6.1.2"""
    (paragraph,) = find(content(Paragraph(text(shown))), "office:text/text:p")
    inside = re.sub(r' xmlns:\w+="[^"]*"|text:', "", etree.tostring(paragraph, encoding="unicode"))
    assert written in inside


def test_numbers_are_stated_only_where_counting_would_give_another() -> None:
    """O11"""
    items = [
        ListItem(0, True, 1, text("a")),
        ListItem(0, True, 2, text("b")),
        ListItem(1, True, 4, text("c")),
        ListItem(0, True, 0, text("d")),
    ]
    starts = [get(item, "text:start-value") for item in find(content(*items), "text:list-item")]
    assert starts == [None, None, "4", "0"]


def test_a_change_of_kind_starts_a_list_of_the_other_style() -> None:
    """O11"""
    root = content(ListItem(0, False, None, text("a")), ListItem(0, True, 1, text("b")))
    assert [get(found, "text:style-name") for found in find(root, "office:text/text:list")] == [
        "Gireport_20_Bullets",
        "Gireport_20_Numbers",
    ]


def test_a_point_bookmark_is_one_element_unless_it_has_columns() -> None:
    """O08, W16"""
    root = content(
        Paragraph(
            (
                BookmarkStart("a b"),
                BookmarkEnd("a b"),
                BookmarkStart("c", (0, 2)),
                BookmarkEnd("c"),
            )
        )
    )
    assert [get(found, "text:name") for found in find(root, "text:bookmark")] == ["a b"]
    assert [get(found, "gi:columns") for found in find(root, "text:bookmark-start")] == ["0-2"]


def test_relative_addresses_leave_the_package_and_pictures_in_it_do_not() -> None:
    """ODF 1.3 part 2, 3.7"""
    key = next(iter(RESOURCES))
    root = content(
        Paragraph(
            (Text("a", (), "x.docx"), Text("b", (), "#y"), Image(key, link="https://e.cn"), Image("z.png"))
        )
    )
    assert [get(found, "xlink:href") for found in find(root, "text:a") + find(root, "draw:a")] == [
        "../x.docx",
        "#y",
        "https://e.cn",
    ]
    pictures = [get(found, "xlink:href") or "" for found in find(root, "draw:image")]
    assert pictures[0].startswith("Pictures/")
    assert pictures[1] == "../z.png"


def test_sizes_are_exact_and_absent_ones_say_so() -> None:
    keys = list(RESOURCES)
    root = content(Paragraph((Image(keys[0], width=7, height=3), Image(keys[1], width=80))))
    sizes = [
        (get(found, "svg:width"), get(found, "svg:height"), get(found, "gi:size"))
        for found in find(root, "draw:frame")
    ]
    assert sizes[0] == ("5.25pt", "2.25pt", None)
    width_, _, marker = sizes[1]
    assert width_ == "60pt"
    assert marker is not None
    assert marker.endswith(" 1 0")


def test_headings_breaks_rules_and_captions_have_the_styles_that_people_know() -> None:
    root = content(
        Heading(0, text("题")),
        Heading(3, text("三")),
        PageBreak(),
        Rule(),
        Table(((Cell(),),), caption=text("表")),
    )
    body = find(root, "office:text")[0]
    assert [get(child, "text:style-name") for child in body] == [
        "Title",
        "Heading_20_3",
        "Gireport_20_Page_20_Break",
        "Horizontal_20_Line",
        "Caption",
        None,  # the table
        "Gireport_20_Separator",
    ]
    assert get(body[1], "text:outline-level") == "3"


def test_notes_are_numbered_by_their_kind() -> None:
    notes = (Note(), Note((), "endnote"), Note())
    root = content(Paragraph(notes))
    assert [get(found, "text:id") for found in find(root, "text:note")] == ["ftn1", "edn1", "ftn2"]
