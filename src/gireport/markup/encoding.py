"""The encoding of a page: from the byte order mark, the declaration, or the bytes themselves (H10)."""

from __future__ import annotations

import codecs
import re

import webencodings

from ..errors import WrongKindError
from ..losses import Losses
from ..model.messages import message
from ..model.patterns import compiled_later
from ..safe.kinds import is_binary

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN = 1024
# Browsers search further where the head is longer: scripts and styles may stand before the declaration.
_MAX_HEAD = 65_536
_HEAD_END = compiled_later(rb"</head[\s>]|<body[\s>]", re.IGNORECASE)
_META = compiled_later(rb"""<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([a-z0-9_:.\-]+)""", re.IGNORECASE)
_XML = compiled_later(rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([a-z0-9_:.\-]+)["']""", re.IGNORECASE)
_COMMENT = compiled_later(rb"<!--.*?(?:-->|\Z)", re.DOTALL)

# Python's codec for the encodings of the Encoding Standard that Python has under another name, or decodes in
# another way: a browser's decoder for gbk is that for GB18030. Empty: not an encoding of text.
_CODECS = {
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-8-i": "iso8859_8",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "windows-874": "cp874",
    "windows-1252": "cp1252",
    "replacement": "",
    # The page declares it in ASCII, so it is not in UTF-16 (HTML Standard 13.2.3.2, prescan).
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "x-user-defined": "cp1252",
}
# Labels that browsers do not know, or do not decode, and that stand in Chinese pages.
_CHINESE_LABELS = dict.fromkeys(["cp936", "ms936", "euc-cn", "gb18030-2022", "hz-gb-2312"], "gb18030")
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs")
_CHINESE = 0.1
"""A text with a larger share of common characters is Chinese."""
_TWO_NON_ASCII = compiled_later(rb"[\x80-\xff]{2}")
# The most common characters of Chinese text, simplified and traditional.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "里后么心多天能小起发成部事本行理公府政信息开工作度报告县市机关务主动收申请结果办规定第条项"
    "這國個來說們為時會對後發開報縣機關務動請結辦規條項與於經"
    "，。、；：（）“”《》０１２３４５６７８９　"
)


def decode(data: bytes, losses: Losses) -> str:
    """The text of a page.

    The byte order mark decides; else the declaration, where the bytes agree with it; else the one of UTF-8,
    GB18030 and Big5 that fits best, with a loss where another was declared; windows-1252 where none is
    declared and none of these fits.

    Raises:
        WrongKindError: the bytes are not text.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], codec, losses)
    # A single U+0000 after the first character is a stray character, not UTF-16.
    if (data[:2], data[3:4]) == (b"<\0", b"\0") or (data[:2], data[2:3]) == (b"\0<", b"\0"):
        return _decoded(data, "utf-16-le" if data[:1] == b"<" else "utf-16-be", losses)
    if is_binary(data):
        raise WrongKindError(message("markup.not-text"))
    declared = declaration(data)
    codec = _choose(data, declared)
    text = _decoded(data, codec, losses)
    if declared is not None and codec != declared:
        detail = message("markup.declared-encoding", declared=_label(data), used=codec)
        losses.note("encoding-mismatch", "the page", 1, detail)
    elif declared is None and codec != "utf-8" and _chinese_share(text) < _CHINESE:
        losses.note("encoding-mismatch", "the page", 1, message("markup.no-encoding", used=codec))
    return text


def declaration(data: bytes) -> str | None:
    """The codec that the first 1024 bytes or the head declare (HTML Standard 13.2.3.2, prescan).

    None where no encoding is declared, or one that we do not know.
    """
    label = _label(data)
    if label in _CHINESE_LABELS:
        return _CHINESE_LABELS[label]
    encoding = webencodings.lookup(label)  # Encoding Standard 4.2
    return (_CODECS.get(encoding.name, encoding.name) or None) if encoding is not None else None


def _label(data: bytes) -> str:
    """The declared label in lower case; empty where none is declared."""
    head = _COMMENT.sub(b"", data[:_PRESCAN])
    found = _META.search(head) or _XML.match(head)
    if found is None:
        end = _HEAD_END.search(data, 0, _MAX_HEAD)
        found = _META.search(_COMMENT.sub(b"", data[: end.start()])) if end else None
    return found.group(1).decode("ascii").lower() if found else ""


def _decoded(data: bytes, codec: str, losses: Losses) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        text = data.decode(codec, "replace")
        line = data[: error.start].decode(codec, "replace").count("\n") + 1
        written = data.decode(codec, "ignore").count("\ufffd")  # U+FFFD that the page itself holds
        count = max(text.count("\ufffd") - written, 1)
        losses.note("undecodable", f"the page, line {line}", count, message("markup.read-as", used=codec))
        return text


def is_western(data: bytes) -> bool:
    """Whether each byte outside ASCII stands alone: an accent, not UTF-8 or a Chinese encoding."""
    return not data.isascii() and not _TWO_NON_ASCII.search(data)


def _choose(data: bytes, declared: str | None) -> str:
    """The codec to decode with, where the page has no byte order mark."""
    if data.isascii():
        return declared or "utf-8"
    if declared in (None, "utf-8") and is_western(data):
        return "cp1252"
    text = _decode_strictly(data, "utf-8")
    if text is not None and (declared in (None, "utf-8") or max(text) >= "\u0800"):
        return "utf-8"  # bytes of another encoding are almost never valid UTF-8 by chance
    fits = {
        codec: text
        for codec in {declared, *_CANDIDATES}
        if codec and (text := _decode_strictly(data, codec)) is not None
    }
    # windows-1252 does not define all bytes: where one is undefined, the page is not western, whatever it
    # declares.
    is_uninformative = declared in (None, "cp1252")
    if declared in fits or (
        fits and (is_uninformative or max(map(_chinese_share, fits.values())) > _CHINESE)
    ):
        return _most_chinese(fits, declared)
    damaged = {codec: data.decode(codec, "replace") for codec in (declared, *_CANDIDATES) if codec}
    if max(map(_chinese_share, damaged.values())) > _CHINESE:
        return _most_chinese(damaged, declared)
    return declared or min(damaged, key=lambda codec: damaged[codec].count("\ufffd"))


def _most_chinese(texts: dict[str, str], declared: str | None) -> str:
    """The codec whose text is most Chinese; the declared one unless another is clearly better.

    Of two with the same share, GB18030, the encoding of the mainland.
    """
    order = [codec for codec in (declared, "gb18030", *sorted(texts)) if codec in texts]
    best = max(order, key=lambda codec: _chinese_share(texts[codec]))
    if declared not in texts:
        return best
    return best if _chinese_share(texts[best]) > 2 * _chinese_share(texts[declared]) + 0.05 else declared


def _decode_strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _chinese_share(text: str) -> float:
    """The share of common Chinese characters among the characters of `text` outside ASCII, from 0 to 1."""
    foreign = [character for character in text[:200_000] if character > "\x7f"]
    if not foreign:
        return 0.0
    return sum(character in _COMMON for character in foreign) / len(foreign)
