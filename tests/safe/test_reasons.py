"""The operating system's error numbers in plain words."""

from __future__ import annotations

import errno
import os
import tempfile

import pytest

import gireport
from gireport.errors import ReadError, WriteError
from gireport.safe.reasons import reason_of


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [
        (errno.ENOENT, "no such file or folder", "没有这个文件或文件夹"),
        (errno.EACCES, "permission denied", "没有权限"),
        (errno.ENOSPC, "no space left on the disk", "磁盘空间不足"),
        (errno.EXDEV, os.strerror(errno.EXDEV), "系统报告"),
    ],
)
def test_an_error_number_has_a_reason_in_both_languages(number, english, chinese):
    reason = reason_of(OSError(number, os.strerror(number)))
    assert reason.text("en") == english
    assert chinese in reason.text("zh")


def test_an_error_without_a_number_keeps_its_own_text():
    assert reason_of(OSError("odd")).text("en") == "odd"


def test_a_missing_file_and_a_missing_folder_come_with_advice():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "没有", "a.json")
        with pytest.raises(ReadError) as unread:
            gireport.read(path)
        with pytest.raises(WriteError) as unwritten:
            gireport.convert(b'{"gireport": "1"}', path)
    assert unread.value.message("zh") == f"{path}：无法读取：没有这个文件或文件夹（检查文件名和所在文件夹）"
    assert unwritten.value.hint == "check that the folder exists and is writable"
    assert "检查文件夹是否存在" in unwritten.value.message("zh")
