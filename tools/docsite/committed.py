"""The generated parts of the pages that are committed in `docs/`: readers of the repository need them too.

A page whose tables only are generated is written by hand around them: each row that begins with a known code
is written anew, in the columns of its language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from gireport import limits
from gireport.losses import CODES
from gireport.statutory.checks import CHECKS

from . import reference
from .reference.text import WORDS, cell
from .sources import LANGUAGES, ROOT, Language

DOCS = {"en": ROOT / "docs", "zh": ROOT / "docs" / "zh"}


def texts() -> dict[Path, str]:
    """What each committed page should hold, by its path."""
    found = {}
    for language in LANGUAGES:
        for address, text in reference.committed(language).items():
            found[DOCS[language] / address] = text
        for name, write in PAGES.items():
            path = DOCS[language] / name
            if path.exists():
                found[path] = write(path.read_text("utf-8"), language)
    return found


def write() -> None:
    """Write the generated parts anew; what is written by hand stays."""
    for path, text in texts().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def losses(text: str, language: Language) -> str:
    """The page of losses with its table."""
    head = next(re.finditer(r"^\|.*\|\n\|---.*\|\n", text, re.M))
    rows = []
    for name, one in CODES.items():
        severity = WORDS["severity"][one.severity][language]
        both = f" {one.en} |" if language == "en" else ""
        rows.append(f"| `{name}` | {severity} |{both} {one.zh} |\n")
    return text[: head.end()] + "".join(rows)


def limit_values(text: str, language: Language) -> str:
    """The page of limits with the values of `gireport.limits`.

    A test holds the values of the limits that stand with the model.
    """
    for name in re.findall(r"^\| `([A-Z_]+)` \|", text, re.M):
        if hasattr(limits, name):
            row = f"| `{name}` | {getattr(limits, name):,} |"
            text = re.sub(rf"^\| `{name}` \| [\d,]+ \|", row, text, flags=re.M)
    return text


def checks(text: str, language: Language) -> str:
    """The page of checks with its rows."""
    for one in CHECKS:
        severity, basis = WORDS["severity"][one.severity][language], WORDS["basis"][one.basis][language]
        sentences = [one.zh, one.en] if language == "en" else [one.zh]
        row = " | ".join([one.code, one.rule or "—", severity, basis, *map(_with_marks, sentences)])
        text = re.sub(rf"^\| {one.code} \|.*$", f"| {row} |".replace("\\", "\\\\"), text, flags=re.M)
    return text


def _with_marks(text: str) -> str:
    """A sentence with its placeholders as the page writes them: ‹found›."""
    return cell(text).replace("{", "‹").replace("}", "›")


PAGES: dict[str, Callable[[str, Language], str]] = {
    "losses.md": losses,
    "limits.md": limit_values,
    "checks.md": checks,
}
