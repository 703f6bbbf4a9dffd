"""The fake LibreOffice, and the real one where it is installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fake_office import MARK, Fake

import gireport
from gireport.model import decode
from gireport_libreoffice import office
from gireport_libreoffice.program import VARIABLE

ROOT = Path(__file__).resolve().parents[3]
SEED = ROOT.parent / "shared" / "seed" / "sishui-2023.txt"


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """A fake LibreOffice that converts well until a test says otherwise; it is ended after the test."""
    folder = tmp_path / "office"
    folder.mkdir()
    made = Fake(folder)
    monkeypatch.setenv(VARIABLE, str(made.program))
    monkeypatch.setenv(MARK, str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    yield made
    office._close()


@pytest.fixture(scope="session")
def soffice():
    """The real program. One LibreOffice serves the whole session."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-writer)")
    yield found
    office._close()


@pytest.fixture(scope="session")
def reports():
    """The fixtures by edition, and the seed where it is at hand."""
    found = {year: decode((ROOT / f"fixtures/reports/{year}.json").read_bytes()) for year in ("2019", "2021")}
    if SEED.is_file():
        found["seed"] = gireport.read(SEED, "text")
    return found
