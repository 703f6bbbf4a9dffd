"""The encoding of a page: from the byte order mark, the declaration, or the bytes themselves (H10)."""

from __future__ import annotations

import codecs
import re

from ..errors import WrongKindError
from ..losses import Losses
from ..safe.kinds import is_binary

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN = 1024
# Browsers search further where the head is longer: scripts and styles may stand before the declaration.
_MAX_HEAD = 65_536
_HEAD_END = re.compile(rb"</head[\s>]|<body[\s>]", re.IGNORECASE)
_META = re.compile(rb"""<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([a-z0-9_:.\-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([a-z0-9_:.\-]+)["']""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)

# Labels of the Encoding Standard (4.2) → Python's codec. GB18030 contains gb2312 and gbk.
_LABELS: dict[str, str] = {
    **dict.fromkeys(
        [
            "gb2312",
            "gbk",
            "gb18030",
            "gb_2312",
            "gb_2312-80",
            "x-gbk",
            "cp936",
            "ms936",
            "csgb2312",
            "chinese",
            "euc-cn",
            "gb18030-2022",
            "hz-gb-2312",
            "iso-ir-58",
            "csiso58gb231280",
        ],
        "gb18030",
    ),
    **dict.fromkeys(["big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5"], "big5hkscs"),
    **dict.fromkeys(
        ["utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"], "utf-8"
    ),
    # A page whose declaration can be read as ASCII is not in UTF-16 (HTML Standard, prescan).
    **dict.fromkeys(["utf-16", "utf-16le", "utf-16be", "unicode", "ucs-2"], "utf-8"),
    **dict.fromkeys(
        [
            "iso-8859-1",
            "latin1",
            "iso8859-1",
            "us-ascii",
            "ascii",
            "windows-1252",
            "cp1252",
            "x-cp1252",
            "l1",
            "ansi_x3.4-1968",
        ],
        "cp1252",
    ),
    **dict.fromkeys(["shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"], "cp932"),
    **dict.fromkeys(["euc-jp", "x-euc-jp"], "euc_jp"),
    **dict.fromkeys(["euc-kr", "ks_c_5601-1987", "korean", "windows-949"], "cp949"),
    **{f"windows-125{number}": f"cp125{number}" for number in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"iso-8859-{number}": f"iso8859_{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)},
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "x-user-defined": "cp1252",
}
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs")
_CHINESE = 0.1
"""A text with a larger share of common characters is Chinese."""
_TWO_NON_ASCII = re.compile(rb"[\x80-\xff]{2}")
# The most common characters of Chinese text, simplified and traditional.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "里后么心多天能小起发成部事本行理公府政信息开工作度报告县市机关务主动收申请结果办规定第条项"
    "這國個來說們為時會對後發開報縣機關務動請結辦規條項與於經"
    "，。、；：（）“”《》０１２３４５６７８９　"
)


def decode(data: bytes, losses: Losses) -> str:
    """The text of a page.

    The byte order mark decides; else the declaration, where the bytes agree with it; else the one of UTF-8, GB18030
    and Big5 that fits best, with a loss where another was declared; windows-1252 where none is declared and none
    of these fits.

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
        raise WrongKindError("this is no HTML page: its bytes are no text")
    declared = declaration(data)
    codec = _choose(data, declared)
    text = _decoded(data, codec, losses)
    if declared is not None and codec != declared:
        losses.note("encoding-mismatch", "the page", 1, f"declared {_label(data)}, read as {codec}")
    elif declared is None and codec != "utf-8" and _chinese_share(text) < _CHINESE:
        losses.note("encoding-mismatch", "the page", 1, f"none declared, read as {codec}")
    return text


def declaration(data: bytes) -> str | None:
    """The codec that the first 1024 bytes or the head declare (HTML Standard 13.2.3.2, prescan).

    None where no encoding is declared, or one that we do not know.
    """
    return _LABELS.get(_label(data))


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
        losses.note("undecodable", f"the page, line {line}", count, f"read as {codec}")
        return text


def is_western(data: bytes) -> bool:
    """Whether each byte outside ASCII stands alone: accents between letters, not UTF-8 or a Chinese encoding."""
    return not data.isascii() and not _TWO_NON_ASCII.search(data)


def _choose(data: bytes, declared: str | None) -> str:
    """The codec to decode with, where the page has no byte order mark."""
    if data.isascii():
        return declared or "utf-8"
    if declared in (None, "utf-8") and is_western(data):
        return "cp1252"
    fits = {
        codec: text
        for codec in {declared, *_CANDIDATES}
        if codec and (text := _decode_strictly(data, codec)) is not None
    }
    if "utf-8" in fits and (declared in (None, "utf-8") or max(fits["utf-8"]) >= "\u0800"):
        return "utf-8"  # bytes of another encoding are almost never valid UTF-8 by chance
    # windows-1252 does not define all bytes: where one is undefined, the page is not western, whatever it declares.
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
    """The codec whose text has the largest share of Chinese; the declared one unless another is clearly better.

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
