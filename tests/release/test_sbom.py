"""The bill of materials: valid, with every declared package and its licence, without developers' tools."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from packaging.metadata import Metadata
from packaging.utils import canonicalize_name

from gireport.version import __version__
from release import sbom

pytestmark = pytest.mark.xdist_group("release")


@pytest.fixture(scope="session")
def written(python: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("sbom") / sbom.NAME
    sbom.write_sbom(python, target)
    return target.read_text("utf-8")


def declared(wheels: list[Path]) -> set[str]:
    """What the wheels ask for, without their extras."""
    found = set()
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            name = next(one for one in archive.namelist() if one.endswith("/METADATA"))
            asked = Metadata.from_email(archive.read(name)).requires_dist or []
        found |= {canonicalize_name(one.name) for one in asked if one.marker is None}
    return found


def test_it_is_a_valid_one_of_this_gireport(written):
    # `write_sbom` writes only what the validator of CycloneDX's own library accepts.
    bom = json.loads(written)
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    component = bom["metadata"]["component"]
    assert (component["name"], component["version"]) == ("gireport", __version__)


def test_every_declared_package_is_named_with_version_and_licence(written, wheels):
    components = json.loads(written)["components"]
    named = {canonicalize_name(one["name"]) for one in components if one["version"] and one["licenses"]}
    assert len(named) == len(components)
    assert declared(wheels) - {"gireport"} <= named


def test_no_tool_of_the_developers_and_no_path_of_this_machine_is_in_it(written):
    names = {one["name"] for one in json.loads(written)["components"]}
    assert not {"pytest", "hypothesis", "ruff", "mypy", "hatchling", "twine"} & names
    assert "file:" not in written
    assert str(Path(__file__).parents[2]) not in written
