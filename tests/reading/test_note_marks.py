"""Notes with their own marks: every format keeps and shows the mark, and counts only the other notes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.losses import Losses
from gireport.model import LineBreak, Meta, Note, Paragraph, Report, Table, Text, normal
from gireport.model.types import Cell
from gireport.plugins.registry import Registry
from gireport.reading.note_marks import NoteCounter, own_mark, with_mark, without_mark

FORMATS = {format_.name: format_ for format_ in Registry().formats}
BUILT_IN = ("docx", "odt", "html", "markdown", "json")

marks = st.sampled_from(["*", "†", "①", "注", "1", "5", "iii", "[a]", "（1）", "<&>", "**"])
rests = st.sampled_from(
    [
        (),
        (Text(" 甲"),),
        (Text("  两个空格"),),
        (Text(" "), Text("粗", ("bold",))),
        (Text(" "), LineBreak(), Text("行")),
        (Text(" * 又一个"),),
        (Text("紧跟"),),
        (Text(" "),),
    ]
)
marked = st.builds(
    lambda mark, rest, align, more, kind: Note(
        (Paragraph((Text(mark, ("superscript",)), *rest), align), *more), kind
    ),
    marks,
    rests,
    st.sampled_from([None, "center"]),
    st.sampled_from([(), (Paragraph((Text("第二段"),)),), (Table(((Cell(),),)),)]),
    st.sampled_from(["footnote", "endnote"]),
)
plain = st.builds(
    lambda text, kind: Note((Paragraph((Text(text),)),), kind),
    st.sampled_from(["甲", "乙", "1 丙"]),
    st.sampled_from(["footnote", "endnote"]),
)


@st.composite
def reports(draw):
    content = []
    for number, note in enumerate(draw(st.lists(marked | plain, min_size=1, max_size=5))):
        mark = own_mark(note)
        doubled = bool(mark) and draw(st.booleans())
        content += [Text(f"文{number}"), *([Text(mark, ("superscript",))] if doubled else []), note]
    return normal(Report(Meta(), (Paragraph(tuple(content)),)))


@pytest.mark.parametrize("name", BUILT_IN)
@given(report=reports())
def test_notes_with_marks_come_back_from_every_format(name, report):
    losses = Losses()
    data = FORMATS[name].writer(report, losses)
    assert FORMATS[name].reader(data, losses).body == report.body
    assert list(losses) == []


@given(note=marked)
def test_a_note_without_its_mark_gets_it_back_unchanged(note):
    if own_mark(note):
        assert with_mark(without_mark(note), own_mark(note)) == note.content


@pytest.fixture
def report():
    """A numbered note, one marked by a star, and a numbered one."""
    notes = [
        Note((Paragraph((Text("甲"),)),)),
        Note((Paragraph((Text("*", ("superscript",)), Text(" 乙"))),)),
        Note((Paragraph((Text("丙"),)),)),
    ]
    content = [inline for note in notes for inline in (Text("文"), note)]
    return normal(Report(Meta(), (Paragraph(tuple(content)),)))


def test_a_page_shows_the_mark_and_counts_the_next_note_without_it(report):
    page = FORMATS["html"].writer(report, Losses()).decode()
    assert re.findall(r'role="doc-noteref">([^<]*)<', page) == ["1", "&#42;", "2"]
    items = re.findall(r"<li [^>]*>", page)
    assert items == ['<li id="fn-1">', '<li id="fn-2" style="list-style:none">', '<li id="fn-3" value="2">']


def test_a_docx_has_the_mark_after_the_reference_and_no_number_in_the_note(report):
    package = zipfile.ZipFile(BytesIO(FORMATS["docx"].writer(report, Losses())))
    assert (
        '<w:footnoteReference w:customMarkFollows="true" w:id="2"/><w:t>*</w:t>'
        in package.read("word/document.xml").decode()
    )
    assert package.read("word/footnotes.xml").decode().count("<w:footnoteRef/>") == 2


def test_an_odt_has_the_mark_as_a_label_and_once(report):
    content = zipfile.ZipFile(BytesIO(FORMATS["odt"].writer(report, Losses()))).read("content.xml").decode()
    assert re.findall("<text:note-citation[^>]*>[^<]*<", content) == [
        "<text:note-citation>1<",
        '<text:note-citation text:label="*">*<',
        "<text:note-citation>2<",
    ]
    assert content.count("*") == 2


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("*含上年。", "* 含上年。"),
        ("* 含上年。", "* 含上年。"),
        ("*\t含上年。", "* 含上年。"),
        ("含上年。", "* 含上年。"),
    ],
)
def test_a_mark_that_the_author_typed_in_the_note_is_not_added_again(content, kept):
    note, moved = NoteCounter().keep_mark(Note((Paragraph((Text(content),)),)), "*")
    assert (own_mark(note), moved) == ("*", True)
    assert "".join(inline.text for inline in note.content[0].content) == kept


def test_a_number_at_the_start_of_a_word_is_text_and_not_the_mark():
    note, _ = NoteCounter().keep_mark(Note((Paragraph((Text("5月起。"),)),)), "5", 5)
    assert "".join(inline.text for inline in note.content[0].content) == "5 5月起。"


def test_a_mark_in_the_text_and_in_the_note_is_written_once(report):
    note = next(each for each in report.body[0].content if isinstance(each, Note) and own_mark(each))
    body = (Paragraph((Text("文"), Text("*", ("superscript",)), note)),)
    doubled = normal(Report(Meta(), body))
    page = FORMATS["html"].writer(doubled, Losses()).decode()
    assert re.findall("<p>文(.*)</p>", page) == [
        '<sup><a href="#fn-1" id="fnref-1" role="doc-noteref" data-gireport-mark="">&#42;</a></sup>'
    ]
