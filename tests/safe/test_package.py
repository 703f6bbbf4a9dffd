"""The guarded zip reader: what it gives, and what it refuses."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    GireportError,
    LimitError,
    UnsafeFileError,
    WrongKindError,
)
from gireport.model.messages import message
from gireport.safe import package as package_module
from gireport.safe.package import Package
from support.bad import OLE, docx, ole, overlapping, package, zip_bomb


def test_members_are_found_without_regard_to_case():
    """W37"""
    opened = Package(package({"Word/Document.XML": b"x", "b\\c.txt": b"y"}), "a .docx")
    assert opened.read("word/document.xml") == b"x"
    assert opened.read("/B/c.txt") == b"y"
    assert "word/none" not in opened
    assert opened.names == ["Word/Document.XML", "b\\c.txt"]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_member_is_read_however_it_is_packed(method):
    out = io.BytesIO(b"before the archive")
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a", method) as archive:
        archive.writestr("审计/document.xml", "审计" * 1000)
        archive.writestr("empty.xml", b"")
        with archive.open("streamed.xml", "w", force_zip64=True) as member:
            member.write(b"x" * 5000)
    data = out.getvalue()
    opened = Package(data[data.index(b"PK") :], "a .docx")
    assert opened.read("审计/document.xml").decode() == "审计" * 1000
    assert opened.read("empty.xml") == b""
    assert opened.read("streamed.xml") == b"x" * 5000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"hello hello hello", b"hello HELLO hello"),  # the CRC is that of the old bytes
        (b"\0one.xml", b"\0two.xml"),  # in the local header, which comes first
        (b"PK\3\4", b"PK\3\5"),
    ],
)
def test_a_member_that_is_not_what_the_directory_says_is_damaged(old, new):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("one.xml", b"hello hello hello")
        archive.writestr("last.xml", b"")
    data = out.getvalue()
    assert old in data
    with pytest.raises(DamagedFileError, match=r"the part one\.xml is damaged"):
        Package(data.replace(old, new, 1), "a .docx").read("one.xml")


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"", EmptyFileError, "the file is empty"),
        (OLE, WrongKindError, "this is an OLE file (probably an old Word, WPS or Excel file), not a .docx"),
        (
            ole("WordDocument"),
            WrongKindError,
            "an old Word document (.doc), not a .docx (install the plugin that reads it",
        ),
        (ole("EncryptedPackage"), EncryptedFileError, "encrypted"),
        (b"%PDF-1.4", WrongKindError, "this is a PDF, not a .docx"),
        (b"{\\rtf1", WrongKindError, "an RTF document"),
        (b"<!DOCTYPE html><p>", WrongKindError, "an HTML page"),
        (b"hello", WrongKindError, "this is not a .docx"),
        (docx()[:40], DamagedFileError, "cut short"),
        (b"PK\x03\x04", DamagedFileError, "cut short"),
        (zip_bomb(), UnsafeFileError, "zip bomb"),
        (overlapping(), UnsafeFileError, "overlap"),
    ],
)
def test_what_is_no_sound_package_is_named(data, error, said):
    with pytest.raises(error) as caught:
        Package(data, "a .docx")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"xl/workbook.xml": ""}, "an Excel workbook (.xlsx)"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "an OpenDocument spreadsheet"),
        ({"mimetype": "application/epub+zip"}, "an EPUB book"),
        ({"a.txt": ""}, "a zip archive"),
    ],
)
def test_a_sound_package_of_another_kind_is_named(parts, kind):
    assert Package(package(parts), "a .docx").wrong_kind().cause == f"this is {kind}, not a .docx"


def test_an_encrypted_entry_is_refused():
    data = bytearray(package({"a": b"x"}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFileError):
        Package(bytes(data), "a .docx")


def test_too_many_or_too_large_entries_are_refused(monkeypatch):
    data = package({str(number): b"x" * 100 for number in range(20)})
    monkeypatch.setattr(package_module.limits, "PACKAGE_ENTRIES", 19)
    with pytest.raises(LimitError, match="20 files"):
        Package(data, "a .docx")
    monkeypatch.setattr(package_module.limits, "PACKAGE_ENTRIES", 20)
    monkeypatch.setattr(package_module.limits, "PACKAGE_BYTES", 1999)
    with pytest.raises(LimitError, match="too large"):
        Package(data, "a .docx")


def test_the_part_that_is_never_read_may_swell():
    """A template's name that is escaped anew at each save: the document opens in Word all the same."""
    package = Package(zip_bomb("docProps/app.xml"), "a .docx")
    assert package.read("word/document.xml").startswith(b"<w:document")


@given(st.data())
def test_a_damaged_package_gives_its_members_or_one_of_our_errors(data):
    """Law 8."""
    sound = bytearray(docx("<w:p/>" * 20))
    for _ in range(data.draw(st.integers(1, 8))):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    try:
        opened = Package(bytes(sound), "a .docx")
        for name in opened.names:
            opened.read(name)
        opened.kind()
    except GireportError:
        pass


def test_a_package_of_another_kind_is_named_in_chinese_with_advice_only_for_a_document():
    xlsx = Package(package({"xl/workbook.xml": ""}), message("docx.wanted"))
    said = "文件种类不对：应为“Word 文档（.docx）”，实际是“Excel 工作簿（.xlsx）”"
    assert xlsx.wrong_kind(advise=False).message("zh") == said
    assert xlsx.wrong_kind().message("zh").startswith(f"{said}（请用 Excel、WPS 或 LibreOffice 打开")
