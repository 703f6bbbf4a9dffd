"""Small .docx packages, made from the XML of their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from gireport.formats.docx.names import A_NS, M_NS, MC_NS, O_NS, PIC_NS, R_NS, V_NS, W_NS, WP_NS
from gireport.formats.docx.reader import read
from gireport.losses import Loss, Losses
from gireport.model import Block, Report, Table, normal

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" xmlns:wp="{WP_NS}" xmlns:a="{A_NS}" xmlns:pic="{PIC_NS}" '
    f'xmlns:m="{M_NS}" xmlns:mc="{MC_NS}" xmlns:v="{V_NS}" xmlns:o="{O_NS}" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


class Got(NamedTuple):
    """What a reading gave."""

    report: Report
    losses: dict[str, int]
    records: tuple[Loss, ...]

    @property
    def body(self) -> tuple[Block, ...]:
        return self.report.body

    @property
    def table(self) -> Table:
        return next(block for block in self.report.body if isinstance(block, Table))


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if "://" in target else "")
        + "/>"
        for id_, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELS}">{rows}</Relationships>'


def package(body: str, links: Mapping[str, tuple[str, str]] | None = None, **parts: str | bytes) -> bytes:
    """A package.

    `parts` are named `styles`, `numbering`, `footnotes` … and get a relationship of that kind.
    """
    targets = dict(links or {})
    members: dict[str, str | bytes] = {
        "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        if isinstance(content, bytes):
            members[f"word/media/{name}.png"] = content
            targets[name] = ("image", f"media/{name}.png")
        else:
            members[f"word/{name}.xml"] = f"<w:{name} {SPACES}>{content}</w:{name}>"
            targets[f"rel-{name}"] = (name, f"{name}.xml")
    members["word/_rels/document.xml.rels"] = relationships(targets)
    return pack(members)


def read_data(data: bytes) -> Got:
    losses = Losses()
    report = read(data, losses)
    assert normal(report) == report
    counted: dict[str, int] = {}
    for loss in losses:
        counted[loss.code] = counted.get(loss.code, 0) + loss.count
    return Got(report, counted, tuple(losses))


@pytest.fixture
def docx() -> Callable[..., Got]:
    """Reads a package made of the XML of its body and other parts."""

    def make(body: str, links: Mapping[str, tuple[str, str]] | None = None, **parts: str | bytes) -> Got:
        return read_data(package(body, links, **parts))

    return make


@pytest.fixture
def members() -> Callable[[Mapping[str, str | bytes]], Got]:
    """Reads a package made of its members."""
    return lambda parts: read_data(pack(parts))
