"""The JSON reader and writer: the model's own JSON form."""

from __future__ import annotations

from ...errors import EmptyFileError, WrongKindError
from ...losses import Losses
from ...model import Report, decode, encode, normal
from ...safe.kinds import describe


def read(data: bytes, losses: Losses) -> Report:
    """The report in JSON `data`.

    Raises:
        EmptyFileError, WrongKindError, ModelError, LimitError
    """
    if not data:
        raise EmptyFileError("the file is empty")
    what = describe(data)
    if what:
        raise WrongKindError(f"this is {what}, not JSON")
    return normal(decode(data), losses.note)


def write(report: Report, _losses: Losses) -> bytes:
    """The JSON form of `report`."""
    return encode(report)
