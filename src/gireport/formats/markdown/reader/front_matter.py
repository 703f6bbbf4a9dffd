"""Reads front matter as metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ....errors import LimitError
from ....losses import Losses
from ....model import Meta
from ....model.messages import message
from ..front_matter import EXTRA, OTHER_NAMES, TEXT_FIELDS
from .plain_front_matter import plain_values

if TYPE_CHECKING:
    from .yaml_mapping import Value

MAX_LENGTH = 200_000
"""Characters of front matter."""


def read_meta(source: str, losses: Losses) -> Meta:
    """The metadata in the YAML `source`; other names than our fields go to `extra`.

    Raises:
        DamagedFileError: it is not YAML, or not a mapping of names to texts, numbers and lists.
        LimitError: it is longer than `MAX_LENGTH`.
    """
    if len(source) > MAX_LENGTH:
        raise LimitError(message("markdown.front-matter-long", count=len(source), limit=MAX_LENGTH))
    values: Mapping[str, Value] | None = plain_values(source)
    if values is None:
        from .yaml_mapping import YamlMapping

        values = YamlMapping(source, losses).read()
    found: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for name, value in values.items():
        field = OTHER_NAMES.get(name, name)
        if field in TEXT_FIELDS and isinstance(value, str) and field not in found:
            found[field] = value
        elif field == "year" and isinstance(value, str) and value.isdecimal() and len(value) <= 4:
            found[field] = int(value)
        elif field == "keywords" and not isinstance(value, dict):
            found[field] = (value,) if isinstance(value, str) else tuple(value)
        elif field == EXTRA and isinstance(value, dict):
            extra.update(value)
        else:
            _keep_extra(name, value, extra, losses)
    return Meta(extra=extra, **found)


def _keep_extra(name: str, value: Value, extra: dict[str, str], losses: Losses) -> None:
    """Put an unknown field into `extra`; lists and mappings become texts."""
    if isinstance(value, str):
        extra.setdefault(name, value)
    elif isinstance(value, list):
        losses.note("flattened", f"front matter, {name}", 1, message("markdown.list-as-text"))
        extra.setdefault(name, ", ".join(value))
    else:
        losses.note("flattened", f"front matter, {name}", 1, message("markdown.mapping-as-texts"))
        for key, inner in value.items():
            extra.setdefault(f"{name}.{key}", inner)
