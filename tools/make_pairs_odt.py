"""Makes the OpenDocument packages among `fixtures/pairs/odt`: what only a package shows. The same bytes each
time.

Run it as `python tools/make_pairs_odt.py`; then look at what `pytest tests/test_pairs.py` says.
"""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "fixtures" / "pairs" / "odt"
MIME = "application/vnd.oasis.opendocument.text"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": f"{_URN}:office:1.0",
        "style": f"{_URN}:style:1.0",
        "text": f"{_URN}:text:1.0",
        "draw": f"{_URN}:drawing:1.0",
        "svg": f"{_URN}:svg-compatible:1.0",
        "fo": f"{_URN}:xsl-fo-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def part(root: str, content: str) -> bytes:
    """A part whose root is `office:<root>`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root} {_NAMESPACES} office:version="1.3">'
        f"{content}</office:{root}>\n"
    ).encode()


def content(body: str) -> bytes:
    """`content.xml` with this text."""
    return part("document-content", f"<office:body><office:text>{body}</office:text></office:body>")


def manifest(entries: dict[str, str]) -> bytes:
    """`META-INF/manifest.xml` that lists these paths with their media types."""
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in entries.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3">{lines}'
        "</manifest:manifest>\n"
    ).encode()


def write(name: str, parts: dict[str, bytes], mime: str | None = MIME) -> None:
    """Write a package: its parts in this order, the media type first and stored (ODF 1.3 part 2, 3.3)."""
    with zipfile.ZipFile(OUT / name, "w") as archive:
        for path, data in {**({"mimetype": mime.encode()} if mime else {}), **parts}.items():
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)


def picture(path: str) -> str:
    """A frame with the picture at `path`."""
    return (
        '<draw:frame draw:name="图像1" text:anchor-type="as-char" svg:width="1in" svg:height="0.5in">'
        f'<draw:image xlink:href="{path}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        "<svg:desc>公章</svg:desc></draw:frame>"
    )


def main() -> None:
    """Write every package."""
    common = part(
        "document-styles",
        '<office:styles><style:style style:name="Strong" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style></office:styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="M1">'
        "<style:header><text:p>某县人民政府公报</text:p></style:header>"
        "<style:footer><text:p>第<text:page-number>1</text:page-number>页</text:p></style:footer>"
        "</style:master-page></office:master-styles>",
    )
    listed = {"/": MIME, "content.xml": "text/xml", "styles.xml": "text/xml"}
    write(
        "O13-O14-picture-and-styles-in-the-package.odt",
        {
            "content.xml": content(
                f'<text:p><text:span text:style-name="Strong">印章</text:span>{picture("Pictures/1.png")}</text:p>'  # noqa: E501
            ),
            "styles.xml": common,
            "Pictures/1.png": PICTURE,
            "META-INF/manifest.xml": manifest({**listed, "Pictures/1.png": "image/png"}),
        },
    )
    write(
        "O19-no-mimetype-and-a-manifest-that-is-wrong.odt",
        {
            "content.xml": content(f"<text:p>甲{picture('Pictures/2.png')}</text:p>"),
            "Pictures/2.png": PICTURE,
            "META-INF/manifest.xml": manifest({**listed, "settings.xml": "text/xml", "gone/": ""}),
        },
        mime=None,
    )


if __name__ == "__main__":
    main()
