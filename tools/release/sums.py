"""Write `SHA256SUMS` of the files of a release: `sums.py FOLDER`; `sha256sum -c SHA256SUMS` checks them."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

NAME = "SHA256SUMS"


def write_sums(folder: Path) -> Path:
    """Write one line for each other file in `folder`, in the order of their names; return the file."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != NAME)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    sums = folder / NAME
    sums.write_text("".join(lines), "utf-8", newline="\n")
    return sums


if __name__ == "__main__":
    print(write_sums(Path(sys.argv[1])))
