"""JSON: the canonical form of a report, schema-versioned."""

import re

from ...plugins.values import KEPT, Format, lazy

# The key "gireport" at the top level, first or after members with plain values (`"$schema"` …).
_REPORT_KEY = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"[^"\\]*"\s*:\s*(?:"[^"\\]*"|[-+.\w]+)\s*,\s*)*"gireport"\s*:\s*"'
)


def _sniff(data: bytes) -> bool:
    return _REPORT_KEY.match(data[:1024]) is not None


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
