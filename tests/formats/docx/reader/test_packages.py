"""Packages: main parts, other namespaces, missing parts, metadata, what stays behind, and damaged bytes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.errors import DamagedFileError, GireportError, WrongKindError
from gireport.formats.docx.names import W_NS
from gireport.formats.docx.reader import read
from gireport.losses import Losses
from gireport.model import Heading, Paragraph, Text, normal
from gireport.testing.strategies import reports

Docx = Callable[..., Any]
Members = Callable[[Mapping[str, str]], Any]

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml"
TEXT = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
ONE = (Paragraph((Text("甲"),)),)


def rels(*rows: tuple[str, str]) -> str:
    return (
        f'<Relationships xmlns="{RELS}">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(rows)
        )
        + "</Relationships>"
    )


def document(body: str = TEXT, namespace: str = W_NS) -> str:
    return f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'


def test_a_strict_document_in_another_main_part(members: Members) -> None:
    """W33"""
    got = members(
        {
            "_rels/.rels": rels(
                (f"{STRICT}/officeDocument/relationships/officeDocument", "/office/main.xml")
            ),
            "office/main.xml": document(
                '<w:p><w:pPr><w:pStyle w:val="x"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>',
                f"{STRICT}/wordprocessingml/main",
            ),
            "office/_rels/main.xml.rels": rels((f"{STRICT}/officeDocument/relationships/styles", "s.xml")),
            "office/s.xml": f'<w:styles xmlns:w="{STRICT}/wordprocessingml/main"><w:style w:styleId="x">'
            '<w:name w:val="heading 1"/></w:style></w:styles>',
        }
    )
    assert got.body == (Heading(1, (Text("甲"),)),)


def test_part_names_in_another_letter_case_and_parts_that_are_not_there(members: Members) -> None:
    """W37"""
    got = members(
        {
            "_rels/.rels": rels((f"{OFFICE}/officeDocument", "Word\\Document.XML")),
            "word/document.xml": document(),
            "word/_rels/document.xml.rels": rels((f"{OFFICE}/styles", "styles.xml")),
        }
    )
    assert got.body == ONE
    assert got.losses == {"part-missing": 1}


def test_an_undeclared_prefix_is_forgiven(members: Members) -> None:
    """W37"""
    link = '<w:p><w:hyperlink r:id="r0"><w:r><w:t>甲</w:t></w:r></w:hyperlink></w:p>'
    got = members(
        {
            "word/document.xml": document(link),
            "word/_rels/document.xml.rels": rels((f"{OFFICE}/hyperlink", "http://a.cn/")),
        }
    )
    assert got.body == (Paragraph((Text("甲", link="http://a.cn/"),)),)
    assert got.losses == {"xml-repaired": 1}


def test_a_missing_main_part_and_another_kind_of_package_are_named(members: Members) -> None:
    with pytest.raises(DamagedFileError, match="main part"):
        members({"word/styles.xml": "<x/>"})
    with pytest.raises(WrongKindError, match="xlsx"):
        members(
            {"_rels/.rels": rels((f"{OFFICE}/officeDocument", "xl/workbook.xml")), "xl/workbook.xml": "<x/>"}
        )


def test_what_stays_behind_is_noted_once_a_kind(docx: Docx) -> None:
    """W31"""
    word = "<w:p><w:r><w:t>单位</w:t></w:r></w:p>"
    page = (
        '<w:p><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    )
    got = docx(
        TEXT + "<w:altChunk/>",
        {"macro": ("vbaProject", "vba.bin")},
        header=word,
        footer=page,
        comments="<w:comment/><w:comment/>",
    )
    assert got.losses == {"header-footer": 1, "comment": 2, "macro": 1, "embedded-object": 1}


@pytest.mark.parametrize(
    ("kind", "part"),
    [("header", "header1.xml"), ("comments", "comments.xml"), ("custom-properties", "custom.xml")],
)
def test_a_damaged_part_that_the_text_can_do_without_is_as_good_as_missing(
    members: Members, kind: str, part: str
) -> None:
    """W31, W37"""
    owner = "_rels/.rels" if kind == "custom-properties" else "word/_rels/document.xml.rels"
    got = members(
        {
            "word/document.xml": document(),
            "word/" + part: "<a>",
            part: "<a>",
            owner: rels((f"{OFFICE}/{kind}", part)),
        }
    )
    assert got.body == ONE
    assert got.losses == {"part-missing": 1}
    assert "not well-formed" in got.records[0].detail


def test_metadata_from_core_and_custom_properties(members: Members) -> None:
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>年报</dc:title><dc:creator/><dc:subject>题</dc:subject>'
        "<c:keywords>公开；年报</c:keywords><dc:language>zh</dc:language></c:coreProperties>"
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        + "".join(
            f'<property name="{name}"><vt:{kind}>{value}</vt:{kind}></property>'
            for name, kind, value in (
                ("gireport.organ", "lpwstr", "县局"),
                ("gireport.year", "i4", "2023"),
                ("gireport.extra.title", "lpwstr", "别"),
                ("KSOProductBuildVer", "lpwstr", "2052-11"),
            )
        )
        + "</Properties>"
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    got = members(
        {
            "_rels/.rels": rels(
                (f"{OFFICE}/officeDocument", "word/document.xml"),
                (package, "docProps/core.xml"),
                (f"{OFFICE}/custom-properties", "docProps/custom.xml"),
            ),
            "word/document.xml": document(),
            "docProps/core.xml": core,
            "docProps/custom.xml": custom,
        }
    )
    meta = got.report.meta
    assert (meta.title, meta.organ, meta.year, meta.language) == ("年报", "县局", 2023, "zh")
    assert meta.keywords == ("公开", "年报")
    assert meta.extra == {"KSOProductBuildVer": "2052-11", "subject": "题", "title": "别"}


@given(st.data())
def test_any_bytes_end_in_a_report_or_an_error_of_ours(data: st.DataObject) -> None:
    """Law 8"""
    from gireport.formats.docx.writer import write

    whole = bytearray(write(data.draw(reports()), Losses()))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        report = read(bytes(whole[: data.draw(st.integers(1, len(whole)))]), Losses())
    except GireportError:
        return
    assert normal(report) == report


NAMES = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "sdt",
        "sdtContent",
        "ins",
        "del",
        "hyperlink",
        "fldChar",
        "instrText",
        "bookmarkStart",
        "bookmarkEnd",
        "br",
        "drawing",
        "pict",
        "txbxContent",
        "footnoteReference",
        "ruby",
        "rt",
        "rubyBase",
        "tcPr",
        "gridSpan",
        "vMerge",
        "pPr",
        "numPr",
        "sym",
        "fldSimple",
        "object",
    ]
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["val", "id", "name", "fldCharType", "type", "char", "font", "instr", "colFirst", "colLast"]
    ),
    st.sampled_from(["begin", "separate", "end", "0", "1", "2", "page", "continue", "FFFF", "A", "-1"]),
    max_size=3,
)
TREES = st.recursive(
    st.sampled_from(["", "文", "<w:t>字</w:t>"]),
    lambda inner: st.builds(
        lambda name, attributes, content: "<w:{0}{1}>{2}</w:{0}>".format(
            name,
            "".join(f' w:{key}="{value}"' for key, value in attributes.items()),
            "".join(content),
        ),
        NAMES,
        ATTRIBUTES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@given(st.lists(TREES, max_size=5))
def test_elements_in_any_order_are_read(trees: list[str]) -> None:
    """Law 8"""
    from tests.support.bad import package

    try:
        report = read(package({"word/document.xml": document("".join(trees))}), Losses())
    except GireportError:
        return
    assert normal(report) == report


def test_the_corpus_is_read(shared: Path) -> None:
    """Law 8: files of many programs; only the one that is no XML is refused."""
    refused = []
    for path in sorted((shared / "corpus" / "docx").iterdir()):
        begun = time.monotonic()
        try:
            report = read(path.read_bytes(), Losses())
        except GireportError as error:
            refused.append((path.name, type(error)))
            continue
        assert normal(report) == report, path.name
        assert time.monotonic() - begun < 10, path.name
    assert refused == [("54193346c6dd.docx", DamagedFileError)]


def field(code: str, result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f"{char('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>{char('separate')}"
        f"<w:r><w:t>{result}</w:t></w:r>{char('end')}"
    )


@pytest.mark.parametrize(
    ("footer", "says"),
    [
        (f"<w:p><w:r><w:t>— </w:t></w:r>{field('PAGE', '1')}<w:r><w:t> —</w:t></w:r></w:p>", ""),
        (
            f"<w:p><w:r><w:t>第</w:t></w:r>{field('PAGE', '1')}<w:r><w:t>页</w:t></w:r>{field('NUMPAGES', '5')}</w:p>",
            "",
        ),
        ("<w:p><w:r><w:t>- </w:t></w:r><w:r><w:t> -</w:t></w:r></w:p>", ""),
        (
            f"<w:p><w:r><w:t>某县人民政府 第</w:t></w:r>{field('PAGE', '1')}<w:r><w:t>页</w:t></w:r></w:p>",
            "“某县人民政府 第页”",
        ),
        ("<w:p><w:r><w:t>共青团县委</w:t></w:r></w:p>", "“共青团县委”"),
        (f"<w:p>{field('STYLEREF 1', '总体情况')}</w:p>", "“总体情况”"),
        ('<w:p><w:r><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r></w:p>', "“a picture”"),
        (
            '<w:p><w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r></w:p>',
            "“内部资料”",
        ),
        ("<w:p/>", ""),
    ],
)
def test_a_footer_that_only_numbers_the_pages_is_no_content(docx: Docx, footer: str, says: str) -> None:
    """W31"""
    got = docx(TEXT, footer=footer)
    assert [loss.detail for loss in got.records] == ([says] if says else [])
