"""What does the server ask of a worker process, and what does it get back? Messages of one job."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from gireport.losses import Loss
from gireport.model.messages import Language


class Correction(Struct, frozen=True):
    """A figure that the editor corrected: the address of its cell (`2 r7 c4`, as in `Figure.cell`), its new
    text.
    """

    cell: str
    text: str


class Document(Struct, frozen=True):
    """A document: the name of its file, its bytes, the name of its format where that is known, and the
    corrections that its report gets after it is read.
    """

    name: str
    data: bytes
    format: str = ""
    corrections: tuple[Correction, ...] = ()


class Convert(Struct, frozen=True, tag="convert"):
    """Write the document in the format `to`; `fragment` gives one for a portal's editor."""

    document: Document
    to: str
    fragment: bool = False


class Check(Struct, frozen=True, tag="check"):
    """Check the document, also against the report of the year before."""

    document: Document
    previous: Document | None = None
    language: Language = "zh"


class Figures(Struct, frozen=True, tag="figures"):
    """Write the figures of the document as a table in the format `to`: csv, jsonl …"""

    document: Document
    to: str
    bom: bool = False


class Compare(Struct, frozen=True, tag="compare"):
    """Compare two documents."""

    a: Document
    b: Document


class Open(Struct, frozen=True, tag="open"):
    """Read the document; the answer is its report in the JSON form, with what could not be kept."""

    document: Document


class View(Struct, frozen=True, tag="view"):
    """Say all that the page shows beside the report, as JSON."""

    document: Document
    previous: Document | None
    losses: tuple[Loss, ...]
    language: Language


class Blank(Struct, frozen=True, tag="blank"):
    """Write a blank form in the format `to`; `edition` is empty for that of the year."""

    organ: str
    year: int
    edition: str
    to: str


class Formats(Struct, frozen=True, tag="formats"):
    """List the formats, those of plugins included, as JSON."""

    language: Language


Work: TypeAlias = Convert | Check | Figures | Compare | Open | View | Blank | Formats


class Failure(Struct, frozen=True):
    """A `GireportError`: its code, its line in both languages, and the exit status of the command line."""

    code: str
    zh: str
    en: str
    exit_status: int


class Answer(Struct, frozen=True):
    """What a worker made: bytes with their media type and the suffix of a file of this kind, or a failure."""

    data: bytes = b""
    media_type: str = "application/json"
    suffix: str = ".json"
    losses: tuple[Loss, ...] = ()
    failure: Failure | None = None
