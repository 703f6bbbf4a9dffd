"""The encoding of a Markdown file: by byte order mark, else UTF-8, else GB18030 or windows-1252."""

from __future__ import annotations

import codecs

from ....errors import WrongKindError
from ....losses import Losses
from ....markup.encoding import is_western
from ....model.chars import FORBIDDEN, LINE_END, without_forbidden
from ....model.messages import message
from ....safe.kinds import HTML_PAGE, XML_FILE, count_controls, describe, is_binary, other_kind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_KINDS = (HTML_PAGE, XML_FILE)


def decode(data: bytes, losses: Losses) -> str:
    """The text of a file, with LF line ends, U+FFFD for U+0000 (CommonMark 2.3), no forbidden characters.

    Raises:
        WrongKindError: the bytes are not text.
    """
    text = LINE_END.sub("\n", _decoded(data, losses))
    found = FORBIDDEN.search(text)
    if found is None:
        return text
    place = f"line {text.count(chr(10), 0, found.start()) + 1}"
    zeros = text.count("\0")
    if zeros:
        losses.note("forbidden-character", place, zeros, message("markdown.zero-replaced"))
        text = text.replace("\0", "\ufffd")
    text, others = without_forbidden(text)
    if others:
        losses.note("forbidden-character", place, others)
    return text


def _decoded(data: bytes, losses: Losses) -> str:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _decode_with_replacement(data[len(mark) :], codec, losses)
    _refuse_binary(data)
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    codec = "cp1252" if is_western(data) else "gb18030"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return _decode_with_replacement(data, "utf-8", losses)
    losses.note("encoding-mismatch", "the file", 1, message("markdown.encoding", codec=codec))
    return text


def _refuse_binary(data: bytes) -> None:
    kind = describe(data)
    if (
        kind
        and kind not in _TEXT_KINDS
        and (count_controls(data) or data.startswith((b"{\\rtf", b"PK\x03\x04")))
    ):
        raise other_kind(kind, message("markdown.wanted"))
    if is_binary(data):
        raise WrongKindError(message("markdown.binary"))


def _decode_with_replacement(data: bytes, codec: str, losses: Losses) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        count = text.count("\ufffd") - data.count("\ufffd".encode(codec))
        losses.note("undecodable", "the file", max(count, 1), message("markdown.read-as", codec=codec))
        return text
