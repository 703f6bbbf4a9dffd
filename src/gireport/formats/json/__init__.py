"""JSON: the canonical form of a report, schema-versioned."""

import re

from ...plugins.hooks import KEPT, Format, lazy

# Our key at the top level: first, as it is written, or after members with plain values (`"$schema"` …).
_OURS = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"[^"\\]*"\s*:\s*(?:"[^"\\]*"|[-+.\w]+)\s*,\s*)*"gireport"\s*:\s*"'
)


def _sniff(data: bytes) -> bool:
    return _OURS.match(data[:1024]) is not None


FORMAT = Format(
    name="json",
    title="gireport JSON, schema version 1",
    suffixes=(".json",),
    media_types=("application/json",),
    sniff=_sniff,
    reader=lazy(f"{__name__}.codec:read"),
    writer=lazy(f"{__name__}.codec:write"),
    keeps=KEPT,
)
