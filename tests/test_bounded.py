"""Law 8: on any bytes at all `read` ends, in 10 s of processor time and 512 MiB of memory for the whole
process.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from measured import run

GIREPORT = str(Path(sys.executable).with_name("gireport"))
SECONDS = 10
MIB = 512

_SPANS = "<table><td colspan=1000 rowspan=900>" + "<tr>" * 900 + "</table>"
_JSON_SPANS = '{"type":"table","rows":[[{"colspan":4096,"rowspan":244}]' + ",[]" * 243 + "]}"
_JSON = '{{"gireport":"1","body":[{}]}}'
_JSON_PARAGRAPH = '{"type":"paragraph","content":['
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)


def docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r" Type="{_MAIN_PART}" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


def fodt(body: str) -> bytes:
    return (
        f'<?xml version="1.0"?><office:document {_ODF} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def odf_spans(tables: int) -> bytes:
    cell = '<table:table-cell table:number-columns-spanned="4000" table:number-rows-spanned="240"/>'
    rows = "<table:table-row/>" * 239
    return fodt(f"<table:table><table:table-row>{cell}</table:table-row>{rows}</table:table>" * tables)


def word_row(properties: str, cell: str) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr><w:p/></w:tc></w:tr>"


_BEFORE = "<w:tbl>" + word_row('<w:gridBefore w:val="4000"/>', "") * 2 + "</w:tbl>"
_WIDE = "<w:tbl>" + word_row("", '<w:gridSpan w:val="4000"/>') * 240 + "</w:tbl>"
_CELL = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"


def odf_cells(rows: int, text: str) -> bytes:
    row = f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" * 100
    return fodt("<table:table>" + f"<table:table-row>{row}</table:table-row>" * rows + "</table:table>")


# Each item has a text of its own: what is kept of texts that come again does not help.
_ODF_ITEM = "<text:list-item><text:p>{}</text:p></text:list-item>"


def odf_text(parts: int, last: str) -> bytes:
    """One paragraph of spans, since libxml2 takes no text of 10 million bytes."""
    span = "<text:span>" + "a" * 2**20 + "</text:span>"
    return fodt(f"<text:p>{span * parts}{last}</text:p>")


def json_inlines(inlines: str) -> bytes:
    return _JSON.format(_JSON_PARAGRAPH + inlines + "]}").encode()


def json_text(size: int, last: str) -> bytes:
    return json_inlines('{"type":"text","text":"' + "a" * size + last + '"}')


def json_names(count: int) -> bytes:
    names = ",".join(f'"{number:x}":""' for number in range(count))
    return f'{{"gireport":"1","meta":{{"extra":{{{names}}}}}}}'.encode()


def json_points(count: int) -> bytes:
    points = (f'{{"type":"bookmark-start","name":"{number:x}"}}' for number in range(count))
    return json_inlines(",".join(points))


# Name of the file → its bytes, made when they are wanted, and how `convert` ends: 0 read, 3 refused.
QUICK = {
    "many-wide-spans.html": (lambda: (_SPANS * 2000).encode(), 3),
    "many-wide-spans.json": (lambda: _JSON.format(",".join([_JSON_SPANS] * 2000)).encode(), 3),
    "many-wide-rows.docx": (lambda: docx(_WIDE * 200), 3),
    "many-slots-before-rows.docx": (lambda: docx(_BEFORE * 2000), 3),
    "many-wide-spans.fodt": (lambda: odf_spans(2000), 3),
    "many-tags.html": (lambda: b"<p>" * 999_000, 3),
    "many-attributes.html": (lambda: (b"<p " + b"a=1 " * 1000 + b">") * 2000, 3),
    "many-empty-cells.json": (
        lambda: _JSON.format(
            '{"type":"table","rows":[' + ",".join(["[" + "{}," * 3999 + "{}]"] * 1600) + "]}"
        ).encode(),
        3,
    ),
    "many-line-ends.json": (
        lambda: _JSON.format(
            '{"type":"paragraph","content":[{"type":"text","text":"' + "a\\n" * 3_000_000 + '"}]}'
        ).encode(),
        3,
    ),
    "many-names.json": (lambda: json_names(1_000_000), 3),
    "many-points.json": (lambda: json_points(700_000), 3),
    "much-wide-text.json": (lambda: json_text(32 * 2**20, "😀"), 3),
    "much-wide-text.fodt": (lambda: odf_text(40, "😀"), 3),
    "many-paragraphs.docx": (lambda: docx("<w:p/>" * 3_900_000), 3),
    "many-items.md": (lambda: b"- a\n" * 300_000, 3),
}
DEEP = {
    "as-many-cells-as-fit.html": (lambda: ("<table>" + ("<tr>" + "<td>1" * 100) * 3160).encode(), 0),
    "as-many-tables-as-fit.html": (lambda: b"<table><td>1</table>" * 127_000, 0),
    "as-many-pictures-as-fit.html": (lambda: b"<p>" + b"<img src=a>" * 319_000, 0),
    "as-many-paragraphs-as-fit.docx": (lambda: docx("<w:p/>" * 1_499_000), 0),
    "as-many-cells-as-fit.docx": (
        lambda: docx("<w:tbl>" + ("<w:tr>" + _CELL * 100 + "</w:tr>") * 2300 + "</w:tbl>"),
        0,
    ),
    "as-many-items-as-fit.md": (lambda: "".join(map("- {}\n".format, range(99_990))).encode(), 0),
    "as-many-attributes-as-fit.docx": (
        lambda: docx(("<w:p " + " ".join(f'w:a{n}="1"' for n in range(199)) + "/>") * 9200),
        0,
    ),
    "as-many-empty-cells-as-fit.docx": (
        lambda: docx("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 60 + "</w:tr>") * 10_100 + "</w:tbl>"),
        0,
    ),
    "as-many-cells-as-fit.fodt": (lambda: odf_cells(4590, "1"), 0),
    "as-many-wide-cells-as-fit.fodt": (lambda: odf_cells(3950, "aaa😀"), 0),
    "as-many-items-as-fit.fodt": (
        lambda: fodt("<text:list>" + "".join(map(_ODF_ITEM.format, range(462_000))) + "</text:list>"),
        0,
    ),
    "as-many-lists-as-fit.fodt": (
        lambda: fodt("".join(map(f"<text:list>{_ODF_ITEM}</text:list>".format, range(307_000)))),
        0,
    ),
    "as-much-text-as-fits.fodt": (lambda: odf_text(56, ""), 0),
    "as-much-wide-text-as-fits.fodt": (lambda: odf_text(35, "😀"), 0),
    "as-many-paragraphs-as-fit.json": (
        lambda: _JSON.format(
            ",".join(['{"type":"paragraph","content":[{"type":"text","text":"1"}]}'] * 499_900)
        ).encode(),
        0,
    ),
    "as-many-pictures-as-fit.json": (
        lambda: json_inlines(",".join(['{"type":"image","resource":"a"}'] * 999_900)),
        0,
    ),
    "as-many-points-as-fit.json": (lambda: json_points(599_900), 0),
    "as-many-names-as-fit.json": (lambda: json_names(199_990), 0),
    "as-much-wide-text-as-fits.json": (lambda: json_text(24 * 2**20 - 200, "😀"), 0),
    "as-many-bytes-of-pictures-as-fit.json": (
        lambda: (
            '{"gireport":"1","body":[{"type":"paragraph","content":[{"type":"text","text":"😀"}]}],'
            '"resources":{"' + "0" * 64 + '":{"media_type":"image/png","data":"' + "A" * (63 * 2**20) + '"}}}'
        ).encode(),
        0,
    ),
    "as-much-chinese-text-as-fits.json": (lambda: json_text(48 * 2**20 - 200, "审"), 0),
    "as-much-wide-text-as-fits.md": (lambda: ("a" * (24 * 2**20 - 10) + "😀").encode(), 0),
    "as-many-base64-pictures-as-fit.html": (
        lambda: ('<p>审计<img src="data:image/jpeg;base64,/9j/' + "A" * (35 * 2**20) + '">').encode(),
        0,
    ),
    "as-much-text-as-fits.html": (lambda: b"<p>" + b"a" * (24 * 2**20 - 3), 0),
}


def check(path: Path, cases: dict) -> None:
    make, expected = cases[path.name]
    path.write_bytes(make())
    took = run(GIREPORT, "convert", str(path), str(path) + ".out.json")
    assert took.status == expected, took.said
    assert took.processor < SECONDS
    assert took.peak < MIB


@pytest.mark.parametrize("name", QUICK)
def test_a_small_file_that_stands_for_much_ends_within_bounds(tmp_path, name):
    check(tmp_path / name, QUICK)


@pytest.mark.deep
@pytest.mark.parametrize("name", DEEP)
def test_the_most_that_the_limits_allow_is_read_within_bounds(tmp_path, name):
    check(tmp_path / name, DEEP)
