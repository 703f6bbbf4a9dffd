"""Damaged, encrypted and oversized PDFs: one clear error, nothing else (law 8)."""

from __future__ import annotations

import contextlib

import pytest
from handmade_pdf import assembled, encrypted, line, objects, pdf, picture, stream, text
from hypothesis import given, settings
from hypothesis import strategies as st

from gireport.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    GireportError,
    LimitError,
    ReadError,
    WrongKindError,
)
from gireport.losses import Losses
from gireport.model import Report
from gireport_pdf import limits
from gireport_pdf.pdfium.budget import LIMITS
from gireport_pdf.pdfium.streams import _check_forms, _Form, check_streams
from gireport_pdf.reader import read

GOOD = pdf(
    text(80, 100, "总体情况。") + line(80, 200, 200, 200) + line(80, 220, 200, 220) + picture(80, 300, 50, 50)
)


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", EmptyFileError, "空"),
        (b"hello", WrongKindError, "不是 PDF"),
        (b"\x89PNG\r\n\x1a\n", WrongKindError, "不是 PDF"),
        (b"%PDF-1.7\nnothing", DamagedFileError, "损坏"),
        (GOOD[:600], DamagedFileError, "损坏"),
        (encrypted(text(80, 100, "总体情况。"), b"secret"), EncryptedFileError, "密码"),
        (pdf(picture(0, 0, 595, 842)), ReadError, "只有扫描图像"),
        (pdf(""), ReadError, "没有可以读取的文字"),
    ],
    ids=["empty", "text", "png", "header alone", "cut short", "password", "scans alone", "blank"],
)
def test_bad_input_is_refused_with_its_reason(data: bytes, kind: type[ReadError], words: str) -> None:
    with pytest.raises(kind) as caught:
        read(data, Losses())
    assert words in caught.value.message("zh")


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    report = read(encrypted(text(80, 100, "总体情况。"), b""), Losses())
    assert "总体情况。" in str(report.body)


def many(content: bytes, pages: int = 1) -> bytes:
    made = objects("")
    made[9] = stream(content)
    page = made[8].replace(b"9 0 R", b"")
    kids = b"9 0 R " * pages
    made[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)
    assert page
    return assembled(made)


def nested(depth: int, draws: int) -> bytes:
    """Forms that draw one another `draws` times each."""
    made = [*objects("/X9 Do")]
    made[8] = made[8].replace(b"/P 8 0 R", b"/X9 11 0 R")
    for number in range(11, 11 + depth):
        content = b"/A Do " * draws if number < 10 + depth else b"0 0 9 9 re f"
        inner = f"/XObject<</A {number + 1} 0 R>>"
        made.append(stream(content, f"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<<{inner}>>"))
    return assembled(made)


def naming_each_other(count: int) -> bytes:
    """Forms that all have the same resources: two objects that name every form."""
    first = 13
    numbers = range(first, first + count)
    halves = [b"".join(b"%d 0 R " % one for one in half) for half in (numbers[::2], numbers[1::2])]
    made = [*objects(""), *halves]
    form = b"<</Subtype/Form/Resources 11 0 R/XObject 12 0 R>>stream\n/A Do\nendstream"
    return assembled([*made, *[form] * count])


@pytest.mark.parametrize(
    ("data", "limit"),
    [
        (many(b"0 0 m 9 9 l S\n" * 310_000), limits.OBJECTS),
        (many(b"0 0 m " + b"9 9 l\n" * 310_000 + b"S"), limits.SEGMENTS),
        (many(b" " * 140_000_000), limits.INFLATED),
        (many(b"", 10_000), limits.PAGES),
        (nested(12, 10), limits.FORMS),
        (naming_each_other(900), limits.REFERENCES),
        (
            many(b"".join(b"%g 0 m %g 2000 l S 0 %g m 2000 %g l S\n" % ((n * 4,) * 4) for n in range(500))),
            limits.CROSSINGS,
        ),
    ],
    ids=["a million paths", "one endless path", "inflated", "10,000 pages", "forms", "references", "lines"],
)
def test_what_is_too_large_is_refused_with_the_limit(data: bytes, limit: int) -> None:
    with pytest.raises(LimitError) as caught:
        read(data, Losses())
    assert str(limit) in caught.value.message("en")


def test_the_end_of_a_stream_is_looked_for_once_when_there_is_none() -> None:
    searches = []

    class Counted(bytes):
        def find(self, *args: object) -> int:
            searches.append(args)
            return super().find(*args)  # type: ignore[arg-type]

    check_streams(Counted(b"%PDF-1.4\n" + b"stream\n" * 100))
    assert len(searches) == 1
    searches.clear()
    check_streams(Counted(b"%PDF-1.4\n" + b"stream\nendstream\n" * 3 + b"stream\n" * 100))
    assert len(searches) == 4


@pytest.mark.parametrize("first", range(12))
def test_forms_that_draw_one_another_both_ways_hide_nothing(first: int) -> None:
    row = [*range(first, 12), *range(first)]
    with pytest.raises(LimitError):
        _check_forms({number: _Form(5, frozenset({number - 1, number + 1})) for number in row})


def test_a_form_that_draws_itself_is_no_circle_of_others() -> None:
    _check_forms({1: _Form(400, frozenset({1, 2})), 2: _Form(400, frozenset({2}))})
    with pytest.raises(LimitError):
        _check_forms({1: _Form(500, frozenset({1, 2})), 2: _Form(500, frozenset({2}))})


def test_the_children_of_a_form_are_gone_through_three_times_at_most() -> None:
    walks = []

    class Children(frozenset[int]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            walks.append(self)
            return super().__iter__()

    _check_forms({number: _Form(1, Children(range(60))) for number in range(60)})
    assert len(walks) <= 180


def test_too_many_characters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "CHARACTERS", 4)
    with pytest.raises(LimitError, match="4 characters"):
        read(GOOD, Losses())


@settings(deadline=None)
@given(st.data())
def test_any_change_of_a_file_gives_a_report_or_one_error(data: st.DataObject) -> None:
    changed = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place : place + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    with contextlib.suppress(GireportError):
        assert isinstance(read(bytes(changed), Losses()), Report)
