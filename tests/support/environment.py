"""An environment of its own for a page that installs something: a venv over the running environment.

It sees all that the running environment has, and installs into itself; nothing is fetched, and the running
environment does not change. Making it takes about 0.1 s: pip is that of the running environment.
"""

from __future__ import annotations

import os
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("gireport", "pytest")
"""Commands that run as modules, so that they see what is installed in the new environment."""
_PIP = """#!/bin/sh
verb=$1
shift
case $verb in
install | wheel) set -- --no-index --no-build-isolation --disable-pip-version-check --quiet "$@" ;;
esac
exec python -m pip "$verb" "$@"
"""
_FEW = """from hypothesis import settings
settings.register_profile("few", max_examples=5, database=None)
settings.load_profile("few")
"""


def make_environment(folder: Path) -> dict[str, str]:
    """Make the environment in the new `folder`; return the variables that its commands need."""
    venv.EnvBuilder(symlinks=True).create(folder)
    places = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", places))
    running = sysconfig.get_path("purelib")
    (packages / "running.pth").write_text(f"import site; site.addsitedir({running!r})\n", "utf-8")
    (packages / "few_examples.py").write_text(_FEW, "utf-8")
    scripts = Path(sysconfig.get_path("scripts", "venv", places))
    commands = {name: f'#!/bin/sh\nexec python -m {name} "$@"\n' for name in MODULES} | {"pip": _PIP}
    for name, script in commands.items():
        (scripts / name).write_text(script, "utf-8")
        (scripts / name).chmod(0o755)
    return {
        "PATH": os.pathsep.join((str(scripts), os.environ.get("PATH", ""))),
        "VIRTUAL_ENV": str(folder),
        "PYTEST_ADDOPTS": "-p few_examples -p no:randomly -p no:xdist -p no:cacheprovider",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(ROOT / ".hypothesis"),
    }
