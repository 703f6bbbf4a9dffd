"""The manifest is whole at any moment, and one line of each input when all is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.batching.manifest import Manifest
from gireport.errors import UsageError, WriteError
from gireport.plugins.jobs import Row


def inputs(path):
    return [json.loads(line)["input"] for line in path.read_text("utf-8").splitlines()]


def test_a_row_says_what_the_manifest_promises(tmp_path):
    path = tmp_path / "manifest.jsonl"
    manifest = Manifest(path, resume=False)
    manifest.add(
        Row("一.docx", "ab", ("一.html",), ("cd",), {"error": 1}, {"hidden-text": 3}, None, 0.25, "t")
    )
    manifest.close()
    (line,) = path.read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "input": "一.docx",
        "hash": "ab",
        "outputs": ["一.html"],
        "hashes": ["cd"],
        "findings": {"error": 1},
        "losses": {"hidden-text": 3},
        "error": None,
        "seconds": 0.25,
        "task": "t",
        "error_code": "",
    }


@given(cut=st.integers(0, 400), data=st.data())
def test_a_manifest_that_was_cut_anywhere_is_taken_up_with_its_whole_rows(tmp_path_factory, cut, data):
    path = tmp_path_factory.mktemp("m") / "manifest.jsonl"
    manifest = Manifest(path, resume=False)
    rows = [Row(f"{number}.docx", "0" * number) for number in range(4)]
    for row in rows:
        manifest.add(row)
    manifest.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    kept = whole[:cut].count(b"\n")
    again = Manifest(path, resume=True)
    assert [again.row(row.input) for row in rows] == [*rows[:kept], *[None] * (4 - kept)]
    for row in rows[kept:]:
        again.add(row)
    again.settle(row.input for row in rows)
    again.close()
    assert path.read_bytes() == whole


def test_the_last_row_of_an_input_counts_and_alone_is_left(tmp_path):
    path = tmp_path / "manifest.jsonl"
    manifest = Manifest(path, resume=False)
    for row in (Row("a", "1"), Row("b", "1"), Row("a", "2")):
        manifest.add(row)
    manifest.close()
    again = Manifest(path, resume=True)
    assert again.row("a") == Row("a", "2")
    again.add(Row("c", "1"))
    again.settle(["c", "b", "a"])
    again.close()
    assert inputs(path) == ["c", "b", "a"]
    assert json.loads(path.read_text("utf-8").splitlines()[2])["hash"] == "2"


def test_rows_of_inputs_that_this_run_did_not_have_stay(tmp_path):
    path = tmp_path / "manifest.jsonl"
    for names in (["b", "a"], ["c"]):
        manifest = Manifest(path, resume=True)
        for name in names:
            manifest.add(Row(name))
        manifest.settle(names)
        manifest.close()
    assert inputs(path) == ["c", "b", "a"]


def test_a_line_that_is_not_a_row_is_skipped_and_removed(tmp_path):
    path = tmp_path / "manifest.jsonl"
    path.write_text('{"input":"a"}\nnonsense\n{"input":"b"}\n')
    manifest = Manifest(path, resume=True)
    manifest.settle(["a", "b"])
    manifest.close()
    assert path.read_text() == '{"input":"a"}\n{"input":"b"}\n'


def test_without_resume_the_manifest_starts_empty(tmp_path):
    path = tmp_path / "manifest.jsonl"
    path.write_text('{"input":"a"}\n')
    manifest = Manifest(path, resume=False)
    assert manifest.row("a") is None
    assert path.read_bytes() == b""
    manifest.close()


def test_a_second_run_on_the_same_manifest_is_refused(tmp_path):
    pytest.importorskip("fcntl", reason="the system has no file locks")
    path = tmp_path / "manifest.jsonl"
    first = Manifest(path, resume=False)
    with pytest.raises(UsageError, match="another batch is writing this manifest"):
        Manifest(path, resume=True)
    first.close()
    Manifest(path, resume=True).close()


@pytest.mark.parametrize("resume", [True, False])
def test_a_file_that_is_no_manifest_stays_as_it_is(tmp_path, resume):
    path = tmp_path / "figures.jsonl"
    for content in (b'{"name": 1}\n{"name": 2}\n', b"PK\x03\x04 a report", b"\n"):
        path.write_bytes(content)
        with pytest.raises(UsageError, match="the file exists already and is not the manifest"):
            Manifest(path, resume)
        assert path.read_bytes() == content


def test_a_device_is_no_manifest():
    with pytest.raises(WriteError, match="something else than a plain file"):
        Manifest(Path("/dev/null"), resume=True)
