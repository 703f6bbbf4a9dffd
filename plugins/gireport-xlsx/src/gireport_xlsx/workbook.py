"""The parts of a workbook: its sheets, shared strings, styles, names and properties.

The package and the XML are read by gireport's guards, under its limits.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from gireport.losses import Losses
from gireport.model import Meta
from gireport.safe.kinds import kind_of_file
from gireport.safe.package import Package
from gireport.safe.xml import Element, listed, parse

from .properties import meta_of
from .strings import Text, read_text, unescaped
from .styles import Styles, child, children, local, read_styles

_CORE = {"title": "title", "keywords": "keywords", "description": "description"}
_SHEET = re.compile(r"'(?:[^']|'')*'!|[^,'!]*!")
_ON = frozenset({"1", "true", "on"})


class Relation(NamedTuple):
    """What a part refers to: the last word of the relation's type, and the name of the other part."""

    kind: str
    target: str


class SheetPart(NamedTuple):
    """A sheet: its name, its part (None: it is missing), whether it is hidden, and its defined names."""

    name: str
    part: str | None
    hidden: bool
    names: dict[str, str]


class WorkbookParts:
    """The parts of the workbook in `data`.

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, EncryptedFileError, UnsafeFileError, LimitError
    """

    def __init__(self, data: bytes, losses: Losses) -> None:
        self.losses = losses
        self.package = Package(data, kind_of_file("xlsx"))
        self.main = self._main()
        self.root = self.xml(self.main)
        if local(self.root) != "workbook":
            raise self.package.wrong_kind()
        self.relations = self.related(self.main)
        settings = child(self.root, "workbookPr")
        self.since_1904 = settings is not None and (settings.get("date1904") or "") in _ON
        self.styles: Styles = read_styles(self._optional("styles"))
        self.strings = self._strings()

    def _main(self) -> str:
        for relation in self.related("").values():
            if relation.kind == "officeDocument" and relation.target in self.package:
                return relation.target
        if "xl/workbook.xml" not in self.package:
            raise self.package.wrong_kind()
        return "xl/workbook.xml"

    def xml(self, part: str) -> Element:
        """Return the root element of the part."""
        return parse(self.package.read(part), part, self.losses, packed=True)

    def related(self, part: str) -> dict[str, Relation]:
        """Return what `part` refers to inside the package, by the ids (Open Packaging Conventions, 6.5)."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self.package:
            return {}
        found = {}
        for one in children(self.xml(relations), "Relationship"):
            kind = (one.get("Type") or "").rpartition("/")[2]
            target = one.get("Target") or ""
            if one.get("TargetMode") != "External" and target:
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[one.get("Id") or ""] = Relation(kind, self.package.named(path))
        return found

    def _optional(self, kind: str) -> Element | None:
        parts = [one.target for one in self.relations.values() if one.kind == kind]
        return self.xml(parts[0]) if parts and parts[0] in self.package else None

    def _strings(self) -> list[Text]:
        root = self._optional("sharedStrings")
        return [read_text(item, self.losses) for item in children(root, "si")]

    def string(self, number: str) -> Text | None:
        """Return the shared string `number`; None where there is none."""
        known = number.isascii() and number.isdigit() and len(number) < 10 and int(number) < len(self.strings)
        return self.strings[int(number)] if known else None

    def sheets(self) -> Iterator[SheetPart]:
        """Yield the sheets of cells in their order; sheets of charts hold no table."""
        names: dict[int, dict[str, str]] = {}
        for one in children(child(self.root, "definedNames"), "definedName"):
            scope = one.get("localSheetId") or ""
            if scope.isascii() and scope.isdigit() and len(scope) < 6:
                names.setdefault(int(scope), {})[one.get("name") or ""] = one.text or ""
        for number, one in enumerate(children(child(self.root, "sheets"), "sheet")):
            name = one.get("name") or ""
            key = next((value for key, value in one.items() if str(key).endswith("}id")), "")
            relation = self.relations.get(str(key))
            hidden = (one.get("state") or "visible") != "visible"
            if relation is None or relation.target not in self.package:
                yield SheetPart(name, None, hidden, {})
            elif relation.kind == "worksheet":
                yield SheetPart(name, relation.target, hidden, names.get(number, {}))
            else:
                self.losses.note("embedded-object", "", 1, name)

    def meta(self) -> Meta:
        """Return the metadata in the properties of the workbook."""
        core: dict[str, str] = {}
        custom: dict[str, str] = {}
        for relation in self.related("").values():
            if relation.target not in self.package:
                continue
            if relation.kind == "core-properties":
                for one in listed(self.xml(relation.target)):
                    if local(one) in _CORE and one.text:
                        core[_CORE[local(one)]] = unescaped(one.text, self.losses)
            elif relation.kind == "custom-properties":
                for one in listed(self.xml(relation.target)):
                    value = "".join(part.text or "" for part in listed(one))
                    custom[str(one.get("name") or "")] = unescaped(value, self.losses)
        return meta_of(core, custom)


def ranges(formula: str) -> list[str]:
    """The ranges in a defined name (`Sheet1!$A:$B,Sheet1!$1:$2`), without sheets and dollar signs."""
    return [one.strip() for one in _SHEET.sub("", formula).replace("$", "").split(",") if one.strip()]
