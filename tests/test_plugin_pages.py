"""The pages for plugin authors show the files that a plugin has, the same ones in both languages."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gireport.hooks import KEPT, Hooks
from gireport.plugins.entry_points import find_entry_points
from gireport.testing.new_plugin import new_plugin
from support.environment import make_environment
from support.snippets import blocks

DOCS = Path(__file__).resolve().parents[1] / "docs"


def files(path: Path) -> list[tuple[str, str]]:
    """The files that the page shows, in turn."""
    return [(block.file, block.text) for block in blocks(path.read_text("utf-8")) if block.file]


@pytest.mark.parametrize("page", ["how-to/write-a-plugin.md", "zh/how-to/write-a-plugin.md"])
def test_the_guide_shows_each_file_that_the_template_makes(page):
    made = {f"gireport-mine/{path}": text for path, text in new_plugin("gireport-mine").items()}
    assert dict(files(DOCS / page)) == made


def test_the_tutorial_shows_the_same_files_in_both_languages():
    assert files(DOCS / "tutorials" / "plugin.md") == files(DOCS / "zh" / "tutorials" / "plugin.md")


@pytest.mark.parametrize("page", ["plugins.md", "zh/plugins.md"])
def test_the_reference_names_each_hook_and_each_kind_of_content(page):
    text = (DOCS / page).read_text("utf-8")
    names = {*KEPT, *(f"{name}()" for name in vars(Hooks) if name.startswith("gireport_"))}
    assert {name for name in names if f"| `{name}` |" not in text} == set()


def test_what_a_page_installs_is_in_its_own_environment_only(tmp_path):
    environment = make_environment(tmp_path / "environment")
    (packages,) = (tmp_path / "environment").rglob("site-packages")
    (packages / "gone.py").write_text("raise OSError('no licence')\n")
    info = packages / "dist_gone-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: dist-gone\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[gireport]\ngone = gone\n")
    done = subprocess.run(
        ["gireport", "plugins", "--lang", "en"], capture_output=True, text=True, check=True, env=environment
    )
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("gone "))
    assert line.split()[1:4] == ["dist-gone", "1.0", "refused"]
    assert "gone" not in [one.name for one in find_entry_points()]
