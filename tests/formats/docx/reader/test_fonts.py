"""Symbol fonts: the characters that a font shows (W38)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from support.wordprocessing import p, r, texts

Docx = Callable[..., Any]


def in_font(name: str, *slots: str) -> str:
    return f"<w:rFonts {' '.join(f'w:{slot}=%s' % repr(name) for slot in slots or ('ascii', 'hAnsi'))}/>"


def test_letters_in_a_symbol_font_are_what_the_font_shows(docx: Docx) -> None:
    """W38"""
    tick = in_font("Wingdings 2")
    got = docx(
        p(r("R£", tick), r("R", in_font("仿宋")), r("þ", in_font("Wingdings", "hAnsi")), r("公开", tick))
    )
    assert texts(got) == ["☑□R☑公开"]
    assert not got.losses


def test_the_font_of_a_run_is_its_own_or_its_styles(docx: Docx) -> None:
    """W38"""
    font = f"<w:rPr>{in_font('Wingdings 2')}</w:rPr>"
    styles = (
        f"<w:docDefaults><w:rPrDefault>{font}</w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="N"/>'
        f"<w:rPr>{in_font('宋体')}</w:rPr></w:style>"
        f'<w:style w:type="paragraph" w:styleId="o"><w:name w:val="O"/><w:basedOn w:val="n"/>{font}</w:style>'
        f'<w:style w:type="character" w:styleId="c"><w:name w:val="C"/>{font}</w:style>'
    )
    got = docx(
        p(r("R"))
        + p(r("R"), r("R", '<w:rStyle w:val="c"/>'), properties='<w:pStyle w:val="n"/>')
        + p(r("R"), r("R", in_font("宋体")), properties='<w:pStyle w:val="o"/>'),
        styles=styles,
    )
    assert texts(got) == ["☑", "R☑", "☑R"]


def test_a_letter_is_in_the_font_of_its_script(docx: Docx) -> None:
    """W38: 17.3.2.26. The hint moves only letters that both scripts have."""
    cs = in_font("Wingdings 2", "cs")
    box = "<w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings' w:eastAsia='宋体' w:hint='eastAsia'/>"
    got = docx(
        p(r("R", cs), r("R", f"{cs}<w:rtl/>"), r("¨þ", box), r("\uf052", in_font("Wingdings 2", "eastAsia")))
    )
    assert texts(got) == ["R☑¨☑☑"]


def test_the_theme_and_the_font_table_name_symbol_fonts(docx: Docx) -> None:
    """W38: 17.18.96, 17.8.3.2"""
    declared = '<w:font w:name="Bars"><w:charset w:val="02"/></w:font><w:font w:name="宋体"><w:charset w:val="86"/></w:font>'  # noqa: E501
    got = docx(p(r("A", in_font("Bars")), r("B", in_font("宋体"))), fontTable=declared)
    assert texts(got) == ["AB"]
    assert [loss.detail for loss in got.records] == ["Bars 0041"]
    theme = '<a:minorFont><a:latin typeface="Wingdings 2"/><a:ea typeface=""/></a:minorFont>'
    themed = "<w:rFonts w:ascii='宋体' w:asciiTheme='minorAscii' w:hAnsiTheme='minorHAnsi'/>"
    assert texts(docx(p(r("R£", themed), r("R")), theme=theme)) == ["☑□R"]


def test_letters_drawn_in_a_shape_are_in_its_fonts(docx: Docx) -> None:
    """W38"""
    run = '<a:r><a:rPr><a:latin typeface="Wingdings 2"/></a:rPr><a:t>R</a:t></a:r><a:r><a:rPr/><a:t>R</a:t></a:r>'  # noqa: E501
    got = docx(p(f"<w:r><w:drawing><a:txBody><a:p>{run}</a:p></a:txBody></w:drawing></w:r>"))
    assert "☑R" in texts(got)


def test_an_unknown_character_of_a_symbol_font_has_a_loss(docx: Docx) -> None:
    """W38"""
    got = docx(p(r("ab", in_font("Marlett")), r("\uf0ff", in_font("Wingdings 2"))))
    assert texts(got) == ["ab\uf0ff"]
    assert [(loss.count, loss.detail) for loss in got.records] == [
        (2, "Marlett 0061 0062"),
        (1, "Wingdings 2 F0FF"),
    ]
