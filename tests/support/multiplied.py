"""The files of the fixtures with each kind of reference in them used many times, as a hostile or careless
program would.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

TIMES = 2000

# Elements that refer to something by its name or id, by the local name that both XML formats give them.
_XML_REFERENCES = (
    # WordprocessingML
    *("drawing", "pict", "object", "hyperlink", "footnoteReference", "endnoteReference", "commentReference"),
    *(
        "numPr",
        "pStyle",
        "rStyle",
        "tblStyle",
        "bookmarkStart",
        "fldSimple",
        "instrText",
        "sdt",
        "sym",
        "oMath",
    ),
    # OpenDocument
    *(
        "frame",
        "a",
        "note",
        "list-item",
        "bookmark",
        "bookmark-start",
        "bookmark-ref",
        "reference-mark",
        "change",
    ),
    *(
        "span",
        "h",
        "custom-shape",
        "control",
        "user-field-get",
        "variable-get",
        "sequence",
        "annotation",
        "object",
    ),
)
_BLOCKS = ("p", "h", "list", "tbl", "table")
_HTML_REFERENCES = (
    "a[href]",
    "a[name]",
    "img",
    "[id]",
    "[class]",
    "[style]",
    "li",
    "table",
    "font",
    "sup",
    "meta",
    "base",
)
_MARKDOWN_REFERENCES = {
    "reference": re.compile(r"!?\[[^\]^\n][^\]\n]*\](?:\[[^\]\n]*\])?(?![(:])"),
    "note": re.compile(r"\[\^[^\]\s]+\](?!:)"),
    "link": re.compile(r"(?<!!)\[[^\]\n]*\]\([^)\n]*\)"),
    "picture": re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"),
    "autolink": re.compile(r"<https?:[^>\s]+>"),
    "html": re.compile(r"<(\w+)[^>\n]*>[^<\n]*</\1>"),
}  # fmt: skip


def variants(source: Path) -> Iterator[tuple[str, bytes]]:
    """The bytes of `source` with one kind of reference `TIMES` times in it, for each kind that it holds, with
    its name.
    """
    data = source.read_bytes()
    if source.suffix in (".docx", ".odt"):
        yield from _packages(data, "word/document.xml" if source.suffix == ".docx" else "content.xml")
    elif source.suffix == ".fodt":
        yield from _documents(data)
    elif source.suffix == ".html":
        yield from _pages(data)
    elif source.suffix == ".md":
        yield from _texts(data.decode())
    elif source.suffix == ".json":
        yield from _reports(json.loads(data))


def _packages(data: bytes, main: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = next((name for name in parts if name.lower() == main), "")
    for kind, document in _documents(parts[name]) if name else ():
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for each, content in parts.items():
                package.writestr(each, document if each == name else content)
        yield kind, out.getvalue()


def _documents(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The block around the first element of each kind, repeated after itself."""
    root = etree.fromstring(data, etree.XMLParser(recover=True))
    for kind in dict.fromkeys(_XML_REFERENCES):
        found = next(iter(root.xpath(f"//*[local-name()='{kind}']")), None)
        block = next((each for each in _above(found) if etree.QName(each).localname in _BLOCKS), None)
        if block is None:
            continue
        copies = [deepcopy(block) for _ in range(TIMES)]
        for copy in copies:
            block.addnext(copy)
        yield kind, etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        for copy in copies:
            copy.getparent().remove(copy)


def _above(element: etree._Element | None) -> Iterator[etree._Element]:
    while element is not None:
        yield element
        element = element.getparent()


def _pages(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The first element of each kind, repeated at the end of the body; one of the head in the head."""
    tree = LexborHTMLParser(data)
    for selector in _HTML_REFERENCES:
        node = tree.css_first(selector)
        if node is None or node.tag in ("html", "body", "head"):
            continue
        copies = (node.html or "").encode("ascii", "xmlcharrefreplace") * TIMES
        end = re.search(rb"</head>" if node.tag in ("meta", "base") else rb"</body>", data, re.IGNORECASE)
        at = end.start() if end else len(data)
        if b"\0" not in data[:200]:  # else it is UTF-16, in which no ASCII is put
            yield selector, data[:at] + copies + data[at:]


def _texts(text: str) -> Iterator[tuple[str, bytes]]:
    for kind, pattern in _MARKDOWN_REFERENCES.items():
        found = pattern.search(text)
        if found:
            yield kind, f"{text}\n\n{f'{found.group()} ' * TIMES}\n".encode()


def _reports(report: dict) -> Iterator[tuple[str, bytes]]:
    """The first inline of each kind, and the first block of each kind, repeated at the end of the body."""
    kinds: dict[str, dict] = {}

    def gather(value: object) -> None:
        if isinstance(value, dict):
            kind = str(value.get("type", "")) + ("-link" if "link" in value else "")
            if kind:
                kinds.setdefault(kind, value)
            for inner in value.values():
                gather(inner)
        elif isinstance(value, list):
            for inner in value:
                gather(inner)

    gather(report["body"])
    inlines = ("text", "image", "note", "bookmark", "line")
    for kind, value in kinds.items():
        copies = [value] * TIMES
        more = [{"type": "paragraph", "content": copies}] if kind.startswith(inlines) else copies
        yield kind, json.dumps({**report, "body": [*report["body"], *more]}, ensure_ascii=False).encode()
