"""The OpenDocument text reader."""

from __future__ import annotations

from ....losses import Losses
from ....model import Block, Report, normal
from .blocks import BlockReader
from .changes import deletions, note_headers, note_macros
from .context import Context
from .metadata import read_meta
from .misplaced import note_misplaced
from .package import open_source


def read(data: bytes, losses: Losses, /) -> Report:
    """The report in an `.odt`, `.ott` or `.fodt`, in normal form.

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, EncryptedFileError, UnsafeFileError, LimitError
    """
    source = open_source(data, losses)
    deleted = deletions(source, losses)
    note_headers(source, losses)
    note_macros(source, losses)
    context = Context(source, losses, deleted)
    reader = BlockReader(context)
    body: list[Block] = []
    reader.read(source.text, body)
    reader.finish(body)
    context.finish()
    note_misplaced(source.text, source.part, losses)
    report = Report(read_meta(source.meta, losses), tuple(body), context.pictures.resources)
    return normal(report, losses.note)
