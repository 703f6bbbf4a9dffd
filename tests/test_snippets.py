"""Each command and snippet of the pages does what the page says, run as its reader runs it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import make_samples
from support import snippets

ROOT = Path(__file__).resolve().parents[1]
TAUGHT = ("tutorials", "how-to", "explanation")
"""The folders of `docs` and `docs/zh` whose pages show commands and snippets that run."""


def pages() -> list[Path]:
    found = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
    for language in (ROOT / "docs", ROOT / "docs" / "zh"):
        found.append(language / "index.md")
        for folder in TAUGHT:
            found += sorted((language / folder).glob("*.md"))
    return [path for path in found if path.exists() and snippets.runs(path.read_text("utf-8"))]


def is_chinese(path: Path) -> bool:
    return "zh" in path.relative_to(ROOT).parts or path.name.endswith(".zh-CN.md")


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_block_of_the_page_does_what_the_page_says(path, tmp_path, monkeypatch):
    missing = snippets.missing(snippets.needed(path.read_text("utf-8")))
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    language = "zh" if is_chinese(path) else "en"
    monkeypatch.setenv("GIREPORT_LANG", language)
    lacked = snippets.run_page(path, folder, language)
    if lacked:
        pytest.skip(f"all but the blocks that need {', '.join(sorted(lacked))}, which are not installed")


def test_the_sample_documents_are_those_that_the_tool_makes():
    made = make_samples.samples()
    assert {path.name for path in make_samples.FOLDER.iterdir()} == set(made)
    for name, data in made.items():
        assert (make_samples.FOLDER / name).read_bytes() == data, name


@pytest.mark.parametrize(
    ("printed", "said", "equal"),
    [
        ("a\n", ["a"], True),
        ("a\n", ["b"], False),
        ("a\nb\n", ["a"], False),
        ("a\nb\nc\n", ["a", "...", "c"], True),
        ("a\nc\n", ["a", "...", "c"], True),
        ("a\nb\n", ["a", "...", "c"], False),
        ("written in 12 ms\n", ["written in ... ms"], True),
        ("written in\n12 ms\n", ["written in ... ms"], False),
        ("no end of line", ["no end of line"], True),
        ("", [], True),
        ("a\n", [], False),
    ],
)
def test_what_a_command_prints_is_compared_line_by_line(printed, said, equal):
    assert snippets.is_as_said(printed, said) is equal


@pytest.mark.parametrize(
    "text",
    [
        "$ echo one\ntwo\n",
        "$ false\n",
        "$ gireport convert nothing.docx out.html\n",
    ],
)
def test_a_page_that_is_wrong_fails(text, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"```console\n{text}```\n", "utf-8")
    (tmp_path / "here").mkdir()
    with pytest.raises(AssertionError, match="line 2"):
        snippets.run_page(page, tmp_path / "here", "en")


def test_what_a_command_leaves_running_ends_with_the_page(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```console\n$ (while echo; do sleep 0.1; done) > log & sleep 0.3\n```\n", "utf-8")
    (tmp_path / "here").mkdir()
    snippets.run_page(page, tmp_path / "here", "en")
    time.sleep(0.3)
    written = (tmp_path / "here" / "log").stat().st_size
    time.sleep(0.5)
    assert (tmp_path / "here" / "log").stat().st_size == written


def test_a_block_without_its_program_is_left_out_and_named(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        '```console needs="no-such-program"\n$ no-such-program\n```\n```console\n$ echo > ran\n```\n', "utf-8"
    )
    (tmp_path / "here").mkdir()
    assert snippets.run_page(page, tmp_path / "here", "en") == {"no-such-program"}
    assert (tmp_path / "here" / "ran").exists()


def test_each_page_has_a_port_of_its_own(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```console\n$ test 8765 != 87''65\n$ echo port 8765\nport 8765\n```\n", "utf-8")
    (tmp_path / "here").mkdir()
    snippets.run_page(page, tmp_path / "here", "en")


def test_a_snippet_that_raises_fails(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```pycon\n>>> 1 + 1\n3\n```\n", "utf-8")
    with pytest.raises(AssertionError, match="Expected"):
        snippets.run_page(page, tmp_path, "en")


def test_files_that_a_page_shows_and_files_that_it_is_given_stand_in_its_folder(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "<!-- given: 报告.html = docs/samples/report.docx\n  reports/ = fixtures/reports -->\n"
        '```sh title="say.sh"\necho "$1"\n```\n'
        "```console\n$ bash say.sh 你好\n你好\n$ cd reports\n$ ls *.json\n2019.json\n2021.json\n"
        "$ gireport check ../报告.html\n../报告.html: nothing found\n```\n",
        "utf-8",
    )
    (tmp_path / "here").mkdir()
    snippets.run_page(page, tmp_path / "here", "en")
