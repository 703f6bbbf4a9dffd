"""Which Unicode character does a character of a symbol font show? (W27, W38, O20, H15)

The file holds a code of the font, not the letter that the code looks like: `R` in Wingdings 2 is a ticked
box. The tables give the character of each code. If Unicode has a rare and a common form of a symbol (check
boxes, bullets, circled numbers), the tables have the common one, which other fonts can show.
"""

from __future__ import annotations

from functools import lru_cache

from ..model.chars import FORBIDDEN

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
    0xA0: "⬝⭘🞆🞈🞊🞋🔿▪◻🟁🟅★🟋🟏🟓🟑⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘",
    0xC0: "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋🡨",
    0xE0: "🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✔☒☑",
}
_WINGDINGS_2 = {
    0x20: " 🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙",
    0x40: "🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗✓☒☑☒☒⮾⮿🛇⦸🙱🙴🙲🙳‽🙹🙺",
    0x60: "🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x80: "☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧🙨🙩⋅🞄●●○🞅🞇🞉⊙⦿🞌",
    0xA0: "🞍◾■□🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁",
    0xC0: "⬟⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺",
    0xE0: "🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂",
}
_WINGDINGS_3 = {
    0x20: " ⭠⭢⭡⭣⭦⭧⭩⭨⭰⭲⭱⭳⭶⭸⭻⭽⭤⭥⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧",
    0x40: "⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮⭯⎋⌤⌃⌥␣⍽⇪⮸🢠🢡🢢🢣🢤🢥",
    0x60: "🢦🢧🢨🢩🢪🢫🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙▲▼△▽◀▶◁▷◣◢◤◥🞀🞂🞁",
    0x80: "🞃⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅",
    0xA0: "🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽",
    0xC0: "🠿🡀🡂🡁🡃🡄🡆🡅🡇⮨⮩⮪⮫⮬⮭⮮⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷",
    0xE0: "🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗",
}
_WEBDINGS = {
    0x20: " 🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗◀▶▲▼⏪⏩⏮⏭⏸⏹⏺🗚🗳",
    0x40: "🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫",
    0x60: "⮔✔🚲□🛡📦🛱■🚑🛈🛩🛰🟈🕴●🛥🚔🗘✖❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲",
    0x80: "🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻",
    0xA0: "🕵🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻",
    0xC0: "🖥🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫",
    0xE0: "🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊",
}


def _table(runs: dict[int, str]) -> dict[int, str]:
    return {start + offset: character for start, run in runs.items() for offset, character in enumerate(run)}


# Font → the first code of each run, and the characters of the run.
_TABLES = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}
# Names of the same fonts in other programs.
_ALIASES = {
    "wingdings2": "wingdings 2",
    "wingdings3": "wingdings 3",
    "wingdings-regular": "wingdings",
    "symbolmt": "symbol",
    "standard symbols l": "symbol",
    "standard symbols ps": "symbol",
}
# Symbol fonts without a table.
_WITHOUT_TABLE = frozenset(
    {
        "bookshelf symbol 7",
        "marlett",
        "monotype sorts",
        "ms outlook",
        "ms reference specialty",
        "mt extra",
        "zapf dingbats",
        "zapfdingbats",
        "itc zapf dingbats",
    }
)
NAME_WORDS = (
    "wingdings",
    "webdings",
    "symbol",
    "dingbats",
    "marlett",
    "sorts",
    "outlook",
    "specialty",
    "mt extra",
)
"""Each symbol font that is known here has one of these words in its name (in lower case)."""
# Fonts that call themselves symbol fonts, but whose codes are those of Unicode.
_UNICODE = frozenset({"opensymbol", "starsymbol"})
_PRIVATE = 0xF000  # programs write the codes of a symbol font as U+F020 to U+F0FF, in the private use area
_LETTERS = range(0x21, 0x100)
_MOST_CODES = 8  # codes of characters in the detail of a loss
# A no-break space and a soft hyphen are layout in every font.
_LAYOUT = frozenset({0xA0, 0xAD})
# Programs write the codes 0x80 to 0x9F of a font as the letters that Windows-1252 has there.
_WINDOWS_1252 = {
    ord(letter): code
    for code, letter in enumerate("€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ", 0x80)
    if letter != "\0"
}


@lru_cache(maxsize=256)
def table_name(font: str) -> str:
    """The name of `font` in the tables of this module; empty for a font that is not a symbol font."""
    name = " ".join(font.strip("\"'@ \t\r\n").lower().split())
    name = _ALIASES.get(name, name)
    return name if name in _TABLES or name in _WITHOUT_TABLE else ""


@lru_cache(maxsize=8)
def _codes(name: str) -> dict[int, str]:
    """The characters of the font `name` by their codes; built when first needed."""
    return _table(_TABLES.get(name, {}))


def symbol_character(code: str | None, font: str) -> tuple[str, bool]:
    """The character of a `w:sym` (ECMA-376 part 1, 17.3.3.30), and whether a table knows it.

    `code` is hexadecimal. An unknown code becomes the character of that code point.
    """
    try:
        value = int(code or "", 16)
    except ValueError:
        return "", False
    name = table_name(font)
    known = _codes(name).get(value - _PRIVATE if value >= _PRIVATE else value) if name else None
    if known is not None:
        return known, True
    if not 0x20 <= value <= 0x10FFFF:
        return "", False
    character = chr(value)
    if FORBIDDEN.match(character):
        return "\ufffd", False
    # In other fonts a code is its own character, except in the private use area.
    return character, not name and not 0xE000 <= value <= 0xF8FF


def is_foreign_symbol_font(font: str) -> bool:
    """Whether this module does not know `font`, which a document declares to be a symbol font."""
    name = font.strip().lower()
    return bool(name) and name not in _UNICODE and not table_name(font)


NOT_SYMBOLIC = "-"
"""Stands for any font that is not a symbol font."""


def first_font(families: str) -> str:
    """The first of the CSS font `families` if it is a symbol font; `NOT_SYMBOLIC` if it is another font.

    The result is empty if `families` names no font.
    """
    name = families.partition(",")[0].strip("\"' ")
    if not name:
        return ""
    return name if is_symbolic(name) else NOT_SYMBOLIC


def is_symbolic(font: str) -> bool:
    """Whether `font` is a symbol font, which shows symbols for letters."""
    return bool(table_name(font))


def text_in_font(text: str, font: str) -> tuple[str, str]:
    """The Unicode text that `text` shows in the symbol font `font`, and its characters that no table knows.

    Replaces letters (U+0021 to U+00FF), private codes (U+F020 to U+F0FF) and the letters of Windows-1252 that
    stand for codes. Keeps blanks and all other characters, for which a symbol font has no glyphs, so that
    programs show them in another font. Keeps unknown characters, too.
    """
    table = _codes(table_name(font))
    characters: list[str] = []
    unknown: list[str] = []
    for character in text:
        code = ord(character)
        private = 0xF020 <= code <= 0xF0FF
        known = table.get(code - _PRIVATE if private else _WINDOWS_1252.get(code, code))
        is_code = private or (code in _LETTERS and code not in _LAYOUT)
        if known is not None and (is_code or code in _WINDOWS_1252):
            characters.append(known)
            continue
        characters.append(character)
        if is_code:
            unknown.append(character)
    return "".join(characters), "".join(unknown)


def font_and_codes(font: str, characters: str) -> str:
    """`font` and the codes of `characters`, for the detail of a loss: `Marlett 0061 0062`."""
    codes = list(dict.fromkeys(f"{ord(character):04X}" for character in characters))
    return " ".join([font.strip(), *codes[:_MOST_CODES]]) + (" …" if len(codes) > _MOST_CODES else "")
