"""The house style on paper (GB/T 9704-2012), measured in the PDFs that LibreOffice makes of our documents."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

import gireport
from gireport.model import Heading, Paragraph, Report, Table, Text, normal, walk
from support.paper import IS_MISSING, Page, Word, gaps, printed

pytestmark = [
    pytest.mark.skipif(IS_MISSING, reason="LibreOffice (soffice) or pdftotext (poppler) is not installed"),
    pytest.mark.xdist_group("libreoffice"),
]

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seed" / "sishui-2023.txt"
FORMATS = ("docx", "odt")
LEFT, RIGHT, TOP, BOTTOM = 28, 210 - 26, 37, 297 - 35
"""The edges of the type area (5.2.1) in mm."""
LINE = 28.9 * 25.4 / 72
CHARACTER = 16 * 25.4 / 72
LINES, CHARACTERS = 22, 28
_CELL_LINE = 9 * 1.45 * 25.4 / 72
"""The most that a line of 小五 takes in the fonts that programs have, in mm."""
_CELL_PADDING = 1.5
ORGAN, DATE = "云岭市青溪县档案服务中心", "2025年1月15日"


def _signed(align: str | None, lines: int) -> Report:
    """So many lines of text, and a signature."""
    body = [Paragraph((Text("正文一行"),)) for _ in range(lines)]
    body += [Paragraph((Text(text),), align) for text in (ORGAN, DATE)]
    return normal(Report(body=tuple(body)))


def _reports() -> dict[str, Report]:
    text = "".join(chr(0x4E00 + number % 500) for number in range(CHARACTERS * LINES * 2 + 100))
    found = {name: gireport.read(ROOT / f"fixtures/reports/{name}.json") for name in ("2019", "2021")}
    if SEED.is_file():
        found["seed"] = gireport.read(SEED)
    found["lines"] = normal(Report(body=(Paragraph((Text(text),)),)))
    found["signed-left"] = _signed(None, 20)
    found["signed-right"] = _signed("right", 21)
    titles = [Heading(1, (Text("标题"),)), *(Paragraph((Text("一行"),)),) * 19, Heading(1, (Text("末题"),))]
    found["titled"] = normal(Report(body=(*titles, *walk_tables(found["2021"])[:1])))
    return found


def walk_tables(report: Report) -> list[Table]:
    return [block for block in report.body if isinstance(block, Table)]


REPORTS = _reports()
STATUTORY = [name for name in ("2019", "2021", "seed") if name in REPORTS]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    documents = {
        f"{name}-{format_}.{format_}": gireport.write(report, format_)
        for name, report in REPORTS.items()
        for format_ in FORMATS
    }
    return {
        name.split(".")[0]: found
        for name, found in printed(documents, tmp_path_factory.mktemp("look")).items()
    }


# --- the page --------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_a_page_has_22_lines_of_28_characters(format_: str, pages: dict[str, list[Page]]) -> None:
    """5.2.3"""
    second = pages[f"lines-{format_}"][1].lines
    assert len(second) == LINES
    assert {len("".join(word.text for word in line)) for line in second} == {CHARACTERS}
    assert gaps([line[0].middle for line in second]) == pytest.approx([LINE] * (LINES - 1), abs=0.2)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_text_fills_the_type_area(format_: str, pages: dict[str, list[Page]]) -> None:
    """5.2.1: its edges, within 1 mm."""
    lines = pages[f"lines-{format_}"][1].lines
    assert min(line[0].left for line in lines) == pytest.approx(LEFT, abs=1)
    assert max(line[-1].right for line in lines) == pytest.approx(RIGHT, abs=1)
    # A line of 28.9 pt has its characters in its middle.
    assert lines[0][0].middle - LINE / 2 == pytest.approx(TOP, abs=1.9)
    assert lines[-1][0].middle + LINE / 2 == pytest.approx(BOTTOM, abs=1.9)


@pytest.mark.parametrize(("name", "format_"), [*product(STATUTORY, FORMATS)])
def test_no_word_stands_outside_of_the_type_area(
    name: str, format_: str, pages: dict[str, list[Page]]
) -> None:
    for page in pages[f"{name}-{format_}"]:
        for word in page.words:
            assert word.left >= LEFT - 1, word
            assert word.right <= RIGHT + 1, word
            assert word.top >= TOP - 1, word
            assert word.bottom <= BOTTOM + 1, word


@pytest.mark.parametrize("format_", FORMATS)
def test_the_page_number_stands_7_mm_below_on_the_outer_side(
    format_: str, pages: dict[str, list[Page]]
) -> None:
    """7.5"""
    first, second = pages[f"lines-{format_}"][:2]
    for number, page in ((1, first), (2, second)):
        dash = page.footer[0]
        assert "".join(word.text for word in page.footer) == f"—{number}—"
        assert dash.middle - BOTTOM == pytest.approx(7, abs=1.5)
    assert max(word.right for word in first.footer) == pytest.approx(RIGHT - 14 * 25.4 / 72, abs=1)
    assert min(word.left for word in second.footer) == pytest.approx(LEFT + 14 * 25.4 / 72, abs=1)


# --- tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "format_"), [*product(STATUTORY, FORMATS)])
def test_nothing_is_cut_off(name: str, format_: str, pages: dict[str, list[Page]]) -> None:
    """Every character of every cell is on paper, repeated header rows aside."""
    shown = "".join(page.text for page in pages[f"{name}-{format_}"])
    text = "".join(walk.text(REPORTS[name]).split())
    assert not [character for character in set(text) if shown.count(character) < text.count(character)]


def figures(page: Page) -> list[Word]:
    """The figures in the last column of 申请情况 on a page."""
    head = [word for word in page.words if word.text == "总计" and word.right > RIGHT - 10]
    body = [word for word in page.words if word.text.isdigit() and word.left > RIGHT - 12]
    return [word for word in body if head and word.top > min(word.top for word in head)]


@pytest.mark.parametrize(("name", "format_"), [*product(STATUTORY, FORMATS)])
def test_no_row_of_the_applications_has_more_than_two_lines(
    name: str, format_: str, pages: dict[str, list[Page]]
) -> None:
    tall = 2 * _CELL_LINE + _CELL_PADDING
    rows = 0
    for page in pages[f"{name}-{format_}"]:
        if not any(word.text.startswith("（本列数据的勾稽关系为") for word in page.words):
            continue
        middles = [word.middle for word in figures(page)]
        end = next((word.top for word in page.words if word.text.startswith("四、政府信息公开行政")), 300)
        middles = [middle for middle in middles if middle < end]
        rows += len(middles)
        # Between the middles of two rows lie half of the one and half of the other.
        assert max(gaps(middles), default=0) <= tall, page.text
    assert rows == {"2019": 23, "2021": 25, "seed": 23}[name]


@pytest.mark.parametrize(("name", "format_"), [*product(STATUTORY, FORMATS)])
def test_header_rows_are_repeated_on_the_next_page(
    name: str, format_: str, pages: dict[str, list[Page]]
) -> None:
    labels = ("本年新收政府信息公开申请数量", "1.属于国家秘密", "（七）总计", "四、结转下年度继续办理")
    found = [page.text for page in pages[f"{name}-{format_}"]]
    with_rows = [text for text in found if any(label in text for label in labels)]
    assert len(with_rows) > (name == "seed")  # that of the seed is on two pages
    assert all("申请人情况" in text and "法律服" in text for text in with_rows)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_title_stays_with_its_table(format_: str, pages: dict[str, list[Page]]) -> None:
    """The table's first rows do not fit on the page that the title would end."""
    (page,) = [page for page in pages[f"titled-{format_}"] if "末题" in page.text]
    assert "第二十条第（一）项" in page.text


# --- the signature ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "format_"), [*product(("signed-left", "signed-right", "2021"), FORMATS)])
def test_the_signature_stands_as_the_standard_says(
    name: str, format_: str, pages: dict[str, list[Page]]
) -> None:
    """7.3.5.2: the organ ends two characters from the edge, the date begins two after it; one line apart."""
    *_, before, organ, date = pages[f"{name}-{format_}"][-1].lines
    assert "".join(word.text for word in organ) == ORGAN
    assert "".join(word.text for word in date) == DATE
    assert organ[-1].right == pytest.approx(RIGHT - 2 * CHARACTER, abs=2)
    # The digits of other fonts are wider than half a character.
    assert CHARACTER / 2 < date[0].left - organ[0].left < 2.5 * CHARACTER
    assert organ[0].middle - before[0].middle == pytest.approx(2 * LINE, abs=0.5)
    assert date[0].middle - organ[0].middle == pytest.approx(LINE, abs=0.5)


@pytest.mark.parametrize(("name", "format_"), [*product(("signed-left", "signed-right"), FORMATS)])
def test_the_signature_takes_the_line_before_it_to_the_next_page(
    name: str, format_: str, pages: dict[str, list[Page]]
) -> None:
    found = pages[f"{name}-{format_}"]
    assert len(found) == 2
    assert [len(page.lines) for page in found] == [len(REPORTS[name].body) - 3, 3]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", [name for name in REPORTS if name != "lines"])
def test_what_is_printed_so_is_read_back_as_it_was(name: str, format_: str) -> None:
    assert gireport.read(gireport.write(REPORTS[name], format_), format_) == REPORTS[name]
