"""The format keeps what it says, loses nothing in silence, and names the line of a malformed file."""

from __future__ import annotations

import pytest

from gireport.errors import DamagedFileError
from gireport.losses import Losses
from gireport.testing.contract import contract
from gireport_example import FORMAT
from gireport_example.reader import read

TestContract = contract(FORMAT)


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (b"x\ttext", "line 2"),
        (b"p\ttext\nrow", "line 3"),
        (b"table\np\ttext\nend", "line 3"),
        (b"table\nrow\ncell\t0\t1\nend", "line 4"),
        (b"table\nrow\ncell", "end"),
        (b"p\t\xff", "line 2"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(lines: bytes, where: str) -> None:
    with pytest.raises(DamagedFileError) as error:
        read(b"govlines 1\n" + lines, Losses())
    assert error.value.where == where
