"""The interpreters that run gireport: how each was built, and an environment with gireport for each."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_ASK = """
import json, platform, sysconfig
told = sysconfig.get_config_vars()
options = str(told.get("CONFIG_ARGS", ""))
flags = " ".join(str(told.get(name, "")) for name in ("OPT", "CFLAGS", "LDFLAGS", "CONFIGURE_LDFLAGS"))
print(json.dumps({
    "version": platform.python_version(),
    "compiler": platform.python_compiler(),
    "optimised": "--enable-optimizations" in options,
    "linked": "--with-lto" in options or "-flto" in flags,
    "level": next((flag for flag in str(told.get("OPT", "")).split() if flag.startswith("-O")), "-O0"),
    "shared": bool(told.get("Py_ENABLE_SHARED")),
}))
"""


def built(python: str) -> str:
    """The version of an interpreter, and how it was built as far as its `sysconfig` tells."""
    told = json.loads(subprocess.run([python, "-c", _ASK], capture_output=True, text=True, check=True).stdout)

    def with_(name: str, there: bool) -> str:
        return f"{'with' if there else 'without'} `{name}`"

    return (
        f"CPython {told['version']}, {told['compiler']}; sysconfig: `{told['level']}`, "
        f"{with_('--enable-optimizations', told['optimised'])}, {with_('--with-lto', told['linked'])}, "
        f"{with_('--enable-shared', told['shared'])}"
    )


def environment(label: str, python: str) -> str:
    """The interpreter of a new environment, made from `python`, that holds gireport and its plugins."""
    folder = ROOT / f".venv-bench-{label.lower()}"
    inside = str(folder / "bin" / "python")
    mark = folder / ".installed"
    if not mark.exists():
        subprocess.run([python, "-m", "venv", str(folder)], check=True)
        projects = [ROOT, *sorted(path for path in (ROOT / "plugins").iterdir() if path.is_dir())]
        editable = [word for project in projects for word in ("-e", str(project))]
        pip = [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), *editable], check=True)
        mark.touch()
    compile_all(inside)
    return inside


def compile_all(python: str) -> None:
    """Write the byte code of the source tree, as `make` does at set-up; pip wrote that of the packages."""
    sources = [ROOT / "src", *sorted((ROOT / "plugins").glob("*/src"))]
    subprocess.run([python, "-m", "compileall", "-q", *map(str, sources)], check=True)
