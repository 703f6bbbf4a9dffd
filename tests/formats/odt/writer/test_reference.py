"""Writing in the looks of another .odt or .ott."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf import style, text
from odf.opendocument import OpenDocumentSpreadsheet, load

import gireport
from gireport.errors import DamagedFileError, EncryptedFileError, GireportError, WrongKindError
from gireport.formats.odt.names import MIME
from gireport.formats.odt.reader import read
from gireport.formats.odt.writer import write
from gireport.losses import Losses
from gireport.model import Cell, Heading, Image, ListItem, Meta, Note, Paragraph, Report, Table, Text, normal
from gireport.testing.laws import assert_same
from gireport.testing.strategies import RESOURCES, png, reports
from support.templates import letterhead, saved, template

BODY = (
    Heading(0, (Text("标题"),)),
    Heading(1, (Text("一、总体情况"), Note((Paragraph((Text("注"),)),)))),
    Paragraph((Text("链接", (), "http://example.cn/"), Image(next(iter(RESOURCES))))),
    Paragraph((Text("右"),), "right"),
    ListItem(0, True, 3, (Text("项"),)),
    Table(((Cell((Paragraph((Text("格"),)),)),),), (1,)),
)
REPORT = normal(Report(Meta(title="报告", organ="甲"), BODY, RESOURCES))


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def without(data: bytes, name: str) -> bytes:
    """The package `data` without the member `name`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
    return out.getvalue()


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    content = member(data, name)
    assert old in content
    out = io.BytesIO(without(data, name))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content.replace(old, new))
    return out.getvalue()


def test_the_text_is_the_reports_and_the_looks_are_the_templates():
    data = write(REPORT, Losses(), reference_doc=template())
    document = load(io.BytesIO(data))
    assert "old heading" not in str(document.text)
    heading = document.getStyleByName("Heading_20_1")
    (properties,) = heading.getElementsByType(style.TextProperties)
    assert properties.getAttribute("fontsize") == "31pt"
    (layout,) = document.automaticstyles.getElementsByType(style.PageLayoutProperties)
    assert layout.getAttribute("pagewidth") == "12cm"
    assert str(document.masterstyles.getElementsByType(style.Header)[0]) == "页眉"
    assert document.Pictures["Pictures/logo.png"][1] == png(3, 3, 7)


def test_a_style_that_the_template_lacks_is_that_of_the_house():
    document = load(io.BytesIO(write(REPORT, Losses(), reference_doc=template())))
    (properties,) = document.getStyleByName("Heading_20_2").getElementsByType(style.TextProperties)
    assert properties.getAttribute("fontsize") == "16pt"
    assert not document.getStyleByName("Table_20_Contents").getElementsByType(style.TextProperties)


def test_a_table_is_as_wide_as_the_templates_page():
    document = load(io.BytesIO(write(REPORT, Losses(), reference_doc=template())))
    (properties,) = document.getElementsByType(style.TableProperties)
    assert properties.getAttribute("width") == "283.45pt"  # 10 cm


def test_the_report_is_read_back_without_the_templates_words():
    losses = Losses()
    data = write(REPORT, losses, reference_doc=template())
    assert not list(losses)
    assert read(data, losses) == REPORT
    assert [loss.code for loss in losses] == ["header-footer"]


@settings(max_examples=15)
@given(reports(), st.sampled_from([template(), template(letterhead), write(REPORT, Losses())]))
def test_any_report_comes_back_whatever_the_template_is(report, like):
    losses = Losses()
    back = read(write(report, losses, reference_doc=like), losses)
    assert_same(report, back, "the template changes the report")
    assert {loss.code for loss in losses} <= {"header-footer"}


def test_the_page_that_the_template_starts_with_is_the_first():
    document = load(io.BytesIO(write(REPORT, Losses(), reference_doc=template(letterhead))))
    pages = {
        page.getAttribute("name"): (page.getAttribute("nextstylename"), str(page))
        for page in document.masterstyles.getElementsByType(style.MasterPage)
    }
    assert pages == {"First": (None, "页眉"), "Standard": ("First", "")}


def test_numbers_of_the_templates_headings_are_left_out():
    """The report's headings have theirs in their text."""

    def numbered(document):
        outline = text.OutlineStyle(name="Outline")
        outline.addElement(text.OutlineLevelStyle(level=1, numformat="1"))
        document.styles.addElement(outline)

    losses = Losses()
    assert read(write(REPORT, losses, reference_doc=template(numbered)), losses) == REPORT


def test_the_style_that_word_calls_heading_1_is_used():
    def by_word(document):
        named = style.Style(name="Heading2", displayname="heading 2", family="paragraph")
        document.styles.addElement(named)

    document = load(io.BytesIO(write(REPORT, Losses(), reference_doc=template(by_word))))
    heading = document.getStyleByName("Heading_20_2")
    assert (heading.getAttribute("parentstylename"), heading.childNodes) == ("Heading2", [])


def test_the_same_template_gives_the_same_bytes_whatever_was_opened_before():
    like = template()
    data = write(REPORT, Losses(), reference_doc=like)
    foreign = changed(like, "styles.xml", b"<office:styles>", b'<office:styles xmlns:z="urn:z" z:a="1">')
    write(REPORT, Losses(), reference_doc=foreign)
    assert write(REPORT, Losses(), reference_doc=like) == data


def test_a_document_of_our_own_and_a_template_can_be_references():
    own = write(REPORT, Losses())
    assert read(write(REPORT, Losses(), reference_doc=own), Losses()) == REPORT
    ott = changed(own, "mimetype", MIME.encode(), f"{MIME}-template".encode())
    assert read(write(REPORT, Losses(), reference_doc=ott), Losses()) == REPORT


def test_other_programs_documents_can_be_references(shared):
    """Writer, Word, Google, Calligra: each is used, or refused with one of our errors."""
    used = 0
    for path in sorted((shared / "corpus" / "odt").iterdir())[::6]:
        try:
            data = write(REPORT, Losses(), reference_doc=path)
        except GireportError:
            continue
        assert read(data, Losses()) == REPORT, path.name
        used += 1
    assert used > 10


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"", GireportError, "empty"),
        (b"%PDF-1.7", WrongKindError, "PDF"),
        (b"PK\x03\x04", DamagedFileError, "zip"),
        (gireport.write(REPORT, "docx"), WrongKindError, "Word"),
        (saved(OpenDocumentSpreadsheet()), WrongKindError, "spreadsheet"),
        (without(template(), "styles.xml"), DamagedFileError, "styles.xml"),
        (changed(template(), "styles.xml", b"</office:styles>", b""), DamagedFileError, "styles.xml"),
        (changed(template(), "styles.xml", b'"12cm"', b'"wide"'), DamagedFileError, "wide"),
        (
            changed(
                template(),
                "META-INF/manifest.xml",
                b'manifest:full-path="styles.xml"',
                b'manifest:full-path="x"><manifest:encryption-data/></manifest:file-entry><manifest:file-entry',
            ),
            EncryptedFileError,
            "encrypted",
        ),
    ],
)
def test_a_file_that_cannot_be_a_template_is_refused_in_one_line(data, error, said):
    with pytest.raises(error, match=said) as caught:
        write(REPORT, Losses(), reference_doc=data)
    assert str(caught.value).startswith("the reference document: ")
    assert "\n" not in str(caught.value)
