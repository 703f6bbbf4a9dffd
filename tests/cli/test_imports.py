"""What is imported: the list in `imports.json`, for a call without work and for each pair of formats.

A time would hold only for one machine. A module that stands in no list is one that the work does not need, or
the list is accepted again (`pytest tests/cli/test_imports.py --accept`) and the reader of the change sees it.

What a pair may import is what every conversion imports, what its reader does and what its writer does.
Modules that the packages bring in themselves (`inspect` by lxml, `decimal` by msgspec) are left out, since
they change with the interpreter: they are found by importing those packages alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from itertools import product
from pathlib import Path

import pytest

import gireport

LIST = Path(__file__).with_name("imports.json")
LISTED_WITH = (3, 11)
"""The Python of the list. With another, what is its own is not compared: each version has other modules."""
FORMATS = ("docx", "odt", "html", "markdown", "json")
REPORT = Path(__file__).parents[2] / "fixtures" / "reports" / "2021.json"
PACKAGES = ("lxml.etree", "msgspec", "selectolax.lexbor", "markdown_it", "yaml", "webencodings")
RUN = """
import sys
before = set(sys.modules)
from gireport.cli import main
main.__globals__["_leave"] = lambda status: None
main(sys.argv[1:])
print("\\n".join(sorted(set(sys.modules) - before)), file=sys.stderr)
"""


@cache
def brought_by(packages: tuple[str, ...]) -> frozenset[str]:
    """The modules that importing `packages` imports, those of a bare interpreter included."""
    code = f"import sys{''.join(f', {name}' for name in packages)}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return frozenset(done.stdout.split())


def imported(*arguments: object) -> set[str]:
    """The modules that a call of the command imports, without those that the packages among them bring in."""
    command = [sys.executable, "-c", RUN, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    found = set(done.stderr.split())
    packages = tuple(name for name in PACKAGES if name in found)
    found = (found - brought_by(packages)) | set(packages)
    # Parts of the interpreter's own modules have other names in other versions; plugins differ from one
    # environment to the next.
    return {name for name in found if not name.startswith(("_", "gireport_")) and is_compared(name)}


def is_compared(name: str) -> bool:
    return sys.version_info[:2] == LISTED_WITH or name.partition(".")[0] not in sys.stdlib_module_names


@pytest.fixture(scope="module")
def of_pairs(tmp_path_factory):
    """(source, target) → the modules that the conversion imports."""
    folder = tmp_path_factory.mktemp("imports")
    report = gireport.read(REPORT)
    for name in FORMATS:
        (folder / f"a.{name}").write_bytes(gireport.write(report, name))
    return {
        (source, target): imported(
            "convert", folder / f"a.{source}", folder / f"b.{target}", "--from", source, "--to", target
        )
        for source, target in product(FORMATS, FORMATS)
    }


@pytest.fixture(scope="module")
def listed(of_pairs, pytestconfig):
    if pytestconfig.getoption("accept"):
        every = set.intersection(*of_pairs.values())
        reads = {one: set.intersection(*(of_pairs[one, to] for to in FORMATS)) - every for one in FORMATS}
        writes = {
            one: set.union(*(of_pairs[source, one] - reads[source] for source in FORMATS)) - every
            for one in FORMATS
        }
        lists = {
            "--version": imported("--version"),
            "--help": imported("--help"),
            "formats": imported("formats"),
            "convert": every,
            **{f"read {name}": reads[name] for name in FORMATS},
            **{f"write {name}": writes[name] for name in FORMATS},
        }
        text = json.dumps({name: sorted(modules) for name, modules in lists.items()}, indent=1)
        LIST.write_text(text + "\n", "utf-8")
    lists = json.loads(LIST.read_text("utf-8"))
    return {name: set(filter(is_compared, modules)) for name, modules in lists.items()}


def allowed(listed, source, target):
    return listed["convert"] | listed[f"read {source}"] | listed[f"write {target}"]


@pytest.mark.parametrize("call", ["--version", "--help", "formats"])
def test_a_call_without_a_document_imports_what_is_listed(listed, call):
    assert imported(call) <= listed[call]


def test_a_report_without_metadata_imports_the_words_of_titles_and_no_more_of_the_statutory_layer(
    listed, tmp_path
):
    report = gireport.read(REPORT)
    bare = gireport.Report(body=report.body, resources=report.resources)
    (tmp_path / "a.docx").write_bytes(gireport.write(bare, "docx"))
    found = imported("convert", tmp_path / "a.docx", tmp_path / "a.html")
    words = {"gireport.statutory", "gireport.statutory.numerals", "gireport.statutory.titles"}
    assert found - allowed(listed, "docx", "html") == words


def test_a_conversion_imports_what_is_listed_for_its_reader_and_its_writer(listed, of_pairs):
    too_many = {pair: sorted(found - allowed(listed, *pair)) for pair, found in of_pairs.items()}
    assert not {pair: modules for pair, modules in too_many.items() if modules}


def test_each_module_in_the_lists_is_imported_by_a_pair(listed, of_pairs):
    met = set.union(*of_pairs.values())
    assert set.union(*(allowed(listed, *pair) for pair in of_pairs)) == met


@pytest.mark.parametrize(
    "module",
    [
        "click",
        "pluggy",
        "pathlib",
        "zipfile",
        "shutil",
        "urllib.parse",
        "gireport.statutory",
        "importlib.metadata",
    ],
)
def test_a_conversion_to_html_starts_without(listed, module):
    assert module not in allowed(listed, "docx", "html")
    assert module not in allowed(listed, "odt", "html")


def test_the_version_imports_neither_a_package_nor_the_model(listed):
    assert not {name for name in listed["--version"] if name.startswith("gireport.model")}
    assert not listed["--version"] & set(PACKAGES)


def test_importing_gireport_imports_nothing_else():
    code = "import sys; n = set(sys.modules); import gireport; print(*sorted(set(sys.modules) - n))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    found = [name for name in done.stdout.split() if is_compared(name)]
    assert found == ["gireport", "gireport.safe", "gireport.safe.import_path"]
