"""The language of a run: `--lang`, then GIREPORT_LANG, then the locale."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from gireport.cli import language

ROOT = Path(__file__).resolve().parents[2]
GIREPORT = ROOT / ".venv" / "bin" / "gireport"
REPORT = ROOT / "fixtures" / "reports" / "2021.json"


@pytest.fixture(autouse=True)
def forget_the_choice(monkeypatch):
    monkeypatch.setattr(language, "_chosen", None)


@pytest.mark.parametrize(
    ("arguments", "environment", "chosen"),
    [
        (["check", "a.docx", "--lang", "zh"], {"LANG": "en_US.UTF-8"}, "zh"),
        (["check", "a.docx", "--lang=en"], {"GIREPORT_LANG": "zh"}, "en"),
        (["check", "--lang", "zh", "--lang", "en"], {}, "en"),
        (["check", "--", "--lang", "zh"], {}, "en"),
        (["check", "--lang"], {"GIREPORT_LANG": "zh"}, "zh"),
        (["check", "--lang", "fr"], {"GIREPORT_LANG": "zh"}, "zh"),
        ([], {"GIREPORT_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ([], {"GIREPORT_LANG": "", "LC_ALL": "zh_CN.GBK"}, "zh"),
        ([], {"GIREPORT_LANG": "中文", "LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"GIREPORT_LANG": "zh_CN", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LANG": "zh_TW.UTF-8"}, "zh"),
        ([], {}, "en"),
    ],
)
def test_arguments_count_before_the_variable_and_the_variable_before_the_locale(
    arguments, environment, chosen
):
    assert language.choose_language(arguments, environment) == chosen
    assert language.language() == chosen


def run(*arguments, **environment):
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [GIREPORT, *map(str, arguments)],
        env={**plain, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (
            ["conver"],
            "没有名为“conver”的命令（是不是想用 convert？）",
            "there is no command 'conver' (did you mean convert?)",
        ),
        (["a.docx"], "没有名为“a.docx”的命令（可用的有：convert、", "(use one of: convert, batch, check, "),
        (["convert", "x"], "缺少 OUT", "missing argument 'OUT'"),
        (
            ["convert", "x", "y", "--frm", "z"],
            "没有选项 --frm，是不是想用：--from（",
            "no such option: --frm, did you mean: --from (see",
        ),
        (["convert", "x", "y", "--nope"], "没有选项 --nope（", "no such option: --nope (see"),
        (
            ["batch", "x", "--out", "y", "--jobs", "0"],
            "--jobs 的值“0”不对，不能小于 1",
            "invalid value '0' for --jobs, it must be at least 1",
        ),
        (
            ["data", "x", "--to", "doc"],
            "没有名为“doc”的格式（可用的有：csv、jsonl、parquet",
            "there is no format 'doc' (",
        ),
        (
            ["convert", REPORT, "y.foo"],
            "没有格式能写成“y.foo”这样的文件",
            "no format is written to files named like",
        ),
    ],
)
def test_wrong_usage_is_one_line_in_the_language_of_the_variable(arguments, zh, en):
    for value, words in (("zh", zh), ("en", en)):
        done = run(*arguments, GIREPORT_LANG=value)
        assert done.returncode == 2
        assert done.stdout == ""
        assert words in done.stderr
        assert done.stderr.count("\n") == 1


def test_the_help_of_every_command_is_chinese_and_fits_the_terminal():
    from gireport.cli.group import COMMANDS
    from gireport.cli.translated import _columns

    for command in (None, *COMMANDS):
        done = run(*([command] if command else []), "--help", "--lang", "zh", COLUMNS="80")
        assert done.returncode == 0
        assert done.stdout.startswith("用法：")
        for line in done.stdout.splitlines():
            assert sum(map(_columns, line)) <= 80, line
        assert "Show" not in done.stdout


def test_losses_are_named_in_both_languages_and_their_json_has_the_same_codes_and_paths(tmp_path):
    page = tmp_path / "a.html"
    page.write_text('<p>甲<a href="javascript:x()">乙</a></p>', "utf-8")
    for value, words in (
        ("zh", "内容丢失：unsafe-link × 1：可能运行脚本的链接地址已去掉"),
        ("en", "content: unsafe-link × 1:"),
    ):
        done = run(
            "convert", page, tmp_path / "a.md", "--losses", tmp_path / f"{value}.json", GIREPORT_LANG=value
        )
        assert words in done.stderr
    chinese, english = (
        json.loads((tmp_path / f"{value}.json").read_text("utf-8"))["losses"] for value in ("zh", "en")
    )
    assert [one["where"] for one in chinese] == ["第1段"]
    assert [one["where"] for one in english] == ["paragraph 1"]
    for name in ("code", "severity", "count", "path"):
        assert [one[name] for one in chinese] == [one[name] for one in english]


@pytest.mark.parametrize("command", ["", "convert", "batch", "check", "data", "new", "completion", "doctor"])
def test_a_page_of_help_in_chinese_has_no_english_words_of_click(command):
    page = run(*command.split(), "--help", GIREPORT_LANG="zh").stdout
    assert page.startswith("用法：gireport ")
    assert "\n选项：\n" in page
    for word in ("OPTIONS", "COMMAND", "ARGS", "required", "Usage", "Options", "Show", "INTEGER", "default:"):
        assert word not in page


def test_first_mistakes_are_told_with_what_to_do(tmp_path):
    filled = tmp_path / "filled.json"
    filled.write_bytes(Path(REPORT).read_bytes())
    new = ("--organ", "a", "--year", "2023")
    for arguments, said in (
        (("convert", filled, tmp_path), "it cannot be written: it is a folder (name a file in it)"),
        (("new", tmp_path, *new), "it cannot be written: it is a folder (name a file in it)"),
        (("new", filled, *new), "the file is there already, and a blank form does not replace it"),
        (("convert", filled, "b.html", "c.md"), "c.md; convert takes one document, `gireport batch` takes"),
        (("convert", "https://x/a.html", "b.html"), "this is an address: download it to a file first"),
        (("convert", tmp_path, "b.html"), "`gireport batch` converts a whole folder"),
        (("batch", filled, "--out", tmp_path / "out"), "name a format to write (--to)"),
        (("batch", filled, "--to", "md", "--out", filled), "the outputs go to a folder, and this is a file"),
    ):
        done = run(*map(str, arguments), GIREPORT_LANG="en")
        assert done.returncode in (2, 3, 4)
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
    assert filled.read_bytes() == Path(REPORT).read_bytes()
