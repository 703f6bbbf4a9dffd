"""Templates for .odt, built with odfpy."""

from __future__ import annotations

import io
from collections.abc import Callable

from odf import draw, style, text
from odf.opendocument import OpenDocument, OpenDocumentText

from gireport.testing.strategies import png


def saved(document: OpenDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def template(change: Callable[[OpenDocument], object] | None = None) -> bytes:
    """A document with text, a narrow page, a header with a picture, and a heading style of its own."""
    document = OpenDocumentText()
    layout = style.PageLayout(name="Narrow")
    layout.addElement(style.PageLayoutProperties(pagewidth="12cm", marginleft="1cm", marginright="1cm"))
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    header = style.Header()
    line = text.P(text="页眉")
    frame = draw.Frame(width="1cm", height="1cm", anchortype="as-char")
    frame.addElement(draw.Image(href=document.addPicture("Pictures/logo.png", "image/png", png(3, 3, 7))))
    line.addElement(frame)
    header.addElement(line)
    master.addElement(header)
    document.masterstyles.addElement(master)
    heading = style.Style(
        name="Heading 1", displayname="Heading 1", family="paragraph", defaultoutlinelevel=1
    )
    heading.addElement(style.TextProperties(fontsize="31pt"))
    document.styles.addElement(heading)
    document.text.addElement(text.H(outlinelevel=1, stylename=heading, text="old heading"))
    if change is not None:
        change(document)
    return saved(document)


def letterhead(document: OpenDocument) -> None:
    """Make the text start on a page of its own kind, without the header."""
    document.masterstyles.addElement(
        style.MasterPage(
            name="First", displayname="Letterhead", pagelayoutname="Narrow", nextstylename="Standard"
        )
    )
    start = style.Style(name="P1", family="paragraph", masterpagename="First")
    document.automaticstyles.addElement(start)
    document.text.childNodes.clear()
    document.text.addElement(text.P(stylename=start, text="old"))
