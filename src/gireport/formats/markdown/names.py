"""The names that metadata has in front matter."""

from __future__ import annotations

from ...model import metadata as model

TEXTS = (*model.TEXTS, "language")
"""Fields of `Meta` that are one text; `year`, `keywords` and `extra` are a number, a list and a mapping."""

OTHER_NAMES = {"date": "published", "lang": "language", "canonical_url": "source_url"}
"""What others call a field of ours."""

EXTRA = "extra"
