"""The documents are true: limits, commands, hooks, error classes and the public face are all in them."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import gireport
from gireport import errors, limits, statutory
from gireport.cli.main import COMMANDS, cli
from gireport.hooks import KEPT, Hooks
from gireport.model import grid, weight
from gireport.model import normal as normal_module

ROOT = Path(__file__).resolve().parents[1]


def page(name):
    return (ROOT / "docs" / f"{name}.md").read_text("utf-8")


def test_every_limit_is_documented_with_its_value():
    text = page("limits")
    for name in re.findall(r"^([A-Z_]+) = ", (ROOT / "src/gireport/limits.py").read_text("utf-8"), re.M):
        if name == "MIB":  # a unit
            continue
        assert f"| `{name}` | {getattr(limits, name):,} |" in text, name
    assert f"| `MAX_COLUMNS` | {grid.MAX_COLUMNS:,} |" in text
    assert f"| `FILLED_PER_CELL` | {grid.FILLED_PER_CELL:,} |" in text
    assert f"| `FILLED_FREE` | {grid.FILLED_FREE:,} |" in text
    assert f"| `MAX_SLOTS` | {grid.MAX_SLOTS:,} |" in text
    assert f"| `MAX_REPORT_SLOTS` | {grid.MAX_REPORT_SLOTS:,} |" in text
    assert f"| `MAX_ADDRESS` | {weight.MAX_ADDRESS:,} |" in text
    assert f"| `MAX_REPEATED` | {weight.MAX_REPEATED:,} |" in text
    # `gireport.model.normal` is the function; its module is reached through it.
    for name in ("MAX_DEPTH", "MAX_PARTS"):
        assert f"| `{name}` | {normal_module.__globals__[name]:,} |" in text


def test_every_command_and_option_is_documented():
    text = page("command-line")
    for name in COMMANDS:
        command = cli.get_command(None, name)
        assert f"`gireport {name}" in text, name
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or f"`{option}" in text, f"{name} {option}"


def test_every_hook_and_kind_of_content_is_documented():
    text = page("plugins")
    for name in vars(Hooks):
        assert name.startswith("_") or f"`{name}" in text, name
    for kind in KEPT:
        assert f"`{kind}`" in text, kind


def test_every_error_is_in_the_tree():
    for name in errors.__all__:
        assert name in errors.__doc__, name
        assert issubclass(getattr(errors, name), errors.GireportError)


def test_the_public_face_is_what_it_says():
    assert sorted(gireport.__all__) == gireport.__all__
    public = {name for name in vars(gireport) if not name.startswith("_")} - {"Any", "TYPE_CHECKING"}
    later = {"batch", "check", "figures"}  # imported when they are asked for
    assert all(callable(getattr(gireport, name)) for name in later)
    public |= later
    modules = {
        "batching",
        "cli",
        "formats",
        "hooks",
        "limits",
        "losses",
        "markup",
        "objects",
        "plugins",
        "reading",
        "safe",
    }
    modules |= {"statutory", "steps", "style", "testing", "verbs", "version"}
    assert public - modules == set(gireport.__all__)


@pytest.mark.parametrize("package", [gireport, statutory], ids=lambda package: package.__name__)
def test_what_is_imported_when_it_is_asked_for_has_its_types_and_is_listed(package):
    later = getattr(package, "_LATER", None) or package._HOME
    tree = ast.parse(Path(package.__file__).read_text("utf-8"))
    (typed,) = (
        node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    homes = {name.name: statement.module for statement in typed.body for name in statement.names}
    assert homes == later
    assert set(package.__all__) <= set(dir(package))


def test_what_a_check_takes_can_be_imported_from_where_checks_are():
    from gireport.statutory import Check, Context

    assert not [*Check("XY1", "info", "", "", lambda context: []).findings(Context(gireport.Report()))]


def test_no_module_is_larger_than_one_can_hold_in_mind():
    long = {}
    for path in (ROOT / "src").rglob("*.py"):
        lines = path.read_text("utf-8").count("\n")
        if lines > 420:
            long[str(path.relative_to(ROOT))] = lines
    assert not long


def test_nothing_is_caught_that_is_not_named():
    """`except Exception` stands around code of others alone: a plugin's, a file system's."""
    broad = []
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                names = ast.unparse(node.type) if node.type else "Exception"
                if re.search(r"\b(Base)?Exception\b", names):
                    broad.append((path.name, names))
    assert sorted(broad) == [
        ("discovery.py", "(Exception, SystemExit)"),
        ("guards.py", "(Exception, SystemExit)"),
        ("places.py", "Exception"),
    ]


def test_the_packages_asked_for_are_the_oldest_that_were_tried():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    tried = [
        line for line in (ROOT / "constraints-lowest.txt").read_text("utf-8").splitlines() if line[0] != "#"
    ]
    assert [one.replace(">=", "==") for one in asked] == tried


def test_what_the_make_file_needs_is_in_the_source_distribution():
    sdist = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"][
        "sdist"
    ]
    assert {"Makefile", "tools", "constraints*.txt", "plugins", "tests"} <= set(sdist["include"])


def test_the_examples_in_the_readme_run(tmp_path):
    text = (ROOT / "README.md").read_text("utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", text, re.S)
    folder = str(ROOT / "fixtures" / "reports").replace("\\", "/")
    code = block.replace('"report.docx"', f'r"{tmp_path}/report.docx"').replace(
        '"page.html"', f'r"{tmp_path}/page.html"'
    )
    (tmp_path / "report.docx").write_bytes(gireport.write(gireport.read(f"{folder}/2021.json"), "docx"))
    scope: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), scope)
    assert (tmp_path / "page.html").stat().st_size > 1000
