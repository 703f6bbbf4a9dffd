"""The list of the decision records."""

from __future__ import annotations

from ..navigation import title
from ..sources import ROOT, Language
from .text import said


def page(language: Language) -> str:
    """The page, with a link to each record."""
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    titles = {record.name: title(record.read_text("utf-8")) for record in records}
    rows = [f"- [{name[:4]}: {one}]({name})" for name, one in titles.items()]
    return "\n".join([*said("decisions", language, "head"), *rows]) + "\n"
