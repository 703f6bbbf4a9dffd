"""Each sheet has a name that Excel allows, that no other sheet has, and that says what its table is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gireport.model import Cell, Heading, Paragraph, Report, Table, Text, normal
from gireport.testing.strategies import texts
from gireport_xlsx.sheet_names import LONGEST, SheetNames, is_default, titled_tables


def blocks(*texts_):
    """A body: `#` begins a heading, `T` is a table, `T题` a table with a caption."""
    made = []
    for text in texts_:
        if text.startswith("T"):
            made.append(Table(((Cell(),),), caption=(Text(text[1:]),) if text[1:] else ()))
        else:
            made.append(Heading(1, (Text(text[1:]),)) if text[0] == "#" else Paragraph((Text(text),)))
    return [name for _, _, name, _ in titled_tables(normal(Report(body=tuple(made))))]


@given(st.lists(texts(), max_size=6))
def test_any_titles_give_names_that_excel_allows(titles):
    names = SheetNames()
    given_names = [names.allowed(title, number) for number, title in enumerate(titles, 1)]
    assert len({name.casefold() for name in given_names}) == len(titles)
    for name in given_names:
        assert 0 < len(name.encode("utf-16-le")) <= 2 * LONGEST
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() != "history"


def test_the_caption_or_the_heading_or_a_short_paragraph_names_a_table():
    long = "本年度共收到政府信息公开申请若干件，具体情况如下表所示，请参阅下面的表格和说明文字。"
    named = blocks("#一、概述", "正文", "T", "T", "表格一", "T", long, "T")
    assert named == ["一、概述", "表2", "表格一", "表4"]
    assert blocks("#一、概述", "T申请情况", "#一、概述", "T") == ["申请情况", "一、概述"]
    assert blocks("#同名", "T", "#同名", "T") == ["同名", "同名 (2)"]
    assert blocks("#收件/办件：[2024]?", "T") == ["收件／办件：［2024］？"]


def test_names_that_programs_give_are_no_titles():
    assert all(map(is_default, ["Sheet1", "工作表 2", "表3", "sheet12", "Sheet", "Table 1"]))
    assert not any(map(is_default, ["二、主动公开", "Sheets", "表", "2024", "表一"]))
