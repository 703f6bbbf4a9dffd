"""Print the notes of one version from `CHANGELOG.md`: `notes.py [VERSION]`, by default that of the code.

The changelog has one section for each version, the newest first: a heading `## VERSION — DATE`, where the
date is `2026-12-31` or `unreleased`, and under it items that begin with `- `; the lines of an item that
follow its first are indented by two spaces.
"""

from __future__ import annotations

import re
import sys

from gireport.version import __version__
from release.dist import ROOT

HEADING = re.compile(r"^## (\d+\.\d+\.\d+(?:[ab]\d+|rc\d+)?) — (\d{4}-\d\d-\d\d|unreleased)$", re.M)


def sections(changelog: str) -> dict[str, tuple[str, str]]:
    """Return the date and the notes of each version in `changelog`, in its order.

    Raises:
        ValueError: a heading of the second level has another form, or a version has two.
    """
    found = list(HEADING.finditer(changelog))
    lines = [line for line in changelog.splitlines() if line.startswith("## ")]
    other = [line for line in lines if not HEADING.match(line)]
    if other:
        raise ValueError(f"not “## VERSION — DATE”: {other[0]}")
    ends = [heading.start() for heading in found[1:]] + [len(changelog)]
    by_version = {
        heading[1]: (heading[2], changelog[heading.end() : end].strip())
        for heading, end in zip(found, ends, strict=True)
    }
    if len(by_version) < len(found):
        raise ValueError("two sections of one version")
    return by_version


def main() -> None:
    """Print the notes, or say that the version has none."""
    version = sys.argv[1] if len(sys.argv) > 1 else __version__
    by_version = sections((ROOT / "CHANGELOG.md").read_text("utf-8"))
    if version not in by_version:
        raise SystemExit(f"CHANGELOG.md has no section for {version}; it has {', '.join(by_version)}")
    date, notes = by_version[version]
    print(f"# gireport {version} ({date})\n\n{notes}")


if __name__ == "__main__":
    main()
