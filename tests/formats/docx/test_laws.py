"""The laws for docx, with more examples than the suite over all formats gives them."""

from __future__ import annotations

import io
import zipfile

from hypothesis import example, given
from hypothesis import strategies as st

from gireport.formats.docx import FORMAT
from gireport.losses import Losses
from gireport.model import (
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
from gireport.testing import laws
from gireport.testing.strategies import RESOURCES, reports


def report(*body) -> Report:
    return normal(Report(body=tuple(body), resources=RESOURCES))


INNER = Table(((Cell(),),))
EDGES = (BookmarkStart("甲", (0, 1)), BookmarkEnd("甲"))


@given(reports())
@example(report())
@example(report(Paragraph()))
@example(report(INNER))
@example(report(INNER, INNER, Paragraph()))
@example(report(INNER, Paragraph(), Paragraph()))
@example(report(Table(((Cell((INNER,)), Cell((INNER, Paragraph()))),))))
@example(report(Table(((Cell((INNER, Paragraph(), Paragraph())), Cell((Paragraph(), INNER))),))))
@example(report(Table(((Cell((INNER, INNER, Paragraph((), "left"))), Cell((Paragraph(EDGES),))),))))
@example(report(Table(((Cell((PageBreak(),)), Cell((Rule(),))),), caption=EDGES)))
@example(report(Paragraph((Note(), Note((INNER,)), Note((Rule(),), "endnote")))))
@example(report(Paragraph((Note((Paragraph((), "right"),)), Note((Heading(1, (Text(" "),)),))))))
@example(report(Paragraph((Note((Paragraph((Text(" "),)),)), Note((ListItem(0, True, 7),))))))
@example(
    report(
        ListItem(0, True, 0), ListItem(0, True, 0), ListItem(1), ListItem(1, True, 1), ListItem(0, True, 2)
    )
)
@example(report(Table(((Cell(), Cell(), Cell(colspan=2)),), (1, 2, 3, 994))))
@example(
    report(Paragraph((Image(next(iter(RESOURCES)), "", 7, None, "#x"), Text("a", ("underline",), "#x"))))
)
@example(report(Heading(0), Heading(3, EDGES), Rule(), PageBreak(), PageBreak(), Paragraph((), "center")))
def test_a_report_comes_back_from_docx(report):
    """Law 1."""
    laws.round_trip(FORMAT, report)


@given(reports())
def test_what_was_read_is_written_with_the_same_bytes(report):
    """Law 3."""
    laws.idempotent(FORMAT, report)


@given(reports())
def test_the_same_report_is_the_same_bytes(report):
    """Law 4."""
    laws.deterministic(FORMAT, report)


@given(reports(most=3))
def test_a_written_document_is_recognised_by_its_bytes(report):
    assert FORMAT.writer is not None
    assert FORMAT.sniff(FORMAT.writer(report, Losses()))


@given(reports(most=2), st.data())
def test_a_document_with_damaged_parts_gives_a_report_or_one_of_our_errors(report, data):
    """Law 8: parts with bytes replaced, put back into a sound zip, so that the damage reaches the XML."""
    assert FORMAT.writer is not None
    assert FORMAT.reader is not None
    with zipfile.ZipFile(io.BytesIO(FORMAT.writer(report, Losses()))) as archive:
        members = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    victim = members[data.draw(st.sampled_from(sorted(members)))]
    pieces = st.sampled_from(
        [b"", b'"', b"<", b"/>", b"0", b"-1", b"w:tbl", b"rId1", b"99999999999", b"</w:p>"]
    )
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, max(len(victim) - 1, 0)))
        victim[place : place + data.draw(st.integers(0, 5))] = data.draw(pieces)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, bytes(content))
    reader = FORMAT.reader
    laws.only_our_errors(lambda given: reader(given, Losses()), out.getvalue())
