"""The guarded zip reader: every package (.docx, .odt) is opened here and nowhere else."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from urllib.parse import unquote

from .. import limits
from ..errors import DamagedFileError, EncryptedFileError, LimitError, UnsafeFileError, WrongKindError
from . import nodes
from .kinds import refuse_as

# What a broken or hostile archive makes the zipfile module raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
    RuntimeError,
)

_LOCAL = struct.Struct(
    "<4s22xHH"
)  # a local header up to its name: signature, lengths of name and extra field
_UTF_8 = 0x800

# A member that only one kind of package has → what the package is. Facts of ECMA-376 part 2 and ODF part 2.
_MARKS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "an Excel workbook (.xlsx)"),
    ("xl/workbook.bin", "an Excel workbook (.xlsb)"),
    ("ppt/presentation.xml", "a PowerPoint file (.pptx)"),
    ("visio/document.xml", "a Visio drawing"),
    ("OFD.xml", "an OFD document"),
    ("META-INF/container.xml", "an EPUB book"),
    ("AndroidManifest.xml", "an Android package"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
    ("word/document.xml", "a Word document (.docx)"),
)

UNKNOWN = "a zip archive"

_LONGEST_PATH = 3 * 65_535
"""Characters of a path that can name a member: a name has at most 65,535 bytes (APPNOTE 4.4.10), `%41` is one."""

# No reader opens it. Programs that escape the template's name in it anew at each save let it swell (`_x005F_…`).
_NEVER_READ = "docprops/app.xml"


class Package:
    """The members of a zip package, read under limits. Names are compared without regard to case (W37)."""

    def __init__(self, data: bytes, wanted: str) -> None:
        """Open `data`, which is to be `wanted` (`a .docx`).

        Raises:
            EmptyFileError, WrongKindError, DamagedFileError, EncryptedFileError, UnsafeFileError, LimitError
        """
        if data[:2] != b"PK":
            raise refuse_as(wanted, data)
        if len(data) > limits.INPUT_BYTES:
            raise LimitError(f"the file has {len(data)} bytes; the limit is {limits.INPUT_BYTES}")
        self.wanted = wanted
        self._nodes = 0  # of the XML parts that were read
        try:
            self._data = data
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _BROKEN:
            raise refuse_as(wanted, data) from None
        _check_directory(members)
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            self._members.setdefault(_key(member.filename), member)

    @property
    def names(self) -> list[str]:
        """The names of the members, in the order of the directory."""
        return [member.filename for member in self._members.values()]

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def named(self, path: str) -> str:
        """The name of the member at `path`: as it stands, else with its percent escapes decoded; `path` where none is there."""
        if path in self or "%" not in path or len(path) > _LONGEST_PATH:
            return path
        decoded = unquote(path)
        return decoded if decoded in self else path

    def read(self, name: str) -> bytes:
        """The bytes of the member `name`.

        Raises:
            KeyError: there is none.
            DamagedFileError: its bytes do not inflate to what the directory says.
            LimitError: the XML parts that were read have too many elements and attributes together.
        """
        member = self._members[_key(name)]
        try:
            data = self._inflated(member)
        except _BROKEN:
            raise DamagedFileError(
                f"the part {member.filename} is damaged", hint="get the file again"
            ) from None
        if nodes.is_xml(data):
            self._nodes += nodes.nodes(data)
            nodes.check(self._nodes, "the package")
        return data

    def _inflated(self, member: zipfile.ZipInfo) -> bytes:
        """The bytes of `member`: as `ZipFile.read` has them, at a fraction of its time for a small part."""
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return self._zip.read(member)
        signature, name, extra = _LOCAL.unpack_from(self._data, member.header_offset)
        start = member.header_offset + _LOCAL.size
        called = self._data[start : start + name].decode("utf-8" if member.flag_bits & _UTF_8 else "cp437")
        if signature != b"PK\3\4" or called != member.orig_filename:
            raise zipfile.BadZipFile("the directory and the header differ")
        start += name + extra
        data = self._data[start : start + member.compress_size]
        if member.compress_type == zipfile.ZIP_DEFLATED:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, member.file_size + 1)
        if len(data) != member.file_size or zlib.crc32(data) != member.CRC:
            raise zipfile.BadZipFile("the bytes are not what the directory says")
        return data

    def kind(self) -> str:
        """What the package is, in words; `UNKNOWN` where nothing tells."""
        if "mimetype" in self and self._members["mimetype"].file_size < 200:
            mime = self.read("mimetype").decode("latin-1").strip()
            if mime.startswith("application/vnd.oasis.opendocument."):
                return f"an OpenDocument {mime.rpartition('.')[2]}"
            if mime == "application/epub+zip":
                return "an EPUB book"
        for name, what in _MARKS:
            if name in self:
                return what
        return UNKNOWN

    def wrong_kind(self) -> WrongKindError:
        """The error for a package that is sound, but not the one wanted."""
        return WrongKindError(f"this is {self.kind()}, not {self.wanted}")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.PACKAGE_ENTRIES:
        raise LimitError(f"the package has {len(members)} files; the limit is {limits.PACKAGE_ENTRIES}")
    total = 0
    end = -1
    for member in sorted(members, key=lambda member: member.header_offset):
        # A local header is 30 bytes and the name; entries that share bytes are how small files inflate to huge ones.
        if member.header_offset < end:
            raise UnsafeFileError("entries of the zip package overlap")
        end = member.header_offset + 30 + member.compress_size
        if member.flag_bits & 1:
            raise EncryptedFileError(
                "the package is encrypted", hint="open it with its password and save it without one"
            )
        size = member.file_size
        total += size
        if size > limits.PART_BYTES or total > limits.PACKAGE_BYTES:
            raise LimitError(
                f"the part {member.filename[:80]!r} would inflate to {size} bytes; the package is too large"
            )
        swells = size > limits.PART_RATIO_FROM and size > limits.PART_RATIO * max(member.compress_size, 1)
        if swells and _key(member.filename) != _NEVER_READ:
            raise UnsafeFileError(f"the part {member.filename[:80]!r} is a zip bomb")
