"""Symbol fonts: the characters that their letters and codes show, compared with mammoth's table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mammoth.docx.dingbats import dingbats

from gireport.reading import symbols

# Common twins that are taken for rare characters, and one code whose sign belongs to a company.
COMMON = set("✗✓✔☒☑●■□◻▪·◀▶▲▼✖⬧⬥➢⏳👌☠💧ॐ∋∗∼") | set("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")
FONTS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")


@pytest.mark.parametrize("font", FONTS)
def test_each_code_shows_the_character_of_another_table_or_its_common_form(font):
    """W38"""
    theirs = {code: chr(int(shown)) for (name, code), shown in dingbats.items() if name == font}
    ours = {code: symbols.symbol_character(f"{code:04X}", font) for code in theirs}
    unknown = {code for code, (_, known) in ours.items() if not known}
    assert unknown <= {0x7F, 0xF0}
    differ = {shown for code, (shown, known) in ours.items() if known and shown != theirs[code]}
    assert differ <= COMMON


@given(st.sampled_from(FONTS), st.integers(0x21, 0xFF).filter(lambda code: code not in (0xA0, 0xAD)))
def test_a_letter_a_private_code_and_a_sym_show_the_same(font, code):
    """W38"""
    letter, letter_unknown = symbols.text_in_font(chr(code), font)
    private, private_unknown = symbols.text_in_font(chr(0xF000 + code), font)
    shown, known = symbols.symbol_character(f"F0{code:02X}", font)
    assert bool(letter_unknown) == bool(private_unknown) == (not known)
    if known:
        assert letter == private == shown


@given(
    st.text(st.characters(exclude_characters=[chr(c) for c in range(0xF020, 0xF100)], min_codepoint=0x2E80))
)
def test_chinese_text_in_a_symbol_font_stays_as_it_is(text):
    """W38: the font has no glyphs for it, so that another font shows it."""
    assert symbols.text_in_font(text, "Wingdings 2") == (text, "")


def test_blanks_stay_and_unknown_letters_are_returned_beside_the_text():
    """W38"""
    assert symbols.text_in_font(" \t\u00a0R", "Wingdings 2") == (" \t\u00a0☑", "")
    assert symbols.text_in_font("ab", "Marlett") == ("ab", "ab")
    assert symbols.font_and_codes("Marlett", "abab") == "Marlett 0061 0062"


@pytest.mark.parametrize("font", ["wingdings 2", "@Wingdings 2", ' "Wingdings  2" ', "Wingdings2"])
def test_a_font_is_recognised_in_each_spelling_of_its_name(font):
    """W38"""
    assert symbols.text_in_font("R£", font) == ("☑□", "")


@pytest.mark.parametrize("font", ["仿宋", "Segoe UI Symbol", "OpenSymbol", ""])
def test_a_font_of_letters_is_not_a_symbol_font(font):
    """W38"""
    assert not symbols.is_symbolic(font)


@pytest.mark.parametrize(
    ("families", "font"),
    [
        ("'Wingdings 2', serif", "Wingdings 2"),
        ("宋体, Wingdings", symbols.NOT_SYMBOLIC),
        ("", ""),
    ],
)
def test_the_first_of_several_families_decides(families, font):
    """H15"""
    assert symbols.first_font(families) == font
