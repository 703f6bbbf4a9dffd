"""OpenDocument text: the packages `.odt` and `.ott`, and the flat `.fodt`."""

from ...plugins.values import KEPT, Format, lazy

MIME = "application/vnd.oasis.opendocument.text"

FORMAT = Format(
    name="odt",
    title="OpenDocument text (.odt)",
    suffixes=(".odt", ".fodt", ".ott"),
    media_types=(MIME, f"{MIME}-template", f"{MIME}-flat-xml"),
    sniff=lazy(f"{__name__}.sniff:sniff"),
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=KEPT,
    write_options=frozenset({"reference_doc", "style"}),
    read_only_suffixes=frozenset({".fodt", ".ott"}),
)
