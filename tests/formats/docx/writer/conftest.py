"""What the writer's tests look at: the parts of a written document, parsed."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

import pytest
from lxml import etree

from gireport.formats.docx.names import RELS_NS, W_NS
from gireport.formats.docx.writer import write
from gireport.losses import Losses
from gireport.model import Meta, Report, normal


class Written(NamedTuple):
    """A written document: its bytes and its members."""

    data: bytes
    members: dict[str, bytes]

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.members[name])

    def find(self, path: str, part: str = "word/document.xml") -> list:
        """What an XPath finds in a part; the prefixes of the main part hold."""
        root = self.xml(part)
        return root.xpath(path, namespaces={"w": W_NS, **{k: v for k, v in root.nsmap.items() if k}})

    def relationships(self, part: str) -> dict[str, etree._Element]:
        folder, _, name = part.rpartition("/")
        place = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if place not in self.members:
            return {}
        return {each.get("Id"): each for each in self.xml(place).iterfind(f"{{{RELS_NS}}}Relationship")}


@pytest.fixture(scope="session")
def written():
    """Write blocks (made normal first) and take the package apart."""

    def make(*body, meta=Meta(), resources=None, **options) -> Written:  # noqa: B008
        losses = Losses()
        data = write(normal(Report(meta, tuple(body), resources or {})), losses, **options)
        assert not list(losses)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Written(data, {name: archive.read(name) for name in archive.namelist()})

    return make
