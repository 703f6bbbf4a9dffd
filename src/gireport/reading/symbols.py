"""Symbol fonts: which Unicode characters their codes and letters mean, for every format (W27, W38, O20, H15).

The character that a file holds is a code of the font, and not the letter that it looks like: `R` in Wingdings 2 is a
ticked box. The tables are facts of the fonts. Where Unicode has both a rare twin of a symbol and a common one (check
boxes, bullets, circled numbers), the common one is taken: it is what other fonts can show.
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


# Of these the codes are known.
_RUNS = {
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
# Their letters are symbols too, and no table says which.
_UNKNOWN = frozenset(
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
WORDS = (
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
"""Of which one is in the name of each symbol font that is known here, in lower case."""
# Fonts that call themselves symbol fonts, and have Unicode's characters at Unicode's places.
_UNICODE = frozenset({"opensymbol", "starsymbol"})
_PRIVATE = 0xF000  # a symbol font's codes, as Unicode's private use area has them: U+F020 to U+F0FF
_LETTERS = range(0x21, 0x100)
# A no-break space and a soft hyphen are layout in any font.
_NO_LETTERS = frozenset({0xA0, 0xAD})
# The letters that Windows-1252 has at 0x80 to 0x9F: programs write these codes of a font so.
_ANSI = {
    ord(bytes((code,)).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


@lru_cache(maxsize=256)
def family(font: str) -> str:
    """The name that the tables have for `font`; empty for a font whose letters are letters."""
    name = " ".join(font.strip("\"'@ \t\r\n").lower().split())
    name = _ALIASES.get(name, name)
    return name if name in _RUNS or name in _UNKNOWN else ""


@lru_cache(maxsize=8)
def _codes(name: str) -> dict[int, str]:
    """The characters of the font `name` by their codes; no document but those with symbols needs them."""
    return _table(_RUNS.get(name, {}))


def symbol(code: str | None, font: str) -> tuple[str, bool]:
    """The character of a `w:sym` (ECMA-376 part 1, 17.3.3.30), and whether it is known what it shows.

    `code` is hexadecimal. A code that is unknown stays the character of that code point.
    """
    try:
        value = int(code or "", 16)
    except ValueError:
        return "", False
    name = family(font)
    known = _codes(name).get(value - _PRIVATE if value >= _PRIVATE else value) if name else None
    if known is not None:
        return known, True
    if not 0x20 <= value <= 0x10FFFF:
        return "", False
    character = chr(value)
    if FORBIDDEN.match(character):
        return "\ufffd", False
    # In a font of letters a code is its own character; a private one is known to that font alone.
    return character, not name and not 0xE000 <= value <= 0xF8FF


def is_declared(font: str) -> bool:
    """Whether the letters of `font`, which a document declares a symbol font, are symbols that no table here has."""
    name = font.strip().lower()
    return bool(name) and name not in _UNICODE and not family(font)


ORDINARY = "-"
"""Stands for a font whose letters are letters, where it does not matter which one it is."""


def first(families: str) -> str:
    """The symbol font that text in the CSS font `families` is set in: the first one counts; `ORDINARY` for another.

    Empty where no font is named.
    """
    name = families.partition(",")[0].strip("\"' ")
    if not name:
        return ""
    return name if is_symbolic(name) else ORDINARY


def is_symbolic(font: str) -> bool:
    """Whether the letters of `font` are symbols."""
    return bool(family(font))


def in_font(text: str, font: str) -> tuple[str, str]:
    """What `text` shows in the symbol font `font`, and the characters in it that no table knows.

    Letters (U+0021 to U+00FF), private codes (U+F020 to U+F0FF) and the letters that Windows-1252 has for codes become
    what the font shows. Blanks and all other characters stay: a symbol font has no glyphs for them, so that another
    font shows them. An unknown character stays as it is.
    """
    table = _codes(family(font))
    shown: list[str] = []
    unknown: list[str] = []
    for character in text:
        code = ord(character)
        private = 0xF020 <= code <= 0xF0FF
        known = table.get(code - _PRIVATE if private else _ANSI.get(code, code))
        is_code = private or (code in _LETTERS and code not in _NO_LETTERS)
        if known is not None and (is_code or code in _ANSI):
            shown.append(known)
            continue
        shown.append(character)
        if is_code:
            unknown.append(character)
    return "".join(shown), "".join(unknown)


def named(font: str, characters: str) -> str:
    """The `characters` of `font` by their codes, for the detail of a loss: `Marlett 0061 0062`."""
    codes = list(dict.fromkeys(f"{ord(character):04X}" for character in characters))
    return " ".join([font.strip(), *codes[:_MOST_NAMED]]) + (" …" if len(codes) > _MOST_NAMED else "")


_MOST_NAMED = 8
