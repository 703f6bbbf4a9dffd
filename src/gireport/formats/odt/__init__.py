"""OpenDocument text: the packages `.odt` and `.ott`, and the flat `.fodt`."""

from ...plugins.values import KEPT, Format, lazy
from .names import MIME, is_text_kind


def _sniff(data: bytes) -> bool:
    """A package whose first member says so (ODF 1.3 part 2, 3.3), or flat XML with an office root."""
    if data[:4] == b"PK\x03\x04":
        start = 30 + int.from_bytes(data[26:28], "little") + int.from_bytes(data[28:30], "little")
        stored = data[start : start + 80].split(b"PK", 1)[0]
        return data[30:38] == b"mimetype" and is_text_kind(stored.decode("latin-1"))
    head = data[:4096]
    return b"<office:document" in head and b"opendocument.text" in head


FORMAT = Format(
    name="odt",
    title="OpenDocument text (.odt)",
    suffixes=(".odt", ".fodt", ".ott"),
    media_types=(MIME, f"{MIME}-template", f"{MIME}-flat-xml"),
    sniff=_sniff,
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=KEPT,
    write_options=frozenset({"reference_doc"}),
    read_only_suffixes=frozenset({".fodt", ".ott"}),
)
