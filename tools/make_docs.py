"""Write the tables of `docs/losses.md` and `docs/limits.md` anew from the code that they describe."""

from __future__ import annotations

import re
from pathlib import Path

from gireport import limits
from gireport.losses import CODES

DOCS = Path(__file__).resolve().parents[1] / "docs"


def losses() -> str:
    """The table of loss codes."""
    rows = [f"| `{name}` | {code.severity} | {code.en} | {code.zh} |" for name, code in CODES.items()]
    return "\n".join(["| code | severity | what it says | 含义 |", "|---|---|---|---|", *rows]) + "\n"


def main() -> None:
    """Replace what is generated; what is written by hand stays."""
    page = DOCS / "losses.md"
    text = page.read_text("utf-8")
    page.write_text(text[: text.index("| code |")] + losses(), "utf-8")
    page = DOCS / "limits.md"
    text = page.read_text("utf-8")
    for name in re.findall(r"^\| `([A-Z_]+)` \|", text, re.M):
        if hasattr(limits, name):
            text = re.sub(
                rf"^\| `{name}` \| [\d,]+ \|", f"| `{name}` | {getattr(limits, name):,} |", text, flags=re.M
            )
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
