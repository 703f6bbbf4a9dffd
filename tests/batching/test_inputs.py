"""Which files a batch takes, in what order, and what their outputs are called."""

from __future__ import annotations

import os
import time
from pathlib import PurePath
from unicodedata import normalize
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gireport.batching.inputs import Inputs
from gireport.batching.storage import fetch
from gireport.errors import UsageError

SUFFIXES = {".docx", ".odt", ".html"}


def lay(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def stems(root, *names, out="out"):
    return [one.stem for one in Inputs([str(root / name) for name in names], SUFFIXES, str(root / out))]


def test_a_folder_gives_its_documents_in_the_order_of_their_paths(tmp_path):
    lay(tmp_path, "in/b/2.odt", "in/a/3.docx", "in/10.docx", "in/9.docx", "in/b/1.html")
    assert stems(tmp_path, "in") == ["10", "9", "a/3", "b/1", "b/2"]


def test_what_is_not_a_document_is_skipped_and_counted(tmp_path):
    lay(tmp_path, "in/a.docx", "in/a.css", "in/~$a.docx", "in/.~lock.a.docx#", "in/.git/b.docx", "in/pic.png")
    listed = Inputs([str(tmp_path / "in")], SUFFIXES, str(tmp_path / "out"))
    assert [one.stem for one in listed] == ["a"]
    assert listed.passed_over == 4


def test_a_document_that_nothing_reads_is_an_input_and_will_be_reported(tmp_path):
    lay(tmp_path, "in/a.pdf", "in/b.wps", "in/c.doc")
    assert stems(tmp_path, "in") == ["a", "b", "c"]


def test_inputs_that_differ_in_their_suffix_or_case_get_outputs_that_differ(tmp_path):
    lay(tmp_path, "in/a.docx", "in/a.html", "in/a.odt", "in/sub/a.docx")
    assert stems(tmp_path, "in") == ["a", "a.html", "a.odt", "sub/a"]


def test_files_of_one_name_in_two_folders_get_outputs_that_differ(tmp_path):
    lay(tmp_path, "x/a.docx", "y/a.docx", "z/a.docx")
    assert stems(tmp_path, "x", "y", "z") == ["a", "a.docx", "a.docx-2"]


def test_the_time_to_name_files_of_one_name_grows_with_their_number():
    def seconds(count):
        start = time.process_time()
        found = list(Inputs((f"{number}/年报.docx" for number in range(count)), SUFFIXES, "out"))
        assert len({one.stem for one in found}) == count
        return time.process_time() - start

    assert seconds(16_000) < 64 * min(seconds(1000) for _ in range(3))


def test_a_name_with_points_loses_its_suffix_alone(tmp_path):
    lay(tmp_path, "in/2023.1.20.docx")
    assert stems(tmp_path, "in") == ["2023.1.20"]


def test_a_file_named_twice_is_taken_once(tmp_path):
    lay(tmp_path, "in/a.docx", "in/b.docx")
    assert stems(tmp_path, "in/b.docx", "in", "in/*.docx") == ["b", "a"]


def test_a_glob_keeps_the_folders_below_its_plain_beginning(tmp_path):
    lay(tmp_path, "in/x/1.docx", "in/y/2.docx", "in/y/3.odt")
    assert stems(tmp_path, "in/**/*.docx") == ["x/1", "y/2"]


def test_linked_folders_are_not_followed_by_folders_and_globs(tmp_path):
    lay(tmp_path, "in/x/1.docx", "in/y/z/2.docx", "in/.hidden/3.docx")
    for number in range(6):  # followed, they lead to one file by a million ways
        (tmp_path / "in" / f"up{number}").symlink_to(".")
    for name in ("in", "in/**/*.docx", "in/**", "*/**/*.docx", "in/**/**/*.docx"):
        assert sorted(PurePath(one).name for one in stems(tmp_path, name)) == ["1", "2"]
        found = Inputs([f"file://{tmp_path}/{name}"], SUFFIXES, "out")
        assert sorted(PurePath(one.stem).name for one in found) == ["1", "2"]
    assert stems(tmp_path, "in/**/z/*.docx") == ["y/z/2"]


def test_a_file_whose_name_has_brackets_is_that_file(tmp_path):
    lay(tmp_path, "报告[2023].docx")
    assert stems(tmp_path, "报告[2023].docx") == ["报告[2023]"]


def test_a_glob_that_nothing_matches_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="no file matches this name"):
        stems(tmp_path, "in/*.docx")


def test_a_file_that_is_not_there_is_an_input_and_will_be_reported(tmp_path):
    assert stems(tmp_path, "nowhere.docx") == ["nowhere"]


def test_the_output_folder_is_never_an_input(tmp_path):
    lay(tmp_path, "in/a.docx", "in/out/a.html")
    assert stems(tmp_path, "in", out="in/out") == ["a"]
    assert stems(tmp_path, "in/**/*", out="in/out") == ["a"]
    with pytest.raises(UsageError, match="the output folder is also an input folder"):
        stems(tmp_path, "in", out="in")


def test_addresses_of_files_folders_and_globs_are_listed(tmp_path):
    pytest.importorskip("fsspec", reason="fsspec is an extra")
    lay(tmp_path, "in/x/1.docx", "in/2.docx", "in/a.css")
    base = f"file://{tmp_path}/in"
    for name in (base, f"{base}/**/*.docx"):
        listed = list(Inputs([name], SUFFIXES, "memory://out"))
        assert sorted(one.stem for one in listed) == ["2", "x/1"]
        assert {os.fsdecode(one.address) for one in listed} == {f"{base}/2.docx", f"{base}/x/1.docx"}
    assert [one.stem for one in Inputs([f"{base}/2.docx"], SUFFIXES, "out")] == ["2"]


_PARTS = st.sampled_from(["a", "A", "ä", "a\u0308", "json", "findings", "findings.json", "docx"])
_NAMES = st.lists(_PARTS, min_size=1, max_size=4).map(".".join)


@given(
    st.lists(_NAMES, max_size=12),
    st.lists(st.sampled_from(["json", "findings.json", "a.findings.json", "ä", "x.A\u0308"]), unique=True),
)
@example(["a.docx", "a.findings.docx"], ["json", "findings.json"])
@example(["a.findings.docx", "a.docx"], ["json", "findings.json"])
def test_no_output_of_one_input_has_the_name_of_anothers(names, outputs):
    addresses = [f"{number}/{name}" for number, name in enumerate(names)]
    found = Inputs(addresses, SUFFIXES, "out", outputs)
    made = [normalize("NFC", f"{one.stem}.{end}".casefold()) for one in found for end in outputs]
    assert len(set(made)) == len(made) == len(names) * len(outputs)


def test_no_output_leaves_the_output_folder(tmp_path):
    lay(tmp_path, "in/x/1.docx", "in/y/2.docx")
    assert stems(tmp_path, "in/*/../y/*.docx") == ["y/2"]


def test_a_name_that_is_no_text_is_an_input_with_its_bytes_written_out(tmp_path):
    folder = os.fsencode(tmp_path / "in")
    os.makedirs(folder)
    with open(folder + b"/b\xff.docx", "wb") as file:
        file.write(b"x")
    (found,) = Inputs([str(tmp_path / "in")], SUFFIXES, str(tmp_path / "out"))
    assert found.address == folder + b"/b\xff.docx"
    assert found.stem == "b\\xff"
    assert found.source.endswith("in/b\\xff.docx")


def test_an_address_in_one_processes_memory_is_refused():
    pytest.importorskip("fsspec", reason="fsspec is an extra")
    with pytest.raises(UsageError, match="each worker process has a memory of its own"):
        list(Inputs(["memory://x"], SUFFIXES, "out"))


def test_a_folder_that_may_not_be_listed_is_an_input_and_will_be_reported(tmp_path, monkeypatch):
    lay(tmp_path, "in/a.docx", "in/shut/b.docx", "in/z/c.docx")
    scan = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)  # who runs this as root may list everything
    assert stems(tmp_path, "in") == ["a", "shut", "z/c"]
    assert stems(tmp_path, "in/shut") == ["shut"]


def test_a_name_that_the_system_refuses_is_an_input_and_will_be_reported(tmp_path):
    for name in ("x" * 300, "a\0b.docx", "none/.."):
        (found,) = Inputs([name], SUFFIXES, str(tmp_path / "out"))
        assert found.source == name
        assert found.stem


def test_names_that_some_file_systems_take_for_one_get_outputs_that_differ(tmp_path):
    lay(tmp_path, "in/\u00e9.docx", "in/e\u0301.docx", "in/E\u0301.odt")
    made = {normalize("NFC", one.casefold()) for one in stems(tmp_path, "in")}
    assert len(made) == 3


@pytest.fixture
def packed(tmp_path):
    pytest.importorskip("fsspec", reason="fsspec is an extra")
    with ZipFile(tmp_path / "a.zip", "w") as package:
        for name in ("in/x/1.docx", "in/2.docx", "in/a.css"):
            package.writestr(name, b"x")
    return f"file://{tmp_path}/a.zip"


def test_what_is_found_at_a_chained_address_has_the_whole_chain(packed):
    for own in ("zip://in", "zip://in/**/*.docx", "zip:///in/"):
        found = list(Inputs([f"{own}::{packed}"], SUFFIXES, "out"))
        assert [one.stem for one in found] == ["2", "x/1"]
        assert [os.fsdecode(one.address) for one in found] == [
            f"{own[:6] if own[6] != '/' else own[:7]}{name}::{packed}"
            for name in ("in/2.docx", "in/x/1.docx")
        ]
        assert [fetch(one.address) for one in found] == [b"x"] * 2


def test_what_is_found_at_an_address_keeps_its_host():
    from gireport.batching.walk import _with_path

    for address, path, other, made in (
        ("sftp://me@host/a/*.docx", "/a/*.docx", "/a/1.docx", "sftp://me@host/a/1.docx"),
        ("hdfs://host:8020/a/", "/a", "/a/1.docx", "hdfs://host:8020/a/1.docx"),
        ("s3://bucket/a/", "bucket/a", "bucket/a/1.docx", "s3://bucket/a/1.docx"),
        ("filecache::s3://bucket", "bucket", "bucket/1.docx", "filecache::s3://bucket/1.docx"),
        ("https://host/a/", "https://host/a/", "https://host/a/1.docx", "https://host/a/1.docx"),
    ):
        assert _with_path(address, path, other) == made


def test_an_address_where_nothing_can_be_listed_is_an_input_and_will_be_reported(tmp_path, packed):
    (tmp_path / "a.zip").write_bytes(b"no")
    (found,) = Inputs([f"zip://*.docx::{packed}"], SUFFIXES, "out")
    assert found.source == f"zip://*.docx::{packed}"


def test_at_an_address_a_glob_names_something_and_a_folder_may_be_empty(tmp_path, packed):
    (tmp_path / "none").mkdir()
    assert list(Inputs([f"file://{tmp_path}/none"], SUFFIXES, "out")) == []
    with pytest.raises(UsageError, match="no file matches this name"):
        list(Inputs([f"file://{tmp_path}/none/*.docx"], SUFFIXES, "out"))
    lay(tmp_path, "a[1].docx")
    assert [one.stem for one in Inputs([f"file://{tmp_path}/a[1].docx"], SUFFIXES, "out")] == ["a[1]"]


def test_the_output_folder_is_no_input_by_its_address_either(tmp_path, packed):
    lay(tmp_path, "in/a.docx", "in/out/a.html")
    here, there = f"{tmp_path}/in", f"file://{tmp_path}/in"
    for name, out in ((there, f"{there}/out"), (here, f"{there}/out"), (there, f"{here}/out")):
        assert [one.stem for one in Inputs([name], SUFFIXES, out)] == ["a"]
    for name, out in ((there, there), (here, there), (there, here)):
        with pytest.raises(UsageError, match="the output folder is also an input folder"):
            list(Inputs([name], SUFFIXES, out))
