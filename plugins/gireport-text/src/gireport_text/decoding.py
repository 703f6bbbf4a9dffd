"""Decodes a dump: finds its encoding, and drops characters that a report cannot hold."""

from __future__ import annotations

import codecs

from gireport.errors import DamagedFileError, EmptyFileError, WrongKindError
from gireport.losses import Losses
from gireport.model.chars import LINE_END, without_forbidden
from gireport.safe.kinds import describe

BOM = codecs.BOM_UTF8
REPLACEMENT = "\ufffd"
# With the wrong encoding nearly every character is undecodable; in a truncated file one is.
_UNDECODABLE_IN = 20


def decode(data: bytes, losses: Losses) -> str:
    """The text of a dump, its line ends as `\\n`: UTF-8, UTF-16 with a byte order mark, else GB18030.

    Raises:
        EmptyFileError, DamagedFileError, WrongKindError
    """
    if not data:
        raise EmptyFileError("the file is empty")
    text, dropped = without_forbidden(_characters(data, losses))
    if dropped:
        losses.note("forbidden-character", "", dropped)
    return LINE_END.sub("\n", text)


def _characters(data: bytes, losses: Losses) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise DamagedFileError("this is not UTF-16 text", where=f"byte {error.start}") from None
    what = "" if data.startswith(BOM) else describe(data)
    if what or b"\0" in data:
        raise WrongKindError(f"this is {what or 'a binary file'}, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_not_utf8(data, losses)


def _decode_not_utf8(data: bytes, losses: Losses) -> str:
    """The text of `data`, which is not valid UTF-8: mostly UTF-8, or else GB18030."""
    text, undecodable = _decode_with_replacement(data, "utf-8-sig")
    if undecodable * _UNDECODABLE_IN > sum(character > "\x7f" for character in text):
        text, undecodable = _decode_with_replacement(data, "gb18030")
        if undecodable * _UNDECODABLE_IN > sum(character > "\x7f" for character in text):
            raise WrongKindError("this is no text in UTF-8 or GB18030", hint="save it as UTF-8")
        losses.note("encoding-mismatch", "", 1, "GB18030, not UTF-8")
    if undecodable:
        losses.note("undecodable", "", undecodable)
    return text


def _decode_with_replacement(data: bytes, encoding: str) -> tuple[str, int]:
    """The text of `data` with U+FFFD for undecodable bytes, and the number of such bytes."""
    text = data.decode(encoding, "replace")
    written = data.count(REPLACEMENT.encode(encoding.removesuffix("-sig")))
    return text, max(text.count(REPLACEMENT) - written, 0)
