"""The command that begins a new plugin writes the files of the example, with other names."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from gireport.errors import UsageError, WriteError
from gireport.plugins.builtin import gireport_formats
from gireport.plugins.registry import Registry
from gireport.testing.new_plugin import PUBLISHED, TEMPLATE, main, new_plugin, write_plugin

EXAMPLE = Path(__file__).parents[2] / "plugins" / "gireport-example"


def test_the_example_is_what_the_template_makes_of_its_names(accept):
    made = new_plugin("gireport-example", "govlines")
    code = {path: text for path, text in made.items() if path.startswith(("src/", "tests/"))}
    if accept:
        for path, text in code.items():
            (EXAMPLE / path).write_text(text, "utf-8")
    assert {path: (EXAMPLE / path).read_text("utf-8") for path in code} == code


def test_each_file_of_the_template_is_written_and_no_placeholder_stays():
    made = new_plugin("gireport-two-words")
    assert len([text for text in made.values() if text]) == len(list(TEMPLATE.iterdir()))
    assert "src/gireport_two_words/reader.py" in made
    assert 'name="twowords"' in made["src/gireport_two_words/__init__.py"]
    assert not [
        path
        for path, text in made.items()
        if "@" in path or "@" in text.replace("@hookimpl", "").replace("@pytest", "")
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Gireport",), "a distribution cannot be named 'Gireport'"),
        (("../x",), "a distribution cannot be named '../x'"),
        (("gireport",), "a distribution cannot be named 'gireport'"),
        (("pluggy",), "a distribution cannot be named 'pluggy' (write gireport- and then"),
        (("import",), "a distribution cannot be named 'import'"),
        (("gireport-web", "mine"), "gireport has a plugin named 'gireport-web' already"),
        (("gireport-mine", "1x"), "a format cannot be named '1x'"),
        (
            ("gireport-docx",),
            "gireport or a plugin of it uses the name 'docx' (add another name",
        ),
        (("gireport-plugins",), "gireport or a plugin of it uses the name 'plugins'"),
        (("gireport-htm",), "gireport or a plugin of it uses the name 'htm'"),
        (("gireport-mine", "pdf"), "gireport or a plugin of it uses the name 'pdf'"),
        (("gireport-mine", "wps"), "gireport or a plugin of it uses the name 'wps'"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(names, said):
    with pytest.raises(UsageError) as error:
        new_plugin(*names)
    assert said in str(error.value)


def test_the_plugins_that_are_published_with_gireport_are_known():
    """The example is what this command wrote, so its names may be given again."""
    with_names = {}
    for path in EXAMPLE.parent.glob("*/pyproject.toml"):
        project = tomllib.loads(path.read_text("utf-8"))["project"]
        with_names[project["name"]] = set(project["entry-points"]["gireport"])
    del with_names["gireport-example"]
    assert set(PUBLISHED) == set(with_names)
    for distribution, names in with_names.items():
        assert names <= set(PUBLISHED[distribution].split())
    for one in Registry().formats:
        if one not in gireport_formats() and one.name != "govlines":
            for name in {one.name, *(suffix[1:] for suffix in one.suffixes)}:
                with pytest.raises(UsageError):
                    new_plugin("gireport-mine", name)


def test_a_folder_that_is_there_already_stays_as_it_is(tmp_path):
    (tmp_path / "kept").write_text("mine")
    with pytest.raises(WriteError, match="the folder exists already"):
        write_plugin(tmp_path, {"kept": "other"})
    assert (tmp_path / "kept").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_told_in_the_language_of_the_run(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError) as error:
        write_plugin(tmp_path / "file" / "new", {})
    assert "文件夹写不出来：" in error.value.message("zh")
    assert "Errno" not in error.value.message("zh")
    assert "Not a directory" not in error.value.message("zh")


@pytest.mark.parametrize("arguments", [(), ("--help",), ("a", "b", "c")])
def test_a_call_without_the_name_says_how_it_is_called(arguments, capsys, monkeypatch):
    monkeypatch.setenv("GIREPORT_LANG", "en")
    assert main(arguments) == 2
    assert "python -m gireport.testing.new_plugin gireport-mine" in capsys.readouterr().err


def test_the_new_plugin_is_found_and_keeps_the_contract(tmp_path):
    environment = {**os.environ, "GIREPORT_LANG": "zh", "PYTHONPATH": "gireport-mine/src"}
    run = [sys.executable, "-m"]
    how = {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True, "encoding": "utf-8"}
    done = subprocess.run([*run, "gireport.testing.new_plugin", "gireport-mine"], check=True, **how)
    assert done.stdout.startswith("已写好 gireport-mine。")
    (tmp_path / "few.py").write_text(
        "from hypothesis import settings\n"
        "settings.register_profile('few', max_examples=5, database=None)\n"
        "settings.load_profile('few')\n"
    )
    options = ["-q", "-p", "few", "-p", "no:cacheprovider", "--rootdir=gireport-mine"]
    environment["PYTHONPATH"] += os.pathsep + str(tmp_path)
    done = subprocess.run([*run, "pytest", *options, "gireport-mine"], check=False, **how)
    assert "14 passed" in done.stdout, done.stdout
