"""Wheels and sdists: they hold what they should, say so, come out the same each time, and work alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from packaging.metadata import Metadata
from packaging.version import Version

from gireport.version import __version__
from release import dist, environment, sums

pytestmark = pytest.mark.xdist_group("release")
ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "fixtures" / "reports" / "2021.json"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""The versions that `make test-pythons` was run with."""


def source_files(project: Path) -> set[str]:
    """The files of a project's package, as they are called in its wheel."""
    paths = (path for path in (project / "src").rglob("*") if path.is_file())
    return {path.relative_to(project / "src").as_posix() for path in paths if "__pycache__" not in path.parts}


def names_in_zip(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def names_in_sdist(sdist: Path) -> set[str]:
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def metadata_of(wheel: Path) -> Metadata:
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        return Metadata.from_email(archive.read(name))


# --- what is in them ----------------------------------------------------------------------------------


def test_each_project_has_one_wheel_and_one_sdist(built):
    assert len(built) == 2 * len(dist.projects())


def test_a_wheel_has_every_file_of_the_package_the_licence_and_nothing_else(wheels, project_of):
    for wheel in wheels:
        names = {name for name in names_in_zip(wheel) if ".dist-info/" not in name}
        assert names == source_files(project_of(wheel)), wheel.name
        assert any(name.endswith("/py.typed") for name in names), wheel.name
        assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names_in_zip(wheel))


def test_an_sdist_has_the_package_its_tests_and_its_documents(built, project_of):
    for sdist in (path for path in built if path.suffix == ".gz"):
        names = names_in_sdist(sdist)
        assert {f"src/{name}" for name in source_files(project_of(sdist))} < names
        assert {"LICENSE", "README.md", "pyproject.toml"} < names
        assert any(name.startswith("tests/test_") or "/test_" in name for name in names), sdist.name
        assert not any("__pycache__" in name for name in names)


def test_twine_accepts_every_file_and_renders_every_readme(built):
    command = [sys.executable, "-m", "twine", "--no-color", "check", "--strict", *map(str, built)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    assert told.stdout.count("PASSED") == len(built)


# --- what they say of themselves ----------------------------------------------------------------------


def test_the_metadata_are_complete_and_the_same_in_each(wheels):
    core, *plugins = [metadata_of(wheel) for wheel in wheels]
    assert core.name == "gireport"
    assert str(core.version) == __version__
    assert core.license_expression == "Apache-2.0"
    for one in (core, *plugins):
        for field in ("license_expression", "license_files", "requires_python", "author", "classifiers"):
            assert getattr(one, field) == getattr(core, field), (one.name, field)
        assert one.summary
        assert not one.project_urls, "no host is stated that a fork does not have"


def test_the_classifiers_name_the_pythons_that_were_run(wheels):
    prefix = "Programming Language :: Python :: 3."
    named = [f"3.{one.removeprefix(prefix)}" for one in metadata_of(wheels[0]).classifiers if prefix in one]
    assert named == list(PYTHONS)


def test_a_plugin_asks_for_a_gireport_of_this_minor_version(wheels):
    """Before 1.0 a minor version may change what plugins use."""
    now = Version(__version__)
    next_minor = Version(f"{now.major}.{now.minor + 1}")
    for plugin in [metadata_of(wheel) for wheel in wheels][1:]:
        ranges = [
            one.specifier for one in plugin.requires_dist if one.name == "gireport" and one.marker is None
        ]
        assert len(ranges) == 1, plugin.name
        assert ranges[0].contains(now, prereleases=True), f"{plugin.name} refuses this gireport"
        assert not ranges[0].contains(next_minor), f"{plugin.name} promises more than was tried"


def test_every_licence_file_is_the_same():
    texts = {path.read_bytes() for path in (ROOT / "LICENSE", *ROOT.glob("plugins/*/LICENSE"))}
    assert len(texts) == 1
    assert len(list(ROOT.glob("plugins/*/LICENSE"))) == len(dist.projects()) - 1


# --- the same bytes each time -------------------------------------------------------------------------


def test_an_unpacked_sdist_gives_the_same_wheel_and_the_same_sdist(built, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", dist.time_of_last_commit())

    def again(sdist: Path) -> Path:
        with tarfile.open(sdist) as archive:
            archive.extractall(tmp_path, filter="data")
        folder = tmp_path / sdist.name.removesuffix(".tar.gz")
        (folder / "PKG-INFO").unlink()  # the build adds it
        out = tmp_path / f"{folder.name}.built"
        command = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
        return out

    sdists = [path for path in built if path.suffix == ".gz"]
    with ThreadPoolExecutor(2) as pool:
        folders = list(pool.map(again, sdists))
    made = {path.name: path.read_bytes() for folder in folders for path in folder.iterdir()}
    assert made.keys() == {path.name for path in built}
    assert [path.name for path in built if made[path.name] != path.read_bytes()] == []


def test_the_sums_hold_every_other_file(tmp_path):
    (tmp_path / "b.whl").write_bytes(b"b")
    (tmp_path / "a.tar.gz").write_bytes(b"a")
    sums.write_sums(tmp_path)
    lines = sums.write_sums(tmp_path).read_text().splitlines()
    assert lines == [
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.tar.gz",
        "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b.whl",
    ]


# --- in an empty environment --------------------------------------------------------------------------


def run(python: Path, *arguments: object, cwd: Path, status: int = 0, stream: str = "stdout") -> str:
    """What `gireport` prints on `stream`, called as it was installed, without anything of this repository."""
    made = subprocess.run(
        [python.with_name("gireport"), *map(str, arguments)],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "GIREPORT_LANG": "en", "HOME": str(cwd), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert made.returncode == status, made.stderr
    return getattr(made, stream)


def test_the_environment_has_no_tool_of_the_developers(python):
    code = "import importlib.metadata as m; print(*(d.name.lower() for d in m.distributions()))"
    names = subprocess.run(
        [python, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"gireport", "lxml", "starlette", "distributed", "pypdfium2"} <= set(names)
    assert not {"pytest", "hypothesis", "ruff", "mypy", "hatchling", "pip", "pyarrow"} & set(names)
    assert len(names) == len(set(names))


def test_gireport_runs_from_the_wheels_alone(python, tmp_path):
    assert run(python, "--version", cwd=tmp_path) == f"gireport, version {__version__}\n"
    code = "import gireport; print(gireport.__file__)"
    made = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
    assert Path(made).is_relative_to(python.parents[1])
    for source, target in ((REPORT, "a.docx"), ("a.docx", "a.odt"), ("a.odt", "a.html"), ("a.html", "a.md")):
        run(python, "convert", source, target, "--strict", cwd=tmp_path)
    run(python, "convert", "a.md", "a.json", cwd=tmp_path)
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == json.loads(REPORT.read_text("utf-8"))


def test_the_plugins_work_from_their_wheels(python, tmp_path):
    told = run(python, "plugins", cwd=tmp_path)
    for project in dist.projects()[1:]:
        assert project.name in told, told
    assert "refused" not in told
    run(python, "convert", REPORT, "a.txt", cwd=tmp_path)
    run(python, "convert", "a.txt", "a.docx", "--strict", cwd=tmp_path)
    run(python, "data", "a.docx", "--out", "a.xlsx", cwd=tmp_path)
    assert "xl/worksheets/sheet1.xml" in names_in_zip(tmp_path / "a.xlsx")
    assert "--port" in run(python, "serve", "--help", cwd=tmp_path)


def test_parquet_needs_its_extra_and_says_so(python, wheels, tmp_path):
    command = ("data", REPORT, "--to", "parquet", "--out", "a.parquet")
    assert "gireport[parquet]" in run(python, *command, cwd=tmp_path, status=2, stream="stderr")
    with_it = environment.create(tmp_path / "env", wheels[:1], ["parquet"])
    run(with_it, *command, cwd=tmp_path)
    assert (tmp_path / "a.parquet").read_bytes()[:4] == b"PAR1"


def test_the_extras_are_those_that_the_page_lists(wheels):
    page = (ROOT / "docs" / "releasing.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\w+)` \| `pip install (?:-e )?'\.\[\1\]'` \|", page, re.M)
    assert sorted(listed) == sorted(metadata_of(wheels[0]).provides_extra)


def test_checks_and_batches_work_from_the_wheels(python, tmp_path):
    run(python, "check", REPORT, cwd=tmp_path)
    run(python, "batch", REPORT.parent, "--to", "html", "--out", "public", "--jobs", "1", cwd=tmp_path)
    rows = (tmp_path / "public" / "manifest.jsonl").read_text("utf-8").splitlines()
    assert len(rows) == len(list((tmp_path / "public").glob("*.html"))) == len(list(REPORT.parent.iterdir()))
