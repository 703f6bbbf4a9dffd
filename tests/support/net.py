"""The net: the characters of content in a file, counted without our readers.

White space, and what a reader adds of its own (labels that Word computes, brackets of ruby), do not count.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser

from lxml import etree

from gireport.losses import Loss
from gireport.model import Image, Report, Text
from gireport.model.walk import inlines

_SYMBOL = {0xF0B7: "•"}
_NAMES = re.compile(r"\{[^}]*\}")


def _local(element: etree._Element) -> str:
    return _NAMES.sub("", element.tag) if isinstance(element.tag, str) else ""


_BULLETS = str.maketrans({"·": "•"})  # the letter of the Symbol font, and the bullet that it shows


def characters(text: str) -> Counter[str]:
    """The characters of `text` that count: blanks and the private codes of symbol fonts do not."""
    return Counter(
        char
        for char in text.translate(_BULLETS)
        if not char.isspace() and char not in "\u200b\ufeff\u00ad" and not "\uf020" <= char <= "\uf0ff"
    )


def of_report(report: Report) -> Counter[str]:
    """The characters that `report` holds, alternative texts of pictures included."""
    return characters(
        "".join(
            inline.text if isinstance(inline, Text) else inline.alt
            for inline in inlines(report)
            if isinstance(inline, (Text, Image))
        )
    )


def of_docx(data: bytes) -> Counter[str]:
    """The text runs of the main part and of the notes that it refers to; each box once (W24)."""
    package = zipfile.ZipFile(io.BytesIO(data))
    names = {name.lower(): name for name in package.namelist()}
    main = next((names[name] for name in names if re.fullmatch(r"word/document\d*\.xml", name)), None)
    found: Counter[str] = Counter()
    if main is None:
        return found
    root = etree.fromstring(package.read(main), etree.XMLParser(recover=True, resolve_entities=False))
    found += _runs(root)
    for kind in ("footnote", "endnote"):
        part = names.get(f"word/{kind}s.xml")
        wanted = {
            value
            for element in root.iter()
            if _local(element) == f"{kind}Reference"
            for key, value in element.attrib.items()
            if key.endswith("}id")
        }
        if part and wanted:
            notes = etree.fromstring(
                package.read(part), etree.XMLParser(recover=True, resolve_entities=False)
            )
            for note in notes:
                if any(key.endswith("}id") and value in wanted for key, value in note.attrib.items()):
                    found += _runs(note)
    return found


def _runs(root: etree._Element) -> Counter[str]:
    found: Counter[str] = Counter()
    stack = [root]
    while stack:
        element = stack.pop()
        name = _local(element)
        if name in ("Fallback", "del", "moveFrom", "rPrChange", "pPrChange"):
            continue
        if name == "t" and element.text and "drawingml/2006/main" not in str(element.tag):
            found += characters(_meant(element))
        stack.extend(element)
    return found


def _meant(text: etree._Element) -> str:
    """The characters of a `w:t`: of a run in Symbol those that the font shows, as far as the corpus has any
    (W27).
    """
    run = text.getparent()
    fonts = [] if run is None else [font for font in run.iter() if _local(font) == "rFonts"]
    symbol = any(value == "Symbol" for font in fonts for value in font.attrib.values())
    return (text.text or "").translate(_SYMBOL) if symbol else text.text or ""


def of_odt(data: bytes) -> Counter[str]:
    """The characters in paragraphs and headings of the body.

    Tracked deletions, annotations, macros and the templates of indexes aside.
    """
    if data[:2] == b"PK":
        data = zipfile.ZipFile(io.BytesIO(data)).read("content.xml")
    root = etree.fromstring(data, etree.XMLParser(recover=True, resolve_entities=False))
    body = next((element for element in root.iter() if _local(element) == "body"), None)
    found: Counter[str] = Counter()
    if body is None:
        return found
    stack = [(body, False)]
    while stack:
        element, inside = stack.pop()
        name = _local(element)
        if name.endswith("-source") or name in (
            "tracked-changes",
            "annotation",
            "script",
            "forms",
            "title",
            "desc",
            "note-citation",
            "ruby-text",
            "event-listeners",
            "settings",
            "math",
            "binary-data",
        ):
            continue
        inside = inside or name in ("p", "h")
        if inside and element.text and isinstance(element.tag, str):
            found += characters(element.text)
        for child in element:
            stack.append((child, inside))
            if inside and child.tail:
                found += characters(child.tail)
    return found


class _Page(HTMLParser):
    """What a page shows, told by Python's own tokenizer: neither our parser nor our reader."""

    _SILENT = frozenset(
        {
            "script",
            "style",
            "template",
            "noscript",
            "head",
            "title",
            "textarea",
            "select",
            "button",
            "svg",
            "math",
            "object",
            "iframe",
            "video",
            "audio",
            "canvas",
        }
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag, attrs):
        hidden = any(
            name == "hidden"
            or (
                name == "style" and value and re.search(r"display\s*:\s*none|mso-hide\s*:\s*all", value, re.I)
            )
            for name, value in attrs
        )
        void = tag in (
            "br",
            "img",
            "hr",
            "input",
            "meta",
            "link",
            "col",
            "wbr",
            "area",
            "base",
            "embed",
            "source",
            "track",
            "param",
        )
        if not void and (self.silent or hidden or tag in self._SILENT):
            self.silent.append(tag)

    def handle_endtag(self, tag):
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data):
        if not self.silent:
            self.text.append(data)


def of_html(text: str) -> Counter[str]:
    """The characters that the page's body shows."""
    page = _Page()
    page.feed(text)
    page.close()
    return characters("".join(page.text))


def untold(gone: Counter[str], losses: Iterable[Loss]) -> Counter[str]:
    """What is `gone` and under none of the `losses`.

    Of all content that can be lost the net counts hidden text alone: it passes over deleted text, comments,
    page margins and the code of fields itself. A loss tells the text, or of a long one the beginning and, in
    docx, how many characters it has.
    """
    cut = 0
    for loss in losses:
        if loss.code == "hidden-text":
            told = characters(loss.detail)
            gone = gone - told
            cut += max(loss.count - told.total(), 0)
    return gone if gone.total() > cut else Counter()


def missing(source: Counter[str], report: Report) -> Counter[str]:
    """What is in the source and not in the report."""
    return source - of_report(report)
