"""Small files in which one part is used many times (format cases X01 …): each with its bytes and its file
name.

`bench_multipliers.py` measures what they cost, `tests/test_multipliers.py` holds them to a bound.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import NamedTuple

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'  # noqa: E501
    '<Default Extension="jpg" ContentType="image/jpeg"/></Types>'
)
_WORD_NAMES = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_ODF_NAMES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
        for name, uri in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "svg": "svg-compatible",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_ODT_MIME = "application/vnd.oasis.opendocument.text"
ALL_FORMATS = ("json", "html", "md", "docx", "odt", "txt")

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\xdac`\xf8_\x0f\0\2\x87\1\x80\xeb\xfc\xe9\xca\0\0\0\0IEND\xaeB`\x82"
)


class Case(NamedTuple):
    """A hostile file: its code, what it is, its suffix, what makes its bytes, and the formats that it is
    written to.
    """

    code: str
    title: str
    suffix: str
    make: Callable[[], bytes]
    targets: tuple[str, ...] = ALL_FORMATS

    @property
    def name(self) -> str:
        """A file name without its suffix."""
        return f"{self.code}-{self.title.replace(' ', '-')}"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A package of `parts`, deflated, with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def docx(body: str, related: dict[str, tuple[str, str]] | None = None, **parts: str | bytes) -> bytes:
    """A .docx with `body`; `related` are the relationships of its main part, id → (kind, target).

    `parts` are further parts by their name in `word/`, with `_` for the point and `__` for the stroke in it.
    """
    rows = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for id_, (kind, target) in (related or {}).items()
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r"'
            f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_WORD_NAMES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>',  # noqa: E501
            **{f"word/{name.replace('__', '/').replace('_', '.')}": data for name, data in parts.items()},
        }
    )


def paragraph(content: str) -> str:
    """A paragraph of a .docx."""
    return f"<w:p>{content}</w:p>"


def run(text: str) -> str:
    """A run of a .docx."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def picture(id_: str, attribute: str = "embed", alt: str = "") -> str:
    """A run of a .docx that shows the picture of the relationship `id_`."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'  # noqa: E501
        f'<pic:blipFill><a:blip r:{attribute}="{id_}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def fodt(body: str, automatic: str = "") -> bytes:
    """A flat OpenDocument text."""
    return (
        f'<?xml version="1.0"?><office:document {_ODF_NAMES} office:version="1.3" office:mimetype="{_ODT_MIME}">'  # noqa: E501
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def odt(body: str, automatic: str = "", **parts: str | bytes) -> bytes:
    """An OpenDocument package; `parts` as for `docx`, by their full name."""
    return zipped(
        {
            "mimetype": _ODT_MIME,
            "content.xml": f'<office:document-content {_ODF_NAMES} office:version="1.3">'
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            **{name.replace("__", "/").replace("_", "."): data for name, data in parts.items()},
        }
    )


def large_picture(size: int) -> bytes:
    """A PNG of `size` bytes, which deflate to a thousandth of them."""
    return PNG + bytes(size - len(PNG))


def long_jpeg(segments: int) -> bytes:
    """The start of a JPEG with so many empty segments, and no frame that tells its size."""
    return b"\xff\xd8" + b"\xff\xe0\0\2" * segments


def long_address(length: int) -> str:
    """An address of so many characters."""
    return "https://example.invalid/".ljust(length, "a")


def many_pictures(count: int, size: int) -> bytes:
    """One picture of `size` bytes in a .docx, shown `count` times."""
    return docx(
        paragraph(picture("p")) * count, {"p": ("image", "media/a.png")}, media__a_png=large_picture(size)
    )


def many_links(count: int, length: int) -> bytes:
    """One address of `length` characters in a .docx, under `count` links."""
    link = paragraph(f'<w:hyperlink r:id="h">{run("a")}</w:hyperlink>')
    return docx(link * count, {"h": ("hyperlink", long_address(length))})


def _references(count: int, length: int) -> bytes:
    """A bookmark over `length` characters in a .docx, and `count` fields REF without a result that show
    it.
    """
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    marked = f'<w:bookmarkStart w:id="1" w:name="a"/>{run("a" * length)}<w:bookmarkEnd w:id="1"/>'
    field = paragraph(f"{begin}<w:r><w:instrText>REF a</w:instrText></w:r>{separate}{end}")
    return docx(paragraph(marked) + field * count)


def _labels(text: str, count: int, kind: str = "decimal") -> bytes:
    levels = f'<w:lvl w:ilvl="0"><w:start w:val="700"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'  # noqa: E501
    numbering = (
        f'<w:numbering xmlns:w="{_WORD}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + run("a")
    return docx(paragraph(item) * count, {"n": ("numbering", "numbering.xml")}, numbering_xml=numbering)


def _notes(count: int, length: int) -> bytes:
    note = f'<w:footnotes xmlns:w="{_WORD}"><w:footnote w:id="1">{paragraph(run("a" * length))}</w:footnote></w:footnotes>'  # noqa: E501
    reference = paragraph('<w:r><w:footnoteReference w:id="1"/></w:r>')
    return docx(reference * count, {"n": ("footnotes", "footnotes.xml")}, footnotes_xml=note)


def _styles(count: int) -> bytes:
    """A chain of styles, each based on the one before, and a paragraph for each."""
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{number}"><w:basedOn w:val="s{number - 1}"/></w:style>'
        for number in range(count)
    )
    body = "".join(
        paragraph(f'<w:pPr><w:pStyle w:val="s{number}"/></w:pPr>{run("a")}')
        for number in reversed(range(count))
    )
    return docx(
        body,
        {"s": ("styles", "styles.xml")},
        styles_xml=f'<w:styles xmlns:w="{_WORD}">{chain}</w:styles>',
    )


def _list_style(level: str) -> str:
    return f'<text:list-style style:name="L">{level}</text:list-style>'


def _items(count: int, prefix: str) -> bytes:
    level = f'<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="{prefix}"/>'
    items = "<text:list-item><text:p>a</text:p></text:list-item>" * count
    return odt(f'<text:list text:style-name="L">{items}</text:list>', _list_style(level))


def _template_items(count: int, template: str) -> bytes:
    level = (
        '<text:list-level-style-number text:level="1" style:num-format="1"'
        f' style:num-list-format="{template}"/>'
    )
    items = "<text:list-item><text:p>a</text:p></text:list-item>" * count
    return odt(f'<text:list text:style-name="L">{items}</text:list>', _list_style(level))


def _repeated_cells(length: int, columns: int, rows: int) -> bytes:
    cell = (
        f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>{"a" * length}'
        "<text:line-break/>b</text:p></table:table-cell>"
    )
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return odt(f"<table:table>{row}</table:table>")


def _odt_pictures(count: int, data: bytes) -> bytes:
    frame = '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>'
    return odt(frame * count, Pictures__a_png=data)


def _odt_formulas(count: int, length: int) -> bytes:
    formula = f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>{"a" * length}</mi></math>'
    frame = '<text:p><draw:frame><draw:object xlink:href="./O"/></draw:frame></text:p>'
    return odt(frame * count, O__content_xml=formula)


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html><title>a</title>{body}".encode()


def _base(count: int, length: int) -> bytes:
    links = "".join(f"<a href={number}>a</a> " for number in range(count))
    return _page(f'<base href="{long_address(length)}/"><p>{links}')


def _base_of_steps(count: int, length: int) -> bytes:
    links = "".join(f"<a href={number}>a</a> " for number in range(count))
    return _page(f'<base href="https://example.invalid/{"a/" * (length // 2)}"><p>{links}')


def _metas(count: int) -> bytes:
    return _page(f'<meta name="a" content="{"a" * 100}">' * count + "<p>a")


def _headings(count: int, length: int) -> bytes:
    return _page(f"<h2>{'a' * length}</h2>" + "<table><td>1<td>2<tr><td>3<td>4</table>" * count)


def _rules(count: int) -> bytes:
    sheet = ".a{text-align:center}" * 16
    shown = ".a{display:block}" * 16
    return _page(
        f"<style>{sheet}{shown}.a{{display:none}}</style>" + f'<p class="{"a " * 2000}" hidden>b' * count
    )


def _dashes(length: int) -> bytes:
    return _page(
        f'<p><a id="fn{"-" * length}">a</a><sup><a href="#n" role="doc-noteref">1</a></sup>'
        '<section role="doc-endnotes"><ol><li id="n">note</li></ol></section>'
    )


def _markdown_references(count: int, length: int, title: int = 0) -> bytes:
    shown = f' "{"t" * title}"' if title else ""
    return ("[a] " * count + f"\n\n[a]: {long_address(length)}{shown}\n").encode()


def _unfinished_table(lines: int) -> bytes:
    width = 60
    border = "+--" * (width // 3) + "+"
    return ((border + "\n|" + " " * (width - 1) + "|\n") * lines + "|").encode()


def _unfinished_narrow_table(lines: int, width: int) -> bytes:
    return ("+-+\n" * lines + "+" + "-" * width + "\n").encode()


def _aliases() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return ("---\n" + "\n".join(lines) + "\n---\n\na\n").encode()


def _json_pictures(count: int, size: int) -> bytes:
    import hashlib
    from base64 import b64encode

    data = large_picture(size)
    key = hashlib.sha256(data).hexdigest()
    image = f'{{"type":"image","resource":"{key}"}}'
    return (
        f'{{"gireport":"1","body":[{{"type":"paragraph","content":[{",".join([image] * count)}]}}],'
        f'"resources":{{"{key}":{{"media_type":"image/png","data":"{b64encode(data).decode()}"}}}}}}'
    ).encode()


CASES = [
    Case("X01", "one picture 500 times", ".docx", lambda: many_pictures(500, 6_000_000)),
    Case("X01", "one picture 2000 times", ".json", lambda: _json_pictures(2000, 1_000_000)),
    Case("X01", "one picture 500 times", ".odt", lambda: _odt_pictures(500, large_picture(6_000_000))),
    Case("X01", "a picture whose size is far in it 2000 times", ".odt", lambda: _odt_pictures(2000, long_jpeg(1_500_000)), ("docx", "odt")),  # noqa: E501
    Case("X02", "one address 2000 times", ".docx", lambda: many_links(2000, 1_000_000)),
    Case("X02", "one picture elsewhere 2000 times", ".docx", lambda: docx(paragraph(picture("p", "link")) * 2000, {"p": ("image", long_address(1_000_000))})),  # noqa: E501
    Case("X02", "an address within the limit 20000 times", ".docx", lambda: many_links(20_000, 8_000)),
    Case("X03", "one base 20000 times", ".html", lambda: _base(20_000, 65_000), ("json",)),
    Case("X03", "a base of many steps 20000 times", ".html", lambda: _base_of_steps(20_000, 8_000), ("json",)),  # noqa: E501
    Case("X04", "one reference 2000 times", ".md", lambda: _markdown_references(2000, 1_000_000), ("json",)),
    Case("X04", "one title 2000 times", ".md", lambda: _markdown_references(2000, 100, 1_000_000), ("json",)),
    Case("X05", "an unfinished drawn table", ".md", lambda: _unfinished_table(250), ("json",)),
    Case("X05", "an unfinished narrow table", ".md", lambda: _unfinished_narrow_table(7000, 10), ("json",)),
    Case("X05", "an unfinished table with a wide line", ".md", lambda: _unfinished_narrow_table(5000, 20_000), ("json",)),  # noqa: E501
    Case("X06", "one label of 100000 characters", ".odt", lambda: _items(800, "a" * 100_000), ("json",)),
    Case("X06", "one label of many numbers", ".odt", lambda: _template_items(800, "%1%" * 30_000), ("json",)),
    Case("X06", "one label of 100000 characters", ".docx", lambda: _labels("a" * 100_000, 2000), ("json",)),
    Case("X06", "one label of many numbers", ".docx", lambda: _labels("%1" * 127, 8000, "ordinalText"), ("json",)),  # noqa: E501
    Case("X06", "one label of letters", ".docx", lambda: _labels("%1" * 127, 8000, "lowerLetter"), ("json",)),
    Case("X17", "one bookmark under 2000 REF fields", ".docx", lambda: _references(2000, 1_000_000), ("json",)),  # noqa: E501
    Case("X07", "one name of 80000 metas", ".html", lambda: _metas(80_000), ("json",)),
    Case("X08", "a data address of 4000000 escapes", ".html", lambda: _page(f'<p>a<img src="data:image/png,{"%41" * 4_000_000}">'), ("json",)),  # noqa: E501
    Case("X08", "a place of 4000000 escapes", ".html", lambda: _page(f'<p><a href="#{"%41" * 4_000_000}">a</a>'), ("json",)),  # noqa: E501
    Case("X08", "a part of 3000000 escapes", ".odt", lambda: odt(f'<text:p><draw:frame><draw:image xlink:href="{"%41" * 3_000_000}"/></draw:frame></text:p>'), ("json",)),  # noqa: E501
    Case("X09", "formatting left open 60000 times", ".html", lambda: _page("<p><font><b><i><u>" * 60_000), ("json",)),  # noqa: E501
    Case("X10", "one note 2000 times", ".docx", lambda: _notes(2000, 1_000_000), ("json",)),
    Case("X10", "a chain of 10000 styles", ".docx", lambda: _styles(10_000), ("json",)),
    Case("X11", "one cell 1000000 times", ".odt", lambda: _repeated_cells(60, 1000, 1000)),
    Case("X11", "one long cell 4000 times", ".odt", lambda: _repeated_cells(15_000, 4000, 1)),
    Case("X12", "one heading over 2000 tables", ".html", lambda: _headings(2000, 1_000_000)),
    Case("X13", "a name of dashes", ".html", lambda: _dashes(300_000), ("html",)),
    Case("X13", "a text of dashes", ".md", lambda: b"[^a]\n\n[^a]: gireport-note-" + b"-" * 300_000 + b"\n", ("json",)),  # noqa: E501
    Case("X14", "the rules of one class 500 times", ".html", lambda: _rules(500), ("json",)),
    Case("X15", "one formula 2000 times", ".odt", lambda: _odt_formulas(2000, 500_000), ("json",)),
    Case("X16", "aliases of aliases", ".md", _aliases, ("json",)),
]  # fmt: skip
