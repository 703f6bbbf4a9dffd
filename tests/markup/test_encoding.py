"""Encodings: row H10 of the format cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.formats.html import FORMAT
from gireport.losses import Losses
from gireport.markup.encoding import decode

TEXT = "泗水县2023年政府信息公开工作年度报告，依据《条例》要求编制。"
BIG5 = "本縣政府資訊公開年度報告，依據條例規定辦理。"


def page(declared, text=TEXT):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>"


def decoded(data):
    losses = Losses()
    return decode(data, losses), [loss.code for loss in losses]


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("utf-8", "utf-8", TEXT),
        ("gb2312", "gb18030", TEXT + "㐀𠀀"),
        ("GBK", "gbk", TEXT),
        ("big5", "big5", BIG5),
        ("", "utf-8", TEXT),
        ("", "gb18030", TEXT),
        ("", "big5", BIG5),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares_or_shows(declared, codec, text):
    """H10"""
    assert decoded(page(declared, text).encode(codec)) == (page(declared, text), [])


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("gb2312", "utf-8", TEXT),
        ("utf-8", "gbk", TEXT),
        ("iso-8859-1", "gbk", TEXT),
        ("gb2312", "big5", BIG5),
    ],
)
def test_a_wrong_declaration_is_a_loss(declared, codec, text):
    """H10"""
    assert decoded(page(declared, text).encode(codec)) == (page(declared, text), ["encoding-mismatch"])


@pytest.mark.parametrize(
    ("label", "text", "codec"),
    [
        ("iso-8859-9", "şğ €", "cp1254"),
        ("macintosh", "é — ƒ", "mac_roman"),
        ("ISO-2022-JP", "年次報告", "iso2022_jp"),
        ("x-gbk", "一〇〇年 㐀", "gb18030"),
        ("cp936", "信息公开", "gb18030"),
        ("utf-16", "信息公开", "utf-8"),
    ],
)
def test_a_label_means_what_the_encoding_standard_says(label, text, codec):
    """H10, Encoding Standard 4.2; `cp936` is ours, and a declaration of UTF-16 means UTF-8 (prescan)."""
    assert decoded(page(label, text).encode(codec)) == (page(label, text), [])


def test_an_encoding_that_browsers_replace_counts_as_undeclared():
    assert decoded(page("iso-2022-kr").encode()) == (page("iso-2022-kr"), [])


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(codec):
    """H10"""
    data = page("gb2312").encode(codec)
    assert decoded(data) == (page("gb2312"), [])
    assert FORMAT.sniff(data)


@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">'])
@pytest.mark.parametrize("text", ["Jérôme Suárez-Alvarez", "Grün 5 °C", "naïve"])
def test_single_bytes_outside_ascii_are_western_accents_not_chinese(text, declared):
    """H10: in UTF-8 and in Chinese encodings, bytes outside ASCII stand in pairs; the guess is a loss."""
    losses = Losses()
    page = f"{declared}<p>{text}</p>"
    assert decode(page.encode("cp1252"), losses) == page
    what = "declared utf-8" if declared else "none declared"
    assert [loss.detail for loss in losses] == [f"{what}, read as cp1252"]


def test_a_declaration_late_in_a_long_head_is_found():
    """H10: browsers search more than the 1024 bytes of the Standard's prescan."""
    losses = Losses()
    page = f'<head><script>{"/**/" * 500}</script><meta charset="windows-1252"></head><p>Größe</p>'
    assert decode(page.encode("cp1252"), losses) == page
    assert not list(losses)


def test_a_page_in_another_script_without_a_declaration_is_read_with_a_loss():
    """H10: every pair of bytes is a character of GB18030."""
    losses = Losses()
    decode("<p>한나라당은 월 임시국회에서</p>".encode("euc-kr"), losses)
    assert [loss.code for loss in losses] == ["encoding-mismatch"]


def test_a_chinese_page_of_rare_characters_that_declares_a_western_encoding_is_read():
    """H10: 鑫 and 垚 are not common characters, but byte 90 is undefined in windows-1252."""
    losses = Losses()
    page = '<meta charset="iso-8859-1"><p>鑫淼焱垚犇</p>'
    assert decode(page.encode("gb18030"), losses) == page
    assert decode("<p>鑫淼焱</p>".encode("gb18030"), Losses()) == "<p>鑫淼焱</p>"
    assert [loss.code for loss in losses] == ["encoding-mismatch"]


@pytest.mark.parametrize("text", ["Lebensqualität schätzen", "政府信息公开工作年度报告"])
def test_a_page_with_a_damaged_byte_stays_in_the_encoding_it_declares(text):
    """H10: a text that is valid GB18030 but not Chinese is not read as GB18030."""
    losses = Losses()
    data = b'<meta charset="utf-8"><meta content="gr\xfcn">' + f"<p>{text}{text}</p>".encode()
    assert f"<p>{text}{text}</p>" in decode(data, losses)
    assert [loss.code for loss in losses] == ["undecodable"]


def test_bytes_that_cannot_be_decoded_are_counted():
    data = page("utf-8").encode().replace("县".encode(), b"\xff")
    text, codes = decoded(data)
    assert "泗水\ufffd2023年" in text
    assert codes == ["undecodable"]


@pytest.mark.parametrize("codec", ["windows-1252", "shift_jis", "iso-8859-3"])
def test_a_byte_that_its_encoding_does_not_have_is_counted(codec):
    """Found by fuzzing: these encodings have no U+FFFD."""
    data = f'<meta charset="{codec}"><p>a</p>'.encode() + b"\xa5\x9d\xff" * 3
    text, codes = decoded(data)
    assert "<p>a</p>" in text
    assert codes[-1:] == ["undecodable"]


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_of_our_errors(data):
    from gireport.testing import laws

    laws.only_our_errors(lambda given: FORMAT.reader(given, Losses()), data)
