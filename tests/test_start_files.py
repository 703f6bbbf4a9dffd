"""The start files of the editor's tutorials call a command that exists; the tags shown are those written."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import gireport
from support import snippets

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "docs/tutorials/editor.md", ROOT / "docs/zh/tutorials/editor.md"]
FILES = [
    (page, block)
    for page in PAGES
    for block in snippets.blocks(page.read_text("utf-8"))
    if block.file.endswith((".bat", ".desktop", ".command"))
]


def called(block: snippets.Block, home: Path) -> list[str]:
    """The arguments with which the start file calls gireport; `home` is the folder of the user."""
    if block.file.endswith(".bat"):
        line = next(line for line in block.text.splitlines() if "gireport" in line)
        assert line.isascii(), "the encoding of the window does not matter"
        return shlex.split(line.removeprefix("python -m gireport "))
    program = home / "gireport-env/bin/gireport"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    command = ["sh", "-c", block.text]
    if block.file.endswith(".desktop"):
        line = next(line for line in block.text.splitlines() if line.startswith("Exec="))
        command = shlex.split(line.removeprefix("Exec="))
    environment = {**os.environ, "HOME": str(home)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize(("page", "block"), FILES, ids=lambda value: getattr(value, "file", ""))
def test_a_start_file_opens_the_page_in_the_language_of_the_tutorial(page, block, tmp_path):
    language = "zh" if "zh" in page.parts else "en"
    arguments = called(block, tmp_path)
    assert arguments == ["serve", "--open", "--lang", language]
    subprocess.run([sys.executable, "-m", "gireport", *arguments, "--help"], check=True, capture_output=True)


def test_there_are_start_files_for_three_systems_in_both_languages():
    assert sorted(Path(block.file).suffix for _, block in FILES) == [
        *([".bat"] * 2),
        *([".command"] * 2),
        *([".desktop"] * 2),
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_tags_of_the_page_are_those_that_gireport_writes(page):
    written = gireport.write(gireport.read(ROOT / "docs/samples/report.docx"), "html").decode()
    shown = [block.text for block in snippets.blocks(page.read_text("utf-8")) if block.language == "html"]
    assert shown
    for line in shown[0].splitlines():
        assert line in written
