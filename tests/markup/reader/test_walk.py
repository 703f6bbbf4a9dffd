"""What the walk itself decides: bookmarks (H07) and hidden content (H12)."""

from __future__ import annotations

from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Paragraph,
    Text,
)
from support.pages import body


def inlines(html, **options):
    blocks, _ = body(html, **options)
    assert len(blocks) == 1
    return blocks[0].content


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


def test_hidden_elements_are_not_content():
    """H12"""
    html = (
        "<body><script>a</script><style>b</style><template>c</template><noscript>d</noscript><!--e-->"
        "<p hidden>f</p><p style='display:none'>g</p><span style='visibility: hidden'>h</span>"
        "<p>i<span style='mso-hide:all'>j</span></p>"
    )
    blocks, codes = body(html)
    assert blocks == (Paragraph((Text("i"),)),)
    assert codes == ["hidden-text"] * 4


def test_the_text_of_a_shadow_root_is_named_in_a_loss():
    """H12, HTML Standard 4.12.3: unlike another template, a browser shows it."""
    losses = Losses()
    read(
        (
            "<div><template shadowrootmode=open><style>p>b{}</style><p>甲</p></template></div>"
            "<template>乙</template>"
            "<div><template shadowrootmode=open><style>p{}</style><slot></slot></template></div>"
        ).encode(),
        losses,
    )
    assert [(loss.code, loss.detail) for loss in losses] == [("not-kept", "shadow root “甲”")]


def test_an_element_is_hidden_by_its_own_style():
    """H12, HTML Standard 15.3.1: a `display` overrides the attribute; CSS 2.2, 4.1.9: comments are
    ignored.
    """
    blocks, codes = body(
        "<p hidden style='display:block'>a</p><p style='/* b */display:none'>b</p>"
        "<p style='/*display:none'>c</p>"
    )
    assert blocks == (Paragraph((Text("a"),)), Paragraph((Text("c"),)))
    assert codes == ["hidden-text"]
