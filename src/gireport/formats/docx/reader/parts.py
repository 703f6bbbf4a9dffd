"""Which parts are in the package, which is the main one, and how are they related and parsed?

ECMA-376 part 2: 9.3 (relationships), 10.1.2 (content types). Nothing outside of the package is ever opened.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from ....errors import DamagedFileError
from ....losses import Losses
from ....model.messages import message
from ....safe.kinds import WORD_DOCUMENT
from ....safe.package import UNKNOWN, Package
from ....safe.xml import Element, parse
from ..names import (
    A_NS,
    M_NS,
    MC_NS,
    O_NS,
    PIC_NS,
    R_NS,
    RELS_NS,
    STRICT_PREFIX,
    TYPES_NS,
    V_NS,
    W_NS,
    WP_NS,
)
from .wml import W14_NS, WPS_NS, w

_SMALL = 64 * 1024  # bytes of a part that is kept parsed for the next document
_WORD_TYPE = "wordprocessingml."
# ISO/IEC 29500 Strict names that do not follow the rule `…/ooxml/X/Y` → `…/X/2006/Y`.
_STRICT_LAST = {"customProperties": "custom-properties", "extendedProperties": "extended-properties"}
# Prefixes that some files use without declaring them (W37).
_PREFIXES = {
    "w": W_NS,
    "r": R_NS,
    "wp": WP_NS,
    "a": A_NS,
    "pic": PIC_NS,
    "m": M_NS,
    "mc": MC_NS,
    "v": V_NS,
    "o": O_NS,
    "w14": W14_NS,
    "wps": WPS_NS,
}


class Relationship(NamedTuple):
    """A relationship: the last segment of its type, and its target, a part's name or an address outside."""

    kind: str
    target: str
    external: bool


class Parts:
    """The parts of one package."""

    def __init__(self, data: bytes, losses: Losses) -> None:
        """Open the package in `data`.

        Raises:
            ReadError: it is not a .docx, or is damaged.
            LimitError: it is too large.
        """
        self.package = Package(data, message("docx.wanted"))
        self.losses = losses
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._types: dict[str, str] | None = None
        self.main = ""
        self.main = self._main()

    def _main(self) -> str:
        """The main part (W33): by relationship, else by content type, else by its usual name.

        Raises:
            WrongKindError: the package is another kind of file.
            DamagedFileError: it is a .docx without its main part.
        """
        package = self.package
        found = [rel.target for rel in self.relationships("").values() if rel.kind == "officeDocument"]
        found += [
            name.lstrip("/")
            for name, type_ in self.types.items()
            if _WORD_TYPE in type_ and type_.endswith(".main+xml") and name.startswith("/")
        ]
        for name in (*found, "word/document.xml"):
            if name in package:
                return name
        if package.kind() == UNKNOWN and (
            found or any(name.lower().startswith("word/") for name in package.names)
        ):
            raise DamagedFileError(message("docx.main-part-missing"))
        raise package.wrong_kind()

    # --- relationships and content types ---

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of `part` by their id; of the package itself for an empty name."""
        known = self._relationships.get(part)
        if known is None:
            known = self._relationships[part] = self._read_relationships(part)
        return known

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if path not in self.package:
            return {}
        result: dict[str, Relationship] = {}
        for element in self._parsed(self.package.read(path), path).iter(f"{{{RELS_NS}}}Relationship"):
            target = element.get("Target") or ""
            kind = (element.get("Type") or "").rstrip("/").rpartition("/")[2]
            external = (element.get("TargetMode") or "").lower() == "external"
            # The target of a link is an address, even without TargetMode="External".
            address = external or kind == "hyperlink"
            result[element.get("Id") or ""] = Relationship(
                kind, target if address else self._resolve(folder, target), external
            )
        return result

    def _resolve(self, folder: str, target: str) -> str:
        """The name of the part that `target` leads to from `folder` (ECMA-376 part 2, 9.3.2)."""
        target = target.replace("\\", "/").partition("#")[0]
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return self.package.named(path)

    def related(self, part: str, kind: str) -> str | None:
        """The first existing part with a relationship of `kind` from `part`.

        Returns None, with a loss, where it is missing.
        """
        missing = ""
        for rel in self.relationships(part).values():
            if rel.kind == kind and not rel.external:
                if rel.target in self.package:
                    return rel.target
                missing = rel.target
        if missing:
            self.losses.note("part-missing", part or "_rels/.rels", 1, missing)
        return None

    @property
    def types(self) -> dict[str, str]:
        """Content types in lower case: by `/part/name` and by `.extension`."""
        if self._types is None:
            self._types = {}
            name = "[Content_Types].xml"
            if name in self.package:
                for element in self._parsed(self.package.read(name), name).iter():
                    type_ = (element.get("ContentType") or "").lower()
                    if element.tag == f"{{{TYPES_NS}}}Override":
                        self._types["/" + (element.get("PartName") or "").lstrip("/").lower()] = type_
                    elif element.tag == f"{{{TYPES_NS}}}Default":
                        self._types["." + (element.get("Extension") or "").lower()] = type_
        return self._types

    def media_type(self, part: str) -> str:
        """The content type of `part`; empty where none is declared."""
        name = part.lower()
        extension = name.rpartition(".")[2]
        return self.types.get("/" + name) or self.types.get("." + extension) or ""

    # --- XML ---

    def xml(self, part: str) -> Element:
        """The root of `part`, with Strict names changed into the transitional ones (W33).

        Raises:
            ReadError: the part is missing, damaged or unsafe.
            LimitError: it is larger, or nests deeper, than the limits allow.
        """
        before = len(self.losses)
        root = self._parsed(self.package.read(part), part)
        if _is_strict(root):
            _rename(root, _transitional)
        elif len(self.losses) != before:
            _rename(root, _declared)
        return root

    def _parsed(self, data: bytes, part: str) -> Element:
        # The main part differs in each document: it is not kept.
        known = _kept(data, part) if len(data) <= _SMALL and part != self.main else None
        return parse(data, part, self.losses, packed=True) if known is None else known

    def optional_xml(self, part: str | None) -> Element | None:
        """The root of a part that the text does not need.

        Returns None for no part, and with a loss for a damaged one.
        """
        if part is None:
            return None
        try:
            return self.xml(part)
        except DamagedFileError as error:
            self.losses.note("part-missing", part, 1, error.reason)
            return None

    def main_xml(self) -> Element:
        """The root of the main part.

        Raises:
            WrongKindError: the package is another kind of file.
            DamagedFileError: the main part is damaged, or another kind of XML.
        """
        root = self.xml(self.main)
        if root.tag == w("document"):
            return root
        if self.package.kind() not in (UNKNOWN, WORD_DOCUMENT):
            raise self.package.wrong_kind()
        raise DamagedFileError(message("docx.main-part-other", part=self.main))


@lru_cache(maxsize=16)
def _kept(data: bytes, part: str) -> Element | None:
    """The root of a small part, kept because reports of one office repeat styles, relationships and footers.

    The element is shared, so nothing may change it. None for a part that must be changed or has losses.
    """
    losses = Losses()
    root = parse(data, part, losses, packed=True)
    return None if losses or _is_strict(root) else root


def _is_strict(root: Element) -> bool:
    return isinstance(root.tag, str) and STRICT_PREFIX in root.tag


def _rename(root: Element, rule: Callable[[str], str]) -> None:
    """Replace the name of each element and attribute below `root` by what `rule` returns for it."""
    names: dict[str, str] = {}

    def new(name: str) -> str:
        known = names.get(name)
        if known is None:
            known = names[name] = rule(name)
        return known

    for element in root.iter():
        tag = str(element.tag)
        if new(tag) != tag:
            element.tag = new(tag)
        for key, value in element.items():
            name = str(key)
            if new(name) != name:
                del element.attrib[name]
                element.set(new(name), value)


def _transitional(name: str) -> str:
    if not name.startswith("{" + STRICT_PREFIX):
        return name
    namespace, _, local = name[1:].partition("}")
    head, _, last = namespace[len(STRICT_PREFIX) :].partition("/")
    last = _STRICT_LAST.get(last, last)
    return f"{{http://schemas.openxmlformats.org/{head}/2006/{last}}}{local}"


def _declared(name: str) -> str:
    prefix, colon, local = name.partition(":")
    namespace = _PREFIXES.get(prefix) if colon and not name.startswith("{") else None
    return f"{{{namespace}}}{local}" if namespace else name
