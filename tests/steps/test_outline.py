"""The outline step finds the headings that people number by hand, and takes no text for one."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    LineBreak,
    Meta,
    Paragraph,
    Report,
    Table,
    Text,
    normal,
    walk,
)
from gireport.plugins.builtin import gireport_steps
from gireport.steps.outline import outline
from gireport.testing.laws import settles
from gireport.testing.strategies import reports

STEP = gireport_steps()[0]
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"
CHINESE = "一二三四五六七八九"
LINE = "本机关认真贯彻落实条例，全年主动公开政府信息86条，未发生泄密事件。"


def paragraphs(*texts: str) -> Report:
    return Report(body=tuple(Paragraph((Text(text),)) if text else Paragraph() for text in texts))


def told(report: Report) -> list[tuple[int, str]]:
    """The headings that the step makes, with their levels."""
    done = settles(STEP, normal(report))
    return [
        (block.level, walk.inline_text(block.content)) for block in done.body if isinstance(block, Heading)
    ]


def flat(report: Report) -> Report:
    """`report` as a tool leaves it that knows no headings."""
    body = tuple(Paragraph(block.content) if isinstance(block, Heading) else block for block in report.body)
    return msgspec.structs.replace(report, body=body)


# --- laws -------------------------------------------------------------------------------------------


@given(reports())
def test_it_settles_and_keeps_every_character_table_bookmark_and_picture(report):
    bare = normal(flat(report))
    done = settles(STEP, bare)
    assert "".join(walk.text(done).split()) == "".join(walk.text(bare).split())
    assert [found.table for found in walk.tables(done)] == [found.table for found in walk.tables(bare)]
    assert walk.bookmarks(done) == walk.bookmarks(bare)
    assert done.resources == bare.resources


@given(reports())
def test_a_report_with_headings_is_left_as_it_is(report):
    if any(isinstance(block, Heading) and block.level for block in report.body):
        assert outline(report) is report


NUMBERS = (
    lambda n, wide: f"{CHINESE[n]}、",
    lambda n, wide: f"（{CHINESE[n]}）" if wide else f"({CHINESE[n]})",
    lambda n, wide: f"{n + 1}．" if wide else f"{n + 1}.",
    lambda n, wide: f"（{n + 1}）" if wide else f"({n + 1})",
)


@st.composite
def outlines(draw):
    """Headings with their levels, and the paragraphs that they are in a plain document."""
    wanted: list[tuple[int, str]] = []
    texts: list[str] = []
    wide = draw(st.booleans())
    deepest = draw(st.integers(1, 4))

    def under(level: int, path: str) -> None:
        for number in range(draw(st.integers(2, 4 if level == 1 else 3))):
            title = f"{NUMBERS[level - 1](number, wide)}工作开展情况{path}{number}"
            wanted.append((level, title))
            texts.append(title)
            texts.append(f"本年度按照要求开展了各项工作，完成了第{path}{number}项任务。")
            if level < deepest and draw(st.booleans()):
                under(level + 1, f"{path}{number}")

    under(1, "甲")
    return wanted, texts


@given(outlines())
def test_a_tree_of_numbered_paragraphs_comes_back_as_that_tree(drawn):
    wanted, texts = drawn
    assert told(paragraphs(*texts)) == wanted


# --- reports ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_report_that_lost_its_headings_gets_them_back(edition):
    report = gireport.read(FIXTURES / f"{edition}.json")
    bare = msgspec.structs.replace(flat(report), meta=Meta())
    back = settles(STEP, normal(bare))
    assert told(bare) == [
        (block.level, walk.inline_text(block.content)) for block in report.body if isinstance(block, Heading)
    ]
    assert walk.text(back) == walk.text(report)
    assert back.meta.title == report.meta.title


def test_the_seed_keeps_its_sections(shared):
    report = gireport.read(shared / "seed" / "sishui-2023.txt")
    levels = [block.level for block in report.body if isinstance(block, Heading)]
    bare = normal(flat(report))
    found = told(bare)
    assert [level for level, _ in found] == levels
    assert next(title for level, title in found if level == 1).startswith("一、")


SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def test_the_six_sections_are_headings_also_where_a_table_or_nothing_stands_under_one():
    table = Table(((Cell((Paragraph((Text("一、本年新收政府信息公开申请数量"),)),)), Cell()),))
    body = [Paragraph((Text("某县民政局2023年政府信息公开工作年度报告"),), "center")]
    for title in SECTIONS:
        body.append(Paragraph((Text(title, ("bold",)),)))
        body.append(table if "、收到" in title else Paragraph((Text("本年度情况良好。"),)))
    found = told(Report(body=tuple(body)))
    assert found == [(0, "某县民政局2023年政府信息公开工作年度报告"), *((1, title) for title in SECTIONS)]


def test_labels_of_rows_in_tables_stay_labels():
    """The rows of section 三 are numbered like headings."""
    report = gireport.read(FIXTURES / "2021.json")
    done = settles(STEP, normal(flat(report)))
    for found in walk.tables(done):
        assert not any(isinstance(block, Heading) for block in walk.blocks([found.table]))


@pytest.mark.parametrize(
    "texts",
    [
        ("主要做法：", "1.加强领导，明确责任；", "2.完善制度，规范流程；", "3.强化培训，提升能力。"),
        ("一是加强组织领导。", "二是完善工作机制。", "三是强化监督保障。"),
        ("（一）主动公开。全年公开信息120条，其中政务动态80条。", "（二）依申请公开。全年收到申请12件。"),
        ("2023.5 召开会议", "2023.6 开展培训"),
        ("附件：1.统计表", "2.说明"),
        ("正文一句。",),
        ("一、",),
    ],
    ids=["list of clauses", "yi shi", "run-in headings", "dates", "attachments", "no numbers", "bare number"],
)
def test_text_does_not_become_a_heading(texts):
    assert told(paragraphs("前言如下，现予公布。", *texts, "以上为全部内容。")) == []


def test_rows_of_a_flattened_table_between_sections_are_no_sections():
    rows = [
        "一、本年新收政府信息公开申请数量",
        "3",
        "三、本年度办理结果",
        "（一）予以公开",
        "3",
        "四、结转下年度继续办理",
        "0",
    ]
    sections = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    rest = ["四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况"]
    lines = [line for title in sections for line in (title, LINE)] + rows
    lines += [line for title in rest for line in (title, LINE)]
    assert told(paragraphs(*lines)) == [(1, title) for title in sections + rest]


@pytest.mark.parametrize("number", ["（{}）", "第{}章　", "第{}部分、", "{}．"])
def test_the_highest_numbers_there_are_make_the_first_level(number):
    titles = [number.format(CHINESE[at]) + f"工作开展情况{at}" for at in range(3)]
    lines = [line for title in titles for line in (title, "1.公开制度", LINE, "2.公开平台", LINE)]
    found = told(paragraphs(*lines))
    assert [title for level, title in found if level == 1] == titles
    assert len(found) == 9


def test_a_table_of_contents_does_not_become_headings():
    contents = tuple(SECTIONS)
    body = tuple(text for title in SECTIONS for text in (title, "本年度情况良好。"))
    found = told(paragraphs(*contents, *body))
    assert [title for _, title in found].count("一、总体情况") == 1


def test_the_title_of_two_lines_is_one_heading_of_two_lines():
    body = (
        Paragraph((Text("青溪县财政局", ("bold",)),), "center"),
        Paragraph((Text("2023年政府信息公开工作年度报告", ("bold",)),), "center"),
        *paragraphs(*(text for title in SECTIONS for text in (title, "本年度情况良好。"))).body,
    )
    done = settles(STEP, normal(Report(body=body)))
    assert done.body[0] == Heading(
        0, (Text("青溪县财政局"), LineBreak(), Text("2023年政府信息公开工作年度报告"))
    )
    assert done.meta.title == "青溪县财政局2023年政府信息公开工作年度报告"


def test_a_title_that_the_metadata_has_is_not_written_over():
    report = paragraphs(
        "青溪县财政局2023年政府信息公开工作年度报告", *(x for t in SECTIONS for x in (t, "本年度情况良好。"))
    )
    kept = msgspec.structs.replace(report, meta=Meta(title="另一标题"))
    assert settles(STEP, normal(kept)).meta.title == "另一标题"


def test_the_signature_goes_to_the_right_and_nothing_else_does():
    report = paragraphs(
        "青溪县财政局2023年政府信息公开工作年度报告",
        *(x for t in SECTIONS for x in (t, "本年度情况良好。")),
        "青溪县财政局",
        "2024年1月20日",
    )
    done = settles(STEP, normal(report))
    right = [walk.text([block]) for block in done.body if getattr(block, "align", None) == "right"]
    assert right == ["青溪县财政局", "2024年1月20日"]


def test_marks_links_and_bookmarks_in_a_heading_stay():
    first = Paragraph(
        (
            BookmarkStart("a"),
            Text("一、总体", ("italic",)),
            BookmarkEnd("a"),
            Text("情况", (), "https://example.org/"),
        )
    )
    rest = paragraphs("情况良好。", "二、主动公开政府信息情况", "公开了信息。")
    done = settles(STEP, normal(Report(body=(first, *rest.body))))
    assert done.body[0] == Heading(1, first.content)


def test_convert_takes_the_step_and_no_outline_leaves_it(tmp_path):
    source = tmp_path / "a.json"
    source.write_bytes(gireport.write(paragraphs(*(x for t in SECTIONS for x in (t, "情况良好。"))), "json"))
    done = gireport.convert(source, tmp_path / "b.json").report
    assert [block.level for block in done.body if isinstance(block, Heading)] == [1] * 6
    left = gireport.convert(source, tmp_path / "b.json", outline=False).report
    assert left == gireport.read(source)


# --- line breaks and styled titles ------------------------------------------------------------------


def broken(*lines: str, align=None) -> Paragraph:
    content = [inline for line in lines for inline in (LineBreak(), Text(line))]
    return Paragraph(tuple(content[1:]), align)


def test_numbered_lines_that_breaks_divide_are_headings():
    body = (
        broken(
            "　　现公布如下。",
            "　　一、总体情况",
            f"　　{LINE}",
            "　　二、主动公开政府信息情况",
            f"　　{LINE}",
        ),
    )
    done = settles(STEP, normal(Report(body=body)))
    assert [type(block).__name__ for block in done.body] == [
        "Paragraph", "Heading", "Paragraph", "Heading", "Paragraph"
    ]  # fmt: skip
    assert [walk.inline_text(block.content).strip() for block in done.body[1::2]] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
    ]


def test_a_heading_over_a_line_break_leaves_its_text_and_bookmarks_in_a_paragraph_under_it():
    body = tuple(
        Paragraph((Text(f"{number}、{title}", ("bold",)), LineBreak(), BookmarkStart(number), Text(LINE), BookmarkEnd(number)), "justify")  # noqa: E501
        for number, title in (("一", "总体情况"), ("二", "主动公开政府信息情况"))
    )  # fmt: skip
    done = settles(STEP, normal(Report(body=body)))
    assert done.body[1] == Paragraph((BookmarkStart("一"), Text(LINE), BookmarkEnd("一")), "justify")
    assert done.body[2] == Heading(1, (Text("二、主动公开政府信息情况"),))


def test_lines_that_are_no_headings_stay_in_their_paragraph():
    contact = broken("联系方式：", "1.电话", "2.地址")
    body = (*paragraphs("一、总体情况", LINE, "二、主动公开政府信息情况", LINE).body, contact)
    done = settles(STEP, normal(Report(body=body)))
    assert done.body[-1] == contact
    assert told(Report(body=(contact,))) == []


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_title_that_alone_is_styled_as_a_heading_hides_no_others(level):
    title = Heading(level, (Text("青溪县2024年政府信息公开工作年度报告"),))
    report = Report(body=(title, *paragraphs("一、总体情况", LINE, "二、主动公开政府信息情况", LINE).body))
    assert told(report) == [
        (0, "青溪县2024年政府信息公开工作年度报告"),
        (1, "一、总体情况"),
        (1, "二、主动公开政府信息情况"),
    ]
    assert settles(STEP, normal(report)).meta.title == "青溪县2024年政府信息公开工作年度报告"


def test_a_lone_heading_that_cannot_be_the_title_leaves_the_report_as_it_is():
    for heading in ("总体情况", "一、关于年报", "二、报告"):
        report = Report(
            body=(Heading(1, (Text(heading),)), *paragraphs("一、总体情况", LINE, "二、主动公开", LINE).body)
        )
        assert STEP.apply(report) == report


def test_a_title_that_ends_in_the_short_form_is_one():
    title = Paragraph((Text("青溪县档案局2024年政府信息公开年报"),), "center")
    report = Report(body=(title, *paragraphs("一、总体情况", LINE, "二、主动公开政府信息情况", LINE).body))
    assert told(report)[0] == (0, "青溪县档案局2024年政府信息公开年报")
