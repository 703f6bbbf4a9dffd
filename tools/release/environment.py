"""An environment with the wheels of a release and the packages that they need, and nothing else.

The wheels are installed; what they need is linked from the environment that runs this. So nothing is fetched,
and the versions are those that the tests run with.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURS = re.compile(r"gireport(-|$)")


def create(folder: Path, wheels: Iterable[Path], extras: Iterable[str] = ()) -> Path:
    """Make an environment in `folder` with `wheels` of ours and what they need; return its Python.

    `extras` are names of extras of gireport whose packages are there too.

    Raises:
        PackageNotFoundError: something that a wheel needs is not installed here.
        CalledProcessError: uv refuses a wheel, or what one needs has a version outside of its range.
    """
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    uv = [sys.executable, "-m", "uv", "pip"]
    wheels = list(wheels)
    names = [wheel.name.split("-")[0].replace("_", "-") for wheel in wheels]
    # By their names: an environment that was given paths notes them, and the bill of materials shows them.
    sources = [f"--find-links={place}" for place in sorted({str(wheel.resolve().parent) for wheel in wheels})]
    # uv's cache takes a wheel of the same name and version for the same wheel.
    options = ["--quiet", "--no-cache", "--no-index", "--no-deps", f"--python={python}", *sources]
    subprocess.run([*uv, "install", *options, *names], check=True)
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    for one in needed(names, extras):
        link(one, packages)
    subprocess.run([*uv, "check", "--quiet", f"--python={python}"], check=True)
    return python


def needed(names: Iterable[str], extras: Iterable[str] = ()) -> Iterator[Distribution]:
    """Yield each distribution that those named need, directly or not, without those of ours."""
    waiting = [(name, tuple(extras) if name == "gireport" else ()) for name in names]
    seen = set(waiting)
    found = set()
    while waiting:
        name, wanted = waiting.pop()
        one = distribution(name)
        if not OURS.match(name) and name not in found:
            found.add(name)
            yield one
        for line in one.requires or ():
            requirement = Requirement(line)
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
                entry = (canonicalize_name(requirement.name), tuple(sorted(requirement.extras)))
                if entry not in seen:
                    seen.add(entry)
                    waiting.append(entry)


def link(one: Distribution, packages: Path) -> None:
    """Link the packages and modules of a distribution into the folder `packages`, and copy its metadata: uv
    takes no link for metadata.
    """
    for top in sorted({path.parts[0] for path in one.files or ()} - {"..", "__pycache__"}):
        here, there = Path(str(one.locate_file(top))), packages / top
        if top.endswith(".dist-info"):
            shutil.copytree(here, there)
        elif not there.exists():
            there.symlink_to(here)
