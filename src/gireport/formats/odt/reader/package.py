"""The parts of a document: members of a package, or children of a flat document's root."""

from __future__ import annotations

from msgspec import Struct

from ....errors import DamagedFileError, EncryptedFileError, UnsafeFileError, WrongKindError
from ....losses import Losses
from ....model.messages import message
from ....safe.kinds import XML_FILE, describe, refuse_as
from ....safe.package import Package
from ....safe.xml import Element, parse
from ..names import MIME, name

WANTED = message("odt.wanted")

_BODY, _TEXT = name("office:body"), name("office:text")
_AUTOMATIC, _COMMON = name("office:automatic-styles"), name("office:styles")
_MASTER, _META = name("office:master-styles"), name("office:meta")
_SCRIPTS, _DOCUMENT = name("office:scripts"), name("office:document")
_ENTRY = name("manifest:file-entry")
_PATH, _KIND = name("manifest:full-path"), name("manifest:media-type")
_ENCRYPTION = name("manifest:encryption-data")
_LIBRARY_LISTS = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")


class Source(Struct):
    """The parts of a document that the reader needs; an absent one is None or empty.

    `part` is the name of the part with the text, in messages; `media_types` maps paths to what the manifest
    says.
    """

    text: Element
    part: str
    automatic: Element | None = None
    common: Element | None = None
    master: Element | None = None
    master_part: str = "styles.xml"
    meta: Element | None = None
    macros: bool = False
    package: Package | None = None
    media_types: dict[str, str] = {}


def open_source(data: bytes, losses: Losses) -> Source:
    """Open `data`, a package (ODF 1.3 part 2) or a flat document (part 3, 3.1.2: `office:document`).

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, EncryptedFileError, UnsafeFileError, LimitError
    """
    if data[:2] == b"PK":
        return _packed(Package(data, WANTED), losses)
    if describe(data) == XML_FILE or data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<office:"):
        return _flat(parse(data, "the document", losses))
    raise refuse_as(WANTED, data)


def _flat(root: Element) -> Source:
    text = _find_text(root)
    if root.tag != _DOCUMENT or text is None:
        raise WrongKindError(message("odt.other-xml"))
    scripts = root.find(_SCRIPTS)
    return Source(
        text=text,
        part="the document",
        automatic=root.find(_AUTOMATIC),
        common=root.find(_COMMON),
        master=root.find(_MASTER),
        master_part="the document",
        meta=root.find(_META),
        macros=_has_script(scripts),
    )


def _packed(package: Package, losses: Losses) -> Source:
    media_types = _manifest(package, losses)
    if "content.xml" not in package:
        if package.media_type().startswith(MIME):
            if "encrypted-package" in package:
                raise _encrypted()
            raise DamagedFileError(message("odt.part-missing", part="content.xml"))
        raise package.wrong_kind()
    content = parse(package.read("content.xml"), "content.xml", losses, packed=True)
    text = _find_text(content)
    if text is None:
        if package.media_type().startswith(MIME):
            raise DamagedFileError(message("odt.no-text"))
        raise package.wrong_kind()
    styles = _part(package, "styles.xml", losses)
    meta = _part(package, "meta.xml", losses)
    return Source(
        text=text,
        part="content.xml",
        automatic=content.find(_AUTOMATIC),
        common=None if styles is None else styles.find(_COMMON),
        master=None if styles is None else styles.find(_MASTER),
        meta=None if meta is None else meta.find(_META),
        macros=_has_script(content.find(_SCRIPTS))
        or any(
            entry.startswith(("Basic/", "Scripts/")) and not entry.endswith(("/", *_LIBRARY_LISTS))
            for entry in package.names
        ),
        package=package,
        media_types=media_types,
    )


def _find_text(root: Element) -> Element | None:
    body = root.find(_BODY)
    return None if body is None else body.find(_TEXT)


def _has_script(scripts: Element | None) -> bool:
    return scripts is not None and any(
        True for child in scripts.iterdescendants() if (child.text or "").strip()
    )


def _part(package: Package, part: str, losses: Losses) -> Element | None:
    """The root of an optional part; None where it is missing or, with a loss, where it cannot be read.

    OpenOffice.org wrote a DTD into each manifest.
    """
    if part not in package:
        return None
    try:
        return parse(package.read(part), part, losses, packed=True, bare_dtd=True)
    except (DamagedFileError, UnsafeFileError) as error:
        losses.note("part-missing", part, 1, error.reason)
        return None


def _manifest(package: Package, losses: Losses) -> dict[str, str]:
    """Path → media type from the manifest, which may differ from the members of the package (O19)."""
    root = _part(package, "META-INF/manifest.xml", losses)
    if root is None:
        return {}
    if root.find(f".//{_ENCRYPTION}") is not None:
        raise _encrypted()
    return {entry.get(_PATH, ""): entry.get(_KIND, "") for entry in root.iter(_ENTRY)}


def _encrypted() -> EncryptedFileError:
    return EncryptedFileError(message("safe.encrypted"))
