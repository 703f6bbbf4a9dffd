"""Zip packages (.docx, .odt): opened under limits, and written, only here."""

from __future__ import annotations

from .. import limits
from ..errors import DamagedFileError, EncryptedFileError, LimitError, UnsafeFileError, WrongKindError
from ..model.messages import Message, message
from .kinds import WORD_DOCUMENT, ZIP_ARCHIVE, kind_of_file, other_kind, refuse_as
from .sizes import check_xml_nodes, is_xml, xml_nodes
from .ziparchive import DamagedArchiveError, Member, directory, inflated
from .ziparchive import pack as pack

# A member that only one kind of package has → the kind in words (ECMA-376 part 2, ODF 1.3 part 2).
_KIND_BY_MEMBER: tuple[tuple[str, Message], ...] = (
    ("xl/workbook.xml", kind_of_file("xlsx")),
    ("xl/workbook.bin", kind_of_file("xlsb")),
    ("ppt/presentation.xml", kind_of_file("pptx")),
    ("visio/document.xml", kind_of_file("visio")),
    ("OFD.xml", kind_of_file("ofd")),
    ("META-INF/container.xml", kind_of_file("epub")),
    ("AndroidManifest.xml", kind_of_file("apk")),
    ("META-INF/MANIFEST.MF", kind_of_file("jar")),
    ("word/document.xml", WORD_DOCUMENT),
)
_OPENDOCUMENT = "application/vnd.oasis.opendocument."
_OPENDOCUMENT_KINDS = frozenset({"text", "text-template", "spreadsheet", "presentation", "graphics"})
"""Ends of media types (ODF 1.3 part 2, appendix C) that have a name in the catalogue."""
_LONGEST_MEDIA_TYPE = 200

UNKNOWN = ZIP_ARCHIVE

_LONGEST_PATH = 3 * 65_535
"""Characters of a member's path: a name has at most 65,535 bytes (APPNOTE 4.4.10), each `%41`."""

# Some programs escape the template's name in it again at each save (`_x005F_…`), until it looks like a zip
# bomb. No reader opens this part, so its ratio is not checked.
_NEVER_READ = "docprops/app.xml"


class Package:
    """The members of a zip package, read under limits. Names are compared without case (W37)."""

    def __init__(self, data: bytes, wanted: str | Message) -> None:
        """Open `data`; `wanted` names the expected kind in messages (`a .docx`).

        Raises:
            EmptyFileError, WrongKindError, DamagedFileError, EncryptedFileError, UnsafeFileError, LimitError
        """
        if data[:2] != b"PK":
            raise refuse_as(wanted, data)
        if len(data) > limits.INPUT_BYTES:
            raise LimitError(message("safe.package-bytes", count=len(data), limit=limits.INPUT_BYTES))
        self.wanted = wanted
        self._data = data
        self._nodes = 0  # of the XML parts that were read so far
        try:
            members = directory(data)
        except DamagedArchiveError:
            raise refuse_as(wanted, data) from None
        _check_directory(members)
        self._members: dict[str, Member] = {}
        for member in members:
            self._members.setdefault(_key(member.filename), member)

    @property
    def names(self) -> list[str]:
        """The names of the members, in the order of the directory."""
        return [member.filename for member in self._members.values()]

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def named(self, path: str) -> str:
        """The name of the member at `path`, or at `path` with `%XX` decoded; else `path` itself."""
        if path in self or "%" not in path or len(path) > _LONGEST_PATH:
            return path
        from urllib.parse import unquote  # only for this: it takes milliseconds to import

        decoded = unquote(path)
        return decoded if decoded in self else path

    def read(self, name: str) -> bytes:
        """The bytes of the member `name`.

        Raises:
            KeyError: there is no such member.
            DamagedFileError: its size or checksum differs from the directory's.
            LimitError: the XML parts that were read have too many elements and attributes together.
        """
        member = self._members[_key(name)]
        try:
            data = inflated(self._data, member)
        except DamagedArchiveError:
            raise DamagedFileError(message("safe.part-damaged", part=member.filename)) from None
        if is_xml(data):
            self._nodes += xml_nodes(data)
            check_xml_nodes(self._nodes, "the package")
        return data

    def media_type(self) -> str:
        """Return the content of the member `mimetype`; empty where there is none, or a long one."""
        if "mimetype" not in self or self._members["mimetype"].file_size >= _LONGEST_MEDIA_TYPE:
            return ""
        return self.read("mimetype").decode("latin-1").strip()

    def kind(self) -> Message:
        """Return what the package is; `UNKNOWN` for an unknown kind."""
        media_type = self.media_type()
        if media_type.startswith(_OPENDOCUMENT):
            type_ = media_type.rpartition(".")[2]
            if type_ in _OPENDOCUMENT_KINDS:
                return kind_of_file(f"odf-{type_}")
            return message("safe.kind-odf-other", type=type_)
        if media_type == "application/epub+zip":
            return kind_of_file("epub")
        return next((kind for name, kind in _KIND_BY_MEMBER if name in self), UNKNOWN)

    def wrong_kind(self, *, advise: bool = True) -> WrongKindError:
        """Return the error for an undamaged package of another kind than the wanted one.

        `advise` adds how to get a readable document from that kind, which does not help someone who wants a
        reference document.
        """
        kind = self.kind()
        if advise:
            return other_kind(kind, self.wanted)
        return WrongKindError(message("safe.other-kind", kind=kind, wanted=self.wanted))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_directory(members: list[Member]) -> None:
    if len(members) > limits.PACKAGE_ENTRIES:
        raise LimitError(message("safe.package-files", count=len(members), limit=limits.PACKAGE_ENTRIES))
    total = 0
    end = -1
    for member in sorted(members, key=lambda member: member.header_offset):
        # A local header has 30 bytes and the name. Entries that share bytes are a kind of zip bomb.
        if member.header_offset < end:
            raise UnsafeFileError(message("safe.package-overlap"))
        end = member.header_offset + 30 + member.compress_size
        if member.flag_bits & 1:
            raise EncryptedFileError(message("safe.encrypted"))
        size = member.file_size
        total += size
        if size > limits.PART_BYTES or total > limits.PACKAGE_BYTES:
            raise LimitError(message("safe.package-inflated", part=member.filename[:80], count=size))
        is_bomb = size > limits.PART_RATIO_FROM and size > limits.PART_RATIO * max(member.compress_size, 1)
        if is_bomb and _key(member.filename) != _NEVER_READ:
            raise UnsafeFileError(message("safe.zip-bomb", part=member.filename[:80]))
