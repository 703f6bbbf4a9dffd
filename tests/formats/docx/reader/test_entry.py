"""A whole reading: metadata, and any bytes end in a report or in an error of gireport."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gireport.errors import DamagedFileError, GireportError
from gireport.formats.docx.reader import read
from gireport.losses import Losses
from gireport.model import normal
from gireport.testing.strategies import reports
from support.wordprocessing import document, rels

Members = Callable[[Mapping[str, str]], Any]


RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


TEXT = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"


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
def test_any_bytes_end_in_a_report_or_a_gireport_error(data: st.DataObject) -> None:
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
