"""Files are written whole or not at all."""

from __future__ import annotations

import os

import pytest

from gireport.errors import WriteError
from gireport.safe import output
from gireport.safe.output import write_file


def test_a_file_is_made_or_replaced(tmp_path):
    path = tmp_path / "a.txt"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_when_writing_fails_the_old_file_stays_and_nothing_is_left_beside(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    with pytest.raises(WriteError, match=r"no space left on the disk \(make room"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_pipe_is_written_straight_to(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write_file(path, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)


def test_a_folder_that_is_not_there_is_reported(tmp_path):
    with pytest.raises(WriteError) as caught:
        write_file(tmp_path / "no" / "a.txt", b"x")
    assert caught.value.exit_status == 4
    assert str(tmp_path / "no" / "a.txt") in str(caught.value)
