"""Encodings of Markdown files, and files that are not Markdown."""

from __future__ import annotations

import pytest

from gireport.errors import EmptyFileError, GireportError, LimitError, WrongKindError
from gireport.formats.markdown import FORMAT
from gireport.losses import Losses


def test_encodings(read, losses_of):
    assert losses_of("政府信息公开".encode("gb18030")) == [
        "encoding-mismatch the file Markdown is UTF-8; read as gb18030"
    ]
    assert losses_of("caf\xe9 noir".encode("cp1252")) == [
        "encoding-mismatch the file Markdown is UTF-8; read as cp1252"
    ]
    assert losses_of("\ufeff甲".encode("utf-16-le")) == []
    assert losses_of(b"a\0b") == ["forbidden-character line 1 U+0000 is shown as U+FFFD"]
    assert losses_of(b"a\n\x01b") == ["forbidden-character line 2"]
    assert losses_of(b"ab \xff\xfe\xff cd") == ["undecodable the file read as utf-8"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (b"%PDF-1.7\n%\x00\x01\x02", WrongKindError),
        (b"PK\x03\x04\x14\x00\x06\x00", WrongKindError),
        (b"{\\rtf1 a}", WrongKindError),
        (b"\0\1\2\3" * 50, WrongKindError),
        (b"> " * 300 + b"a", LimitError),
        (b"[" * 30_000, LimitError),
        (b"*" * 30_000 + b"a" + b"*" * 30_000, LimitError),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, error: type[GireportError]):
    with pytest.raises(error):
        FORMAT.reader(data, Losses())
