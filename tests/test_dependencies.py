"""Each declared dependency is imported, and where `docs/dependencies.md` says."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "gireport"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MODULES = {
    "beautifulsoup4": "bs4",
    "markdown-it-py": "markdown_it",
    "odfpy": "odf",
    "python-docx": "docx",
    "pyyaml": "yaml",
}
"""Distribution → the module that it has, where the two names differ."""
ROW = re.compile(r"^\| `([\w-]+)` \| [^|]+ \| ([^|]+) \| \d+ \| [^|]+ \|$", re.M)


def declared() -> list[str]:
    return [re.match(r"[\w-]+", one)[0].lower() for one in PROJECT["dependencies"]]


def listed() -> dict[str, str]:
    """Distribution → where the table says that it is imported."""
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    return {name.lower(): where for name, where in ROW.findall(text)}


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that a program imports when it runs: not those that type checkers alone see."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (name.name.partition(".")[0] for name in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
        yield node.module.partition(".")[0]
    for child in ast.iter_child_nodes(node):
        yield from imported(child)


def places() -> dict[str, set[str]]:
    """Module → the parts of gireport that import it: `formats/odt`, `safe`, `objects`."""
    found = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        steps = path.relative_to(SOURCE).with_suffix("").parts
        place = "/".join(steps[: 2 if steps[0] == "formats" else 1])
        for module in imported(ast.parse(path.read_text("utf-8"))):
            found[module].add(place)
    return found


def test_each_declared_dependency_is_in_the_table_and_no_other():
    assert sorted(listed()) == sorted(declared())


def test_each_dependency_is_imported_where_the_table_says():
    found = places()
    for name, where in listed().items():
        parts = found[MODULES.get(name, name)]
        assert parts, f"{name} is declared, and nothing imports it"
        if where == "everywhere":
            assert len(parts) > 5, name
        else:
            assert set(re.findall(r"`([\w/]+)`", where)) == parts, name
