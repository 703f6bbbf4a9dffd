"""Of what a page names, only a file in its own folder is found."""

from __future__ import annotations

import pytest

from gireport.safe.beside import file_beside

DOCX = frozenset({".docx", ".doc"})


@pytest.fixture
def page(tmp_path):
    (tmp_path / "年度报告.docx").write_bytes(b"x")
    (tmp_path / "a.doc").write_bytes(b"x")
    (tmp_path / "b.exe").write_bytes(b"x")
    (tmp_path / "folder.docx").mkdir()
    return str(tmp_path / "page.html")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["https://x.example/files/%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A.docx?a=1"], "年度报告.docx"),
        (["年度报告.docx", "/art/P0001.docx"], "年度报告.docx"),
        (["../a.doc"], "a.doc"),
        (["a.doc", "年度报告.docx"], ""),
        (["b.exe"], ""),
        (["folder.docx"], ""),
        (["none.docx", "a.doc%00", "http://[", "..%2Fa.doc", "."], ""),
    ],
)
def test_the_one_file_that_is_named_is_found(page, names, found):
    path = file_beside(page, names, DOCX)
    assert path == (page.replace("page.html", found) if found else "")
