"""The OpenDocument text reader."""

from __future__ import annotations

from ....losses import Losses
from ....model import Block, Report, normal
from .blocks import BlockReader
from .context import Context
from .dropped import note_headers, note_misplaced
from .metadata import read_meta
from .package import open_source


def read(data: bytes, losses: Losses, /) -> Report:
    """The report in an `.odt`, `.ott` or `.fodt`, in normal form.

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, EncryptedFileError, UnsafeFileError, LimitError
    """
    source = open_source(data, losses)
    context = Context(source, losses)
    note_headers(source, losses)
    if source.macros:
        losses.note("macro", source.part)
    reader = BlockReader(context)
    body: list[Block] = []
    reader.read(source.text, body)
    reader.finish(body)
    context.changes.finish()
    note_misplaced(source.text, source.part, losses)
    report = Report(read_meta(source.meta, losses), tuple(body), context.pictures.resources)
    return normal(report, losses.note)
