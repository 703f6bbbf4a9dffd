"""docx: WordprocessingML (ECMA-376) in the house style of GB/T 9704."""

from ...plugins.values import KEPT, Format, lazy


def _sniff(data: bytes) -> bool:
    # Member names stand uncompressed in a zip; an OpenDocument starts with its mimetype.
    return data[:2] == b"PK" and data[30:38] != b"mimetype" and b"word/" in data


FORMAT = Format(
    name="docx",
    title="Word document (.docx)",
    suffixes=(".docx", ".docm", ".dotx", ".dotm"),
    media_types=(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.ms-word.document.macroEnabled.12",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        "application/vnd.ms-word.template.macroEnabled.12",
    ),
    sniff=_sniff,
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=KEPT,
    write_options=frozenset({"reference_doc", "style"}),
    # Word opens none whose content is a plain document.
    read_only_suffixes=frozenset({".docm", ".dotx", ".dotm"}),
)
