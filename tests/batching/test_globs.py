"""A glob names what Python's `glob` says that it names, in a time that grows with the folders."""

from __future__ import annotations

import glob
import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gireport.batching.globs import Glob
from gireport.batching.walk import Walk

NAMES = st.sampled_from(["a", "b", "ab.docx", ".h", "年报.docx", "x"])
PARTS = st.sampled_from(["**", "*", "a", "?", "[ab]", "[!a]*", "*.docx", ".h", ".*", "**", "x"])


def lay(root, *names):
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.lists(NAMES, min_size=1, max_size=4).map(tuple), max_size=6),
    st.lists(PARTS, min_size=1, max_size=4),
)
def test_the_files_are_those_of_pythons_glob(tmp_path_factory, files, parts):
    root = tmp_path_factory.mktemp("tree")
    for names in files:
        place = root.joinpath(*names)
        if not any(one.is_file() for one in (place, *place.parents)) and not place.exists():
            lay(root, place.relative_to(root))
    pattern = os.path.join(root, *parts)
    known = {one for one in glob.glob(pattern, recursive=True) if os.path.isfile(one)}
    if parts == ["**"]:
        known.discard(str(root))
    assert {one for one in Glob(pattern).paths() if os.path.isfile(one)} == known


def test_the_time_grows_with_the_folders_and_not_with_the_ways_to_them(tmp_path):
    deep = "/".join("d" * 40)
    lay(tmp_path, f"{deep}/x.docx")
    for pattern in ("**/**/**/**/**/*.docx", "**/d/**/d/**/d/**/*.docx"):
        start = time.process_time()
        assert Glob(f"{tmp_path}/{pattern}").paths() == [f"{tmp_path}/{deep}/x.docx"]
        assert time.process_time() - start < 1  # by every way 47 s


def test_a_folder_whose_name_has_brackets_is_that_folder(tmp_path):
    lay(tmp_path, "ab[1]/x.docx", "ab1/y.docx", "ab2/z.docx", "ab[1]/c/年报[2].docx")
    walk = Walk([".docx"])

    def found(pattern):
        return [below for _, _, below in walk.files(f"{tmp_path}/{pattern}")]

    assert found("ab[1]/*.docx") == ["x.docx"]
    assert found("ab[1]/**/年报[2].docx") == ["c/年报[2].docx"]
    assert found("ab[12]/*") == ["ab1/y.docx", "ab2/z.docx"]


def test_lock_files_of_office_programs_are_no_documents_under_a_glob_either(tmp_path):
    lay(tmp_path, "b.docx", "~$b.docx", ".~lock.b.docx#")
    walk = Walk([".docx"])
    assert [below for _, _, below in walk.files(f"{tmp_path}/*.docx")] == ["b.docx"]
    assert walk.passed_over == 1


def test_folders_that_may_not_be_listed_are_inputs(tmp_path, monkeypatch):
    lay(tmp_path, "a/x.docx", "closed/y.docx", "z.docx")
    really = os.scandir

    def scandir(folder):  # the tests may run as root, who may list everything
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied", folder)
        return really(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    for pattern, others in (("**/*.docx", ["a/x.docx", "z.docx"]), ("*/*.docx", ["a/x.docx"])):
        found = [source for source, _, _ in Walk([".docx"]).files(f"{tmp_path}/{pattern}")]
        assert found == [f"{tmp_path}/{one}" for one in (*others, "closed")]
    assert [one for one, _, _ in Walk([".docx"]).files(f"{tmp_path}/closed/*")] == [f"{tmp_path}/closed"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_one_star_follows_a_linked_folder_and_two_do_not(tmp_path):
    lay(tmp_path, "real/x.docx")
    (tmp_path / "link").symlink_to("real")
    assert Glob(f"{tmp_path}/*/x.docx").paths() == [f"{tmp_path}/link/x.docx", f"{tmp_path}/real/x.docx"]
    assert Glob(f"{tmp_path}/**/x.docx").paths() == [f"{tmp_path}/real/x.docx"]
