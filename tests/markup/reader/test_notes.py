"""Footnotes and endnotes as several programs write them."""

from __future__ import annotations

import pytest

from gireport.model import (
    Note,
    Paragraph,
    Text,
)
from support.pages import body

NOTES = {
    "pandoc": '<p>甲<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>乙</p>'
    '<section id="footnotes" class="footnotes" role="doc-endnotes"><hr /><ol><li id="fn1"><p>注'
    '<a href="#fnref1" class="footnote-back" role="doc-backlink">↩</a></p></li></ol></section>',
    "markdown-it": '<p>甲<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>乙</p>'
    '<hr class="footnotes-sep"><section class="footnotes"><ol class="footnotes-list"><li id="fn1" '
    'class="footnote-item"><p>注 <a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>',
    "Word": '<p class=MsoNormal>甲<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1">'
    "<span>[1]</span></a>"
    "乙</p><div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width='33%'>"
    "<div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> 注</p></div></div>",  # noqa: E501
    "docutils": '<p>甲<a class="brackets" href="#f1" id="f2" role="doc-noteref">'
    "<span>[</span>1<span>]</span></a>乙</p>"
    '<aside class="footnote brackets" id="f1" role="doc-footnote"><span class="label">'
    "<span>[</span>1<span>]</span>"
    '</span> <span class="backrefs">(<a role="doc-backlink" href="#f2">1</a>,'
    '<a role="doc-backlink" href="#f3">2</a>)'
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


def test_a_label_of_words_in_a_note_is_part_of_its_text():
    """Bootstrap's labels have docutils' class."""
    blocks, codes = body(NOTES["docutils"].replace("<p>注", '<span class="label">重要</span><p>注'))
    note = Note((Paragraph((Text("重要"),)), Paragraph((Text("注"),))))
    assert blocks[0].content == (Text("甲"), note, Text("乙"))
    assert codes == []
