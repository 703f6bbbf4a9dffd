"""The root of the errors: a message in either language, and the words for what is not the name of a file."""

from __future__ import annotations

import pytest

from gireport.model.errors import GireportError
from gireport.model.messages import message


@pytest.mark.parametrize(
    ("source", "english", "chinese"),
    [
        ("<stdin>", "standard input", "标准输入"),
        ("<stdout>", "standard output", "标准输出"),
        ("the reference document", "the reference document", "样式文件"),
        ("年报.docx", "年报.docx", "年报.docx"),
    ],
)
def test_a_source_is_named_in_the_language_and_stays_the_same_for_programs(source, english, chinese):
    error = GireportError(message("safe.damaged-package"), source=source)
    assert error.message("en").startswith(f"{english}: the zip package")
    assert error.message("zh").startswith(f"{chinese}：文件不完整")
    assert error.source == source


def test_the_reason_stands_inside_another_message_in_both_languages():
    inner = GireportError(message("safe.part-damaged", part="styles.xml"))
    outer = message("markdown.front-matter", reason=inner.reason)
    assert outer.text("zh") == "文首元数据无法读取：文件中的 styles.xml 已损坏"
    assert outer.text("en") == "the front matter cannot be read: the part styles.xml is damaged"
