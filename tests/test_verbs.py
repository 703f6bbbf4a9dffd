"""The verbs of the library, as a script would call them."""

from __future__ import annotations

import gc

import pytest

import gireport
from gireport import errors
from gireport.losses import Losses
from gireport.model import Cell, Heading, Paragraph, Report, Table, Text

REPORT = Report(body=(Heading(0, (Text("题"),)), Paragraph((Text("a"), Text("b")))))


def test_what_is_written_is_normal_first():
    assert gireport.read(gireport.write(REPORT, "json"), "json").body[1] == Paragraph((Text("ab"),))


def test_what_normal_repairs_is_told():
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
        (lambda: gireport.read(b"words"), errors.WrongKindError, "say what it is with --from"),
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
