"""Writing in the looks of another document."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.shared import Pt

from gireport.errors import DamagedFileError, GireportError, WrongKindError
from gireport.formats.docx.writer import write
from gireport.losses import Losses
from gireport.model import Cell, Heading, Image, ListItem, Meta, Note, Paragraph, Report, Table, Text, normal
from gireport.testing.strategies import RESOURCES

BODY = (
    Heading(0, (Text("标题"),)),
    Heading(1, (Text("一、总体情况"), Note((Paragraph((Text("注"),)),)))),
    Paragraph((Text("链接", (), "http://example.cn/"), Image(next(iter(RESOURCES))))),
    ListItem(0, True, 3, (Text("项"),)),
    Table(((Cell((Paragraph((Text("格"),)),)),),)),
)
REPORT = normal(Report(Meta(title="报告", organ="甲"), BODY, RESOURCES))


@pytest.fixture
def reference() -> bytes:
    """A document with text, a header, and a heading style of its own."""
    document = docx.Document()
    document.add_heading("old heading", 1)
    document.add_paragraph("old text", style="List Number")
    document.styles["Heading 1"].font.size = Pt(31)
    document.styles["Heading 1"].element.set(document.styles.element.nsmap["w"].join("{}") + "styleId", "1")
    section = document.sections[0]
    section.header.paragraphs[0].text = "header text"
    section.page_width = Pt(500)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_text_is_that_of_the_report_and_the_styles_are_those_of_the_reference(reference):
    document = docx.Document(io.BytesIO(write(REPORT, Losses(), reference_doc=reference)))
    texts = [each.text for each in document.paragraphs]
    assert texts[:2] == ["标题", "一、总体情况"]
    assert "old text" not in texts
    heading = document.paragraphs[1].style
    assert (heading.name, heading.style_id, heading.font.size) == ("Heading 1", "1", Pt(31))
    assert document.sections[0].page_width == Pt(500)
    assert document.sections[0].header.paragraphs[0].text == "header text"
    assert document.core_properties.title == "报告"
    assert document.tables[0].cell(0, 0).text == "格"
    assert document.tables[0].cell(0, 0).paragraphs[0].style.name == "Gireport Cell"
    assert document.paragraphs[2].hyperlinks[0].address == "http://example.cn/"


def test_the_lists_of_the_reference_stay_beside_those_of_the_report(reference):
    data = write(REPORT, Losses(), reference_doc=reference)
    numbering = docx.Document(io.BytesIO(data)).part.numbering_part.element
    tags = [child.tag.rpartition("}")[2] for child in numbering]
    assert tags == sorted(tags, key=["abstractNum", "num"].index)
    ids = [num.numId for num in numbering.num_lst]
    assert len(ids) == len(set(ids)) > 1


def test_the_same_reference_gives_the_same_bytes_without_a_time(reference):
    data = write(REPORT, Losses(), reference_doc=reference)
    assert write(REPORT, Losses(), reference_doc=reference) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_document_of_gireport_can_be_a_reference():
    own = write(REPORT, Losses())
    once = write(REPORT, Losses(), reference_doc=own)
    document = docx.Document(io.BytesIO(once))
    assert [each.style.name for each in document.paragraphs][:2] == ["Title", "Heading 1"]
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names))
    assert names.count("word/footnotes.xml") == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", GireportError), (b"%PDF-1.7", WrongKindError), (b"PK\x03\x04", DamagedFileError)],
)
def test_a_file_that_is_not_a_docx_is_refused(data, error):
    with pytest.raises(error):
        write(REPORT, Losses(), reference_doc=data)


def test_another_kind_of_package_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(WrongKindError, match="OpenDocument"):
        write(REPORT, Losses(), reference_doc=out.getvalue())


def test_other_programs_documents_can_be_references(shared):
    """Word, WPS, LibreOffice, templates: each is used, or refused with one of our errors."""
    used = 0
    for path in sorted((shared / "corpus" / "docx").iterdir())[::8]:
        try:
            data = write(REPORT, Losses(), reference_doc=path.read_bytes())
        except GireportError:
            continue
        assert [each.text for each in docx.Document(io.BytesIO(data)).paragraphs][:2] == [
            "标题",
            "一、总体情况",
        ]
        used += 1
    assert used > 10


def test_lists_keep_the_font_of_a_reference_that_has_no_list_style():
    empty = docx.Document()
    for style in list(empty.styles):
        if style.name.startswith("List"):
            style.delete()
    out = io.BytesIO()
    empty.save(out)
    document = docx.Document(io.BytesIO(write(REPORT, Losses(), reference_doc=out.getvalue())))
    (item,) = [each for each in document.paragraphs if each.text == "项"]
    assert (item.style.name, item.style.font.size, item.style.font.name) == ("List Paragraph", None, None)
    assert item.style.paragraph_format.line_spacing is None
