"""The OpenDocument text writer."""

from __future__ import annotations

from ....losses import Losses
from ....model import Report, Resource
from ....safe.input import Source
from ....style import GBT9704, Style, house
from .blocks import BlockWriter
from .metadata import meta_elements
from .package import content_xml, meta_xml, package
from .styles import styles_xml


def write(
    report: Report,
    _losses: Losses,
    /,
    *,
    reference_doc: Source | None = None,
    style: Style = GBT9704.name,
) -> bytes:
    """The `.odt` package of `report`, in the house style; the same report gives the same bytes.

    `reference_doc` is a template, an .odt or .ott (its path or bytes): its styles and its page layout
    replace the house style; `style` is the house style itself, as `gireport.style.house` takes it.

    Raises:
        GireportError: `reference_doc` cannot be read as an .odt or .ott; `style` is none.
    """
    look = house(style)
    styles, text_width = styles_xml(look), look.page.text_width
    pictures: dict[str, Resource] = {}
    if reference_doc is not None:
        from .reference import read_template  # odfpy takes 80 ms to import

        template = read_template(reference_doc)
        styles, text_width = template.styles, template.text_width
        pictures.update(template.pictures)
    body = BlockWriter(report, look, text_width)
    pictures.update(body.pictures.parts())
    content = content_xml(look, body.styles.definitions(), "".join(body.out))
    return package(content, styles, meta_xml(meta_elements(report.meta)), sorted(pictures.items()))
