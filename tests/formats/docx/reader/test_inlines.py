"""Runs, fields, links, notes, pictures and changes: the rows W23 to W36 of the case sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Image,
    LineBreak,
    Note,
    PageBreak,
    Paragraph,
    Rule,
    Table,
    Text,
)

Docx = Callable[..., Any]


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, *result: str) -> str:
    return f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('separate')}{''.join(result)}{char('end')}"


def texts(got: Any) -> list[str]:
    return [
        "".join(inline.text if isinstance(inline, Text) else "\n" for inline in block.content)
        for block in got.body
        if isinstance(block, Paragraph)
    ]


def test_marks_are_direct_or_of_the_character_style(docx: Docx) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="t"><w:name w:val="T"/><w:basedOn w:val="s"/>'
        '<w:rPr><w:i w:val="0"/></w:rPr></w:style>'
    )
    got = docx(
        p(
            r("a", '<w:rStyle w:val="s"/>'),
            r("b", '<w:rStyle w:val="t"/><w:u w:val="single"/>'),
            r("c", '<w:rStyle w:val="s"/><w:b w:val="false"/>'),
            r("d", '<w:u w:val="none"/><w:dstrike/><w:vertAlign w:val="superscript"/>'),
        ),
        styles=styles,
    )
    assert got.body[0].content == (
        Text("a", ("bold", "italic")),
        Text("b", ("bold", "underline")),
        Text("c", ("italic",)),
        Text("d", ("strike", "superscript")),
    )


def test_white_space_is_exact_where_it_is_to_be_preserved(docx: Docx) -> None:
    got = docx('<w:p><w:r><w:t> a\nb </w:t><w:t xml:space="preserve"> c\nd </w:t></w:r></w:p>')
    assert texts(got) == ["a b c d "]


def test_tracked_changes_are_read_as_accepted(docx: Docx) -> None:
    """W23"""
    got = docx(
        p(
            f'<w:ins w:id="1">{r("新")}</w:ins>',
            '<w:del w:id="2"><w:r><w:delText>旧文</w:delText></w:r></w:del>',
            f'<w:moveTo w:id="3">{r("来")}</w:moveTo>',
            f'<w:moveFrom w:id="4">{r("去")}</w:moveFrom>',
        )
    )
    assert texts(got) == ["新来"]
    assert got.losses == {"tracked-change": 2, "deleted-text": 3}


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(docx: Docx) -> None:
    """W23"""
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    got = docx(
        p(r("前"), properties=deleted) + p(r("后")) + p(properties=deleted) + p(r("末"), properties=deleted)
    )
    assert texts(got) == ["前后", "末"]


def test_of_alternatives_the_one_that_is_understood_is_read(docx: Docx) -> None:
    """W24"""
    alternate = (
        "<w:r><mc:AlternateContent xmlns:u='urn:unknown'><mc:Choice Requires='{}'><w:t>新</w:t></mc:Choice>"
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(docx(p(alternate.format("wps")))) == ["新"]
    assert texts(docx(p(alternate.format("u")))) == ["旧"]


BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
VML_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
DRAWN_BOX = (
    "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
    f"{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)


@pytest.mark.parametrize(
    "box",
    [
        VML_BOX,
        DRAWN_BOX,
        (
            f"<mc:AlternateContent><mc:Choice Requires='wps'>{DRAWN_BOX}</mc:Choice>"
            f"<mc:Fallback>{VML_BOX}</mc:Fallback></mc:AlternateContent>"
        ),
    ],
    ids=["VML", "DrawingML", "both"],
)
def test_a_text_box_follows_its_paragraph_and_text_around_it_stays(docx: Docx, box: str) -> None:
    """W25, W36"""
    got = docx(p(f"<w:r><w:t>前</w:t>{box}<w:t>后</w:t></w:r>"))
    assert texts(got) == ["前后", "框"]
    assert got.losses == {"text-box": 1}


def test_a_table_in_a_text_box_follows_too(docx: Docx) -> None:
    """W25"""
    box = VML_BOX.replace("<w:p>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>")
    got = docx(p(f"<w:r>{box}</w:r>"))
    assert [type(block) for block in got.body] == [Paragraph, Table, Paragraph]


@pytest.mark.parametrize(
    ("code", "link"),
    [
        ('HYPERLINK "http://a.cn/b"', "http://a.cn/b"),
        (' HYPERLINK  \\l "第一" \\h ', "#第一"),
        ('HYPERLINK "http://a.cn/" \\l "x" \\o "tip"', "http://a.cn/#x"),
        ('HYPERLINK "C:\\\\a\\\\b.doc"', "C:\\a\\b.doc"),
    ],
)
def test_a_hyperlink_field_is_a_link(docx: Docx, code: str, link: str) -> None:
    """W26"""
    got = docx(p(r("见"), field(code, r("此")), r("。")))
    assert got.body[0].content == (Text("见"), Text("此", link=link), Text("。"))
    assert not got.losses


def test_fields_show_their_results_and_nest_over_paragraphs(docx: Docx) -> None:
    """W26"""
    inner = field("PAGEREF _Toc1 \\h", r("3"))
    begin = f"{char('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{char('separate')}"
    got = docx(
        p(begin, r("一、总体情况"), f"<w:r><w:tab/></w:r>{inner}") + p(r("二、"), char("end"), r("尾"))
    )
    assert texts(got) == ["一、总体情况\t3", "二、尾"]
    assert got.losses == {"field": 1, "generated-index": 1}


def test_text_in_a_nested_code_is_no_content(docx: Docx) -> None:
    """W26"""
    code = f"{char('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{field('MERGEFIELD x', r('隐'))}"
    got = docx(p(code, char("separate"), r("显"), char("end")))
    assert texts(got) == ["显"]


def test_a_result_that_is_marked_as_code_is_shown(docx: Docx) -> None:
    """W26: what follows the separator is the result; what belongs to no field is none."""
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    got = docx(p(field("DOCVARIABLE a", code.format("星期日")), code.format("stray"), r("后")))
    assert texts(got) == ["星期日后"]
    nested = p(
        char("begin"), code.format("IF "), field("A", code.format("b")), char("separate"), r("c"), char("end")
    )
    assert texts(docx(nested)) == ["c"]


def test_a_field_that_never_ends_hides_nothing(docx: Docx) -> None:
    """W26"""
    got = docx(p(char("begin"), "<w:r><w:instrText>PAGE</w:instrText></w:r>", r("甲")) + p(r("乙")))
    assert texts(got) == ["甲", "乙"]


def test_simple_fields_check_boxes_and_circled_characters_show_what_word_shows(docx: Docx) -> None:
    """W26"""
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
        f"</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>{char('end')}"
    )
    circled = f"{char('begin')}<w:r><w:instrText>eq \\o\\ac(○,1)</w:instrText></w:r>{char('end')}"
    got = docx(p(f'<w:fldSimple w:instr="SEQ 表">{r("2")}</w:fldSimple>', box, circled))
    assert texts(got) == ["2☒○1"]


def test_characters_that_are_elements(docx: Docx) -> None:
    """W27"""
    got = docx(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:br/><w:cr/><w:ptab/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F061"/>'
        '<w:sym w:font="Odd" w:char="F0AA"/></w:r></w:p>'
    )
    assert got.body[0].content == (
        Text("a\t\u2011\u00ad"),
        LineBreak(),
        LineBreak(),
        Text("\t☑α\uf0aa"),
    )
    assert got.losses == {"symbol-unknown": 1}


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


def test_the_theme_and_the_font_table_tell_symbol_fonts(docx: Docx) -> None:
    """W38: 17.18.96, 17.8.3.2"""
    declared = '<w:font w:name="Bars"><w:charset w:val="02"/></w:font><w:font w:name="宋体"><w:charset w:val="86"/></w:font>'
    got = docx(p(r("A", in_font("Bars")), r("B", in_font("宋体"))), fontTable=declared)
    assert texts(got) == ["AB"]
    assert [loss.detail for loss in got.records] == ["Bars 0041"]
    theme = '<a:minorFont><a:latin typeface="Wingdings 2"/><a:ea typeface=""/></a:minorFont>'
    themed = "<w:rFonts w:ascii='宋体' w:asciiTheme='minorAscii' w:hAnsiTheme='minorHAnsi'/>"
    assert texts(docx(p(r("R£", themed), r("R")), theme=theme)) == ["☑□R"]


def test_letters_drawn_in_a_shape_are_in_its_fonts(docx: Docx) -> None:
    """W38"""
    run = '<a:r><a:rPr><a:latin typeface="Wingdings 2"/></a:rPr><a:t>R</a:t></a:r><a:r><a:rPr/><a:t>R</a:t></a:r>'
    got = docx(p(f"<w:r><w:drawing><a:txBody><a:p>{run}</a:p></a:txBody></w:drawing></w:r>"))
    assert "☑R" in texts(got)


def test_what_no_table_knows_of_a_symbol_font_is_told(docx: Docx) -> None:
    """W38"""
    got = docx(p(r("ab", in_font("Marlett")), r("\uf0ff", in_font("Wingdings 2"))))
    assert texts(got) == ["ab\uf0ff"]
    assert [(loss.count, loss.detail) for loss in got.records] == [
        (2, "Marlett 0061 0062"),
        (1, "Wingdings 2 F0FF"),
    ]


def empty(code: str) -> str:
    return f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('separate')}{char('end')}"


def test_a_sequence_without_a_number_is_counted_and_told(docx: Docx) -> None:
    """W45"""
    codes = ("SEQ 表", "SEQ 图", "SEQ 表 \\* ROMAN", "SEQ 表 \\c", "SEQ 表 \\r 9", "SEQ 表 \\h", "SEQ 表")
    got = docx(p(*(f"{empty(code)}{r('|')}" for code in codes)))
    assert texts(got) == ["1|1|II|2|9||11|"]
    assert got.losses["field-computed"] == 6
    assert "field-empty" not in got.losses


def test_a_number_that_is_shown_is_where_the_count_goes_on(docx: Docx) -> None:
    """W45"""
    assert texts(docx(p(field("SEQ 表", r("7")), empty("SEQ 表")))) == ["78"]


def test_a_reference_without_a_result_shows_its_bookmark(docx: Docx) -> None:
    """W45"""
    mark = f'<w:bookmarkStart w:id="1" w:name="_Ref1"/>{r("图")}{empty("SEQ 图")}<w:bookmarkEnd w:id="1"/>'
    got = docx(p(empty("REF _Ref1 \\h"), r("|"), empty("REF _Ref1 \\p"), r("|"), empty("REF x")) + p(mark))
    assert texts(got)[0] == "图1||"
    assert [loss.detail for loss in got.records if loss.code == "field-empty"] == ["REF _Ref1 \\p", "REF x"]


@pytest.mark.parametrize("code", ["PAGE", "DATE \\@ yyyy", "PAGEREF a", "SEQ 表 \\s 1", "SEQ 表 \\* Ordinal"])
def test_a_field_that_only_word_can_compute_is_told_where_it_is_empty(docx: Docx, code: str) -> None:
    """W45"""
    got = docx(p(empty(code)) + p("<w:r><w:yearLong/></w:r>"))
    assert [loss.detail for loss in got.records if loss.code == "field-empty"] == [code, "yearLong"]


@pytest.mark.parametrize("code", ["IF 1 = 2 甲", "MERGEFIELD 名", "TC 甲"])
def test_a_field_that_may_show_nothing_is_not_told_as_empty(docx: Docx, code: str) -> None:
    """W45"""
    assert "field-empty" not in docx(p(empty(code))).losses


def test_a_page_break_splits_its_paragraph(docx: Docx) -> None:
    """W27"""
    page = '<w:r><w:br w:type="page"/></w:r>'
    got = docx(p(r("前"), page, r("后")) + p(page) + p(r("段"), properties="<w:pageBreakBefore/>"))
    assert got.body == (
        Paragraph((Text("前"),)),
        PageBreak(),
        Paragraph((Text("后"),)),
        PageBreak(),
        PageBreak(),
        Paragraph((Text("段"),)),
    )


def test_notes_with_their_blocks(docx: Docx) -> None:
    """W28"""
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve">  注</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>二</w:t></w:r></w:p></w:footnote>"
        '<w:footnote w:id="3"><w:p><w:r><w:t>无人引用</w:t></w:r></w:p></w:footnote>'
    )
    reference = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
    got = docx(p(r("文"), reference.format(2), reference.format(2), reference.format(9)), footnotes=notes)
    assert got.body[0].content == (
        Text("文"),
        Note((Paragraph((Text(" 注"),)), Paragraph((Text("二"),)))),
    )
    assert got.losses == {"note-repeated": 1, "part-missing": 1, "hidden-text": 4}


def test_a_note_that_refers_to_itself_is_read_once(docx: Docx) -> None:
    """W28"""
    reference = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    notes = f'<w:endnote w:id="1">{p(r("注"), reference)}</w:endnote>'
    got = docx(p(reference), endnotes=notes)
    assert got.body == (Paragraph((Note((Paragraph((Text("注"),)),), "endnote"),)),)


def drawing(blip: str, properties: str = 'descr="印章"', inner: str = "") -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/>'
        f'<wp:docPr id="1" name="x" {properties}>{inner}</wp:docPr><a:graphic><a:graphicData><pic:pic>'
        f"<pic:blipFill><a:blip {blip}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


def test_a_picture_with_bytes_type_alt_text_size_and_link(docx: Docx) -> None:
    """W29"""
    data = b"\x89PNG picture"
    key = hashlib.sha256(data).hexdigest()
    link = '<a:hlinkClick r:id="link"/>'
    got = docx(
        p(drawing('r:embed="seal"', inner=link)),
        {"link": ("hyperlink", "http://a.cn/")},
        seal=data,
    )
    assert got.body[0].content == (Image(key, "印章", 100, 50, "http://a.cn/"),)
    assert got.report.resources[key].data == data
    assert got.report.resources[key].media_type == "image/png"


def test_a_linked_picture_keeps_its_address_and_a_missing_one_is_noted(docx: Docx) -> None:
    """W29"""
    links = {"far": ("image", "http://a.cn/x.png"), "gone": ("image", "media/gone.png")}
    got = docx(p(drawing('r:link="far"'), drawing('r:embed="gone"'), drawing("")), links)
    assert got.body[0].content == (Image("http://a.cn/x.png", "印章", 100, 50),)
    assert got.losses == {"image-missing": 2}


def test_a_vml_picture_and_a_vml_rule(docx: Docx) -> None:
    """W29"""
    shape = '<w:r><w:pict><v:shape style="width:75pt;height:1in" alt="图"><v:imagedata r:id="seal"/></v:shape></w:pict></w:r>'
    rule = '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'
    got = docx(p(shape) + p(rule), seal=b"bytes")
    (image,) = got.body[0].content
    assert (image.alt, image.width, image.height) == ("图", 100, 96)
    assert got.body[1] == Rule()


def test_a_formula_is_its_linear_text(docx: Docx) -> None:
    """W30"""
    formula = (
        "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    got = docx(p(r("得"), formula) + f"<m:oMathPara>{formula}</m:oMathPara>")
    assert texts(got) == ["得(a+b)/2x^2", "(a+b)/2x^2"]
    assert got.losses == {"formula": 2}


def test_hidden_text_is_no_content(docx: Docx) -> None:
    """W32"""
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    got = docx(
        p(
            r("显"),
            r("隐", "<w:vanish/>"),
            r("藏", '<w:rStyle w:val="h"/>'),
            r("现", '<w:vanish w:val="0"/>'),
        ),
        styles=styles,
    )
    assert texts(got) == ["显现"]
    assert got.losses == {"hidden-text": 2}


def test_ruby_stands_in_brackets_after_its_base(docx: Docx) -> None:
    """W34"""
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('hàn')}</w:rt><w:rubyBase>{r('汉')}</w:rubyBase></w:ruby></w:r>"
    got = docx(p(ruby, r("字")))
    assert texts(got) == ["汉（hàn）字"]
    assert got.losses == {"ruby": 1}


@pytest.mark.parametrize("name", ["w:dir", "w:bdo", "w:customXml", "w:smartTag", "w:unknown", "w:r"])
def test_what_is_not_known_is_transparent(docx: Docx, name: str) -> None:
    """W35"""
    got = docx(p(f"<{name}><{name}>{r('文')}</{name}></{name}>", r("尾")))
    assert texts(got) == ["文尾"]


def test_links_by_relationship_and_by_anchor(docx: Docx) -> None:
    got = docx(
        p(
            f'<w:hyperlink r:id="a">{r("1")}</w:hyperlink>',
            f'<w:hyperlink w:anchor="书签">{r("2")}</w:hyperlink>',
            f'<w:hyperlink r:id="a" w:anchor="x">{r("3")}</w:hyperlink>',
            f'<w:hyperlink r:id="bad">{r("4")}</w:hyperlink>',
        ),
        {"a": ("hyperlink", "http://a.cn/"), "bad": ("hyperlink", "javascript:alert(1)")},
    )
    assert got.body[0].content == (
        Text("1", link="http://a.cn/"),
        Text("2", link="#书签"),
        Text("3", link="http://a.cn/#x"),
        Text("4"),
    )
    assert got.losses == {"unsafe-link": 1}


def test_wrappers_of_any_depth_are_read_without_recursion(docx: Docx) -> None:
    wrapped = r("底")
    for _ in range(240):
        wrapped = f"<w:smartTag>{wrapped}</w:smartTag>"
    assert texts(docx(p(wrapped))) == ["底"]


DELETED_MARK = '<w:rPr><w:del w:id="1"/></w:rPr>'


def test_a_page_break_in_a_paragraph_whose_mark_is_deleted_is_kept(docx: Docx) -> None:
    """W23, W27"""
    page = '<w:r><w:br w:type="page"/></w:r>'
    got = docx(p(r("前"), page, r("中"), properties=DELETED_MARK) + p(r("后")))
    assert got.body == (Paragraph((Text("前"),)), PageBreak(), Paragraph((Text("中后"),)))


def test_a_text_box_of_a_paragraph_whose_mark_is_deleted_follows_the_joined_one(docx: Docx) -> None:
    """W23, W25"""
    got = docx(p(f"<w:r><w:t>前</w:t>{VML_BOX}</w:r>", properties=DELETED_MARK) + p(r("后")))
    assert texts(got) == ["前后", "框"]


def test_an_edge_after_a_paragraph_whose_mark_is_deleted_stands_where_the_two_join(docx: Docx) -> None:
    """W15, W23"""
    start = '<w:bookmarkStart w:id="1" w:name="A"/>'
    got = docx(p(start, r("前"), properties=DELETED_MARK) + '<w:bookmarkEnd w:id="1"/>' + p(r("后")))
    assert got.body[0].content == (BookmarkStart("A"), Text("前"), BookmarkEnd("A"), Text("后"))
    assert got.losses == {"tracked-change": 1}


@pytest.mark.parametrize("code", ["AUTONUM", "LISTNUM", "NUMPAGES", "REF x"])
def test_a_field_that_holds_no_result_is_named(docx: Docx, code: str) -> None:
    """W26"""
    begun = f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('end')}"
    got = docx(p(r("甲"), begun))
    assert [loss.detail for loss in got.records if loss.code == "field-empty"] == [code]


@pytest.mark.parametrize("code", ["XE 词", "TC 目", "SET a 1"])
def test_a_field_that_never_shows_anything_loses_nothing(docx: Docx, code: str) -> None:
    """W26"""
    begun = f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('end')}"
    assert docx(p(r("甲"), begun)).losses == {"field": 1}


def test_what_is_left_out_of_one_paragraph_is_one_loss_that_quotes_it(docx: Docx) -> None:
    """W23, W32"""
    gone = '<w:del w:id="2"><w:r><w:delText>{}</w:delText></w:r></w:del>'
    got = docx(
        p(gone.format("旧"), r("新"), gone.format("文"), r("隐", "<w:vanish/>")) + p(gone.format("长" * 99))
    )
    assert [(loss.code, loss.count, loss.where, loss.detail) for loss in got.records] == [
        ("deleted-text", 2, "word/document.xml, paragraph 1", "“旧文”"),
        ("hidden-text", 1, "word/document.xml, paragraph 1", "“隐”"),
        ("deleted-text", 99, "word/document.xml, paragraph 2", f"“{'长' * 30}…”"),
    ]


MOVED = '<w:{0} w:id="3"><w:r><w:t>{1}</w:t></w:r></w:{0}>'


def test_moved_text_is_not_told_as_deleted(docx: Docx) -> None:
    """W23"""
    got = docx(p(MOVED.format("moveFrom", "移走"), r("留")) + p(MOVED.format("moveTo", "移走")))
    assert texts(got) == ["留", "移走"]
    assert got.losses == {"tracked-change": 2}


def test_text_that_is_moved_away_and_arrives_nowhere_is_deleted(docx: Docx) -> None:
    """W23"""
    away = MOVED.format("moveFrom", "移走")
    got = docx(p(away, r("留")) + p(away) + p(MOVED.format("moveTo", "移走")))
    assert texts(got) == ["留", "", "移走"]
    assert [(loss.code, loss.count, loss.where, loss.detail) for loss in got.records] == [
        ("tracked-change", 2, "", ""),
        ("deleted-text", 2, "word/document.xml, paragraph 2", "“移走”"),
    ]


def test_a_deleted_picture_and_symbol_count_one_each(docx: Docx) -> None:
    """W23"""
    gone = '<w:r><w:drawing/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>字</w:t></w:r>'
    assert docx(p(f'<w:del w:id="1">{gone}</w:del>')).losses == {"deleted-text": 3}


def test_a_loss_in_a_text_box_after_a_table_says_that_it_is_in_a_text_box(docx: Docx) -> None:
    """W25"""
    box = VML_BOX.replace("<w:t>框</w:t>", '<w:sym w:font="Odd" w:char="F0AA"/>')
    got = docx(f"<w:tbl><w:tr><w:tc>{p(r('1'))}</w:tc></w:tr></w:tbl>" + p(f"<w:r>{box}</w:r>"))
    assert [loss.where for loss in got.records if loss.code == "symbol-unknown"] == [
        "word/document.xml, paragraph 1, text box"
    ]


@pytest.mark.parametrize("kind", ["field", "simple", "picture"])
def test_an_unsafe_address_is_named_where_it_stands(docx: Docx, kind: str) -> None:
    code = "HYPERLINK &quot;javascript:x()&quot;"
    links = {"bad": ("hyperlink", "javascript:x()")}
    body = {
        "field": p(field(code.replace("&quot;", '"'), r("文"))),
        "simple": p(f'<w:fldSimple w:instr="{code}">{r("文")}</w:fldSimple>'),
        "picture": p(drawing('r:embed="seal"', inner='<a:hlinkClick r:id="bad"/>')),
    }[kind]
    got = docx(p(r("前")) + body, links, seal=b"x")
    assert [(loss.code, loss.where) for loss in got.records] == [
        ("unsafe-link", "word/document.xml, paragraph 2")
    ]
    assert got.body[1].content[0].link is None


def test_a_link_whose_address_is_too_long_is_dropped_and_its_text_is_kept(docx: Docx) -> None:
    address = "http://a.cn/" + "a" * 9000
    got = docx(
        p(f'<w:hyperlink r:id="far" w:anchor="x">{r("文")}</w:hyperlink>'), {"far": ("hyperlink", address)}
    )
    assert got.body[0].content == (Text("文"),)
    assert got.losses == {"too-long": len(address)}


def test_pictures_in_a_group_have_the_size_that_the_group_draws_them_in(docx: Docx) -> None:
    """W29"""
    groups = 'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    half = '<wpg:grpSpPr><a:xfrm><a:ext cx="100" cy="50"/><a:chExt cx="200" cy="200"/></a:xfrm></wpg:grpSpPr>'
    one = (
        '<pic:pic><pic:blipFill><a:blip r:embed="seal"/></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:ext cx="1905000" cy="1905000"/></a:xfrm></pic:spPr></pic:pic>'
    )
    drawn = (
        f'<w:r><w:drawing><wp:inline {groups}><wp:extent cx="1" cy="1"/><a:graphic><wpg:wgp>{half}'
        f"<wpg:grpSp>{half}{one}</wpg:grpSp>{one}</wpg:wgp></a:graphic></wp:inline></w:drawing></w:r>"
    )
    got = docx(p(drawn), seal=b"x")
    assert [(image.width, image.height) for image in got.body[0].content] == [(50, 12), (100, 50)]


def test_two_lines_in_one_are_named_with_their_brackets(docx: Docx) -> None:
    """W34"""
    got = docx(p(r("审计", '<w:eastAsianLayout w:combine="1" w:combineBrackets="round"/>')))
    assert texts(got) == ["审计"]
    assert [loss.detail for loss in got.records] == ["two lines in one, in round brackets"]


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (
            DRAWN_BOX.replace(
                "<a:graphic>", '<wp:docPr id="1" descr="流程图" title="流程图"/><a:graphic>', 1
            ),
            1,
        ),
        (VML_BOX.replace("<v:shape>", '<v:shape alt="流程图">'), 1),
        (DRAWN_BOX, 0),
    ],
)
def test_the_description_of_a_drawing_that_becomes_no_picture_is_noted(docx, drawn, told) -> None:
    """W25, W29"""
    got = docx(f"<w:p><w:r>{drawn}</w:r></w:p>")
    details = [loss.detail for loss in got.records if loss.code == "not-kept"]
    assert details == ["the description of a drawing: “流程图”"] * told


@pytest.mark.parametrize("name", ["control", "contentPart"])
def test_a_control_or_ink_is_noted_as_an_object_that_stays_behind(docx: Docx, name: str) -> None:
    """W31: what leads to no text of its own leads nowhere."""
    got = docx(p(r("a"), f'<w:r><w:object><w:{name} r:id="r1" w:name="CheckBox1"/></w:object></w:r>', r("b")))
    assert texts(got) == ["ab"]
    assert got.losses == {"embedded-object": 1}
