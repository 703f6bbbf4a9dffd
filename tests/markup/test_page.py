"""Whole pages: what is not a page."""

from __future__ import annotations

import pytest

from gireport.errors import EmptyFileError, WrongKindError
from gireport.formats.html.reader import read
from gireport.losses import Losses


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (b" \n", EmptyFileError),
        (b"%PDF-1.7", WrongKindError),
        (b"PK\x03\x04", WrongKindError),
        (b"<?xml version='1.0'?><office:document/>", WrongKindError),
        (b"MIME-Version: 1.0\n", WrongKindError),
        (bytes(range(256)), WrongKindError),
    ],
)
def test_a_file_that_is_not_a_page_is_refused_by_its_kind(data, error):
    with pytest.raises(error):
        read(data, Losses())
