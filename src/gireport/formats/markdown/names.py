"""The names that metadata has in front matter."""

from __future__ import annotations

TEXTS = (
    "title",
    "organ",
    "published",
    "document_number",
    "index_number",
    "description",
    "source_url",
    "language",
)
"""Fields of `Meta` that are one text; `year`, `keywords` and `extra` are a number, a list and a mapping."""

OTHER_NAMES = {"date": "published", "lang": "language", "canonical_url": "source_url"}
"""What others call a field of ours."""

EXTRA = "extra"
