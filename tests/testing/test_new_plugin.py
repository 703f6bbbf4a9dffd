"""The command that begins a new plugin writes the files of the example, with other names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gireport.errors import UsageError, WriteError
from gireport.testing.new_plugin import TEMPLATE, main, new_plugin, write_plugin

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
        (("gireport-mine", "1x"), "a format cannot be named '1x'"),
        (("gireport-docx",), "gireport itself uses the name 'docx' (add another name for the format)"),
        (("gireport-plugins",), "gireport itself uses the name 'plugins'"),
        (("gireport-htm",), "gireport itself uses the name 'htm'"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(names, said):
    with pytest.raises(UsageError) as error:
        new_plugin(*names)
    assert said in str(error.value)


def test_a_folder_that_is_there_already_stays_as_it_is(tmp_path):
    (tmp_path / "kept").write_text("mine")
    with pytest.raises(WriteError, match="the folder exists already"):
        write_plugin(tmp_path, {"kept": "other"})
    assert (tmp_path / "kept").read_text() == "mine"


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
