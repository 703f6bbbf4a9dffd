"""The whole package: order of elements, references, ids, parts, and the same bytes each time."""

from __future__ import annotations

import io
import posixpath
import zipfile

import docx
from hypothesis import given
from lxml import etree

from gireport.formats.docx import FORMAT
from gireport.formats.docx.names import R_NS, TYPES_NS, W_NS
from gireport.formats.docx.writer import write
from gireport.losses import Losses
from gireport.model import Heading, ListItem, Paragraph, Table, Text
from gireport.model.grid import width
from gireport.testing.strategies import reports

# The order of child elements that ECMA-376 part 1 lays down (annex A, wml.xsd), those that we write.
ORDERS = {
    "pPr": "pStyle keepNext widowControl numPr pBdr overflowPunct snapToGrid spacing ind jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs strike color spacing sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan vMerge tcBorders vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "footerReference pgSz pgMar docGrid",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "lvl": "start numFmt lvlText lvlJc pPr",
    "num": "abstractNumId lvlOverride",
    "numbering": "abstractNum num",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tcPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat themeFontLang",  # noqa: E501
    "font": "altName charset family pitch",
}


ORDER = {
    f"{{{W_NS}}}{name}": [f"{{{W_NS}}}{child}" for child in order.split()] for name, order in ORDERS.items()
}


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


@given(reports())
def test_elements_stand_in_the_order_of_the_schema(report):
    """ECMA-376 part 1, annex A: the property elements are sequences."""
    for name, content in members(write(report, Losses())).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for element in etree.fromstring(content).iter():
            order = ORDER.get(element.tag)
            if order:
                places = [order.index(child.tag) for child in element]
                assert places == sorted(places), etree.tostring(element)[:300]


@given(reports())
def test_every_reference_has_its_target(report):
    parts = members(write(report, Losses()))
    types = etree.fromstring(parts["[Content_Types].xml"])
    overrides = [each.get("PartName") for each in types.iterfind(f"{{{TYPES_NS}}}Override")]
    assert len(overrides) == len(set(overrides))
    defaults = {each.get("Extension") for each in types.iterfind(f"{{{TYPES_NS}}}Default")}
    known = {f"/{name}" for name in parts}
    assert set(overrides) <= known
    referred = {"/[Content_Types].xml"}
    for name, content in parts.items():
        assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults
        if not name.endswith(".rels"):
            continue
        referred.add(f"/{name}")
        folder, _, file = name.rpartition("/")
        folder = posixpath.dirname(folder)
        owner = posixpath.join(folder, file.removesuffix(".rels"))
        ids = set()
        for each in etree.fromstring(content):
            ids.add(each.get("Id"))
            if each.get("TargetMode") != "External":
                referred.add(posixpath.join("/", folder, each.get("Target")))
        assert len(ids) == len(etree.fromstring(content))
        if owner:
            used = etree.fromstring(parts[owner]).xpath("//@r:*", namespaces={"r": R_NS})
            assert set(used) <= ids
    assert referred == known


@given(reports())
def test_ids_are_unique_and_bookmark_edges_pair(report):
    parts = members(write(report, Losses()))
    starts, ends, drawings = [], [], []
    for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if name not in parts:
            continue
        root = etree.fromstring(parts[name])
        spaces = {"w": W_NS, "wp": root.nsmap["wp"]}
        starts += root.xpath("//w:bookmarkStart/@w:id", namespaces=spaces)
        ends += root.xpath("//w:bookmarkEnd/@w:id", namespaces=spaces)
        drawings += root.xpath("//wp:docPr/@id", namespaces=spaces)
        for container in ("w:tc", "w:footnote", "w:endnote"):
            for each in root.iterfind(f".//{container}", spaces):
                assert each[-1].tag == f"{{{W_NS}}}p", f"{container} does not end with a paragraph"
        for each in root.iterfind(".//w:tbl", spaces):
            follower = each.getnext()
            assert follower.tag == f"{{{W_NS}}}p", "two tables touch"
    assert len(starts) == len(set(starts))
    assert sorted(starts) == sorted(ends)
    assert len(drawings) == len(set(drawings))


@given(reports())
def test_python_docx_sees_the_same_blocks_and_grids(report):
    document = docx.Document(io.BytesIO(write(report, Losses())))
    tables = [block for block in report.body if isinstance(block, Table)]
    assert [(len(each.rows), len(each.columns)) for each in document.tables] == [
        (len(table.rows), width(table.rows)) for table in tables
    ]
    for theirs, ours in zip(document.tables, tables, strict=True):
        for row in theirs.rows:
            assert len(row.cells) == width(ours.rows)
    styles = [each.style.name for each in document.paragraphs]
    for block_type, name in ((ListItem, "List Paragraph"), (Heading, "Heading")):
        found = sum(1 for style in styles if style.startswith((name, "Title") if name == "Heading" else name))
        assert found == sum(isinstance(block, block_type) for block in report.body)


def test_the_package_holds_no_time_and_its_types_come_first(written):
    data = written(Paragraph((Text("甲"),))).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    assert infos[0].filename == "[Content_Types].xml"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.compress_type for info in infos} == {zipfile.ZIP_DEFLATED}
    assert b"2026" not in b"".join(members(data).values())


def test_parts_that_nothing_needs_are_not_written(written):
    names = set(written(Paragraph((Text("甲"),))).members)
    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "docProps/core.xml",
        "docProps/app.xml",
    }


def test_the_format_is_recognised_from_the_bytes(written):
    data = written(Paragraph()).data
    assert FORMAT.sniff(data)
    assert not FORMAT.sniff(b"PK\x03\x04" + b"\0" * 100)
    odt = io.BytesIO()
    with zipfile.ZipFile(odt, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("word/odd.xml", "")
    assert not FORMAT.sniff(odt.getvalue())
    assert not FORMAT.sniff(b"word/document.xml")


def test_the_page_number_stands_between_dashes_on_the_outer_side(written):
    """GB/T 9704-2012, 7.5."""
    document = written(Paragraph((Text("甲"),)))
    for part, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        assert "".join(document.find("//w:t/text()", part)) == "— 1 —"
        assert document.find("//w:instrText/text()", part) == [" PAGE "]
        assert document.find("//w:jc/@w:val", part) == [side]
    assert document.find("//w:evenAndOddHeaders", "word/settings.xml")


def test_a_normal_report_is_written_the_same_twice(written):
    body = (Heading(1, (Text("一、"),)), Paragraph((Text("甲"),)))
    assert written(*body).data == written(*body).data
