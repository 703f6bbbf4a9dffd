"""The OpenDocument text writer."""

from __future__ import annotations

from ....losses import Losses
from ....model import Report
from .blocks import BlockWriter
from .metadata import meta_elements
from .package import content_xml, meta_xml, package


def write(report: Report, _losses: Losses, /) -> bytes:
    """The `.odt` package of `report`, in the house style; the same report gives the same bytes."""
    body = BlockWriter(report)
    content = content_xml(body.styles.definitions(), "".join(body.out))
    return package(content, meta_xml(meta_elements(report.meta)), body.pictures.parts())
