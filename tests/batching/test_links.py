"""S30: a batch does not write through a symbolic link that stands where something of its own is to be."""

from __future__ import annotations

import os

import pytest

import gireport
from gireport.errors import WriteError
from support import reports


def run(tmp_path, **options):
    return list(gireport.batch(tmp_path / "in", to="html", out=tmp_path / "out", **options))


@pytest.fixture
def other(tmp_path):
    """Somebody's file, and a folder with one input and a place for its output."""
    reports.folder(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    file = tmp_path / "other.txt"
    file.write_text("somebody's")
    return file


@pytest.mark.parametrize("dangling", [True, False])
def test_a_link_in_the_place_of_an_output_makes_room_for_it(tmp_path, other, dangling):
    link = tmp_path / "out" / "0000.html"
    link.symlink_to(tmp_path / "nothing" if dangling else other)
    (row,) = run(tmp_path)
    assert row.error is None
    assert link.is_file()
    assert not link.is_symlink()
    assert other.read_text() == "somebody's"
    assert not (tmp_path / "nothing").exists()


def test_a_pipe_in_the_place_of_an_output_makes_room_for_it(tmp_path, other):
    os.mkfifo(tmp_path / "out" / "0000.html")
    (row,) = run(tmp_path)
    assert row.error is None
    assert (tmp_path / "out" / "0000.html").is_file()


def test_a_resumed_batch_does_not_take_what_a_link_leads_to_for_its_own(tmp_path, other):
    run(tmp_path)
    output = tmp_path / "out" / "0000.html"
    moved = tmp_path / "moved.html"
    os.rename(output, moved)
    output.symlink_to(moved)
    batch = gireport.batch(tmp_path / "in", to="html", out=tmp_path / "out", resume=True)
    assert [row.error for row in batch] == [None]
    assert batch.skipped == 0
    assert not output.is_symlink()


def test_a_linked_folder_below_the_output_folder_is_reported(tmp_path, other):
    reports.folder(tmp_path / "in" / "2024", 1)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "2024").symlink_to(tmp_path / "elsewhere")
    rows = {row.input.rpartition("in/")[2]: row for row in run(tmp_path)}
    assert [row.error is None for row in rows.values()].count(False) == 1
    told = next(row for name, row in rows.items() if name.startswith("2024"))
    assert "it is a symbolic link, and a batch does not write through a link (remove the link" in told.error
    assert told.error_code == "unwritable"
    assert os.listdir(tmp_path / "elsewhere") == []


def test_the_folder_for_what_is_unfinished_may_be_no_link(tmp_path, other):
    scratch = gireport.batch(tmp_path / "in", to="html", out=tmp_path / "out")._task.scratch
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / scratch).symlink_to(tmp_path / "elsewhere")
    (row,) = run(tmp_path)
    assert "it is a symbolic link" in row.error
    assert os.listdir(tmp_path / "elsewhere") == []


def test_the_batch_s_own_manifest_may_be_no_link(tmp_path, other):
    (tmp_path / "out" / "manifest.jsonl").symlink_to(other)
    with pytest.raises(WriteError, match="it is a symbolic link"):
        run(tmp_path)
    assert other.read_text() == "somebody's"


def test_the_output_folder_and_a_manifest_that_is_named_may_be_links(tmp_path):
    """Who names them means what they lead to."""
    reports.folder(tmp_path / "in", 1)
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    (tmp_path / "rows.jsonl").write_text("")
    (tmp_path / "m").symlink_to(tmp_path / "rows.jsonl")
    (row,) = run(tmp_path, manifest=tmp_path / "m")
    assert row.error is None
    assert (tmp_path / "real" / "0000.html").is_file()
    assert (tmp_path / "rows.jsonl").read_text("utf-8").startswith('{"input"')
    assert (tmp_path / "m").is_symlink()
