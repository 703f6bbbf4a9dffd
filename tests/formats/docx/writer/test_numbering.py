"""Word counts to the number that each list item states."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gireport.formats.docx.writer.numbering import Numbering
from gireport.model import (
    ListItem,
    Note,
    Paragraph,
    Text,
)


def item(level: int, number: int | None = None) -> ListItem:
    return ListItem(level, number is not None, number, (Text("项"),))


# --- lists -----------------------------------------------------------------------------------------


def shown(document) -> list[str]:
    """The numbers that Word shows, counted as 17.9 has it: by abstractNum, overrides at a num's first
    item.
    """
    nums = {}
    for num in document.find("//w:num", "word/numbering.xml"):
        space = num.nsmap
        overrides = num.xpath("w:lvlOverride/@w:ilvl", namespaces=space)
        starts = num.xpath("w:lvlOverride/w:startOverride/@w:val", namespaces=space)
        abstract = num.xpath("w:abstractNumId/@w:val", namespaces=space)[0]
        nums[num.xpath("@w:numId", namespaces=space)[0]] = (
            abstract,
            dict(zip(overrides, starts, strict=True)),
        )
    bullets = set(
        document.find(
            "//w:abstractNum[w:lvl/w:numFmt/@w:val='bullet']/@w:abstractNumId", "word/numbering.xml"
        )
    )
    counters: dict[str, list[int | None]] = {}
    labels = []
    seen = set()
    for properties in document.find("//w:numPr"):
        num = properties.xpath("w:numId/@w:val", namespaces=properties.nsmap)[0]
        level = properties.xpath("w:ilvl/@w:val", namespaces=properties.nsmap)[0]
        abstract, overrides = nums[num]
        if abstract in bullets:
            labels.append("•")
            continue
        counts = counters.setdefault(abstract, [None] * 9)
        at = int(level)
        before = counts[at]
        if level in overrides and (num, level) not in seen:
            counts[at] = int(overrides[level])
        else:
            counts[at] = int(overrides.get(level, 1)) if before is None else before + 1
        seen.add((num, level))
        counts[at + 1 :] = [None] * (8 - at)
        labels.append(str(counts[at]))
    return labels


@given(
    items=st.lists(
        st.tuples(st.integers(0, 8), st.none() | st.integers(0, 4), st.booleans()), min_size=1, max_size=12
    )
)
def test_word_counts_to_the_number_of_each_item(written, items):
    """W21: several nums on one abstractNum, startOverride, deeper levels that start anew."""
    body: list = []
    for level, number, interrupted in items:
        if interrupted:
            body.append(Paragraph((Text("间"),)))
        level = min(level, body[-1].level + 1) if body and isinstance(body[-1], ListItem) else 0
        body.append(item(level, number))
    document = written(*body)
    wanted = ["•" if each.number is None else str(each.number) for each in body if isinstance(each, ListItem)]
    assert shown(document) == wanted


def test_a_level_that_began_elsewhere_than_at_one_restarts_at_one_where_that_is_stated(written):
    """W21: a level begins anew where the `w:startOverride` of its own num says."""
    document = written(item(0, 1), item(1, 2), item(0, 2), item(1, 1), item(0, 3), item(1, 1))
    assert shown(document) == ["1", "2", "2", "1", "3", "1"]


def test_a_list_that_continues_has_one_num(written):
    document = written(item(0, 1), item(0, 2), Paragraph((Text("间"),)), item(0, 3), item(1), item(0, 4))
    assert document.find("//w:numId/@w:val") == ["1", "1", "1", "2", "1"]
    assert shown(document) == ["1", "2", "3", "•", "4"]


def test_the_numbers_of_a_note_do_not_disturb_those_of_the_body(written):
    note = Note((item(0, 1), item(0, 2)))
    document = written(ListItem(0, True, 1, (Text("甲"), note)), item(0, 2))
    lists = "word/numbering.xml"
    assert shown(document) == ["1", "2"]
    assert len(set(document.find("//w:num[w:abstractNumId]/w:abstractNumId/@w:val", lists))) == 2


def test_list_definitions_come_after_those_of_another_document():
    numbering = Numbering(abstract_taken=7, num_taken=3)
    assert numbering.bullet() == 4
    counter = numbering.new_counter()
    assert numbering.number(counter, 0, 1) == 5
    abstracts, nums = numbering.elements()
    assert 'w:abstractNumId="8"' in abstracts
    assert 'w:abstractNumId="9"' in abstracts
    assert nums.count("<w:num ") == 2
