"""A kind of document is told by its content, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.errors import EncryptedFileError, GireportError, WrongKindError
from gireport.losses import Losses
from gireport.safe.kinds import OLE
from gireport_libreoffice.kinds import has_macros, is_encrypted, is_pdf, kind_of
from gireport_libreoffice.reader import read


def ole(stream, first=b""):
    """An OLE2 file with one stream, as far as it is looked at."""
    return (OLE + bytes(504) + first).ljust(1536, b"\0") + f"{stream}\0".encode("utf-16-le")


UOT = (
    '<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof" '
    'xmlns:字="http://schemas.uof.org/cn/2003/uof-wordproc">'
).encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (ole("WordDocument"), ("doc", ".doc")),
        (ole("StarWriterDocument"), ("office-text", ".sdw")),
        (ole("MatOST"), ("office-text", ".wps")),
        (ole("Workbook"), None),
        (b"{\\rtf1\\ansi}", ("rtf", ".rtf")),
        (UOT, ("uot", ".uot")),
        (UOT.replace(b"-wordproc", b"-spreadsheet"), None),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x">', ("office-text", ".xml")),
        (b"\xffWPC\x10", ("office-text", ".wpd")),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.sun.xml.writer", ("office-text", ".sxw")),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", None),
        (b"<html>", None),
        (b"%PDF-1.4", None),
        (b"", None),
    ],
)
def test_the_content_tells_the_kind(data, kind):
    assert kind_of(data) == kind


@given(st.binary())
def test_any_bytes_have_a_kind_or_none(data):
    assert kind_of(data) is None or kind_of(data)[1].startswith(".")
    assert is_pdf(data) == data.startswith(b"%PDF-")


def test_a_document_with_a_password_is_told_without_a_start_of_libreoffice(monkeypatch, tmp_path):
    monkeypatch.setenv("GIREPORT_SOFFICE", str(tmp_path / "none"))
    header = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x13"  # fEncrypted, MS-DOC 2.5.2
    assert is_encrypted(ole("WordDocument", header))
    with pytest.raises(EncryptedFileError):
        read(ole("WordDocument", header), Losses())
    assert not is_encrypted(ole("WordDocument", b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x12"))


def test_other_bytes_are_refused_without_a_start_of_libreoffice(monkeypatch, tmp_path):
    monkeypatch.setenv("GIREPORT_SOFFICE", str(tmp_path / "none"))
    for data in (b"\x00", b"<html>", ole("Workbook")):
        with pytest.raises(WrongKindError):
            gireport.read(data, "doc")


def test_macros_are_a_loss(fake):
    losses = Losses()
    data = ole("WordDocument") + "_VBA_PROJECT\0".encode("utf-16-le")
    assert has_macros(data)
    gireport.read(data, "doc", losses=losses)
    assert [loss.code for loss in losses] == ["macro"]


@pytest.mark.parametrize("data", [ole("WordDocument"), b"{\\rtf1", UOT])
def test_without_libreoffice_the_error_is_ours(monkeypatch, tmp_path, data):
    monkeypatch.setenv("GIREPORT_SOFFICE", str(tmp_path / "none"))
    with pytest.raises(GireportError):
        gireport.read(data)
