"""Build the wheel and the sdist of gireport and of each plugin: `dist.py FOLDER`.

The bytes depend on the source alone: the time in the archives is that of the last commit. Each wheel is built
from the unpacked sdist, so an sdist that lacks a file gives no wheel.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = ("*.whl", "*.tar.gz", "*.cdx.json", "SHA256SUMS")
"""What a release puts into the folder."""


def projects() -> list[Path]:
    """The folder of gireport, and those of its plugins in the order of their names."""
    return [ROOT, *sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))]


def time_of_last_commit() -> str:
    """Return `SOURCE_DATE_EPOCH`: as it is set, else the last commit's time, else the changelog's."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "-C", str(ROOT), "log", "-1", "--format=%ct"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return str(int((ROOT / "CHANGELOG.md").stat().st_mtime))  # in an unpacked sdist


def build(folder: Path) -> list[Path]:
    """Build every project into `folder`, from which the files of an earlier build are removed first.

    Returns the wheels and sdists. Uses the hatchling that is installed: nothing is fetched.

    Raises:
        SystemExit: a build failed; its output is the message.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for pattern in BUILT:
        for old in folder.glob(pattern):
            old.unlink()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": time_of_last_commit()}
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--skip-dependency-check",
        "--outdir",
        str(folder),
    ]

    def one(project: Path) -> None:
        made = subprocess.run(
            [*command, str(project)], env=environment, capture_output=True, text=True, check=False
        )
        if made.returncode:
            raise SystemExit(f"{project.name} could not be built:\n{made.stdout}{made.stderr}")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, projects()))
    return sorted(path for pattern in BUILT[:2] for path in folder.glob(pattern))


def main() -> None:
    """Build into the folder that the first argument names, and list what was built."""
    for path in build(Path(sys.argv[1])):
        print(f"{path.stat().st_size:9,}  {path.name}")


if __name__ == "__main__":
    main()
