"""Decodes a dump: finds its encoding, and drops characters that a report cannot hold."""

from __future__ import annotations

import codecs

from gireport.errors import DamagedFileError, EmptyFileError, WrongKindError
from gireport.losses import Losses
from gireport.model.chars import LINE_END, without_forbidden
from gireport.model.messages import message
from gireport.safe.kinds import describe, way_out

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
        raise EmptyFileError(message("plugins.empty-file"))
    text, dropped = without_forbidden(_characters(data, losses))
    if dropped:
        losses.note("forbidden-character", "", dropped)
    return LINE_END.sub("\n", text)


def _characters(data: bytes, losses: Losses) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise DamagedFileError(message("text.not-utf-16"), where=f"byte {error.start}") from None
    what = None if data.startswith(BOM) else describe(data)
    if what:
        raise WrongKindError(message("text.other-kind", kind=what), hint=way_out(what))
    if b"\0" in data:
        raise WrongKindError(message("text.binary"))
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
            raise WrongKindError(message("text.unknown-encoding"))
        losses.note("encoding-mismatch", "", 1, message("text.gb18030"))
    if undecodable:
        losses.note("undecodable", "", undecodable)
    return text


def _decode_with_replacement(data: bytes, encoding: str) -> tuple[str, int]:
    """The text of `data` with U+FFFD for undecodable bytes, and the number of such bytes."""
    text = data.decode(encoding, "replace")
    written = data.count(REPLACEMENT.encode(encoding.removesuffix("-sig")))
    return text, max(text.count(REPLACEMENT) - written, 0)
