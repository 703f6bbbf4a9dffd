"""The site is built once for all tests of it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical, which renders the site, is not installed")
    from docsite.build import build

    folder = tmp_path_factory.mktemp("site") / "site"
    build(folder)
    return folder
