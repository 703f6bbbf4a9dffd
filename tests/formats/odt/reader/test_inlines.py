"""What stands in paragraphs of OpenDocument files: rows O08 to O10, O13, O14, O18."""

from __future__ import annotations

import base64

import pytest

from gireport.formats.odt.reader import read
from gireport.losses import Losses
from gireport.model import BookmarkEnd, BookmarkStart, Image, LineBreak, Note, Paragraph, Text
from gireport.model.types import Inline
from gireport.testing.strategies import png
from support.odf import flat, packed, part, reading


def inlines(body: str, styles: str = "", common: str = "") -> tuple[tuple[Inline, ...], list[str]]:
    report, losses = reading(flat(f"<text:p>{body}</text:p>", styles, common))
    (paragraph,) = report.body
    assert isinstance(paragraph, Paragraph)
    return paragraph.content, [code for code, _ in losses]


def details(data: bytes) -> list[tuple[str, str]]:
    """The code and the detail of each loss."""
    losses = Losses()
    read(data, losses)
    return [(loss.code, loss.detail) for loss in losses]


def test_bookmarks_stand_where_they_stand_and_names_may_hold_spaces() -> None:
    """O08"""
    content, losses = inlines(
        'a<text:bookmark-start text:name="b 1"/>b<text:bookmark text:name="点"/><text:bookmark-end text:name="b 1"/>'  # noqa: E501
    )
    assert content == (
        Text("a"),
        BookmarkStart("b 1"),
        Text("b"),
        BookmarkStart("点"),
        BookmarkEnd("点"),
        BookmarkEnd("b 1"),
    )
    assert losses == []


def test_reference_marks_become_bookmarks_with_a_loss() -> None:
    """O09"""
    content, losses = inlines(
        '<text:reference-mark-start text:name="r"/>x<text:reference-mark-end text:name="r"/><text:reference-mark text:name="p"/>'  # noqa: E501
    )
    assert content == (BookmarkStart("r"), Text("x"), BookmarkEnd("r"), BookmarkStart("p"), BookmarkEnd("p"))
    assert losses == ["reference-mark", "reference-mark"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\n  a \t b  ", "a b "),
        ("a <text:span> b</text:span>", "a b"),
        ('a<text:s text:c="3"/>b', "a   b"),
        ("a <text:s/>b", "a  b"),
        ("a<text:s/> b", "a  b"),
        ("a<text:tab/> b", "a\t b"),
        ("a<text:soft-page-break/>b", "ab"),
        ("\u3000\u3000a\u00a0 \u00a0b", "\u3000\u3000a\u00a0 \u00a0b"),
    ],
)
def test_white_space_is_folded_as_a_program_would_show_it(written: str, shown: str) -> None:
    """O10"""
    assert inlines(written)[0] == (Text(shown),)


def test_a_line_break_ends_a_run_of_white_space() -> None:
    """O10"""
    assert inlines("a<text:line-break/> b")[0] == (Text("a"), LineBreak(), Text(" b"))


MARKS = (
    '<style:style style:name="B" style:family="text"><style:text-properties style:font-weight-asian="bold"/></style:style>'  # noqa: E501
    '<style:style style:name="N" style:family="text"><style:text-properties fo:font-weight="normal" style:font-weight-asian="normal"/></style:style>'  # noqa: E501
    '<style:style style:name="U" style:family="text"><style:text-properties style:text-underline-style="wave"'
    ' style:text-line-through-type="double" fo:font-style="oblique"/></style:style>'
    '<style:style style:name="S" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>'  # noqa: E501
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'  # noqa: E501
)


def test_styles_of_spans_carry_marks_and_inner_ones_take_them_away() -> None:
    """O13"""
    content, _ = inlines(
        '<text:span text:style-name="B">a<text:span text:style-name="N">b</text:span></text:span>'
        '<text:span text:style-name="U">c</text:span><text:span text:style-name="S">d</text:span>',
        MARKS,
    )
    assert content == (
        Text("a", ("bold",)),
        Text("b"),
        Text("c", ("italic", "underline", "strike")),
        Text("d", ("subscript",)),
    )


def test_hidden_text_is_left_out_but_its_bookmarks_stay() -> None:
    """O13, W32"""
    content, losses = inlines(
        'a<text:span text:style-name="H">x<text:bookmark text:name="b"/></text:span>', MARKS
    )
    assert content == (Text("a"), BookmarkStart("b"), BookmarkEnd("b"))
    assert losses == ["hidden-text"]


def test_links_keep_their_address_and_their_look_gives_no_mark() -> None:
    """O13"""
    common = (
        '<style:style style:name="Internet_20_link" style:family="text">'
        '<style:text-properties style:text-underline-style="solid"/></style:style>'
    )
    content, _ = inlines(
        '<text:a xlink:href="../附件.docx" text:style-name="Internet_20_link">附件</text:a>'
        '<text:a xlink:href="#名">内</text:a>',
        common=common,
    )
    assert content == (Text("附件", (), "附件.docx"), Text("内", (), "#名"))


def test_notes_hold_blocks_and_their_citation_is_computed() -> None:
    """O13"""
    content, losses = inlines(
        'a<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation>'
        "<text:note-body><text:p>n</text:p></text:note-body></text:note>"
    )
    assert content == (Text("a"), Note((Paragraph((Text("n"),)),), "endnote"))
    assert losses == []


def test_ruby_follows_its_base_in_full_width_brackets() -> None:
    """O13, W34"""
    content, losses = inlines(
        "<text:ruby><text:ruby-base>汉</text:ruby-base><text:ruby-text>hàn</text:ruby-text></text:ruby>字"
    )
    assert content == (Text("汉（hàn）字"),)
    assert losses == ["ruby"]


PNG = png(4, 4)
FRAME = (
    '<draw:frame svg:width="{width}" svg:height="0.75pt">{image}'
    "<svg:title>题</svg:title><svg:desc>图</svg:desc></draw:frame>"
)


@pytest.mark.parametrize(("width", "pixels"), [("1in", 96), ("2.54cm", 96), ("0.1pt", 1), ("50%", None)])
def test_a_picture_in_the_package_comes_with_its_bytes_kind_and_size(width: str, pixels: int | None) -> None:
    """O14"""
    image = '<draw:image xlink:href="Pictures/a.bin"/>'
    data = packed(f"<text:p>{FRAME.format(width=width, image=image)}</text:p>", {"Pictures/a.bin": PNG})
    report, losses = reading(data)
    ((key, resource),) = report.resources.items()
    assert report.body == (Paragraph((Image(key, "题 图", pixels, 1),)),)
    assert (resource.media_type, resource.data) == ("image/png", PNG)
    assert losses == []


def test_a_picture_in_a_flat_document_stands_in_it() -> None:
    """O14, O16"""
    encoded = (
        f"<draw:image><office:binary-data>{base64.b64encode(PNG).decode()}</office:binary-data></draw:image>"
    )
    report, losses = reading(flat(f"<text:p>{FRAME.format(width='1in', image=encoded)}</text:p>"))
    assert [resource.data for resource in report.resources.values()] == [PNG]
    assert losses == []


def test_a_linked_picture_keeps_its_address() -> None:
    """O14"""
    content, _ = inlines(FRAME.format(width="1in", image='<draw:image xlink:href="https://e.cn/a.png"/>'))
    assert content == (Image("https://e.cn/a.png", "题 图", 96, 1),)


def test_a_picture_that_is_not_there_leaves_its_description() -> None:
    """O14, O19"""
    content, losses = inlines(FRAME.format(width="1in", image='<draw:image xlink:href="Pictures/gone.png"/>'))
    assert content == (Text("题 图"),)
    assert losses == ["image-missing"]


def test_an_empty_text_box_beside_a_missing_picture_does_not_stand_for_it() -> None:
    """O14"""
    frame = '<draw:frame><draw:image xlink:href="Pictures/no.svm"/><draw:text-box/><svg:desc>图</svg:desc></draw:frame>'  # noqa: E501
    content, losses = inlines(f"a{frame}")
    assert content == (Text("a图"),)
    assert losses == ["formatting", "image-missing"]


@pytest.mark.parametrize(
    ("kind", "parameters", "seen"),
    [
        ("FORMCHECKBOX", (), "☐"),
        ("FORMCHECKBOX", (("Checkbox_Checked", "false"),), "☐"),
        ("FORMCHECKBOX", (("Checkbox_Name", "k"), ("Checkbox_Checked", "true")), "☒"),
        ("FORMDROPDOWN", (("Dropdown_ListEntry", "是"), ("Dropdown_ListEntry", "否")), "是"),
        (
            "FORMDROPDOWN",
            (("Dropdown_ListEntry", "是"), ("Dropdown_ListEntry", "否"), ("Dropdown_Selected", "1")),
            "否",
        ),
        ("FORMDROPDOWN", (("Dropdown_ListEntry", "是"), ("Dropdown_Selected", "7")), ""),
        ("FORMTEXT", (("Name", "t"),), ""),
    ],
)
def test_the_check_boxes_and_lists_of_forms_show_what_a_program_draws(
    kind: str, parameters: tuple[tuple[str, str], ...], seen: str
) -> None:
    """O18"""
    inside = "".join(
        f'<field:param field:name="{name}" field:value="{value}"/>' for name, value in parameters
    )
    content, losses = inlines(
        '<field:fieldmark xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0" '
        f'field:type="vnd.oasis.opendocument.field.{kind}">{inside}</field:fieldmark> 公开'
    )
    assert content == (Text(f"{seen} 公开" if seen else "公开"),)
    assert losses == ["field"]


def test_a_text_box_follows_the_paragraph_that_anchors_it() -> None:
    """O14, W25"""
    box = "<draw:frame><draw:text-box><text:p>盒</text:p></draw:text-box></draw:frame>"
    report, losses = reading(flat(f"<text:p>前{box}后</text:p><text:p>下</text:p>"))
    assert report.body == tuple(Paragraph((Text(text),)) for text in ("前后", "盒", "下"))
    assert losses == [("text-box", "the document, paragraph 1")]


def test_the_text_of_shapes_is_content_and_their_empty_paragraphs_are_not() -> None:
    """O18"""
    shapes = "<draw:g><draw:custom-shape><text:p>形</text:p></draw:custom-shape><draw:line><text:p/></draw:line></draw:g>"  # noqa: E501
    report, losses = reading(flat(f"<text:p>文{shapes}</text:p>"))
    assert report.body == (Paragraph((Text("文"),)), Paragraph((Text("形"),)))
    assert [code for code, _ in losses] == ["text-box", "formatting"]


def test_fields_are_the_text_that_they_show() -> None:
    """O18"""
    content, losses = inlines(
        "<text:date>2024年1月</text:date>第<text:page-number>3</text:page-number>页<text:user-field-get>值</text:user-field-get>"
    )
    assert content == (Text("2024年1月第3页值"),)
    assert losses == ["field"]


def test_a_formula_is_kept_as_its_linear_text() -> None:
    """O14, W30"""
    math = "<math:math><math:mfrac><math:mn>1</math:mn><math:mrow><math:mi>x</math:mi><math:mo>+</math:mo><math:mn>2</math:mn></math:mrow></math:mfrac></math:math>"  # noqa: E501
    content, losses = inlines(f"<draw:frame><draw:object>{math}</draw:object></draw:frame>")
    assert content == (Text("1/(x+2)"),)
    assert losses == ["formula"]


def test_a_formula_in_the_package_is_found() -> None:
    """O14, W30"""
    declared = part("document-content", "").decode().partition(">")[0].partition(" ")[2]
    math = f"<math:math {declared}><math:annotation>1 over 2</math:annotation></math:math>".encode()
    body = '<text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>'
    report, _ = reading(packed(body, {"Object 1/content.xml": math}))
    assert report.body == (Paragraph((Text("1 over 2"),)),)


def test_embedded_objects_and_comments_are_left_out_with_a_loss() -> None:
    """O14, W31"""
    content, losses = inlines(
        "a<office:annotation><dc:creator>x</dc:creator><text:p>c</text:p></office:annotation>"
        '<draw:frame><draw:object-ole xlink:href="./Obj"/></draw:frame>'
    )
    assert content == (Text("a"),)
    assert losses == ["comment", "embedded-object"]


def test_an_element_that_is_unknown_stands_for_its_text() -> None:
    """W35"""
    content, losses = inlines("a<office:unknown>b<text:span>c</text:span></office:unknown>d")
    assert content == (Text("abcd"),)
    assert losses == []


def test_a_drop_down_list_shows_what_is_chosen_and_is_one_field() -> None:
    """O18"""
    labels = '<text:label text:value="甲"/><text:label text:value="乙" text:current-selected="true"/>'
    for kept in ("", "乙"):
        report, losses = reading(flat(f"<text:p><text:drop-down>{labels}{kept}</text:drop-down></text:p>"))
        assert report.body == (Paragraph((Text("乙"),)),)
        assert losses == [("field", "")]


def test_a_field_of_hidden_text_that_states_its_text_only_is_noted() -> None:
    losses = details(
        flat('<text:p><text:hidden-text text:is-hidden="true" text:string-value="甲"/></text:p>')
    )
    assert losses == [("hidden-text", "甲")]


def test_what_was_filled_in_or_chosen_in_a_form_stands_under_its_loss() -> None:
    """O14"""
    controls = (
        '<form:text form:id="a" form:value="旧" form:current-value="青溪县"/>'
        '<form:listbox form:id="b"><form:option form:label="无"/><form:option form:label="有" form:selected="true"/>'  # noqa: E501
        '</form:listbox><form:checkbox form:id="c"/>'
    )
    losses = details(
        flat(
            f"<office:forms><form:form>{controls}</form:form></office:forms><text:p>"
            + "".join(f'<draw:control draw:control="{id_}"/>' for id_ in "abcd")
            + "</text:p>"
        )
    )
    assert losses == [
        ("embedded-object", f"a form control: {shown}")
        for shown in ("青溪县", "有", "checkbox", "one that is not in the file")
    ]


def test_the_parts_of_a_comment_have_spaces_between_them() -> None:
    comment = "<office:annotation><dc:creator>王</dc:creator><text:p>甲</text:p><text:p>乙</text:p></office:annotation>"  # noqa: E501
    losses = details(flat(f"<text:p>{comment}</text:p>"))
    assert losses == [("comment", "王 甲 乙")]
