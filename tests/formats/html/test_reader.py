"""Pages that others wrote: rows H07–H14 of the format cases, white space, lists, notes, headings."""

from __future__ import annotations

import pytest

import gireport
from gireport.errors import DamagedFileError, EmptyFileError, GireportError, LimitError, WrongKindError
from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Heading,
    Image,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Text,
)
from gireport.model.walk import text
from support.pages import body, shown


def inlines(html, **options):
    blocks, _ = body(html, **options)
    assert len(blocks) == 1
    return blocks[0].content


# --- white space -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>  a \n\t b  </p>", "a b"),
        ("<p>a <b> b</b> <i>c </i></p>", "a b c"),
        ("<p>a <br> b</p>", "a\nb"),
        ("<p>a&nbsp; &nbsp;b\u3000 c</p>", "a\xa0 \xa0b\u3000 c"),
        ("<p>a<span style='white-space: pre'>  b\n c</span></p>", "a  b\n c"),
        ("<p>a<br></p>", "a"),
        ("<p>a<br><br></p>", "a\n"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<p>a&#13;b</p>", "a b"),
        ("<textarea>\n a\n  b</textarea>", " a\n  b"),
    ],
)
def test_white_space_is_folded_as_browsers_fold_it(html, text):
    assert shown(html) == text


# --- bookmarks -------------------------------------------------------------------------------------


def test_an_anchor_around_text_is_a_bookmark_over_it():
    """H07"""
    assert inlines('<p>甲<a name="OLE_LINK1">乙</a>丙</p>') == (
        Text("甲"),
        BookmarkStart("OLE_LINK1"),
        Text("乙"),
        BookmarkEnd("OLE_LINK1"),
        Text("丙"),
    )


def test_the_id_of_a_block_is_a_bookmark_at_its_start():
    """H07"""
    blocks, codes = body("<div id=d><table id=t><tr><td>甲</table><p>乙</div>")
    cell = blocks[0].rows[0][0].content[0].content
    assert cell == (BookmarkStart("d"), BookmarkEnd("d"), BookmarkStart("t"), BookmarkEnd("t"), Text("甲"))
    assert codes == []


def test_the_second_bookmark_of_a_name_is_dropped_with_a_loss():
    blocks, codes = body("<p id=a>甲<p id=a>乙")
    assert blocks[1].content == (Text("乙"),)
    assert codes == ["bookmark-duplicate"]


# --- Word and WPS ----------------------------------------------------------------------------------

WORD_ITEM = (
    "<p class=MsoListParagraph style='text-indent:-21pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>{}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    "</span><![endif]>总体情况<o:p></o:p></p>"
)


@pytest.mark.parametrize(
    ("label", "text"), [("1.", "1. 总体情况"), ("一、", "一、总体情况"), ("(1)", "(1) 总体情况")]
)
def test_the_label_of_a_word_list_is_text(label, text):
    """H08"""
    assert shown(WORD_ITEM.format(label)) == text


def test_conditional_comments_are_comments():
    """H08"""
    html = "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p class=MsoNormal>甲<o:p></o:p></p>"
    assert shown(html) == "甲"


def test_a_filler_paragraph_is_empty():
    """H08"""
    assert body("<p>&nbsp;</p><p><u>&nbsp; </u>年</p>")[0][0] == Paragraph()


def test_a_blank_to_fill_in_is_no_filler():
    assert shown("<p><u>&nbsp;&nbsp;</u></p>") == "\xa0\xa0"


def test_a_bold_paragraph_is_no_heading():
    """H09"""
    blocks, _ = body("<p><strong>一、总体情况</strong></p>")
    assert blocks == (Paragraph((Text("一、总体情况", ("bold",)),)),)


def test_words_page_break_is_one():
    blocks, _ = body("<p>a</p><br clear=all style='page-break-before:always'><p>b</p>")
    assert [type(block) for block in blocks] == [Paragraph, PageBreak, Paragraph]


LIBREOFFICE = (
    '<html><head><title></title><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>'
    '<meta name="author" content="张三"/><meta name="created" content="2013-12-23T23:15:00"/>'
    '<meta name="changedby" content="李四"/><meta name="changed" content="2013-12-23T23:15:00"/></head>'
    '<body>\n<div title="header"><p>青溪县文件</p></div><p>正文</p>'
    '<div title="footer"><p>第 1 页 共 5 页</p></div></body>'
)


def test_the_page_header_of_an_office_is_a_loss_and_its_page_number_is_none():
    losses = Losses()
    report = read(LIBREOFFICE.encode(), losses)
    assert text(report.body) == "正文"
    assert [(loss.code, loss.where, loss.detail) for loss in losses] == [
        ("header-footer", "page header", "青溪县文件")
    ]


def test_a_division_called_header_that_no_office_wrote_is_content():
    assert shown(LIBREOFFICE.replace("LibreOffice", "Hugo")).startswith("青溪县文件")


def test_who_wrote_an_offices_file_is_kept_and_when_it_was_saved_is_not():
    assert read(LIBREOFFICE.encode(), Losses()).meta.extra == {"creator": "张三"}


# --- what browsers build, and what they do not show ------------------------------------------------


def test_misnested_tags_give_what_a_browser_builds():
    """H11"""
    blocks, _ = body("<p>1<b>2<i>3</b>4</i>5<span><p>6</span>")
    assert blocks[0].content == (
        Text("1"),
        Text("2", ("bold",)),
        Text("3", ("bold", "italic")),
        Text("4", ("italic",)),
        Text("5"),
    )
    assert blocks[1].content == (Text("6"),)


def test_what_is_not_shown_is_not_content():
    """H12"""
    html = (
        "<body><script>a</script><style>b</style><template>c</template><noscript>d</noscript><!--e-->"
        "<p hidden>f</p><p style='display:none'>g</p><span style='visibility: hidden'>h</span>"
        "<p>i<span style='mso-hide:all'>j</span></p>"
    )
    blocks, codes = body(html)
    assert blocks == (Paragraph((Text("i"),)),)
    assert codes == ["hidden-text"] * 4


def test_what_a_saved_page_keeps_in_a_shadow_root_is_named():
    """H12, HTML Standard 4.12.3: unlike another template, a browser shows it."""
    losses = Losses()
    read(
        (
            "<div><template shadowrootmode=open><style>p>b{}</style><p>甲</p></template></div><template>乙</template>"
            "<div><template shadowrootmode=open><style>p{}</style><slot></slot></template></div>"
        ).encode(),
        losses,
    )
    assert [(loss.code, loss.detail) for loss in losses] == [("not-kept", "shadow root “甲”")]


def test_an_element_is_hidden_as_its_own_style_says():
    """H12, HTML Standard 15.3.1: a `display` goes before the attribute; CSS 2.2, 4.1.9: a comment is nothing."""
    blocks, codes = body(
        "<p hidden style='display:block'>a</p><p style='/* b */display:none'>b</p><p style='/*display:none'>c</p>"
    )
    assert blocks == (Paragraph((Text("a"),)), Paragraph((Text("c"),)))
    assert codes == ["hidden-text"]


def test_controls_are_named_in_a_loss():
    losses = Losses()
    read("<p>甲<button>打印</button><select><option>大</select></p>".encode(), losses)
    assert [(loss.code, loss.detail) for loss in losses] == [
        ("not-kept", "button “打印”"),
        ("not-kept", "select “大”"),
    ]


@pytest.mark.parametrize(
    ("html", "loss"),
    [
        ("<datalist id=x><option label=甲>乙</datalist>", ("not-kept", "datalist “甲 乙”")),
        ("<select><optgroup label=甲><option>乙</select>", ("not-kept", "select “甲 乙”")),
        ("<input type=image alt=提交 src=a.png>", ("not-kept", "input “提交”")),
        ("<map><area alt=甲 href=a.htm></map>", ("not-kept", "area “甲 a.htm”")),
        ("<video><source src=v.mp4></video>", ("embedded-object", "video v.mp4")),
        ("<object><param name=movie value=x.swf></object>", ("embedded-object", "object x.swf")),
        ("<frameset><frame id=f src=a.htm></frameset>", ("embedded-object", "frame a.htm")),
    ],
)
def test_what_shows_text_or_another_document_is_named_in_a_loss(html, loss):
    losses = Losses()
    report = read(html.encode(), losses)
    assert report.body == ()
    assert [(each.code, each.detail) for each in losses] == [loss]


def test_what_a_player_shows_where_it_fails_is_content():
    blocks, codes = body("<p>甲<video src=v.mp4>乙<a href=v.mp4>丙</a></video>")
    assert text(blocks) == "甲乙丙"
    assert codes == ["embedded-object"]


# --- addresses -------------------------------------------------------------------------------------

PIXEL = "R0lGODlhAQABAAAAACwAAAAAAQABAAAC"


def test_a_data_picture_is_in_the_report():
    """H13"""
    report = read(f'<img src="data:image/gif;base64,{PIXEL}" alt=章 width=8>'.encode(), Losses())
    (image,) = report.body[0].content
    assert (image.alt, image.width, image.height) == ("章", 8, None)
    assert report.resources[image.resource].media_type == "image/gif"


def test_a_damaged_picture_leaves_its_alternative_text():
    """H13"""
    blocks, codes = body('<p><img src="data:image/gif;base64,R0l*" alt="印章">')
    assert blocks == (Paragraph((Text("印章"),)),)
    assert codes == ["image-missing"]


def test_relative_addresses_are_kept_where_the_page_has_none():
    """H13"""
    assert inlines("<p><a href='a.htm'>甲</a><img src=b.png></p>") == (
        Text("甲", (), "a.htm"),
        Image("b.png"),
    )


def test_relative_addresses_are_resolved_by_the_address_of_the_page():
    """H13"""
    html = "<p><a href='../a.htm'>甲</a><a href='#b'>乙</a><img src=b.png></p>"
    assert inlines(html, base_url="http://www.sishui.gov.cn/art/1/") == (
        Text("甲", (), "http://www.sishui.gov.cn/art/a.htm"),
        Text("乙", (), "#b"),
        Image("http://www.sishui.gov.cn/art/1/b.png"),
    )


def test_the_base_element_goes_before_the_address_of_the_page():
    """H13"""
    html = "<base href='/x/'><p><a href=a>甲</a></p>"
    assert inlines(html, base_url="http://h/y/")[0].link == "http://h/x/a"


@pytest.mark.parametrize("address", ["javascript:f()", " java\tscript:f()", "VBScript:f", "data:text/html,x"])
def test_an_unsafe_link_leaves_its_text(address):
    """H14"""
    blocks, codes = body(f'<p><a href="{address}">甲</a></p>')
    assert blocks == (Paragraph((Text("甲"),)),)
    assert codes == ["unsafe-link"]


@pytest.mark.parametrize(
    "picture",
    [
        "<img data-src=a.png>",
        f"<img src='data:image/gif;base64,{PIXEL}' data-original=a.png>",
        "<img src=/images/blank.gif data-lazy-src=a.png>",
        "<img src=/images/lazy-loading.gif data-original=a.png>",
        "<img srcset='a.png 1x, b.png 2x'>",
        "<img src=a.png data-src=b.png>",
        "<img src=data:x data-src=data:y srcset=a.png><img src=a.png>",
    ],
)
def test_a_picture_that_a_script_would_load_later_is_the_one_it_would_show(picture):
    assert inlines(f"<p>{picture}")[-1] == Image("a.png")


# --- headings, lists, notes ------------------------------------------------------------------------


def levels(html):
    return [block.level for block in body(html)[0] if isinstance(block, Heading)]


def test_the_only_h1_is_the_title():
    assert levels("<h1>a</h1><h2>b</h2><h3>c</h3>") == [0, 1, 2]


def test_several_h1_are_sections():
    assert levels("<h1>a</h1><h2>b</h2><h1>c</h1>") == [1, 2, 1]


def test_an_h1_beside_a_title_is_a_section():
    assert levels("<h1 class=title>a</h1><h1>b</h1><h6>c</h6>") == [0, 1, 6]


def test_lists_are_flat_items_with_the_numbers_shown():
    blocks, codes = body("<ol start=3><li>a<ul><li>b</ul><li value=9><p>c</p><p>d</p><li>e</ol>")
    assert blocks == (
        ListItem(0, True, 3, (Text("a"),)),
        ListItem(1, False, None, (Text("b"),)),
        ListItem(0, True, 9, (Text("c"),)),
        Paragraph((Text("d"),)),
        ListItem(0, True, 10, (Text("e"),)),
    )
    assert codes == []


def test_a_list_item_keeps_the_blocks_in_it():
    blocks, codes = body("<ol><li><p>甲</p><table><tr><td>1<td>2</table>乙<li><h2>丙</h2><hr></ol>")
    assert [type(block).__name__ for block in blocks] == [
        "ListItem",
        "Table",
        "Paragraph",
        "ListItem",
        "Rule",
    ]
    assert text(blocks).split() == ["甲", "1", "2", "乙", "丙"]
    assert codes == []


@pytest.mark.parametrize(
    ("list_", "text"),
    [
        ("<ol type=a start=27><li>甲</ol>", "aa. 甲"),
        ("<ol type=I start=4><li>甲</ol>", "IV. 甲"),
        ("<ol style='list-style-type: cjk-ideographic' start=12><li>甲</ol>", "十二、甲"),
        ("<ol start=-1><li>甲</ol>", "-1. 甲"),
    ],
)
def test_a_label_that_is_no_plain_number_is_text(list_, text):
    blocks, codes = body(list_)
    assert blocks == (Paragraph((Text(text),)),)
    assert codes == ["list-label"]


NOTES = {
    "pandoc": '<p>甲<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>乙</p>'
    '<section id="footnotes" class="footnotes" role="doc-endnotes"><hr /><ol><li id="fn1"><p>注'
    '<a href="#fnref1" class="footnote-back" role="doc-backlink">↩</a></p></li></ol></section>',
    "markdown-it": '<p>甲<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>乙</p>'
    '<hr class="footnotes-sep"><section class="footnotes"><ol class="footnotes-list"><li id="fn1" '
    'class="footnote-item"><p>注 <a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>',
    "Word": '<p class=MsoNormal>甲<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1"><span>[1]</span></a>'
    "乙</p><div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width='33%'>"
    "<div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> 注</p></div></div>",
    "docutils": '<p>甲<a class="brackets" href="#f1" id="f2" role="doc-noteref"><span>[</span>1<span>]</span></a>乙</p>'
    '<aside class="footnote brackets" id="f1" role="doc-footnote"><span class="label"><span>[</span>1<span>]</span>'
    '</span> <span class="backrefs">(<a role="doc-backlink" href="#f2">1</a>,<a role="doc-backlink" href="#f3">2</a>)'
    "</span><p>注</p></aside>",
}


@pytest.mark.parametrize("program", NOTES)
def test_notes_are_read_where_they_are_referred_to(program):
    blocks, codes = body(NOTES[program])
    note = Note((Paragraph((Text("注"),)),))
    assert blocks[0].content == (Text("甲"), note, Text("乙"))
    # markdown-it's separator stands outside the section of the notes and looks like any rule
    assert len(blocks) == (2 if program == "markdown-it" else 1)
    assert codes == []


def test_a_label_in_a_note_that_is_no_number_is_part_of_it():
    """Bootstrap's labels have docutils' class."""
    blocks, codes = body(NOTES["docutils"].replace("<p>注", '<span class="label">重要</span><p>注'))
    note = Note((Paragraph((Text("重要"),)), Paragraph((Text("注"),))))
    assert blocks[0].content == (Text("甲"), note, Text("乙"))
    assert codes == []


def test_a_ruby_annotation_follows_its_base_in_brackets():
    """W34"""
    blocks, codes = body("<p><ruby>泗<rp>(</rp><rt>sì</rt><rp>)</rp></ruby>水</p>")
    assert blocks[0].content == (Text("泗（sì）水"),)
    assert codes == ["ruby"]


def test_preformatted_text_is_a_paragraph_with_line_breaks():
    blocks, codes = body("<pre>\na\n b\n</pre>")
    assert blocks == (Paragraph((Text("a"), LineBreak(), Text(" b"))),)
    assert codes == ["code-block"]


def test_the_role_of_a_heading_makes_one():
    assert levels("<div role=heading aria-level=3>甲</div><section role=heading>乙</section>") == [2, 1]


@pytest.mark.parametrize("role", ["caption", "td", "tr", "th", "cell", "col", "colgroup", "li", "br", "math"])
@pytest.mark.parametrize("around", ["{}", "<table>{}</table>", "<ul>{}</ul>", "<p>{}"])
def test_a_role_with_the_name_of_an_element_does_not_make_it_one(role, around):
    element = f"<div role={role}>甲</div>"
    assert body(around.format(element)) == body(around.format("<div>甲</div>"))


# --- files that are none, or too much --------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    ["<p>甲<td cla", "<p>甲</", "<p>甲<!", '<a href="x', "<p>甲</td", "<template>甲<td cla"],
)
def test_a_page_cut_off_inside_a_tag_is_damaged(html):
    with pytest.raises(DamagedFileError, match="cut off"):
        read(html.encode(), Losses())


@pytest.mark.parametrize(
    ("html", "what", "swallowed", "left"),
    [
        ("<p>甲</p>\n<!-- 乙丙", "comment", 2, "甲"),
        ("<head>\n<!-- 乙丙", "comment", 2, ""),
        ("<p>甲</p></html>\n<!-- 乙丙", "comment", 2, "甲"),
        ("<p>甲</p>\n<style>p{}<p>乙", "style", 7, "甲"),
        ("<p>甲</p>\n<script>var a", "script", 5, "甲"),
        ("\n<title>乙<p>丙", "title", 5, ""),
        ("<p>甲\n<textarea>乙<b>", "textarea", 4, "甲 乙<b>"),
        ("<p>甲</p>\n<xmp>乙<b>", "xmp", 4, "甲\n乙<b>"),
        ("<p>甲</p>\n<noscript>乙<b>", "noscript", 4, "甲"),
    ],
)
def test_what_a_page_never_closes_takes_its_rest_with_a_loss(html, what, swallowed, left):
    losses = Losses()
    report = read(html.encode(), losses)
    assert text(report.body).strip() == left
    found = [(loss.detail, loss.count, loss.where) for loss in losses if loss.code == "unclosed"]
    assert found == [(what, swallowed, "the page, line 2")]


def test_a_template_that_is_never_closed_takes_the_rest_of_the_page_with_a_loss():
    blocks, codes = body("<p>甲<template><p>乙")
    assert blocks == (Paragraph((Text("甲"),)),)
    assert codes == ["unclosed"]


@pytest.mark.parametrize("html", ["<p>甲", "<table><tr><td>甲", "<ul><li>甲<select><option>b", "<p>1 < 2"])
def test_a_page_that_lacks_closing_tags_is_fine(html):
    assert read(html.encode(), Losses()).body


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (b" \n", EmptyFileError),
        (b"%PDF-1.7", WrongKindError),
        (b"PK\x03\x04", WrongKindError),
        (b"<?xml version='1.0'?><office:document/>", WrongKindError),
        (b"MIME-Version: 1.0\n", WrongKindError),
        (bytes(range(256)), WrongKindError),
    ],
)
def test_what_is_no_page_is_named(data, error):
    with pytest.raises(error):
        read(data, Losses())


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000,
        "<table><tr><td>" * 200,
        "".join(f"<font color={n}><p>" for n in range(20_000)),
        "<td" * 3_000_000,
    ],
)
def test_a_page_beyond_the_limits_is_refused(html):
    with pytest.raises((LimitError, DamagedFileError)):
        read(html.encode(), Losses())


@pytest.mark.parametrize("html", ["<b><i><u>" * 100, "<b>" * 5000 + "</p>" * 5000, "<a>" * 5000])
def test_a_careless_page_within_the_limits_is_read(html):
    try:
        read(f"{html}甲".encode(), Losses())
    except GireportError as error:
        assert isinstance(error, LimitError)  # noqa: PT017


def test_forbidden_characters_are_dropped_with_a_loss():
    losses = Losses()
    report = read(b"<p title='\x01'>a\0b&#1;c&#x0B;d&#xFFFE;e&#10;f</p>", losses)
    assert report.body[0].content == (Text("abcde f"),)
    assert [(loss.code, loss.count) for loss in losses] == [("forbidden-character", 5)]


@pytest.mark.parametrize(
    "start", ["<style>p{}</style>", "<strong>一、</strong>", "<center>", "<script></script>"]
)
def test_an_editors_fragment_is_a_page_and_not_markdown(tmp_path, start):
    """Such a .html file was refused as Markdown."""
    file = tmp_path / "a.html"
    file.write_text(f"{start}<p>甲</p>", encoding="utf-8")
    assert text(gireport.read(file).body).endswith("甲")
