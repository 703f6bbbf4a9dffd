"""The verbs of the library, as a script would call them."""

from __future__ import annotations

import datetime
import gc
import io
import pickle
from pathlib import Path

import pytest
from hypothesis import given

import gireport
from gireport import errors
from gireport.losses import Losses
from gireport.model import Cell, Heading, Meta, Note, Paragraph, Report, Table, Text, walk
from gireport.model.typed import check_types
from gireport.testing.strategies import reports

REPORTS = Path(__file__).resolve().parents[1] / "fixtures" / "reports"
JSON = b'{"gireport": "1"}'
REPORT = Report(body=(Heading(0, (Text("题"),)), Paragraph((Text("a"), Text("b")))))


def test_what_is_written_is_normal_first():
    assert gireport.read(gireport.write(REPORT, "json"), "json").body[1] == Paragraph((Text("ab"),))


def test_what_normal_repairs_is_reported():
    losses = Losses()
    gireport.write(Report(body=(Table(((Cell(), Cell()), (Cell(),))),)), "json", losses=losses)
    assert [loss.code for loss in losses] == ["grid-filled"]


def test_convert_tells_the_report_and_the_losses(tmp_path):
    source = tmp_path / "a.html"
    source.write_text('<!DOCTYPE html><p><a href="javascript:x()">文</a></p>', "utf-8")
    done = gireport.convert(source, tmp_path / "b.json")
    assert done.report.body == (Paragraph((Text("文"),)),)
    assert [loss.code for loss in done.losses] == ["unsafe-link"]
    assert gireport.read(tmp_path / "b.json") == done.report


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: gireport.write(REPORT, "dox"), errors.UsageError, "did you mean docx?"),
        (
            lambda: gireport.write(REPORT, "json", fragment=True),
            errors.UsageError,
            "json has no option 'fragment'",
        ),
        (
            lambda: gireport.read("none.json", base_url="u"),
            errors.OptionError,
            "json has no option 'base_url'",
        ),
        (lambda: gireport.read("a\0b.docx"), errors.ReadError, "a\\x00b.docx: the file name has a character"),
        (
            lambda: gireport.read("\ud800.docx"),
            errors.ReadError,
            "\\ud800.docx: the file name has a character",
        ),
        (lambda: gireport.read(7), errors.UsageError, "not from a int"),
        (lambda: gireport.read(io.StringIO("{}")), errors.UsageError, "not from a StringIO"),
        (
            lambda: gireport.convert(JSON, "a\0b.json"),
            errors.WriteError,
            "a\\x00b.json: the file name has a character",
        ),
        (
            lambda: gireport.write(REPORT, "docx", reference_doc="no.docx"),
            errors.ReadError,
            "no.docx: it cannot",
        ),
        (
            lambda: gireport.write(REPORT, "docx", reference_doc=b"%PDF-1.7"),
            errors.WrongKindError,
            "the reference document: this is a PDF",
        ),
        (
            lambda: gireport.convert(JSON, io.StringIO(), to_format="html"),
            errors.UsageError,
            "to a path or a file of bytes, not to a StringIO",
        ),
        (lambda: gireport.convert(JSON, "/dev/full", to_format="json"), errors.WriteError, "(make room"),
        (lambda: gireport.convert(JSON, "x" * 300 + ".json"), errors.WriteError, "(choose a shorter name)"),
        (lambda: gireport.convert(JSON, None, to_format="html"), errors.UsageError, "not to a NoneType"),
        (lambda: gireport.check("a.docx"), errors.ModelError, "a str is not a report (read it first)"),
        (lambda: gireport.check(REPORT, b"x"), errors.ModelError, "a bytes is not a report (read it first)"),
        (lambda: gireport.check(REPORT, units=["a.docx"]), errors.ModelError, "a str is not a report"),
        (lambda: gireport.figures("a.docx"), errors.ModelError, "a str is not a report (read it first)"),
        (lambda: gireport.normal("a.docx"), errors.ModelError, "a str is not a report (read it first)"),
        (lambda: gireport.read(JSON, 7), errors.UsageError, "called by its name, not by a int"),
        (lambda: gireport.read(JSON, losses=[]), errors.UsageError, "a gireport.Losses, not a list"),
        (
            lambda: gireport.write(REPORT, None),
            errors.UsageError,
            "no format is named to write (name the format",
        ),
        (
            lambda: gireport.convert(JSON, "a.md", drop_bookmarks=7),
            errors.UsageError,
            "a pattern of names, not a int",
        ),
        (
            lambda: gireport.batch("\ud800.docx", "html", "out"),
            errors.UsageError,
            "no file can have this name",
        ),
        (
            lambda: gireport.batch([], "html", "a\0b"),
            errors.UsageError,
            "the output folder contains bytes that are not valid text",
        ),
        (
            lambda: gireport.read(b"words"),
            errors.WrongKindError,
            "neither its name nor its content says what it is",
        ),
        (lambda: gireport.read(b"{", "json"), errors.ModelError, "not JSON"),
        (
            lambda: gireport.read("/no/such/file.docx"),
            errors.ReadError,
            "/no/such/file.docx: it cannot be read",
        ),
    ],
)
def test_what_is_wrong_is_one_of_our_errors(call, error, said):
    with pytest.raises(error) as caught:
        call()
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["docx", "html", "json"])
def test_nothing_that_a_reading_made_is_kept_in_a_circle(name):
    """A worker of a batch collects seldom: a document in a circle, with its tree, would wait for that."""
    data = gireport.write(gireport.read(REPORTS / "2021.json"), name)
    gireport.check(gireport.read(data, name))
    gc.collect()
    gc.disable()
    try:
        gireport.check(gireport.read(data, name))
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "call",
    [
        lambda: gireport.write(REPORT, "html", colour=1),
        lambda: gireport.read(b""),
        lambda: gireport.read(b"{", "json"),
    ],
)
def test_an_error_comes_whole_out_of_another_process(call):
    with pytest.raises(errors.GireportError) as caught:
        call()
    caught.value.source = "a.docx"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again), vars(again)) == (caught.type, str(caught.value), vars(caught.value))


def test_one_code_to_switch_off_needs_no_list():
    blank = gireport.statutory.blank_report("县局", 2024)
    codes = {finding.code for finding in gireport.check(blank, off="GI202")}
    assert codes
    assert "GI202" not in codes


def test_the_cycle_collector_is_as_it_was_afterwards():
    assert gc.isenabled()
    gireport.read(gireport.write(REPORT, "docx"), "docx")
    assert gc.isenabled()
    with pytest.raises(errors.ModelError):
        gireport.read(b"{", "json")
    assert gc.isenabled()
    gc.disable()
    try:
        gireport.write(REPORT, "json")
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("made", "where"),
    [
        (lambda: Report(meta=Meta(year="2023")), "$.meta.year"),
        (lambda: Report(meta=Meta(keywords="一、二")), "$.meta.keywords"),
        (lambda: Report(meta=Meta(published=datetime.date(2024, 1, 1))), "$.meta.published"),
        (lambda: Report(meta=Meta(extra={"a": 1})), "$.meta.extra"),
        (lambda: Report(meta=Meta(extra="a")), "extra must be a mapping"),
        (lambda: Report(meta=Meta(extra={1: "a", "b": "c"})), "the keys of extra"),
        (lambda: Report(meta=None), "$.meta"),
        (lambda: Report(body=("text",)), "$.body[0]"),
        (lambda: Report(body=(Paragraph((Text(5),)),)), "$.body[0].content[0].text"),
        (lambda: Report(body=(Paragraph((Text(b"x"),)),)), "$.body[0].content[0].text"),
        (lambda: Report(body=(Paragraph((Text("x", link=object()),)),)), "a object cannot be here"),
        (lambda: Report(body=(Paragraph("text"),)), "$.body[0].content"),
        (lambda: Report(body=(Heading(True),)), "$.body[0].level"),
        (lambda: Report(body=(Paragraph((Note(kind="margin"),)),)), "$.body[0].content[0].kind"),
        (lambda: "a report", "a str is not a report"),
    ],
)
@pytest.mark.parametrize("format", ["json", "docx"])
def test_a_value_of_the_wrong_type_is_refused_with_its_place(made, where, format):
    with pytest.raises(errors.ModelError) as caught:
        gireport.write(made(), format)
    assert where in str(caught.value)


@given(reports())
def test_every_report_is_of_the_right_types(report):
    check_types(report)


def test_sequences_of_any_kind_make_a_report():
    assert gireport.write(Report(body=[Paragraph([Text("a")])]), "json") == gireport.write(
        Report(body=(Paragraph((Text("a"),)),)), "json"
    )


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, io.BytesIO])
def test_any_kind_of_bytes_is_read(kind):
    assert gireport.read(kind(JSON)) == Report()
    assert gireport.convert(kind(JSON), io.BytesIO(), to_format="html").report == Report()


def test_convert_gives_each_format_its_options(tmp_path):
    source, target, losses = tmp_path / "a.html", io.BytesIO(), Losses()
    source.write_text('<!DOCTYPE html><p><a href="b">文</a><a href="javascript:x()">x</a></p>', "utf-8")
    done = gireport.convert(
        source, target, to_format="html", losses=losses, base_url="https://example.cn/a/", fragment=True
    )
    assert target.getvalue().split(b"<p>")[1].startswith(b'<a href="https://example.cn/a/b">')
    assert tuple(losses) == done.losses
    assert [loss.code for loss in losses] == ["unsafe-link"]


def test_convert_takes_a_reference_document_by_its_path(tmp_path):
    (tmp_path / "like.docx").write_bytes(gireport.write(REPORT, "docx"))
    gireport.convert(JSON, tmp_path / "b.docx", reference_doc=str(tmp_path / "like.docx"))
    assert gireport.read(tmp_path / "b.docx") == Report()


def test_an_option_of_neither_format_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(errors.OptionError, match="html has no option 'colour'"):
        gireport.convert(tmp_path / "none", tmp_path / "b.html", colour="red")
    with pytest.raises(errors.OptionError, match="json to html has no option 'base_url'"):
        gireport.convert(tmp_path / "none.json", tmp_path / "b.html", base_url="u")


@pytest.mark.parametrize(
    "start", ["<a name='top'></a>", "<span>甲</span>", "<br>", "<img src='x.png'>", "\n<u>甲</u>"]
)
def test_a_fragment_that_is_named_as_a_page_is_one_whatever_tag_it_begins_with(tmp_path, start):
    path = tmp_path / "fragment.html"
    path.write_text(f"{start}<p># 乙</p>", encoding="utf-8")
    assert walk.text(gireport.read(path)).splitlines()[-1] == "# 乙"


def test_an_option_that_the_reader_of_a_dump_named_md_lacks_is_refused(tmp_path):
    dump = tmp_path / "dump.md"
    dump.write_bytes((REPORTS / "2021.txt").read_bytes())
    assert gireport.read(dump)
    with pytest.raises(errors.OptionError):
        gireport.read(dump, base_url="http://a.example/")
    with pytest.raises(errors.OptionError):
        gireport.convert(dump, tmp_path / "x.json", base_url="http://a.example/")


@pytest.mark.parametrize("tag", [b"<o:p></o:p>", b"<st1:chsdate>", b"<custom>"])
def test_a_fragment_that_begins_with_any_tag_is_read_as_its_name_says(tmp_path, tag):
    page = tmp_path / "a.html"
    page.write_bytes(tag + b"\n\n| a | b |\n| - | - |\n")
    assert gireport.read(page).body


def test_a_batch_refuses_options_of_another_type_and_an_unknown_language():
    with pytest.raises(errors.UsageError, match="how must be a"):
        gireport.batch(["a.docx"], "html", "out", {"jobs": 2})
    with pytest.raises(errors.UsageError, match="there is no language 'fr'"):
        gireport.batch(["a.docx"], "html", "out", language="fr")
