"""Packages and flat documents, and what they say of themselves: rows O16, O17, O19."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    GireportError,
    UnsafeFileError,
    WrongKindError,
)
from gireport.formats.odt import FORMAT
from gireport.formats.odt.reader import read
from gireport.losses import Losses
from gireport.model import Meta, Paragraph, Text
from gireport.testing import laws
from support.odf import flat, packed, part, reading

P = "<text:p>文</text:p>"
BODY = (Paragraph((Text("文"),)),)


def test_a_package_and_a_flat_document_read_alike() -> None:
    """O16"""
    assert reading(packed(P))[0] == reading(flat(P))[0]
    assert reading(flat(P))[0].body == BODY


def test_an_encrypted_package_is_named_as_such() -> None:
    """O17"""
    manifest = part("manifest", "").replace(b"office:manifest", b"manifest:manifest")
    entry = b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'  # noqa: E501
    data = packed(
        P, {"META-INF/manifest.xml": manifest.replace(b"></", b">" + entry + b"</"), "content.xml": b"\x00"}
    )
    with pytest.raises(EncryptedFileError, match="encrypted"):
        reading(data)


def test_a_missing_mimetype_and_a_manifest_that_is_wrong_do_no_harm() -> None:
    """O19"""
    manifest = part("manifest", "").replace(b"office:manifest", b"manifest:manifest")
    entry = b'<manifest:file-entry manifest:full-path="gone.xml" manifest:media-type="text/xml"/>'
    data = packed(P, {"META-INF/manifest.xml": manifest.replace(b"></", b">" + entry + b"</")}, mime=None)
    report, losses = reading(data)
    assert report.body == BODY
    assert losses == []


def test_the_same_id_twice_does_no_harm() -> None:
    """O19"""
    body = '<text:p xml:id="a">文</text:p><text:p xml:id="a">文</text:p>'
    assert reading(packed(body))[0].body == BODY * 2


def test_a_part_that_cannot_be_read_is_as_good_as_missing() -> None:
    """O19"""
    report, losses = reading(packed(P, {"styles.xml": b"<broken", "meta.xml": b""}))
    assert report.body == BODY
    assert losses == [("part-missing", "styles.xml"), ("part-missing", "meta.xml")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (b"%PDF-1.7", WrongKindError),
        (b"no document at all", WrongKindError),
        (b"<html><body>x</body></html>", WrongKindError),
        (b'<?xml version="1.0"?><a/>', WrongKindError),
        (b"<?xml version='1.0'?><office:document", DamagedFileError),
        (packed(P)[:-40], DamagedFileError),
        (packed(P, {"content.xml": b"<a"}), DamagedFileError),
        (packed(P, {"content.xml": b"<!DOCTYPE a><a/>"}), UnsafeFileError),
        (
            packed(
                P,
                {"content.xml": part("document-content", "<office:body><office:spreadsheet/></office:body>")},
                mime="application/vnd.oasis.opendocument.spreadsheet",
            ),
            WrongKindError,
        ),
    ],
    ids=["empty", "pdf", "text", "html", "xml", "cut-flat", "cut-zip", "broken", "dtd", "spreadsheet"],
)
def test_a_file_of_another_kind_is_refused_with_the_name_of_its_kind(
    data: bytes, error: type[GireportError]
) -> None:
    with pytest.raises(error):
        reading(data)


def test_the_first_bytes_decide_the_format() -> None:
    assert FORMAT.sniff(packed(P))
    assert FORMAT.sniff(flat(P))
    assert FORMAT.sniff(packed(P, mime="application/vnd.oasis.opendocument.text-template"))
    assert not FORMAT.sniff(packed(P, mime="application/vnd.oasis.opendocument.spreadsheet"))
    assert not FORMAT.sniff(packed(P, mime="application/epub+zip"))
    assert not FORMAT.sniff(b"")


def test_headers_and_footers_are_noted_unless_they_only_number_the_page() -> None:
    """W31"""
    styles = part(
        "document-styles",
        "<office:master-styles><style:master-page style:name='First_20_Page'><style:header-left><text:p>机密</text:p></style:header-left>"  # noqa: E501
        "<style:footer><text:p>— <text:page-number>12</text:page-number> —</text:p></style:footer>"
        "</style:master-page></office:master-styles>",
    )
    _, losses = reading(packed(P, {"styles.xml": styles}))
    assert losses == [("header-footer", "styles.xml, page style “First Page”, header of left pages")]


WITH_DTD = b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'
NAMING_A_DTD = b'<!DOCTYPE a PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd">'


@pytest.mark.parametrize("path", ["styles.xml", "meta.xml", "META-INF/manifest.xml"])
def test_a_part_with_a_document_type_is_as_good_as_missing(path: str) -> None:
    """O19: it is never parsed."""
    report, losses = reading(packed(P, {path: WITH_DTD}))
    assert report.body == BODY
    assert losses == [("part-missing", path)]


def test_a_manifest_that_names_a_dtd_is_read_all_the_same() -> None:
    """O19, O17: OpenOffice.org named one in each."""

    def made(content: str) -> bytes:
        return packed(P, {"META-INF/manifest.xml": NAMING_A_DTD + part("manifest", content)})

    assert reading(made("")) == (reading(packed(P))[0], [])
    with pytest.raises(EncryptedFileError):
        reading(made("<manifest:encryption-data/>"))


def test_a_formula_that_names_a_dtd_is_read_all_the_same() -> None:
    """O14, W30: OpenOffice.org named one in each."""
    math = '<math:math xmlns:math="http://www.w3.org/1998/Math/MathML"><math:mi>x</math:mi></math:math>'
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    content = b'<?xml version="1.0"?>' + NAMING_A_DTD + math.encode()
    report, losses = reading(packed(f"<text:p>前{frame}</text:p>", {"Object 1/content.xml": content}))
    assert report.body == (Paragraph((Text("前x"),)),)
    assert [code for code, _ in losses] == ["formula"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (WITH_DTD, "document type declaration"),
        (b"<!--" + b" " * 5000 + b"-->" + WITH_DTD, "document type declaration"),
        (b"<a>" * 300 + b"</a>" * 300, "nests elements deeper"),
        (b"<a>", "not well-formed"),
    ],
)
def test_of_a_formula_that_cannot_be_used_only_the_formula_is_left_out(content: bytes, why: str) -> None:
    """O14"""
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    losses = Losses()
    report = read(packed(f"<text:p>前{frame}后</text:p>", {"Object 1/content.xml": content}), losses)
    assert report.body == (Paragraph((Text("前后"),)),)
    (loss,) = losses
    assert (loss.code, loss.where) == ("embedded-object", "content.xml, paragraph 1")
    assert why in loss.detail


def test_macros_are_noted() -> None:
    """W31"""
    _, losses = reading(
        packed(P, {"Basic/Standard/script-lb.xml": b"<a/>", "Basic/Standard/M.xml": b"<a>x</a>"})
    )
    assert losses == [("macro", "content.xml")]
    assert reading(packed(P, {"Basic/Standard/script-lb.xml": b"<a/>"}))[1] == []


def test_metadata_comes_from_its_elements_and_an_author_does_not_become_the_organ() -> None:
    meta = (
        "<office:meta><dc:title>题</dc:title><dc:description>述</dc:description><dc:subject>主</dc:subject>"
        "<meta:initial-creator>甲</meta:initial-creator><dc:creator>乙</dc:creator><meta:keyword>一,二</meta:keyword>"
        "<meta:keyword>三</meta:keyword><dc:language>en-US</dc:language><meta:generator>X</meta:generator>"
        '<meta:user-defined meta:name="gireport.organ">某县</meta:user-defined>'
        '<meta:user-defined meta:name="gireport.year">2023</meta:user-defined>'
        '<meta:user-defined meta:name="有效性">有效</meta:user-defined>'
        '<meta:user-defined meta:name="空"/></office:meta>'
    )
    report, losses = reading(flat(P, head=meta))
    assert report.meta == Meta(
        title="题",
        organ="某县",
        year=2023,
        keywords=("一", "二", "三"),
        description="述",
        language="en-US",
        extra={"creator": "乙", "subject": "主", "有效性": "有效"},
    )
    assert losses == []


def test_a_year_without_four_digits_is_reported() -> None:
    meta = '<office:meta><meta:user-defined meta:name="gireport.year">去年</meta:user-defined></office:meta>'
    report, losses = reading(flat(P, head=meta))
    assert report.meta == Meta()
    assert losses == [("not-kept", "meta.xml")]


@given(st.binary(max_size=200), st.integers(0, 3000), st.integers(0, 40))
def test_any_bytes_are_read_or_refused(noise: bytes, position: int, cut: int) -> None:
    """Law 8"""
    whole = packed(P) if cut % 2 else flat(P)
    at = position % len(whole)
    laws.only_our_errors(lambda data: reading(data)[0], whole[:at] + noise + whole[at + cut :])
