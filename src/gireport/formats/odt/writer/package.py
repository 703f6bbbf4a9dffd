"""The zip package: its parts, in a fixed order, with fixed dates (ODF 1.3 part 2, 3)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from ....model import Resource
from ..names import MIME, NAMESPACES, VERSION
from .escape import attribute
from .styles import font_faces, styles_xml

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip entry can have
_STORED_KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp")
_LEVEL = 6

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONTENT_PREFIXES = ("office", "style", "text", "table", "draw", "fo", "svg", "xlink", "gi")
_META_PREFIXES = ("office", "meta", "dc", "xlink")


def _declared(prefixes: Sequence[str]) -> str:
    return "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)


def content_xml(styles: str, body: str) -> str:
    """The part `content.xml` with these automatic styles and this text."""
    return (
        f"{_HEAD}<office:document-content{_declared(_CONTENT_PREFIXES)}"
        f' office:version="{VERSION}">{font_faces()}'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def meta_xml(elements: str) -> str:
    """The part `meta.xml` with these elements."""
    return (
        f"{_HEAD}<office:document-meta{_declared(_META_PREFIXES)}"
        f' office:version="{VERSION}"><office:meta>{elements}</office:meta></office:document-meta>'
    )


def _manifest(pictures: Sequence[tuple[str, Resource]]) -> str:
    entries = [("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml")]
    entries += [(path, resource.media_type) for path, resource in pictures]
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{attribute(kind)}"/>'
        for path, kind in entries
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{NAMESPACES["manifest"]}" manifest:version="{VERSION}">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="{VERSION}"'
        f' manifest:media-type="{MIME}"/>{lines}</manifest:manifest>'
    )


def package(content: str, meta: str, pictures: Sequence[tuple[str, Resource]]) -> bytes:
    """The bytes of the package; `mimetype` comes first and is not compressed, so that the kind can be seen."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:

        def add(path: str, data: str | bytes, packed: bool = True) -> None:
            entry = zipfile.ZipInfo(path, _DATE)
            entry.create_system = 3  # the same on every machine
            entry.external_attr = 0o100644 << 16
            kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            archive.writestr(entry, data, kind, _LEVEL if packed else None)

        add("mimetype", MIME, packed=False)
        add("content.xml", content)
        add("styles.xml", styles_xml())
        add("meta.xml", meta)
        for path, resource in pictures:
            add(path, resource.data, resource.media_type not in _STORED_KINDS)
        add("META-INF/manifest.xml", _manifest(pictures))
    return buffer.getvalue()
