"""Each command and snippet of the pages does what the page says, run as its reader runs it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import make_samples
from support import blocks, snippets

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(path for pattern in ("*.md", "docs/**/*.md", "plugins/*/*.md") for path in ROOT.glob(pattern))
"""Every page that people read; the Markdown in `fixtures` is data."""


SHOWN_TWICE = {"docs/zh/tutorials/plugin.md", "docs/zh/how-to/write-a-plugin.md"}
"""Long pages whose files are those of the English pages, which run each time (`test_plugin_pages.py`)."""


def pages() -> list[Path]:
    """The pages with a command or a snippet that runs."""
    return [path for path in PAGES if blocks.runs(path.read_text("utf-8"))]


def is_chinese(path: Path) -> bool:
    return "zh" in path.relative_to(ROOT).parts or path.name.endswith(".zh-CN.md")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.deep) if str(path.relative_to(ROOT)) in SHOWN_TWICE else path
        for path in pages()
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_each_block_of_the_page_does_what_the_page_says(path, tmp_path, monkeypatch):
    missing = snippets.missing(blocks.needed(path.read_text("utf-8")))
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


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_block_of_the_page_runs_or_is_of_a_kind_that_does_not(path):
    assert blocks.faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("```py\nraise\n```\n", "line 2: the language 'py' is not known"),
        ("```bash\n$ false\n```\n", "line 2: the language 'bash' is not known"),
        ("```Console\n$ false\n```\n", "line 2: the language 'Console' is not known"),
        ('```python tilte="a.py"\n```\n', "line 2: the attributes 'tilte=\"a.py\"' are not known"),
        ('```console title="a"\n$ false\n```\n', "line 2: a console block with a title does not run"),
        ("```sh\nfalse\n```\n", "line 2: a program needs a title, or a comment `not run` with the reason"),
        ("```\n$ false\n```\n", "line 2: a block with a prompt needs the language console or pycon"),
        ("```text\n>>> 1\n```\n", "line 2: a block with a prompt needs the language console or pycon"),
        ("```console\n$ false\n...\n```\n", "line 2: any output of `false` would do"),
        ("```console\n$ false\n...\n.. .\n```\n", "line 2: any output of `false` would do"),
        ("<details>\n```console\n$ false\n```\n</details>\n", "line 2: this block is not seen"),
        ("<!--\n\n```python\nraise\n```\n-->\n", "line 3: this block is not seen"),
        ("!!! note\n\n    ```python\n    raise\n    ```\n", "line 3: this block is not seen"),
        ("    ~~~python\n    raise\n    ~~~\n", "line 1: this block is not seen"),
    ],
)
def test_a_block_that_looks_as_if_it_ran_is_a_fault_of_the_page(page, fault, tmp_path):
    assert blocks.faults(page) == [fault]
    (tmp_path / "page.md").write_text(page, "utf-8")
    with pytest.raises(AssertionError, match=r"page\.md"):
        snippets.run_page(tmp_path / "page.md", tmp_path, "en")


@pytest.mark.parametrize(
    "page",
    [
        "- a list\n\n  ```console\n  $ true\n  ```\n",
        "> ```pycon\n> >>> 1\n> 1\n> ```\n",
        "- > ~~~pycon\n  > >>> 1\n  > 1\n  > ~~~\n",
        "a line\u2028of two\n\n```console\n$ true\n```\n",
        "<details>\n\n```console\n$ true\n```\n\n</details>\n",
        "````markdown\n```py\n```\n````\n",
        "<!-- not run: it never ends -->\n```sh\nyes\n```\n",
        "an `inline` text, and ```another``` one\n",
    ],
)
def test_a_block_that_runs_or_need_not_run_is_no_fault(page):
    assert blocks.faults(page) == []


def test_a_block_with_a_reason_not_to_run_does_not_run(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("<!-- not run: it fails -->\n```console\n$ false\n```\n", "utf-8")
    snippets.run_page(page, tmp_path, "en")
    assert not blocks.runs(page.read_text("utf-8"))
    assert blocks.runs("<!-- not run: -->\n```console\n$ false\n```\n"), "a reason is needed"


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
        "$ echo ok; false\nok\n",
        "$ false # $?\n",
        "$ gireport check nothing.docx; echo '  GI301 R1 error'; (exit 4)\n...\n  GI301 R1 error\n",
        "$ gireport --version; echo 'gireport: x'; (exit 1)\n...\ngireport: x\n",
        "$ gireport-x; echo 'gireport: x'; (exit 3)\n...\ngireport: x\n",
    ],
)
def test_a_page_that_is_wrong_fails(text, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"```console\n{text}```\n", "utf-8")
    (tmp_path / "here").mkdir()
    with pytest.raises(AssertionError, match="line 2"):
        snippets.run_page(page, tmp_path / "here", "en")


def test_a_command_of_gireport_may_fail_where_the_page_shows_why(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "<!-- given: wrong.docx = docs/samples/report-wrong.docx -->\n"
        "```console\n$ gireport check wrong.docx\nwrong.docx: 2 errors, 1 warning\n  GI301 R1 ...\n...\n"
        "$ gireport convert nothing.docx out.html\ngireport: nothing.docx: ...\n"
        '$ false; echo "status $?"\nstatus 1\n```\n',
        "utf-8",
    )
    (tmp_path / "here").mkdir()
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
