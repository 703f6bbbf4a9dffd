"""Documents of python-docx, odfpy and BeautifulSoup: `read` takes them, `export` gives them.

A document is saved to memory and then read by gireport's own reader, so that the limits on files hold for it.
This module imports a library only for `export`. For `read` it looks whether the program has imported the
library: without that the program cannot hold an object of it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec import Struct

from .errors import UsageError
from .model.messages import message
from .safe.input import SavedDocument

if TYPE_CHECKING:
    from bs4.element import Tag

    from .safe.input import DocxDocument, OdtDocument

ExportKind: TypeAlias = Literal["docx", "odt"]
"""What `gireport.export` gives: a document of python-docx or of odfpy."""

EXPORT_KINDS: tuple[ExportKind, ...] = ("docx", "odt")


class _Library(Struct, frozen=True):
    """A class of documents: its module and name, its key in the catalogue, how to save one, who reads it."""

    module: str
    class_name: str
    key: str
    save: Callable[[Any], bytes]
    formats: tuple[str, ...]


def _saved_by_python_docx(document: DocxDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _saved_by_odfpy(document: OdtDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)  # `write` would end the zip only when its object is collected
    return out.getvalue()


def _saved_by_beautifulsoup(element: Tag) -> bytes:
    if element.known_xml:
        raise UsageError(message("objects.parsed-as-xml"))
    from bs4.dammit import EntitySubstitution
    from bs4.formatter import HTMLFormatter

    class InOrder(HTMLFormatter):
        """Writes the attributes in their order in the page; BeautifulSoup's own formatters sort them."""

        def attributes(self, tag: Tag) -> Iterable[tuple[str, Any]]:
            return tag.attrs.items()

    formatter = InOrder(EntitySubstitution.substitute_xml, void_element_close_prefix="")
    data = element.encode("utf-8", formatter=formatter)
    # A line end follows the doctype in print, and html.parser keeps the one that the page has there too.
    return data.replace(b"<!DOCTYPE html>\n\n", b"<!DOCTYPE html>\n", 1)


_LIBRARIES = (
    _Library("docx.document", "Document", "python-docx", _saved_by_python_docx, ("docx",)),
    _Library("odf.opendocument", "OpenDocument", "odfpy", _saved_by_odfpy, ("odt",)),
    _Library("bs4.element", "Tag", "beautifulsoup", _saved_by_beautifulsoup, ("portal", "html")),
)


def saved_document(source: object) -> SavedDocument | None:
    """Save `source` to memory if it is a document of one of the three libraries; return None if it is not.

    The classes are `docx.document.Document`, `odf.opendocument.OpenDocument` and `bs4.Tag`, of which
    `BeautifulSoup` is a subclass.

    Raises:
        UsageError: the BeautifulSoup document was parsed as XML.
    """
    for library in _LIBRARIES:
        # Without an imported module there is no object of its classes.
        module = sys.modules.get(library.module)
        if isinstance(source, getattr(module, library.class_name, ())):
            title = message(f"objects.{library.key}")
            return SavedDocument(library.save(source), title.text(), title, library.formats)
    return None


def expect_export_kind(kind: object) -> None:
    """Check that `gireport.export` can make a document of `kind`.

    Raises:
        UsageError: it cannot.
    """
    if kind not in EXPORT_KINDS:
        raise UsageError.unknown("document", str(kind), EXPORT_KINDS)


def open_document(data: bytes, kind: ExportKind) -> DocxDocument | OdtDocument:
    """Open the file `data`, which gireport wrote in the format `kind`, with python-docx or odfpy."""
    if kind == "docx":
        import docx

        return docx.Document(io.BytesIO(data))
    from odf.opendocument import load

    return load(io.BytesIO(data))
