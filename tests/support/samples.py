"""One report with everything that a report can hold."""

from __future__ import annotations

from gireport.model import (
    MARKS,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    LineBreak,
    ListItem,
    Meta,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    normal,
)
from gireport.testing.strategies import NASTY_TEXTS, RESOURCES

_KEYS = list(RESOURCES)


def _cell(*texts: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(tuple(Paragraph((Text(text),)) for text in texts), colspan, rowspan)


_INNER = Table(((_cell("内"), Cell()), (_cell("嵌套", colspan=2),)))

RICH = normal(
    Report(
        Meta(
            title="2023年政府信息公开工作年度报告",
            organ="青溪县档案服务中心",
            year=2023,
            published="2024-01-23",
            document_number="青档〔2024〕3号",
            index_number="11370000/2024-00001",
            keywords=("年度报告", "信息公开"),
            description="第一行\n第二行 <&> \"'",
            source_url="https://www.example.gov.cn/a?b=1&c=2",
            extra={"creator": "某人", "有效性": "有效", "gireport.organ": "not the field"},
        ),
        (
            Heading(0, (Text("年度报告"),)),
            Heading(1, (BookmarkStart("总体"), Text("一、总体情况"))),
            *(Paragraph((Text(text),)) for text in NASTY_TEXTS),
            Paragraph(tuple(Text(mark, (mark,)) for mark in MARKS)),
            Paragraph((Text("all", MARKS[:5]), LineBreak(), LineBreak(), Text("link", link="https://example.cn/?a=1&b=2"))),
            Paragraph((Text("inner", ("bold",), "#总体"), BookmarkEnd("总体"), BookmarkStart("_GoBack"), BookmarkEnd("_GoBack"))),  # noqa: E501
            *(Paragraph((Text(align),), align) for align in ("left", "center", "right", "justify")),
            Paragraph(),
            Rule(),
            PageBreak(),
            *(ListItem(level, ordered, number, (Text("item"),)) for level, ordered, number in (
                (0, True, 1), (0, True, 2), (1, False, None), (2, True, 7), (2, True, 8), (1, False, None), (0, True, 3), (0, False, None), (0, True, 1),  # noqa: E501
            )),
            Paragraph((Text("note"), Note((Paragraph((Text(" 注 "), Text("b", ("bold",)))), _INNER)), Note((), "endnote"))),  # noqa: E501
            Paragraph((Image(_KEYS[0], "图", 20, 30, "https://example.cn"), Image(_KEYS[1]), Image("images/a.png", width=5))),  # noqa: E501
            Table(
                (
                    (_cell("a", "b", rowspan=2, colspan=2), _cell("c"), Cell()),
                    (Cell((Paragraph((BookmarkStart("格", (1, 2)), Text("x"))),), rowspan=2), _cell("d")),
                    (Cell((_INNER, _INNER)), Cell((Paragraph((BookmarkEnd("格"),), "center"), _INNER)), Cell((Paragraph(), Paragraph()))),  # noqa: E501
                ),
                columns=(3, 1, 1, 2), header_rows=2, header_columns=2, caption=(Text("表 1 "), Text("x", ("italic",))),  # noqa: E501
            ),
            _INNER,
            _INNER,
            *(Heading(level, (Text(str(level)),)) for level in range(10)),
            Heading(2),
            _INNER,
        ),
        RESOURCES,
    )
)  # fmt: skip
