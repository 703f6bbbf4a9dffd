"""The zip package and its parts, in a fixed order (ODF 1.3 part 2, 3)."""

from __future__ import annotations

from collections.abc import Sequence

from ....model import Resource
from ....safe.package import pack
from ....style import House
from ..names import MIME, NAMESPACES, VERSION
from .styles import font_faces
from .values import attribute

_COMPRESSED_KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp")

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONTENT_PREFIXES = ("office", "style", "text", "table", "draw", "fo", "svg", "xlink", "gi")
_META_PREFIXES = ("office", "meta", "dc", "xlink")


def _declared(prefixes: Sequence[str]) -> str:
    return "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)


def content_xml(house: House, styles: str, body: str) -> str:
    """The part `content.xml` with the fonts of `house`, these automatic styles and this text."""
    return (
        f"{_HEAD}<office:document-content{_declared(_CONTENT_PREFIXES)}"
        f' office:version="{VERSION}">{font_faces(house)}'
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


def package(content: str, styles: str, meta: str, pictures: Sequence[tuple[str, Resource]]) -> bytes:
    """The bytes of the package; `mimetype` is first and not compressed, as ODF 1.3 part 2, 3.3 demands."""
    members = [
        ("mimetype", MIME.encode()),
        ("content.xml", content.encode()),
        ("styles.xml", styles.encode()),
        ("meta.xml", meta.encode()),
        *((path, resource.data) for path, resource in pictures),
        ("META-INF/manifest.xml", _manifest(pictures).encode()),
    ]
    not_deflated = {path for path, resource in pictures if resource.media_type in _COMPRESSED_KINDS}
    return pack(members, frozenset({"mimetype", *not_deflated}))
