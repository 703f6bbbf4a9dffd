"""The fixtures of `fixtures/pairs/docx` are what `tools/make_pairs_docx.py` makes of their sources."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "fixtures" / "pairs" / "docx"


def tool(name: str) -> ModuleType:
    """The module `tools/<name>.py`, which belongs to no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


SOURCES = tool("pairs_docx")
MAKER = tool("make_pairs_docx")


def test_each_file_has_a_source_and_each_source_a_file() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.docx")) == sorted(MAKER.PAIRS)


@pytest.mark.parametrize("name", sorted(MAKER.PAIRS))
def test_a_file_is_what_its_source_makes(name: str) -> None:
    made = MAKER.package(MAKER.PAIRS[name])
    assert (FOLDER / f"{name}.docx").read_bytes() == made
    assert MAKER.package(MAKER.PAIRS[name]) == made
