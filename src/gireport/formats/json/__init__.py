"""JSON: the canonical form of a report, schema-versioned."""

from ...hooks import KEPT, Format, lazy


def _sniff(data: bytes) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"gireport"') or b'"gireport"' in data[:64]


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
