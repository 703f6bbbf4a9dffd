"""What does a number format show for a number? (ECMA-376 part 1, 18.8.30 and 18.8.31)"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from .dates import Piece, is_date, shown_date

GENERAL = "General"
BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0",
    43: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
}
"""Number → format as Excel in Chinese has it (18.8.30, `zh-cn`)."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.)|(?P<fill>\*.)|(?P<bracket>\[[^\]]*\])|(?P<code>.)',
    re.DOTALL,
)
_CURRENCY = re.compile(r"\[\$([^\-\]]*)(?:-[^\]]*)?\]")
_DROPPED = re.compile(r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+)\]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_CORE = re.compile(r"(?P<whole>[#0?,]*)(?:\.(?P<part>[#0?]*))?(?P<scale>,*)")
_MOST_DECIMALS = 30
_DIGITS = 15


class Shown(NamedTuple):
    """The characters that a cell shows, and whether its format was understood."""

    text: str
    understood: bool


def general(value: Decimal) -> str:
    """A number without a format: all its digits, at most 15 that count."""
    whole = value.to_integral_value()
    if value == whole and abs(value) < 10**_DIGITS:
        return f"{whole:f}" if whole else "0"
    rounded = Context(prec=_DIGITS).plus(value)
    if not -20 < rounded.adjusted() < 21:
        return f"{rounded.normalize():E}"
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: Decimal, format_: str, since_1904: bool = False) -> Shown:
    """What the number format `format_` shows for `value`; in decimal digits where it is not understood."""
    sections = _sections(format_)
    if sections is None:
        return Shown(general(value), False)
    if not sections:
        return Shown(general(value), True)
    pieces, value, sign = _chosen(sections, value)
    if is_date(pieces):
        text = None if sign else shown_date(value, pieces, since_1904)
    else:
        text = _number(value, pieces)
        text = text and sign + text
    if text is None:
        return Shown(sign + general(value), False)
    return Shown(text, True)


def _chosen(sections: Sequence[Sequence[Piece]], value: Decimal) -> tuple[Sequence[Piece], Decimal, str]:
    """The section for `value`, the value it shows, and a sign that stands before it."""
    if value < 0:
        return (sections[1], -value, "") if len(sections) > 1 else (sections[0], -value, "-")
    if not value and len(sections) > 2:
        return sections[2], value, ""
    return sections[0], value, ""


@lru_cache(maxsize=512)
def _sections(format_: str) -> list[list[Piece]] | None:
    """The sections of a format; none for `General`, None for one with conditions or other unknown codes."""
    if format_.strip().lower() in ("", "general", "@", "g/通用格式"):
        return []
    sections: list[list[Piece]] = [[]]
    for found in _TOKEN.finditer(format_):
        current = sections[-1]
        code, bracket = found["code"], found["bracket"]
        if code == ";":
            sections.append([])
        elif bracket:
            piece = _of_bracket(bracket)
            if piece is None:
                return None
            current.append(piece)
        elif code:
            if current and not current[-1].literal:
                current[-1] = Piece(current[-1].text + code, False)
            else:
                current.append(Piece(code, False))
        elif found["quoted"] or found["escaped"]:
            current.append(Piece(found["quoted"] or found["escaped"], True))
    return sections


def _of_bracket(text: str) -> Piece | None:
    currency = _CURRENCY.fullmatch(text)
    if currency:
        return Piece(currency[1], True)
    if _DROPPED.fullmatch(text):
        return Piece("", True)
    return Piece(text, False) if _ELAPSED.fullmatch(text) else None


def _number(value: Decimal, pieces: Sequence[Piece]) -> str | None:
    """`value` as the section `pieces` shows it; None where that has more than one place for digits, an
    exponent or a fraction.
    """
    percents = sum(piece.text.count("%") for piece in pieces if not piece.literal)
    text = ""
    done = False
    for piece in pieces:
        if piece.literal:
            text += piece.text
            continue
        if piece.text.strip().lower() == "general":
            text, done = text + general(value), True
            continue
        for run in re.findall(r"[#0?,.]+|[^#0?,.]+", piece.text):
            if run[0] not in "#0?,.":
                if re.search(r"[A-DF-Za-z/@]|E[+\-]|e[+\-]", run):
                    return None
                text += run
                continue
            digits = None if done else _digits(value.scaleb(2 * percents), run)
            if digits is None:
                return None
            text, done = text + digits, True
    return text


def _digits(value: Decimal, code: str) -> str | None:
    """`value` in the places of `code`, such as `#,##0.00`; None where it is not of that kind."""
    found = _CORE.fullmatch(code)
    if found is None:
        return None
    whole, part = found["whole"], found["part"] or ""
    scale = len(found["scale"])
    if "." not in code:  # in `0,` the commas at the end divide by a thousand each
        scale = len(whole) - len(whole.rstrip(","))
        whole = whole.rstrip(",")
    most = len(part)
    if most > _MOST_DECIMALS or scale > 6 or value.adjusted() > 30:
        return None
    least = part.count("0")
    with localcontext(Context(prec=100)):
        rounded = value.scaleb(-3 * scale).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    while len(after) > least and after.endswith("0"):
        after = after[:-1]
    before = before.lstrip("0").zfill(whole.count("0"))
    if "," in whole.strip(",") and before:
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", before)
    return before + ("." + after if after or (most and least) else "")
