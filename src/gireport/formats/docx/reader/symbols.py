"""Symbol fonts: which Unicode characters the codes of Symbol, Wingdings, Wingdings 2 and Webdings mean (W27).

Where Unicode has both a rare twin of a Wingdings check box and the common one, the common one is taken: it is
what fonts can show.
"""

from __future__ import annotations

from ....model.chars import FORBIDDEN

_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE0: "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS = {
    0x20: " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⏳🖮🖰🖲🖳🖴🖫🖬✇✍",
    0x40: "🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉",
    0x60: "♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•",
    0xA0: "⬝⭘🞆🞈🞊🞋🔿▪◻🟂🟀★🟋🟏🟓🟑⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘",
    0xC0: "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋🡨",
    0xE0: "🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✔☒☑",
}
_WINGDINGS_2 = {
    0x4F: "✗✓☒☑☒☒",
    0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x97: "●",
    0xA2: "■□",
}
_WEBDINGS = {
    0x33: "◀▶▲▼",
    0x61: "✔",
    0x63: "□",
    0x67: "■",
    0x6E: "●",
    0x72: "✖",
}


def _table(runs: dict[int, str]) -> dict[int, str]:
    return {start + offset: character for start, run in runs.items() for offset, character in enumerate(run)}


_FONTS: dict[str, dict[int, str]] = {
    "symbol": _table(_SYMBOL),
    "wingdings": _table(_WINGDINGS),
    "wingdings 2": _table(_WINGDINGS_2),
    "webdings": _table(_WEBDINGS),
}
_PRIVATE = 0xF000  # symbol fonts' codes as Unicode's private use area has them


def symbol(code: str | None, font: str) -> tuple[str, bool]:
    """The character of a `w:sym` (17.3.3.30), and whether it is known what it shows.

    `code` is hexadecimal. A code that is unknown stays the character of that code point.
    """
    try:
        value = int(code or "", 16)
    except ValueError:
        return "", False
    table = _FONTS.get(font.strip().lower())
    if table is not None:
        known = table.get(value - _PRIVATE if value >= _PRIVATE else value)
        if known is not None:
            return known, True
    if not 0x20 <= value <= 0x10FFFF:
        return "", False
    character = chr(value)
    if FORBIDDEN.match(character):
        return "\ufffd", False
    # In a font of letters a code is its own character; a private one is known to that font alone.
    return character, table is None and not 0xE000 <= value <= 0xF8FF


def is_symbolic(font: str) -> bool:
    """Whether the letters of `font` are symbols, of which some are known."""
    return font.strip().lower() in _FONTS


def in_font(text: str, font: str) -> str:
    """`text` of a run in `font`: private codes of a symbol font become what they show, all else stays."""
    table = _FONTS.get(font.strip().lower())
    if table is None:
        return text
    return "".join(
        table.get(ord(character) - _PRIVATE, character) if "\uf020" <= character <= "\uf0ff" else character
        for character in text
    )
