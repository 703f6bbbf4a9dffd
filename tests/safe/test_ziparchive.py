"""`zipfile` is the second opinion: what it reads and writes, `ziparchive` reads and writes."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.safe.ziparchive import (
    DamagedArchiveError,
    Member,
    _plain_directory,
    directory,
    inflated,
    pack,
)

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=2000), max_size=6)


def listed_by_zipfile(archive):
    return [Member(*(getattr(one, name) for name in Member._fields)) for one in archive.infolist()]


def by_zipfile(members, method=zipfile.ZIP_DEFLATED, comment=b"", stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = comment
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            archive.writestr(info, content, zipfile.ZIP_STORED if name in stored else method, 6)
    return out.getvalue()


@given(MEMBERS)
def test_the_bytes_written_are_those_of_zipfile(members):
    stored = frozenset(list(members)[:1])
    assert pack(members.items(), stored) == by_zipfile(members, stored=stored)


@given(MEMBERS, st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
def test_a_plain_archive_has_the_members_that_zipfile_finds(members, method):
    data = by_zipfile(members, method)
    found = _plain_directory(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert found == [
            Member(*(getattr(one, name) for name in Member._fields)) for one in archive.infolist()
        ]
        assert {one.filename: inflated(data, one) for one in found} == {
            name: archive.read(name) for name in archive.namelist()
        }


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_compressed_in_another_way_is_read(method):
    data = by_zipfile({"a": b"x" * 500}, method)
    (member,) = directory(data)
    assert inflated(data, member) == b"x" * 500


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_a_member_is_never_inflated_beyond_the_size_that_is_stated(method):
    data = by_zipfile({"a": b"x" * 50_000_000}, method)
    (member,) = directory(data)
    tracemalloc.start()
    with pytest.raises(DamagedArchiveError):
        inflated(data, member._replace(file_size=10))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000  # LZMA has a dictionary of 8 MiB


def test_a_method_that_no_program_uses_is_damage():
    data = by_zipfile({"a": b"x"})
    (member,) = directory(data)
    with pytest.raises(DamagedArchiveError):
        inflated(data, member._replace(compress_type=97))


@pytest.mark.parametrize(
    "change", [lambda data: data + b"\0", lambda data: b"MZ" + data], ids=["after", "before"]
)
def test_bytes_around_an_archive_are_left_to_zipfile(change):
    data = change(by_zipfile({"a": b"1"}, comment=b"a comment"))
    assert _plain_directory(data) is None


def test_an_archive_with_a_comment_is_read():
    data = by_zipfile({"a": b"1"}, comment=b"a comment")
    assert _plain_directory(data) is None
    assert [one.filename for one in directory(data)] == ["a"]


@given(st.binary(max_size=200), st.data())
def test_damage_is_one_error(noise, data):
    archive = bytearray(by_zipfile({"a.xml": b"<a/>" * 20, "b.xml": b"<b/>"}))
    place = data.draw(st.integers(0, len(archive)))
    archive[place : place + len(noise)] = noise
    try:
        for member in directory(bytes(archive)):
            inflated(bytes(archive), member)
    except DamagedArchiveError:
        pass


def test_every_package_of_other_programs_has_the_members_that_zipfile_finds(shared):
    plain = 0
    for path in sorted(path for path in (shared / "corpus").rglob("*") if path.is_file()):
        data = path.read_bytes()
        if not data.startswith(b"PK\3\4") or (found := _plain_directory(data)) is None:
            continue
        plain += 1
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            expected = [
                Member(*(getattr(one, name) for name in Member._fields)) for one in archive.infolist()
            ]
        assert found == expected, path.name
    assert plain > 200
