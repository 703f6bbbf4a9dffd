"""The files of a release, built once, and an environment with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from release import dist, environment


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The wheel and the sdist of gireport and of each plugin."""
    return dist.build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def wheels(built: list[Path]) -> list[Path]:
    """The wheels alone."""
    return [path for path in built if path.suffix == ".whl"]


@pytest.fixture(scope="session")
def python(wheels: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheels and what they need."""
    return environment.create(tmp_path_factory.mktemp("empty") / "env", wheels)


@pytest.fixture
def project_of() -> Callable[[Path], Path]:
    """Which project a wheel or an sdist was built from."""
    folders = {project.name.replace("-", "_"): project for project in dist.projects()[1:]}
    return lambda path: folders.get(path.name.split("-")[0], dist.ROOT)
