"""Documents of python-docx, odfpy and BeautifulSoup: as sources of a report, and as exports of one."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText, load

import gireport
from gireport import Losses
from gireport.errors import OptionError, UsageError, WrongKindError
from gireport.model import Heading, Paragraph, Report, Text
from gireport.testing.laws import assert_same
from gireport.testing.strategies import reports

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "fixtures" / "reports"
PORTAL = ROOT / "fixtures" / "portal"
REPORT = gireport.read(FOLDER / "2021.json")
ODFPY_CHANGES = re.compile(
    "[\x7f-\x84\x86-\x9f" + "".join(f"{chr(n)}{chr(n + 1)}" for n in range(0x1FFFE, 0x110000, 0x10000)) + "]"
)
"""Characters in whose place odfpy writes U+FFFD."""


def packed(report: Report, format: str) -> io.BytesIO:
    return io.BytesIO(gireport.write(report, format))


# --- sources ---------------------------------------------------------------------------------------


def test_a_document_of_python_docx_is_read_as_its_file_is():
    losses = Losses()
    assert gireport.read(docx.Document(packed(REPORT, "docx")), losses=losses) == REPORT
    assert not list(losses)


def test_a_document_of_odfpy_is_read_as_its_file_is():
    losses = Losses()
    assert gireport.read(load(packed(REPORT, "odt")), losses=losses) == REPORT
    assert not list(losses)


def test_a_document_that_is_built_with_odfpy_is_read():
    document = OpenDocumentText()
    document.text.addElement(odf_text.H(outlinelevel=1, text="一、总体情况"))
    document.text.addElement(odf_text.P(text="正文"))
    expected = (Heading(1, (Text("一、总体情况"),)), Paragraph((Text("正文"),)))
    assert gireport.read(document).body == expected


@pytest.mark.parametrize("parser", ["html.parser", "lxml"])
def test_a_document_of_beautifulsoup_is_read_as_its_page_is(parser):
    soup = BeautifulSoup(gireport.write(REPORT, "html"), parser)
    assert gireport.read(soup) == REPORT


def test_the_article_is_found_in_a_portal_page_that_beautifulsoup_parsed():
    for file in sorted(PORTAL.glob("*.html")):
        data = file.read_bytes()
        wanted, losses = gireport.read(data, "portal"), Losses()
        found = gireport.read(BeautifulSoup(data, "lxml"), losses=losses)
        assert (found.body, found.meta) == (wanted.body, wanted.meta), file.name


def test_one_element_of_a_page_is_read_whole():
    soup = BeautifulSoup("<html><p>no</p><div><h1>题</h1><p>二</p></div>", "html.parser")
    assert gireport.read(soup.div).body == (Heading(0, (Text("题"),)), Paragraph((Text("二"),)))


def test_the_encoding_that_a_page_states_is_not_that_of_the_object():
    soup = BeautifulSoup('<meta charset="gbk"><p>公开</p>'.encode("gbk"), "html.parser")
    losses = Losses()
    assert gireport.read(soup, losses=losses).body == (Paragraph((Text("公开"),)),)
    assert not list(losses)


def test_an_edit_is_in_the_report():
    document = docx.Document(packed(REPORT, "docx"))
    document.add_paragraph("加一段")
    assert gireport.read(document).body == (*REPORT.body, Paragraph((Text("加一段"),)))


def test_convert_takes_a_document_too(tmp_path):
    done = gireport.convert(docx.Document(packed(REPORT, "docx")), tmp_path / "a.json")
    assert gireport.read(tmp_path / "a.json") == done.report


def test_the_format_may_be_named_where_it_agrees():
    soup = BeautifulSoup("<title>题</title><p>文", "html.parser")
    assert gireport.read(soup, "htm").body == (Paragraph((Text("文"),)),)
    assert gireport.read(soup, "html", base_url="http://example.cn/").meta.title == "题"
    assert gireport.read(docx.Document(packed(REPORT, "docx")), "docx") == REPORT


@pytest.mark.parametrize(
    ("source", "format", "said"),
    [
        (lambda: docx.Document(), "odt", "python-docx document"),
        (lambda: OpenDocumentText(), "docx", "odfpy document"),
        (lambda: BeautifulSoup("<p>", "html.parser"), "markdown", "BeautifulSoup document"),
        (lambda: BeautifulSoup("<p>", "html.parser"), "nothing", "nothing"),
        (lambda: BeautifulSoup("<p/>", "xml"), None, "XML"),
    ],
)
def test_a_document_of_another_kind_is_refused(source, format, said):
    with pytest.raises(UsageError, match=said):
        gireport.read(source(), format)


def test_an_option_of_another_format_is_refused():
    with pytest.raises(OptionError, match="base_url"):
        gireport.read(docx.Document(packed(REPORT, "docx")), base_url="x")


def test_a_spreadsheet_of_odfpy_is_refused_as_its_file_is():
    with pytest.raises(WrongKindError) as caught:
        gireport.read(OpenDocumentSpreadsheet())
    assert caught.value.source == "odfpy document"


def test_reading_a_file_imports_none_of_the_libraries():
    code = (
        "import sys, gireport\n"
        f"gireport.read({str(FOLDER / '2021.json')!r})\n"
        "print(sorted({'docx', 'odf', 'bs4'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- export ----------------------------------------------------------------------------------------


@settings(max_examples=15)
@given(reports())
def test_a_report_comes_back_from_python_docx(report):
    losses = Losses()
    back = gireport.read(gireport.export(report, "docx", losses=losses), losses=losses)
    assert_same(report, back, "python-docx changes the report")
    assert not list(losses)


@settings(max_examples=15)
@given(reports())
def test_a_report_comes_back_from_odfpy(report):
    text = ODFPY_CHANGES.sub("x", gireport.write(report, "json").decode())
    held, losses = gireport.read(text.encode(), "json"), Losses()
    back = gireport.read(gireport.export(held, "odt", losses=losses), losses=losses)
    assert_same(held, back, "odfpy changes the report")
    assert not list(losses)


def test_an_edit_by_python_docx_is_in_what_is_read_back():
    document = gireport.export(REPORT, "docx")
    document.paragraphs[0].add_run("（修订）")
    back = gireport.read(document)
    assert back.body[1:] == REPORT.body[1:]
    assert back.body[0] == Heading(
        0,
        (
            *REPORT.body[0].content[:-1],
            Text("".join(one.text for one in REPORT.body[0].content) + "（修订）"),
        ),
    )


def test_an_edit_by_odfpy_is_in_what_is_read_back():
    document = gireport.export(REPORT, "odt")
    document.text.addElement(odf_text.P(stylename="Text_20_body", text="附件：无"))
    assert gireport.read(document).body == (*REPORT.body, Paragraph((Text("附件：无"),)))


def test_export_takes_the_options_of_the_writer():
    like = docx.Document()
    like.sections[0].header.paragraphs[0].text = "页眉"
    out = io.BytesIO()
    like.save(out)
    document = gireport.export(REPORT, "docx", reference_doc=out.getvalue())
    assert document.sections[0].header.paragraphs[0].text == "页眉"


@pytest.mark.parametrize("kind", ["html", "pdf", None, 3])
def test_a_report_is_exported_to_no_other_kind(kind):
    with pytest.raises(UsageError, match="kind of document"):
        gireport.export(REPORT, kind)


# --- the page --------------------------------------------------------------------------------------


def test_the_examples_of_the_page_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("report.docx").write_bytes(gireport.write(REPORT, "docx"))
    Path("page.html").write_bytes(gireport.write(REPORT, "html"))
    text = (ROOT / "docs" / "objects.md").read_text("utf-8")
    examples = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    assert len(examples) == 5
    made = []
    for code in examples:
        scope: dict[str, object] = {}
        exec(compile(code, "objects.md", "exec"), scope)
        made.append(scope)
    assert "联系电话" in str(made[0]["report"])
    assert "（单位：件）" in str(gireport.read("edited.docx").body)
    assert [type(block) for block in made[2]["report"].body] == [Heading, Paragraph]
    assert gireport.read("edited.odt").body[-1] == Paragraph((Text("附件：无"),))
    assert made[4]["report"] == REPORT
    assert len(made[4]["table"].body) == 1
