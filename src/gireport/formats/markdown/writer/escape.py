"""Escapes characters where Markdown would take them for markup, and only there."""

from __future__ import annotations

import re

from ....model.patterns import compiled_later

# CommonMark 2.4: a backslash before ASCII punctuation. `$` is mathematics on some pages.
_SPECIAL = compiled_later(
    r"""[\\`*~\[\]|$]                    # anywhere
    | (?<![^\W_])_ | _(?![^\W_])         # not inside a word (CommonMark 6.2)
    | <(?=[A-Za-z/!?]|$)                 # a tag or an autolink
    | &(?=[A-Za-z\#]|$)                  # a reference to a character
    | !$                                 # before a link it would be a picture
    | (?i:(?<=http):(?=//) | (?<=https):(?=//) | (?<=ftp):(?=//))  # GFM 6.9: autolinks
    | (?<=[Ww]{3})\.(?=[\w-]) | (?<=[\w.+-])@(?=[\w-])
    | :(?=(?:100|1234|8ball|[+-]1|[123][a-z]{2}_[a-z_]{1,20}|[a-z][a-z0-9_+-]{0,60}):)
                                         # an emoji by its name, as pandoc's
    """,
    re.VERBOSE,
)
# Characters that are invisible in the source, or end a line in some editors.
_INVISIBLE = str.maketrans(
    {
        "\t": "&#9;",
        "\u00a0": "&nbsp;",
        "\u2028": "&#x2028;",
        "\u2029": "&#x2029;",
        "\ufeff": "&#xFEFF;",
    }
)
_LINE_START = compiled_later(
    r"""(?P<digits>[0-9]{1,9}) (?=[.)](?:[ \t]|$))           # CommonMark 5.2: a list item
    | (?P<word>[Tt]able) (?=:[ \t])                          # a caption
    | (?P<sign>[-+](?=[ \t]|$)                               # 5.2
        | -(?=[-\s|:]*$) | =+[ \t]*$                         # 4.1, 4.3; GFM 4.10
        | \+(?=[-=:])                                        # a grid table
        | :(?=[-|:\s])                                       # GFM 4.10, a caption
        | [>#])                                              # 5.1, 4.2
    """,
    re.VERBOSE,
)
_CLOSING = compiled_later(r"(?<!\\)(#+)$")
# pandoc's attributes of a heading, an identifier first.
_ATTRIBUTES = compiled_later(r"\{(?=[ \t]*#[^\s{}]+(?:[ \t][^{}]*)?\}[ \t]*$)")


def text(value: str) -> str:
    """`value` as text inside a line."""
    return _SPECIAL.sub(r"\\\g<0>", value).translate(_INVISIBLE)


def lines(written: str) -> str:
    """Written inlines, escaped so that no line starts a block."""
    if "\n" not in written:
        return _line(written)
    return "\n".join(map(_line, written.split("\n")))


def _line(line: str) -> str:
    found = _LINE_START.match(line)
    if found is None:
        return line
    kept = found["digits"] or found["word"] or ""
    return f"{kept}\\{line[len(kept) :]}"


def heading(written: str) -> str:
    """Written inlines as an ATX heading's content: no closing sequence, no attributes (CommonMark 4.2)."""
    return _ATTRIBUTES.sub(r"\\{", _CLOSING.sub(r"\\\1", written))


def destination(address: str) -> str:
    """`address` as a link's destination (CommonMark 6.3)."""
    if _BARE.fullmatch(address):
        return address
    return f"<{_IN_ANGLE_BRACKETS.sub(_escaped_character, address)}>"


_BARE = compiled_later(r"[^\s\x00-\x20\x7f-\xa0()<>\\&|*_`~\[\]\u2028\u2029\ufeff]+")
_IN_ANGLE_BRACKETS = compiled_later(r"[\\<>|]|&(?=[A-Za-z#])|[\t\u00a0\u2028\u2029\ufeff]")


def _escaped_character(found: re.Match[str]) -> str:
    character = found.group()
    return character.translate(_INVISIBLE) if ord(character) in _INVISIBLE else f"\\{character}"
