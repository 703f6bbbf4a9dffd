"""What LibreOffice writes in ways of its own, as it stands in its files, is read as what it means."""

from __future__ import annotations

import io
import zipfile

from gireport.formats.docx.reader import read
from gireport.losses import Losses
from gireport.model import BookmarkEnd, BookmarkStart, LineBreak, Note, Paragraph, Table, Text, walk
from support import odf
from support.bad import WORD, docx
from support.bad import package as package_of

A, A_END = BookmarkStart("甲"), BookmarkEnd("甲")


def start(id_: int) -> str:
    return f'<w:bookmarkStart w:id="{id_}" w:name="甲"/>'


def end(id_: int) -> str:
    return f'<w:bookmarkEnd w:id="{id_}"/>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def reading(*paragraphs: str) -> tuple[list[object], list[str]]:
    losses = Losses()
    report = read(docx("".join(f"<w:p>{each}</w:p>" for each in paragraphs)), losses)
    return list(walk.inlines(report)), [loss.code for loss in losses]


def test_a_start_written_again_where_the_range_ends_gives_its_end_to_the_first() -> None:
    """W17, W18: LibreOffice's .docx of a range over several paragraphs; the first start has no end of its
    id.
    """
    inlines, losses = reading(start(0) + run("x"), start(1) + run("y") + end(1) + run("z"))
    assert inlines == [A, Text("x"), Text("y"), A_END, Text("z")]
    assert losses == []


def test_a_start_written_again_leaves_the_first_its_own_end() -> None:
    """W18"""
    inlines, losses = reading(start(0) + run("x"), start(1) + run("y") + end(1) + run("z") + end(0))
    assert inlines == [A, Text("x"), Text("yz"), A_END]
    assert losses == ["bookmark-duplicate"]


def test_a_bookmark_that_has_ended_is_not_opened_by_another_of_its_name() -> None:
    """W18"""
    inlines, losses = reading(start(0) + run("x") + end(0), start(1) + run("y") + end(1))
    assert inlines == [A, Text("x"), A_END, Text("y")]
    assert losses == ["bookmark-duplicate"]


def test_of_three_starts_the_second_ends_the_range() -> None:
    """W18: what follows is a duplicate like any other."""
    inlines, losses = reading(start(0) + run("x"), start(1) + run("y") + end(1), start(2) + run("z") + end(2))
    assert inlines == [A, Text("x"), Text("y"), A_END, Text("z")]
    assert losses == ["bookmark-duplicate"]


def test_only_a_space_at_once_after_a_notes_mark_goes_with_it() -> None:
    """Where the mark stands alone, the space that the next paragraph begins with is text."""
    losses = Losses()
    mark, space = "<w:r><w:footnoteRef/></w:r>", '<w:r><w:t xml:space="preserve"> 注</w:t></w:r>'
    notes = {
        1: f"<w:p>{mark}{space}</w:p>",
        2: f"<w:p>{mark}</w:p><w:p>{space}</w:p>",
        3: f"<w:p>{mark}<w:r><w:br/></w:r>{space}</w:p>",
    }
    references = "".join(f'<w:r><w:footnoteReference w:id="{id_}"/></w:r>' for id_ in notes)
    report = read(_with_notes(f"<w:p>{references}</w:p>", notes), losses)
    found = [inline.content for inline in walk.inlines(report) if isinstance(inline, Note)]
    assert found == [
        (Paragraph((Text("注"),)),),
        (Paragraph(), Paragraph((Text(" 注"),))),
        (Paragraph((LineBreak(), Text(" 注"))),),
    ]
    assert not list(losses)


def _with_notes(body: str, notes: dict[int, str]) -> bytes:
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(docx(body))) as package:
        parts.update({name: package.read(name) for name in package.namelist()})
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="footnotes.xml"/></Relationships>'
    )
    inner = "".join(f'<w:footnote w:id="{id_}">{note}</w:footnote>' for id_, note in notes.items())
    parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{WORD}">{inner}</w:footnotes>'
    return package_of(parts)


def test_a_caption_of_words_style_is_a_caption_in_its_odt() -> None:
    """LibreOffice keeps the name `caption`, in lower case, of Word's style."""
    common = '<style:style style:name="caption" style:family="paragraph"/>'
    table = "<table:table><table:table-column/><table:table-row><table:table-cell><text:p>1</text:p>"
    table += "</table:table-cell></table:table-row></table:table>"
    report, losses = odf.reading(
        odf.flat(f'<text:p text:style-name="caption">表 1</text:p>{table}', common=common)
    )
    (found,) = report.body
    assert isinstance(found, Table)
    assert found.caption == (Text("表 1"),)
    assert found.rows[0][0].content == (Paragraph((Text("1"),)),)
    assert losses == []
