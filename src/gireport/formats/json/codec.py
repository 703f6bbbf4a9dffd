"""The JSON reader and writer: the model's own JSON form."""

from __future__ import annotations

from ...errors import EmptyFileError, WrongKindError
from ...losses import Losses
from ...model import Report, decode, encode, normal
from ...safe.kinds import describe
from . import size

# Byte order marks of UTF-16 and UTF-32, and a brace in them without one.
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"{\0", b"\0{", b"\0\0\0{")


def read(data: bytes, losses: Losses) -> Report:
    """The report in JSON `data`.

    Raises:
        EmptyFileError, WrongKindError, ModelError, LimitError
    """
    if not data:
        raise EmptyFileError("the file is empty")
    if data.startswith(_WIDE):
        raise WrongKindError("this is not UTF-8 but UTF-16 or UTF-32", hint="save it as UTF-8")
    what = describe(data)
    if what:
        raise WrongKindError(f"this is {what}, not JSON")
    size.check(data)
    return normal(decode(data), losses.note)


def write(report: Report, _losses: Losses) -> bytes:
    """The JSON form of `report`."""
    return encode(report)
