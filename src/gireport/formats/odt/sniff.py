"""Is this file an OpenDocument text?"""

from __future__ import annotations

from .names import is_text_kind


def sniff(data: bytes) -> bool:
    """Return whether `data` is a package whose first member says so (ODF 1.3 part 2, 3.3), or flat XML with
    an office root.
    """
    if data[:4] == b"PK\x03\x04":
        start = 30 + int.from_bytes(data[26:28], "little") + int.from_bytes(data[28:30], "little")
        stored = data[start : start + 80].split(b"PK", 1)[0]
        return data[30:38] == b"mimetype" and is_text_kind(stored.decode("latin-1"))
    head = data[:4096]
    return b"<office:document" in head and b"opendocument.text" in head
