"""Write the bill of materials of a release: `sbom.py DIST`, into `DIST/gireport.cdx.json` (CycloneDX 1.6).

It names gireport, its plugins and all that they need, with versions and licences; no tool of the developers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import metadata
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from gireport.version import __version__
from release.dist import ROOT, time_of_last_commit
from release.environment import create

NAME = "gireport.cdx.json"


def write_sbom(python: Path, target: Path) -> None:
    """Write what is installed in the environment of `python` to `target`.

    `cyclonedx-py` writes it. Two things are added: the version of gireport, which is not in `pyproject.toml`,
    and the licence of a package that states it in words alone. The addresses that packages state of
    themselves (chats, donations) are left out: nobody has looked at them, and to validate them takes 100
    times as long as the rest.

    Raises:
        CalledProcessError: `cyclonedx-py` failed.
        SystemExit: what was written is not valid by the schema of CycloneDX, or a package states no licence.
    """
    command = [sys.executable, "-m", "cyclonedx_py", "environment", str(python)]
    options = ["--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application"]
    options += ["--output-reproducible", "--sv", "1.6", "--of", "JSON", "--no-validate", "-o", "-"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": time_of_last_commit()}
    made = subprocess.run([*command, *options], env=environment, capture_output=True, check=True)
    bom = json.loads(made.stdout)
    bom["metadata"]["component"]["version"] = __version__
    for component in (*bom["components"], *bom["metadata"]["tools"]["components"]):
        component.pop("externalReferences", None)
        if not component.get("licenses"):
            component["licenses"] = [
                {"license": {"acknowledgement": "declared", "name": licence(component["name"])}}
            ]
    text = json.dumps(bom, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise SystemExit(f"{target.name} is not valid: {fault}")
    target.write_text(text, "utf-8", newline="\n")


def licence(name: str) -> str:
    """What the metadata of the package `name` says of its licence in words."""
    words = metadata(name).get("License") or ""
    if not words.strip():
        raise SystemExit(f"{name} states no licence: look at it, and say here which it is")
    return words.strip().splitlines()[0]


def main() -> None:
    """Install the wheels of the folder that the first argument names, and write the file beside them."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as place:
        write_sbom(create(Path(place, "env"), folder.glob("*.whl")), folder / NAME)
    found = json.loads((folder / NAME).read_text("utf-8"))
    print(f"{folder / NAME}: {len(found['components'])} components")


if __name__ == "__main__":
    main()
