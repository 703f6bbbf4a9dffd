"""The documents are true: limits, commands, hooks, error classes and the public face are all in them."""

from __future__ import annotations

import ast
import pkgutil
import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import grimp
import pytest

import gireport
from gireport import errors, limits, statutory
from gireport.cli.group import COMMANDS, cli
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


CASE = re.compile(r"(?<![\w.])[WOHMJTSX][0-9]{2}(?![\w.])")


def case_rows():
    """The rows of the case sheet: code → what its last column names, in code font."""
    rows = re.findall(r"^\| ([A-Z]\d\d) \|.*\| ([^|]*) \|$", page("format-cases"), re.M)
    assert len(dict(rows)) == len(rows), "a code stands in two rows"
    return {code: re.findall(r"`([^`]+)`", names) for code, names in rows}


def test_every_case_that_the_source_or_a_test_names_is_in_the_case_sheet():
    rows = case_rows()
    unknown = {}
    for folder in ("src", "tests", "tools", "plugins"):
        for path in (ROOT / folder).rglob("*.py"):
            for code in set(CASE.findall(path.read_text("utf-8"))) - set(rows):
                unknown.setdefault(code, []).append(path.name)
    assert not unknown


def test_every_row_of_the_case_sheet_names_a_fixture_or_a_module_that_exists():
    files = [*(ROOT / "fixtures").rglob("*"), *(ROOT / "tools").glob("*.py")]
    files += [*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "plugins").glob("*/tests/test_*.py")]
    for code, names in case_rows().items():
        assert names, code
        for name in names:
            assert any(fnmatchcase(path.name, name) for path in files), f"{code}: {name}"


def test_every_fixture_that_carries_a_code_is_named_by_the_row_of_that_code():
    rows = case_rows()
    for path in (ROOT / "fixtures").rglob("*"):
        for code in re.findall(r"(?<![A-Za-z])[A-Z]\d\d(?=-)", path.name):
            assert any(fnmatchcase(path.name, f"{Path(name).stem}*") for name in rows[code]), path.name


def test_every_path_and_make_target_in_contributing_exists():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert set(re.findall(r"\bmake ([a-z-]+)", text.replace("make it", ""))) <= set(targets)
    paths = set(re.findall(r"[\w.-]+(?:/[\w.-]+)*(?:/|\.py|\.json|\.md|\.toml|\.yaml)(?![\w/<])", text))
    paths -= {"dist/", "site/", "site/zh/", "site/index.html", "fixtures/pairs/"} | {
        path for path in paths if path.startswith(("tmp/", "before", "after"))
    }
    assert len(paths) > 40
    for path in paths:
        assert (ROOT / path).exists() or (ROOT / "src/gireport" / path).exists(), path


def drawn_imports():
    """The arrows of the picture in the architecture: (importing package, imported package)."""
    return set(re.findall(r"^ {4}(\w+) --> (\w+)$", page("architecture"), re.M))


def imports_of_packages():
    """(importing, imported), for each two packages of gireport between which a module imports another."""
    graph = grimp.build_graph("gireport", cache_dir=None)
    names = {"errors": "losses", "limits": "losses"}  # one box in the picture
    left_out = {"", "__main__", "version", "hooks"}

    def package(module):
        first, _, second = module.partition(".")[2].partition(".")
        if first == "plugins" and second in ("hooks", "values", "jobs", "entry_points"):
            return "hooks"
        return None if first in left_out else names.get(first, first)

    found = set()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            found.add((package(module), package(imported)))
    return {(one, other) for one, other in found if one and other and one != other}


def reached(arrows, package):
    """Every package that a way along `arrows` leads to from `package`."""
    found, left = set(), [package]
    while left:
        start = left.pop()
        ends = {end for begin, end in arrows if begin == start} - found
        found |= ends
        left += ends
    return found


def test_the_picture_of_the_packages_is_that_of_the_imports():
    drawn, imports = drawn_imports(), imports_of_packages()
    assert drawn <= imports, "an arrow is drawn that no module imports"
    missing = {(one, other) for one, other in imports if other not in reached(drawn, one)}
    assert not missing, "an import has no arrow"
    needless = {arrow for arrow in drawn if arrow[1] in reached(drawn - {arrow}, arrow[0])}
    assert not needless, "a longer way says the same as an arrow"


def test_each_station_and_module_of_the_architecture_exists():
    text = page("architecture")
    stations = re.findall(r"^\| (\d) \| `([\w.]+)` \| `([\w.]+)` \|", text, re.M)
    assert [int(number) for number, _, _ in stations] == [*range(1, 9)]
    dotted = {f"{module}.{function}" for _, module, function in stations}
    dotted |= set(re.findall(r"`(gireport(?:\.\w+)+)`", text))
    for name in sorted(dotted):
        assert pkgutil.resolve_name(name) is not None, name


def test_every_name_in_the_glossary_stands_in_the_source():
    files = [*(ROOT / "src").rglob("*.py"), ROOT / "tests" / "conftest.py"]
    source = set(re.findall(r"[\w-]+", "\n".join(path.read_text("utf-8") for path in files)))
    rows = re.findall(r"^\|(?:[^|]*\|){3} ([^|]+) \|$", page("glossary"), re.M)
    names = {name for row in rows for name in re.findall(r"`([\w-]+)`", row)}
    assert len(names) > 50
    assert names <= source


def test_no_term_of_the_glossary_has_two_rows():
    terms = [term for term in re.findall(r"^\| ([^|]+?) \|", page("glossary"), re.M) if term != "term"]
    assert sorted(set(terms)) == sorted(terms)


def test_every_error_is_in_the_tree():
    for name in errors.__all__:
        assert name in errors.__doc__, name
        assert issubclass(getattr(errors, name), errors.GireportError)


def test_the_public_face_is_what_it_says():
    assert sorted(gireport.__all__) == gireport.__all__
    assert all(getattr(gireport, name) is not None for name in gireport.__all__)
    assert set(gireport.__all__) <= set(gireport._LATER) | gireport._MODULES
    assert set(gireport._LATER) <= set(gireport.__all__)
    assert all(getattr(gireport, name) is not None for name in gireport._MODULES)
    modules = {path.stem for path in Path(gireport.__file__).parent.iterdir()}
    public = {name for name in vars(gireport) if not name.startswith("_")} - {"TYPE_CHECKING"}
    assert public - modules <= set(gireport.__all__)


@pytest.mark.parametrize("package", [gireport, statutory], ids=lambda package: package.__name__)
def test_what_is_imported_when_it_is_asked_for_has_its_types_and_is_listed(package):
    later = package._LATER if hasattr(package, "_LATER") else package._HOME
    tree = ast.parse(Path(package.__file__).read_text("utf-8"))
    (typed,) = (
        node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    homes = {
        name.name: statement.module
        for statement in typed.body
        if isinstance(statement, ast.ImportFrom) and statement.level and statement.module
        for name in statement.names
    }
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
        ("storage.py", "Exception"),
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


def test_the_tree_in_contributing_is_the_tree_on_the_disk():
    tree = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("src/gireport/\n")[2].partition("```")[0]
    named = set(re.findall(r"^    (\w+)/", tree, re.M))
    packages = {
        path.name for path in (ROOT / "src" / "gireport").iterdir() if path.is_dir() and path.name[0] != "_"
    }
    assert named == packages
