"""`gireport doctor` tells what works, what is absent and what is broken, each with what to do."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from gireport.cli import surroundings
from gireport.cli.surroundings import EXTRAS, _numbers, _packages
from gireport.plugins.entry_points import find_entry_points
from gireport.version import __version__

ROOT = Path(__file__).resolve().parents[2]
GIREPORT = str(Path(sys.executable).with_name("gireport"))
SLOW = [
    word for one in find_entry_points() if one.name == "libreoffice" for word in ("--no-plugin", one.name)
]
"""LibreOffice takes seconds to start; `plugins/gireport-libreoffice/tests` has it."""


def run(*arguments, path="", **more):
    environment = {**os.environ, "GIREPORT_LANG": "en", "PYTHONPATH": str(path), **more}
    return subprocess.run([GIREPORT, *SLOW, "doctor", *arguments], capture_output=True, env=environment)


def conditions(*arguments, **options):
    done = run("--format", "json", *arguments, **options)
    assert done.stderr == b""
    found = json.loads(done.stdout)["conditions"]
    assert done.returncode == any(one["state"] == "broken" for one in found)
    return found


def of(name, found):
    return [one for one in found if one["name"] == name]


def test_it_tells_the_versions_that_are_installed():
    found = conditions()
    (program,) = of("gireport", found)
    assert program["what"].startswith(f"gireport {__version__} in {ROOT / 'src' / 'gireport'}, by Python ")
    (packages,) = of("packages", found)
    for name in ("click", "lxml", "python-docx"):
        assert f"{name} {metadata.version(name)}" in packages["what"]
    plugins = [one["what"] for one in of("plugin", found)]
    for one in find_entry_points():
        state = "switched off" if one.name in SLOW else "loaded"
        assert f"plugin {one.name} ({one.distribution} {one.version}): {state}" in plugins


def test_each_line_says_state_and_what_and_the_next_what_to_do(tmp_path):
    for language, states in (("en", "ok    |absent|broken"), ("zh", "正常|缺少|故障")):
        lines = run("--lang", language).stdout.decode().splitlines()
        assert len(lines) > 5
        assert all(re.match(f"({states})  .|      → .", line) for line in lines), lines
        absent = [number for number, line in enumerate(lines) if re.match("absent|缺少", line)]
        assert all(lines[number + 1].startswith("      → ") for number in absent)


def test_a_plugin_that_could_not_be_loaded_is_broken_and_so_is_the_exit_status(tmp_path):
    info = tmp_path / "gireport_mine-1.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: gireport-mine\nVersion: 1.5\n")
    (info / "entry_points.txt").write_text("[gireport]\nmine = plugin_mine\n")
    (tmp_path / "plugin_mine.py").write_text("import nowhere_to_be_found")
    (mine,) = [one for one in of("plugin", conditions(path=tmp_path)) if "mine" in one["what"]]
    assert mine["state"] == "broken"
    assert mine["what"].endswith(
        "could not be loaded: ModuleNotFoundError: No module named 'nowhere_to_be_found'"
    )
    assert "pip uninstall gireport-mine" in mine["advice"]


PLUGIN = """
from gireport.hooks import Condition, hookimpl

@hookimpl
def gireport_doctor():
    yield Condition("scanner", "absent", "there is no scanner", "buy one")
    {more}
"""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("pass", ""),
        ("1 / 0", "the plugin mine failed to look at its surroundings: ZeroDivisionError: division by zero"),
        ("yield 3", "gireport_doctor gave a int, not a Condition"),
        (
            "yield Condition('x', 'ill', '')",
            "condition named 'x': `state` must be one of: ok, absent, broken, not 'ill'",
        ),
        ("yield Condition('x y', 'ok', '')", "condition named 'x y': `name` must be one word, not 'x y'"),
        (
            "yield Condition('x', 'ok', None)",
            "condition named 'x': `what` must be a text or a message, not None",
        ),
    ],
)
def test_a_plugin_tells_of_its_own_surroundings_and_one_that_fails_at_it_stops_nothing(tmp_path, more, said):
    info = tmp_path / "gireport_mine-1.5.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[gireport]\nmine = plugin_mine\n")
    (tmp_path / "plugin_mine.py").write_text(PLUGIN.format(more=more))
    found = [one for one in conditions(path=tmp_path) if one["plugin"] == "mine"]
    if said:
        assert [one["state"] for one in found] == ["broken"]
        assert said in found[0]["what"]
        assert found[0]["advice"] == "tell its author, or switch it off with --no-plugin mine"
    else:
        told = {"name": "scanner", "plugin": "mine", "state": "absent"}
        assert found == [{**told, "what": "there is no scanner", "advice": "buy one"}]


def test_no_other_command_asks_a_plugin_for_its_surroundings(tmp_path):
    info = tmp_path / "gireport_mine-1.5.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[gireport]\nmine = plugin_mine\n")
    (tmp_path / "plugin_mine.py").write_text(PLUGIN.format(more="raise SystemExit(9)"))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "GIREPORT_LANG": "en"}
    listed = subprocess.run([GIREPORT, "plugins"], capture_output=True, env=environment, text=True)
    assert re.search(r"^mine .* loaded$", listed.stdout, re.M)


def test_byte_code_that_is_not_written_is_told_with_the_cause(tmp_path):
    copy = tmp_path / "site" / "gireport"
    shutil.copytree(ROOT / "src" / "gireport", copy, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(copy.parent), "GIREPORT_LANG": "en"}
    for written, state in (("1", "absent"), ("", "ok")):
        environment["PYTHONDONTWRITEBYTECODE"] = written
        command = [sys.executable, "-m", "gireport", *SLOW, "doctor", "--format", "json"]
        done = subprocess.run(command, capture_output=True, env=environment, cwd=tmp_path)
        (one,) = of("bytecode", json.loads(done.stdout)["conditions"])
        assert one["state"] == state
        assert ("PYTHONDONTWRITEBYTECODE" in one["advice"]) == bool(written)


def test_an_encoding_without_chinese_is_told_and_written_all_the_same():
    (terminal,) = of("terminal", conditions("--lang", "zh", PYTHONIOENCODING="latin-1"))
    assert terminal["state"] == "absent"
    assert run("--lang", "zh", PYTHONIOENCODING="ascii").stdout.startswith(b"\\u6b63\\u5e38  gireport")


def test_packages_are_compared_with_what_is_required(monkeypatch):
    extras = ['pyarrow>=15; extra == "parquet"', 'x; extra == "dev"']
    needs = {"gireport": [*extras, "click>=8.2", "lxml>=5.2", "msgspec>=0.18.5", "gone"]}
    have = {"click": "8.1.9", "lxml": "5.10", "msgspec": "0.18.5rc1"}

    def version(name):
        if name not in have:
            raise metadata.PackageNotFoundError(name)
        return have[name]

    monkeypatch.setattr(surroundings.metadata, "requires", needs.get)
    monkeypatch.setattr(surroundings.metadata, "version", version)
    found = {one.name: (one.state, one.what.text("en")) for one in _packages(["gireport"])}
    fitting = "the packages that it needs have the versions that it needs: lxml 5.10, msgspec 0.18.5rc1"
    assert found == {
        "pyarrow": ("absent", "pyarrow is not installed: `gireport data` writes no Parquet"),
        "click": ("broken", "click has the version 8.1.9, gireport needs 8.2 or newer"),
        "gone": ("broken", "gone, which gireport needs, is not installed"),
        "packages": ("ok", fitting),
    }


def test_versions_are_compared_by_their_numbers():
    assert _numbers("8.10") > _numbers("8.9.1") > _numbers("8.9") == _numbers("8.9.0") == _numbers("8.9.0rc1")


def test_the_extras_that_are_told_are_those_of_the_package():
    declared = {(extra, name) for extra, name in EXTRAS.items()}
    listed = {
        (found[2], found[1])
        for one in metadata.requires("gireport")
        if (found := re.match(r"""([\w.-]+)[^;]*; extra == ["'](\w+)["']$""", one))
    }
    assert declared <= listed


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="there is no fc-list")
def test_the_fonts_of_the_house_style_are_those_that_fontconfig_lists():
    found = of("fonts", conditions())
    told = ", ".join(one["what"] for one in found)
    for name in ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "黑体"):
        assert name in told
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True).stdout
    for pair in re.findall(r"→ ([^,]+)", told):
        assert pair.strip() in listed
    (absent,) = of("fonts", conditions(PATH=str(Path(sys.executable).parent)))
    assert absent["state"] == "absent"


def test_a_machine_without_a_temporary_folder_is_told_in_chinese_only(monkeypatch):
    def none():
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(surroundings.tempfile, "gettempdir", none)
    one = surroundings._temporary_files()
    assert (one.state, one.what.text("zh")) == ("broken", "没有能用的临时文件夹：没有这个文件或文件夹")
