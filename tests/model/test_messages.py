"""The catalogue of messages: both languages, the same fields, every key used and none missing."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import gireport_dask  # noqa: F401  # a plugin adds its own catalogue
import gireport_example  # noqa: F401
import gireport_libreoffice  # noqa: F401
import gireport_local_rules  # noqa: F401  # a plugin adds its own catalogue
import gireport_pdf  # noqa: F401  # a plugin adds its own catalogue
import gireport_text  # noqa: F401
import gireport_web  # noqa: F401
import gireport_xlsx  # noqa: F401
from gireport.losses import CODES
from gireport.model.messages import Message, areas, catalogue, message, texts_of
from gireport.model.places import place_in_words, place_path
from gireport.plugins.registry import Registry, title_of

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [*(ROOT / "src").rglob("*.py"), *(ROOT / "plugins").glob("*/src/**/*.py")]
CHINESE = re.compile("[\u4e00-\u9fff]")


def entries():
    return [(area, name, texts) for area in areas() for name, texts in catalogue(area).items()]


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_message_has_both_texts_with_the_same_fields():
    for area, name, texts in entries():
        assert "" not in (texts.zh, texts.en), f"{area}.{name}"
        assert fields(texts.zh) == fields(texts.en), f"{area}.{name}"
        assert bool(texts.hint_zh) == bool(texts.hint_en), f"{area}.{name}"
        assert fields(texts.hint_zh) == fields(texts.hint_en), f"{area}.{name}"


def test_every_loss_has_both_sentences():
    for name, code in CODES.items():
        assert CHINESE.search(code.zh), name
        assert not CHINESE.search(code.en), name
        assert (code.zh[-1], code.en[-1]) == ("。", "."), name


def keys_in_the_sources():
    """Each literal key and each pattern (`help.*`) that the sources look up, with the file that does."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"message", "Message", "text", "words"} and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant) and isinstance(key.value, str) and "." in key.value:
                    yield path.name, key.value
                elif isinstance(key, ast.JoinedStr):
                    parts = [part.value if isinstance(part, ast.Constant) else "*" for part in key.values]
                    yield path.name, "".join(parts)


def test_every_key_that_the_sources_use_is_in_the_catalogue():
    known = {f"{area}.{name}" for area, name, _ in entries()}
    for file, key in keys_in_the_sources():
        if "*" in key:
            pattern = re.compile(re.escape(key).replace(r"\*", ".+"))
            assert any(pattern.fullmatch(one) for one in known), f"{file}: {key}"
        else:
            assert key in known, f"{file}: {key}"


def test_a_message_is_written_in_either_language_with_messages_and_lists_inside():
    inner = message("usage.kind-format")
    assert message("usage.unknown-name", kind=inner, name="x").text("zh") == "没有名为“x”的格式"
    assert message("usage.unknown-name", kind=inner, name="x").text() == "there is no format 'x'"
    names = message("usage.known-names", names=("a", "b"))
    assert (names.text("zh"), names.text("en")) == ("可用的有：a、b", "use one of: a, b")
    assert Message("usage.none").hint("zh") == ""


def test_an_unknown_key_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        texts_of("usage.no-such-message")
    with pytest.raises(KeyError):
        texts_of("no-such-area.x")


@pytest.mark.parametrize(
    ("where", "chinese", "path"),
    [
        ("", "", ""),
        ("table 2 row 7 column 3", "表2 第7行 第3列", "/table[2]/row[7]/column[3]"),
        ("table 2/1,3/1 row 7", "表2/1,3/1 第7行", "/table[2/1,3/1]/row[7]"),
        ("word/document.xml, paragraph 4", "word/document.xml 第4段", "word/document.xml#/paragraph[4]"),
        ("word/footnotes.xml", "word/footnotes.xml", "word/footnotes.xml#"),
        ("paragraph 1, note, paragraph 2", "第1段 注释 第2段", "/paragraph[1]/note/paragraph[2]"),
        ("paragraph 3, bookmark '点'", "第3段 书签'点'", "/paragraph[3]/bookmark['点']"),
        ("table 1 (line 7) row 2", "表1（第7行） 第2行", "/table[1]/table-line[7]/row[2]"),
        ("end", "文末", "/end"),
        (
            "paragraph 1, the address http://a/b…",
            "第1段 地址http://a/b…",
            "/paragraph[1]/address[http%3A%2F%2Fa%2Fb%E2%80%A6]",
        ),
        ("$.body[3].content[0]", "$.body[3].content[0]", "$.body[3].content[0]"),
    ],
)
def test_a_place_has_words_in_chinese_and_a_path(where, chinese, path):
    assert place_in_words(where, "zh") == chinese
    assert place_in_words(where, "en") == where
    assert place_path(where) == path


MIGRATED = (
    "batching",
    "cli",
    "errors.py",
    "formats/docx",
    "formats/html",
    "formats/json",
    "formats/markdown",
    "formats/odt",
    "formats/portal",
    "losses.py",
    "markup",
    "model",
    "objects.py",
    "plugins",
    "plugins/gireport-dask/src",
    "plugins/gireport-libreoffice/src",
    "plugins/gireport-local-rules/src",
    "plugins/gireport-pdf/src",
    "plugins/gireport-text/src",
    "reading",
    "safe",
    "statutory",
    "steps",
    "style",
    "verbs.py",
)
"""Folders and files below `src/gireport` whose messages all stand in the catalogue."""


def sources_of(place):
    root = ROOT / place if place.startswith("plugins/") else ROOT / "src" / "gireport" / place
    return [root] if root.suffix == ".py" else sorted(root.rglob("*.py"))


def is_text(node):
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def texts_in(path):
    """Each text that stands in the code of `path` as the cause or the hint of an error, or as the detail of a
    loss.
    """
    programmers = {"TypeError", "ValueError", "KeyError", "AttributeError", "AssertionError"}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name.endswith("Error") and name not in programmers:
            given = [*node.args[:1], *(one.value for one in node.keywords if one.arg in {"cause", "hint"})]
        elif name == "note":
            given = [*node.args[3:4], *(one.value for one in node.keywords if one.arg == "detail")]
        else:
            continue
        yield from (ast.unparse(one) for one in given if is_text(one))


@pytest.mark.parametrize("place", MIGRATED)
def test_no_message_stands_in_the_code(place):
    assert sources_of(place)
    for path in sources_of(place):
        assert not list(texts_in(path)), path.relative_to(ROOT)


def test_every_title_of_ours_is_in_the_catalogue():
    registry = Registry()
    ours = [("format", one) for one in registry.formats] + [("step", step) for _, step in registry.steps]
    assert all(isinstance(title_of(kind, one), Message) for kind, one in ours)
