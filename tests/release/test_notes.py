"""The notes of a release are the section of its version in the changelog."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gireport.version import __version__
from release.notes import sections

ROOT = Path(__file__).resolve().parents[2]
CHANGELOG = "# Changelog\n\n## 0.2.0 — unreleased\n\n- Two\n  lines.\n\n## 0.1.0 — 2026-01-31\n\n- One.\n"


def test_each_version_has_its_date_and_its_notes():
    assert sections(CHANGELOG) == {
        "0.2.0": ("unreleased", "- Two\n  lines."),
        "0.1.0": ("2026-01-31", "- One."),
    }


@pytest.mark.parametrize(
    "heading", ["## Next", "## 0.3 — unreleased", "## 0.3.0 - 2026-01-01", "## 0.3.0 — May"]
)
def test_a_heading_of_another_form_is_refused(heading):
    with pytest.raises(ValueError, match="VERSION — DATE"):
        sections(f"{CHANGELOG}\n{heading}\n")


def test_a_version_with_two_sections_is_refused():
    with pytest.raises(ValueError, match="two sections"):
        sections(CHANGELOG + CHANGELOG)


def test_the_changelog_has_that_form_and_a_section_for_this_version_first():
    found = sections((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert next(iter(found)) == __version__
    for version, (_, notes) in found.items():
        assert notes, version
        assert all(line.startswith(("- ", "  ")) or not line for line in notes.splitlines()), version


def notes(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "release.notes", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT / "tools",
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        check=False,
    )


def test_the_command_prints_the_notes_of_this_version():
    told = notes()
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith(f"# gireport {__version__} (")


def test_a_version_without_a_section_is_named():
    told = notes("9.9.9")
    assert told.returncode == 1
    assert told.stderr.startswith("CHANGELOG.md has no section for 9.9.9")
