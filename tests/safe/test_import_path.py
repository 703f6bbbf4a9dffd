"""S31: `python -m gireport` imports nothing from the folder that it is started in, and nor do its workers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "2021.json"
NAMES = (
    "click", "lxml", "msgspec", "pluggy", "rich", "yaml", "selectolax", "markdown_it", "bs4", "docx", "odf", "fsspec", "pyarrow",  # noqa: E501
    "typing", "re", "json", "csv", "unicodedata", "difflib", "subprocess", "tempfile", "hashlib", "pkgutil", "sitecustomize",  # noqa: E501
    "dask", "distributed",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """A folder with a document, a plugin, and a module of the name of each that gireport imports."""
    for name in (*NAMES, "foreign_plugin"):
        (tmp_path / f"{name}.py").write_text(
            f"open({str(tmp_path / 'imported')!r}, 'a').write({name + ' '!r})\n"
        )
    about = tmp_path / "foreign_plugin-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: foreign-plugin\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[gireport]\nforeign = foreign_plugin\n")
    shutil.copy(REPORT, tmp_path / "a.json")
    return tmp_path


def run(folder, *arguments):
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True)
    imported = folder / "imported"
    assert not imported.exists(), imported.read_text()
    return done


@pytest.mark.parametrize("how", [("-m", "gireport"), ("-mgireport",), ("-X", "utf8", "-m", "gireport"), ("-m", "gireport.cli.main")])  # fmt: skip  # noqa: E501
def test_no_plugin_of_the_folder_is_found(folder, how):
    done = run(folder, *how, "plugins")
    assert done.returncode == 0, done.stderr
    assert "foreign" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert", "a.json", "a.docx"),
        ("check", "a.json"),
        ("data", "a.json", "--out", "a.csv"),
        ("inspect", "a.json"),
        ("compare", "a.json", "a.json"),
        ("batch", "a.json", "--to", "html", "--out", "out", "--figures", "--findings"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_no_module_of_the_folder_is_imported(folder, arguments):
    done = run(folder, "-m", "gireport", *arguments)
    assert done.returncode == 0, done.stderr


def test_a_batch_on_dask_imports_nothing_from_the_folder_either(folder):
    pytest.importorskip("gireport_dask", reason="the plugin gireport-dask is not installed")
    done = run(
        folder, "-m", "gireport", "batch", "a.json", "--to", "html", "--out", "out", "--engine", "dask"
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "starts"),
    [
        (["python", "-m", "gireport", "convert"], True),
        (["python", "-Im", "gireport"], True),
        (["python", "-mgireport"], True),
        (["python", "-W", "error", "-X", "dev", "-m", "gireport.batching.worker"], True),
        (["python", "-m", "other", "-m", "gireport"], False),
        (["python", "script.py", "-m", "gireport"], False),
        (["python", "-Wm", "-c", "import gireport"], False),
        (["python", "-m"], False),
        (["python"], False),
    ],
)
def test_only_gireport_started_by_its_name_leaves_the_folder_out(monkeypatch, arguments, starts):
    from gireport.safe.import_path import leave_out_this_folder

    monkeypatch.setattr(sys, "argv", ["-m"])
    monkeypatch.setattr(sys, "orig_argv", arguments)
    monkeypatch.setattr(sys, "path", ["here", "there"])
    leave_out_this_folder()
    assert sys.path == (["there"] if starts else ["here", "there"])
