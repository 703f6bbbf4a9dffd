"""The laws for ODT, with more examples than the suite over all formats gives them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gireport.errors import GireportError
from gireport.formats.odt import FORMAT
from gireport.formats.odt.reader import read
from gireport.formats.odt.writer import write
from gireport.losses import Losses
from gireport.model import (
    Block,
    Cell,
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
from gireport.testing.strategies import reports


def report(*body: Block) -> Report:
    return normal(Report(body=body))


ONE = Table(((Cell(),),))
DEEP = ONE
for _ in range(31):
    DEEP = Table(((Cell((DEEP,)),),))


@given(reports())
@example(report(ONE, ONE))
@example(report(Table(((Cell((ONE, Paragraph())), Cell((ONE,))),))))
@example(report(Paragraph((Note((ONE, Rule(), ONE)), Note((Paragraph(), Paragraph()))))))
@example(report(PageBreak(), Paragraph(), Rule(), Rule(), PageBreak()))
@example(report(ListItem(0, True, 1), ListItem(1, False), ListItem(1, True, 1), ListItem(0, True, 2)))
@example(report(Paragraph((Image("#x"), Image("../a b"), Text("x", (), "../../y"), Text("z", (), "/r")))))
@example(report(DEEP))
@example(report(Paragraph((Note((DEEP.rows[0][0].content[0],)),))))
def test_a_report_comes_back_equal_and_without_a_loss(report: Report) -> None:
    """Laws 1 and 3"""
    laws.round_trip(FORMAT, report)
    laws.idempotent(FORMAT, report)


@given(reports())
def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    """Law 4"""
    laws.deterministic(FORMAT, report)


@given(reports(most=2), st.data())
def test_a_document_with_damage_is_read_or_refused(report: Report, data: st.DataObject) -> None:
    """Law 8: characters of the text's part are changed, so that most of it still parses."""
    archive = zipfile.ZipFile(io.BytesIO(write(report, Losses())))
    content = bytearray(archive.read("content.xml"))
    tags = [index for index, byte in enumerate(content) if byte in b"<\"'= :" and index > 800]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from(tags))
        content[at + 1 : at + 1 + data.draw(st.integers(0, 12))] = data.draw(
            st.sampled_from((b"", b"text:", b"9999999999", b"table:", b"/", b'"', b"p", b"-1", b"covered-"))
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as changed:
        for name in archive.namelist():
            changed.writestr(name, bytes(content) if name == "content.xml" else archive.read(name))
    laws.only_our_errors(lambda data: read(data, Losses()), buffer.getvalue())


def test_a_table_nested_deeper_than_a_report_may_is_refused() -> None:
    """Law 8"""
    deeper = Table(((Cell((DEEP,)),),))
    data = write(Report(body=(deeper,)), Losses())
    with pytest.raises(GireportError, match="nest deeper"):
        read(data, Losses())
