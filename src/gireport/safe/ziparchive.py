"""What members does a zip archive have, and what are their bytes? Reading and writing plain archives.

`zipfile` brings bz2, lzma, shutil and threads with it: importing it takes as long as reading a report. The
directory of a plain archive (one disk, no zip64, no comment) is read here, that of every other one by
`zipfile`. Members are inflated here alone: never to more bytes than the directory states.

Format: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.4.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from ..errors import LimitError
from ..model.messages import message

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL_ENTRY = struct.Struct("<4s2B4HL2L2H")
_STORED, _DEFLATED, _BZIP2, _LZMA = 0, 8, 12, 14
_LZMA_PROPERTIES = 5
_LZMA_DICTIONARY = 64 * 1024 * 1024  # bytes; LZMA takes memory for all of it
_UTF_8_NAME = 0x800
_VERSION = 20  # deflate; 4.4.3
_NEWEST_VERSION = 63
_NO_ZIP64 = 0xFFFF_FFFF
_MOST_ENTRIES = 0xFFFF - 1

# A zip file has a time for each member. A fixed one, 1980-01-01, the earliest possible, gives the same bytes
# at any time.
_FIXED_TIME, _FIXED_DATE = 0, 1 << 5 | 1
_OWNER_ONLY = 0o600 << 16
_COMPRESSION_LEVEL = 6


class DamagedArchiveError(Exception):
    """The bytes are no zip archive, or do not hang together."""


class Member(NamedTuple):
    """One entry of the directory (4.3.12), with the names that `zipfile.ZipInfo` has too."""

    filename: str
    orig_filename: str
    header_offset: int
    compress_type: int
    compress_size: int
    file_size: int
    CRC: int
    flag_bits: int


def directory(data: bytes) -> list[Member]:
    """Return the members of the archive `data`, in the order of its directory.

    Raises:
        DamagedArchiveError: it is no archive, or its directory is damaged.
    """
    found = _plain_directory(data)
    return _other_directory(data) if found is None else found


def _plain_directory(data: bytes) -> list[Member] | None:
    """Return the members of a plain archive; None for any other."""
    end = len(data) - _END.size
    if end < 0:
        return None
    signature, disk, start_disk, here, count, size, start, comment = _END.unpack_from(data, end)
    is_whole = signature == b"PK\5\6" and not (disk or start_disk or comment)
    if not is_whole or here != count or count > _MOST_ENTRIES or start + size != end:
        return None
    members = []
    position = start
    for _ in range(count):
        if position + _ENTRY.size > end:
            return None
        signature, _, _, version, _, flags, method, *rest = _ENTRY.unpack_from(data, position)
        _, _, crc, packed, unpacked, *lengths, _, _, _, offset = rest
        name_end = position + _ENTRY.size + lengths[0]
        raw = data[position + _ENTRY.size : name_end]
        sizes = (packed, unpacked, offset)
        if signature != b"PK\1\2" or _NO_ZIP64 in sizes or b"\0" in raw or version > _NEWEST_VERSION:
            return None
        name = _decoded(raw, flags)
        position = name_end + lengths[1] + lengths[2]
        if name is None or position > end:
            return None
        members.append(Member(name, name, offset, method, packed, unpacked, crc, flags))
    return members if position == end else None


def _decoded(name: bytes, flags: int) -> str | None:
    """Return a member's name: UTF-8 by its flag, else code page 437 (appendix D); None when it is neither."""
    if name.isascii():
        return name.decode("ascii")
    try:
        return name.decode("utf-8" if flags & _UTF_8_NAME else "cp437")
    except UnicodeDecodeError:
        return None


def _other_directory(data: bytes) -> list[Member]:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OSError, RuntimeError):
        raise DamagedArchiveError from None  # NotImplementedError is a RuntimeError
    return [Member(*(getattr(one, name) for name in Member._fields)) for one in found]


def inflated(data: bytes, member: Member) -> bytes:
    """Return the bytes of `member` of the archive `data`.

    Raises:
        DamagedArchiveError: its header, its size or its checksum differs from the directory's.
    """
    try:
        (signature, *_, name_length, extra_length) = _LOCAL_ENTRY.unpack_from(data, member.header_offset)
        start = member.header_offset + _LOCAL_ENTRY.size
        name = _decoded(data[start : start + name_length], member.flag_bits)
        if signature != b"PK\3\4" or name != member.orig_filename:
            raise DamagedArchiveError
        start += name_length + extra_length
        content = data[start : start + member.compress_size]
        if member.compress_type != _STORED:
            content = _decompressed(content, member.compress_type, member.file_size + 1)
    except (struct.error, zlib.error, OSError, EOFError, ValueError):
        raise DamagedArchiveError from None
    if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
        raise DamagedArchiveError
    return content


def _decompressed(content: bytes, method: int, most: int) -> bytes:
    """Return at most `most` bytes of `content`, however large it would become: its size may be forged.

    Raises:
        DamagedArchiveError: no program packs documents by this method (4.4.5).
        zlib.error, OSError, EOFError, ValueError: `content` is damaged.
    """
    if method == _DEFLATED:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, most)
    if method == _BZIP2:
        import bz2

        return bz2.BZ2Decompressor().decompress(content, most)
    if method == _LZMA:
        return _from_lzma(content, most)
    raise DamagedArchiveError


def _from_lzma(content: bytes, most: int) -> bytes:
    """Return at most `most` bytes of an LZMA member: version, length of properties, properties (5.8.8)."""
    import lzma

    length, properties, dictionary = struct.unpack_from("<2xHBL", content)
    if length != _LZMA_PROPERTIES or properties >= 225 or dictionary > _LZMA_DICTIONARY:
        raise DamagedArchiveError
    rest, lc = divmod(properties, 9)
    pb, lp = divmod(rest, 5)
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": dictionary, "lc": lc, "lp": lp, "pb": pb}]
    try:
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, None, filters).decompress(content[4 + length :], most)
    except (lzma.LZMAError, MemoryError):
        raise DamagedArchiveError from None


def pack(members: Iterable[tuple[str, bytes]], stored: frozenset[str] = frozenset()) -> bytes:
    """Return a zip archive of `members` (name, bytes) in their order; the same members give the same bytes.

    All members are deflated, except those named in `stored`.

    Raises:
        LimitError: there are more members, or bytes, than an archive without zip64 holds (65,534; 4 GiB).
    """
    out: list[bytes] = []
    entries: list[bytes] = []
    offset = 0
    for name, content in members:
        raw = name.encode()
        flags = 0 if raw.isascii() else _UTF_8_NAME
        method, packed = _STORED, content
        if name not in stored:
            deflate = zlib.compressobj(_COMPRESSION_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
            method, packed = _DEFLATED, deflate.compress(content) + deflate.flush()
        sizes = (zlib.crc32(content), len(packed), len(content))
        what = (flags, method, _FIXED_TIME, _FIXED_DATE, *sizes, len(raw), 0)
        if offset + len(packed) >= _NO_ZIP64 or len(content) >= _NO_ZIP64:
            raise LimitError(message("safe.package-bytes", count=offset + len(packed), limit=_NO_ZIP64))
        out += (_LOCAL_ENTRY.pack(b"PK\3\4", _VERSION, 0, *what), raw, packed)
        entries += (
            _ENTRY.pack(b"PK\1\2", _VERSION, 0, _VERSION, 0, *what, 0, 0, 0, _OWNER_ONLY, offset),
            raw,
        )
        offset += _LOCAL_ENTRY.size + len(raw) + len(packed)
    count = len(entries) // 2
    if count > _MOST_ENTRIES:
        raise LimitError(message("safe.package-files", count=count, limit=_MOST_ENTRIES))
    size = sum(map(len, entries))
    return b"".join((*out, *entries, _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)))
