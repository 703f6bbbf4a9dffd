"""The laws of gireport, as far as a plain text can hold them."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gireport.losses import Losses
from gireport.model import Cell, Heading, Paragraph, Report, Table, Text, normal
from gireport.plugins.registry import Registry
from gireport.testing import laws
from gireport.testing.contract import contract
from gireport.testing.strategies import reports
from gireport_text import FORMAT
from gireport_text.reader import read
from gireport_text.writer import write

RELAXED = settings(deadline=None, suppress_health_check=list(HealthCheck))

WORDS = st.text(
    st.sampled_from("甲乙丙丁年度公开申请0123，《》 \u3000\t\u2028"), min_size=1, max_size=12
).filter(lambda text: not text.startswith("\t"))
SENTENCES = WORDS.map(lambda text: f"{text}。")
DUMP = st.text(st.sampled_from("\t\t\n\n一、（）甲[bookmark: x]0年2024月日1\ufeff\x0c\r"), max_size=60)


@st.composite
def plain_reports(draw: st.DrawFn) -> Report:
    """Reports of what a dump can say: a title, sections, sentences, tables without merged cells."""
    columns = draw(st.integers(1, 4))
    cells = st.lists(SENTENCES | WORDS, min_size=1, max_size=2).map(
        lambda texts: Cell(tuple(Paragraph((Text(text),)) for text in texts))
    )
    rows = st.lists(st.tuples(*[cells] * columns), min_size=1, max_size=4).map(tuple)
    block = st.one_of(
        SENTENCES.map(lambda text: Paragraph((Text(text),))),
        st.sampled_from("一二三四").map(lambda numeral: Heading(1, (Text(f"{numeral}、情况"),))),
        rows.map(Table),
    )
    return normal(Report(body=(Heading(0, (Text("青溪县报告"),)), *draw(st.lists(block, max_size=5)))))


# A dump has no empty paragraph, and knows titles, headings and signatures by their text alone.
TestText = contract(FORMAT, floor=plain_reports())


@RELAXED
@given(plain_reports())
def test_a_report_of_sentences_and_tables_settles_in_a_dump(report):
    laws.idempotent(FORMAT, report)


@RELAXED
@given(reports(most=3))
def test_any_report_is_written_the_same_each_time_and_settles(report):
    laws.deterministic(FORMAT, report)
    laws.idempotent(FORMAT, report)


@RELAXED
@given(st.binary(max_size=80) | DUMP.map(str.encode) | DUMP.map(lambda text: text.encode("gb18030")))
def test_any_bytes_give_a_normal_report_or_our_error(data):
    laws.only_our_errors(lambda some: read(some, Losses()), data)


@RELAXED
@given(DUMP)
def test_what_is_read_and_written_settles(text):
    """Law 3 from the side of the file: writing, reading and writing again changes no byte."""
    if not text.strip():
        return
    report = laws.only_our_errors(lambda some: read(some, Losses()), text.encode())
    if report is not None:
        data = write(report, Losses())
        assert write(read(data, Losses()), Losses()) == data


def test_the_plugin_is_found_through_its_entry_point():
    registry = Registry()
    found = registry.named("text")  # the same format, its functions guarded
    assert (found.name, found.title, found.suffixes) == (FORMAT.name, FORMAT.title, FORMAT.suffixes)
    assert [plugin.state for plugin in registry.plugins if plugin.name == "text"] == ["loaded"]
