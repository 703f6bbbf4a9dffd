"""JSON: the canonical form of a report, schema-versioned."""

from ...plugins.values import KEPT, Format, lazy

FORMAT = Format(
    name="json",
    title="gireport JSON, schema version 1",
    suffixes=(".json",),
    media_types=("application/json",),
    sniff=lazy(f"{__name__}.codec:sniff"),
    reader=lazy(f"{__name__}.codec:read"),
    writer=lazy(f"{__name__}.codec:write"),
    keeps=KEPT,
)
