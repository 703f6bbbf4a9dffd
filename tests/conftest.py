"""Profiles for property tests, and where the files that the repository does not hold may stand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("fast", max_examples=60, deadline=None, suppress_health_check=_CHECKS)
settings.register_profile("deep", max_examples=1_000, deadline=None, suppress_health_check=_CHECKS)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of files that other programs made; a test that needs it is skipped where it is not."""
    if not SHARED.is_dir():
        pytest.skip("../shared, with the seed and the corpus, is not beside this checkout")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write goldens and generated documents anew")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written anew instead of compared."""
    return bool(request.config.getoption("--accept"))
