"""Build the documentation site, or write the generated pages of `docs/` anew.

python tools/docsite                 the site, into site/ (English) and site/zh/ (Chinese)
python tools/docsite --out FOLDER    the same, into another folder
python tools/docsite --write         the generated pages that are committed in docs/
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]

from docsite import committed  # noqa: E402
from docsite.build import BuildError, build  # noqa: E402


def main() -> int:
    """Return the exit status: 1 if a page has a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "site")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.write:
        committed.write()
        return 0
    try:
        build(arguments.out)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{arguments.out}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
