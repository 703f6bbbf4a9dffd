"""S32: every error has a code that stays, in the manifest and in JSON, and names only what there is."""

from __future__ import annotations

import ast
import json
import pickle
import re
import tomllib
from pathlib import Path

import pytest

import gireport
from gireport import errors
from gireport.errors import GireportError
from gireport.model.messages import message

ROOT = Path(__file__).resolve().parents[1]
PLUGINS = sorted((ROOT / "plugins").iterdir())
SOURCES = sorted(
    [*(ROOT / "src").rglob("*.py"), *(path for one in PLUGINS for path in (one / "src").rglob("*.py"))]
)


def classes(kind=GireportError):
    yield kind
    for below in kind.__subclasses__():
        yield from classes(below)


OURS = [one for one in classes() if one.__module__.startswith("gireport.")]


def strings():
    """Every string in the sources that is no docstring, with its file."""
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        documented = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
                yield path, node.value


def given_codes():
    """The codes that an error is given where it is raised: `code="time-limit"`."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
                for word in node.keywords:
                    if word.arg == "code":
                        assert isinstance(word.value, ast.Constant), (path, "a code that is worked out")
                        yield word.value.value


def documented():
    return set(
        re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs" / "errors.md").read_text("utf-8"), re.MULTILINE)
    )


def test_every_class_of_error_has_a_code_of_its_own():
    assert len(OURS) >= 14
    codes = [vars(one)["code"] for one in OURS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_every_code_stands_in_the_docs_and_no_other():
    assert documented() == {one.code for one in OURS} | set(given_codes())


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_an_error_keeps_its_code_on_its_way_between_processes(kind):
    made = kind("html", "x") if kind is errors.OptionError else kind("what is wrong", code="time-limit")
    assert pickle.loads(pickle.dumps(made)).code == made.code == ("option" if kind is errors.OptionError else "time-limit")  # fmt: skip  # noqa: E501


def test_the_manifest_has_the_code_beside_the_sentence(tmp_path):
    bad = {
        "empty.docx": (b"", "empty"),
        "cut.docx": (b"PK\x03\x04 no more", "damaged"),
        "a.docx": (b"%PDF-1.4", "wrong-kind"),
        "b.json": (b'{"gireport": "1", "body": 5}', "model"),
    }
    for name, (data, _) in bad.items():
        (tmp_path / name).write_bytes(data)
    names = [tmp_path / name for name in bad]
    rows = list(gireport.batch([*names, tmp_path / "missing.md"], to="html", out=tmp_path / "out"))
    assert [row.error_code for row in rows] == [*(code for _, code in bad.values()), "unreadable"]
    assert all(row.error for row in rows)
    lines = (tmp_path / "out" / "manifest.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["error_code"] for line in lines] == [row.error_code for row in rows]


def test_an_input_that_takes_too_long_has_a_code_of_its_own(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_bytes(b"<p>a" * 200_000)  # takes many times as long as the limit
    (row,) = gireport.batch(tmp_path / "in", to="html", out=tmp_path / "out", seconds=0.05)
    assert row.error_code == "time-limit"


# --- packages -----------------------------------------------------------------------------------------


PLACEHOLDERS = {"gireport-mine", "gireport[", ".", "--upgrade", "-e"}
"""The plugin that a reader may write, an extra that is filled in, and options of pip."""


def known_packages():
    """The distributions of this repository, and what they ask for."""
    names = set()
    for folder in (ROOT, *PLUGINS):
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
        extras = project.get("optional-dependencies", {})
        asked = [*project.get("dependencies", ()), *(one for group in extras.values() for one in group)]
        names |= {project["name"], *(f"{project['name']}[{extra}]" for extra in extras)}
        names |= {re.split(r"[<>=!~;\[ ]", one)[0].lower() for one in asked}
    return names


def texts_of_catalogues():
    """Every text in the catalogues of messages, with its file."""
    files = [*(ROOT / "src/gireport/messages").glob("*.json"), *ROOT.glob("plugins/*/src/*/messages.json")]
    for path in files:
        for texts in json.loads(path.read_text("utf-8")).values():
            yield from ((path, text) for text in texts.values())


def test_no_message_names_a_package_that_is_not_there():
    known = known_packages()
    assert {"gireport", "gireport-text", "gireport[parquet]"} <= known
    named = set()
    for path, text in (*strings(), *texts_of_catalogues()):
        named |= {
            (path.name, one) for one in re.findall(r"pip install ['\"]?(?:\./plugins/)?([\w.\[\]-]+)", text)
        }
        named |= {(path.name, one) for one in re.findall(r"\binstall (gireport-[\w-]+)", text)}
        if " " in text:
            named |= {(path.name, one) for one in re.findall(r"(?<![\w./-])gireport-[a-z]+(?![\w-])", text)}
    named -= {(file, name) for file, name in named if name in PLACEHOLDERS}
    assert named
    assert [one for one in sorted(named) if one[1].lower() not in known] == []


def test_a_text_that_is_assigned_to_an_error_stands_for_both_languages():
    error = errors.UsageError(message("usage.stdin-twice"))
    error.hint = "看看第二页"
    assert error.message("en") == "standard input (-) can be read only once (看看第二页)"
    assert error.message("zh") == "标准输入（-）只能读一次（看看第二页）"
    error.cause = "坏了"
    assert error.message("zh") == "坏了（看看第二页）"
    again = pickle.loads(pickle.dumps(error))
    assert (again.message("zh"), again.cause, again.code) == (error.message("zh"), "坏了", "usage")
