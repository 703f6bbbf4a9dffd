"""Small OpenDocument files, as other programs would write them."""

from __future__ import annotations

import io
import zipfile

from gireport.formats.odt.names import MIME, NAMESPACES
from gireport.formats.odt.reader import read
from gireport.losses import Losses
from gireport.model import Report

_DECLARED = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "xml")


def flat(body: str, automatic: str = "", common: str = "", head: str = "") -> bytes:
    """A flat document (`.fodt`) with this text, these styles, and `head` before them."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document{_DECLARED} office:version="1.3"'
        f' office:mimetype="{MIME}">{head}<office:styles>{common}</office:styles>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def part(root: str, content: str) -> bytes:
    """A part of a package whose root is `office:<root>`."""
    return f"<office:{root}{_DECLARED}>{content}</office:{root}>".encode()


def packed(body: str, parts: dict[str, bytes] | None = None, mime: str | None = MIME) -> bytes:
    """A package with this text and these further parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mime is not None:
            archive.writestr("mimetype", mime)
        content = part("document-content", f"<office:body><office:text>{body}</office:text></office:body>")
        for path, data in {"content.xml": content, **(parts or {})}.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def reading(data: bytes) -> tuple[Report, list[tuple[str, str]]]:
    """The report in `data`, and the code and the place of each loss."""
    losses = Losses()
    report = read(data, losses)
    return report, [(loss.code, loss.where) for loss in losses]
