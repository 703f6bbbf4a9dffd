"""Run tests with other Pythons, from the wheels: `pythons.py DIST 'PYTHON …' TEST…`.

Each Python, a name on the search path or a path, gets an environment of its own below `.venv-pythons`.
gireport and its plugins come from the wheels in DIST, the rest from the index with the versions of
`constraints.txt`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from release.dist import ROOT

TEST_PACKAGES = (
    *("hypothesis", "jsonschema", "mammoth", "openpyxl", "playwright", "pyarrow", "pypandoc_binary"),
    *("pytest", "pytest-timeout", "pytest-xdist"),
)
UV = [sys.executable, "-m", "uv", "--quiet"]
ASK = "import platform; print(platform.python_implementation(), platform.python_version())"


def version(python: str) -> str:
    """Return what `python` says it is, `CPython 3.13.0`; empty where it cannot be run."""
    program = shutil.which(python)
    if program is None:
        return ""
    found = subprocess.run([program, "-I", "-c", ASK], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def prepare(python: str, name: str, wheels: list[Path]) -> Path:
    """Make the environment for `python` and return its Python."""
    folder = ROOT / ".venv-pythons" / name
    subprocess.run([*UV, "venv", "--clear", f"--python={shutil.which(python)}", str(folder)], check=True)
    made = folder / "bin" / "python"
    install = [*UV, "pip", "install", f"--python={made}"]
    subprocess.run([*install, "--no-cache", "--no-index", "--no-deps", *map(str, wheels)], check=True)
    ours = [wheel.name.split("-")[0].replace("_", "-") for wheel in wheels]
    constraints = f"--constraint={ROOT / 'constraints.txt'}"
    subprocess.run([*install, constraints, *ours, *TEST_PACKAGES], check=True)
    return made


def main() -> None:
    """Run the tests with each Python that can be had; name the others. Fails if a run fails, or none was."""
    wheels = sorted(Path(sys.argv[1]).glob("*.whl"))
    told, failed = [], False
    for python in sys.argv[2].split():
        name = version(python)
        if not name:
            told.append(f"{python}: not found")
            continue
        made = prepare(python, name.replace(" ", "-"), wheels)
        tests = [str(made), "-m", "pytest", "-n", "auto", "--dist", "loadgroup", *sys.argv[3:]]
        status = subprocess.run(tests, cwd=ROOT, check=False).returncode
        failed = failed or status != 0
        told.append(f"{name}: {'failed' if status else 'passed'}")
    print("\n".join(told))
    if failed or not any(line.endswith("passed") for line in told):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
