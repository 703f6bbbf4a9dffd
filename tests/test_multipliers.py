"""A part that is used many times costs no more than what is read and written: small files do not grow without
bounds.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

import gireport
from gireport.errors import LimitError
from gireport.losses import Losses
from gireport.model import BookmarkEnd, BookmarkStart, Image, Note, Paragraph, Report, Resource, Text
from gireport.model.walk import inlines
from measured import run
from multipliers import CASES, docx, many_pictures, picture
from support.multiplied import variants

GIREPORT = str(Path(sys.executable).with_name("gireport"))
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SOURCES = sorted(
    path
    for path in (
        *FIXTURES.glob("pairs/*/*"),
        *FIXTURES.glob("portal/*.html"),
        *FIXTURES.glob("reports/*.json"),
    )
    if not path.name.endswith((".expected.json", ".losses.json"))
)
SECONDS = 4  # twice what a case may take: another program on the machine may slow it down
MIB = 300
FREE_SECONDS, SECONDS_PER_MIB = 1.5, 2.0
FREE_MIB, MIB_PER_MIB = 96, 48
_MIB = 2**20
FORMATS = {
    ".docx": "docx",
    ".odt": "odt",
    ".fodt": "odt",
    ".html": "html",
    ".md": "markdown",
    ".json": "json",
}


def conversions(first, after):
    """The cases with the formats that each is written to, from the place `first` on up to `after`."""
    return [
        pytest.param(case, to, id=f"{case.name}{case.suffix}-{to}")
        for case in CASES
        for to in case.targets[first:after]
    ]


def check(case, to, folder):
    source, target = folder / f"a{case.suffix}", folder / f"out.{to}"
    source.write_bytes(case.make())
    took = run(GIREPORT, "convert", str(source), str(target))
    assert took.status in (0, 3), took.said
    assert "Traceback" not in took.said
    assert (took.status == 0) == target.exists()
    assert took.processor < SECONDS
    assert took.peak < MIB


@pytest.mark.parametrize(("case", "to"), conversions(0, 1))
def test_a_small_file_that_would_grow_is_refused_or_read_within_bounds(case, to, tmp_path):
    check(case, to, tmp_path)


@pytest.mark.deep
@pytest.mark.parametrize(("case", "to"), conversions(1, None))
def test_it_is_so_in_every_other_format(case, to, tmp_path):
    check(case, to, tmp_path)


@pytest.mark.deep
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_reference_of_a_fixture_used_2000_times_costs_what_is_read_and_written(source):
    hold(source)


@pytest.mark.parametrize("source", SOURCES[::16], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_reference_of_some_fixtures_used_2000_times_costs_what_is_read_and_written(source):
    hold(source)


def hold(source):
    """Hold reading, and writing as JSON and HTML, of each variant of `source` to time and memory by their
    bytes.
    """
    for kind, data in variants(source):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        size = len(data)
        try:
            report = gireport.read(data, FORMATS[source.suffix])
            size += sum(len(gireport.write(report, name)) for name in ("json", "html"))
        except LimitError:
            pass
        took = time.process_time() - start
        grew = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        assert took < FREE_SECONDS + SECONDS_PER_MIB * size / _MIB, kind
        assert grew < FREE_MIB + MIB_PER_MIB * size / _MIB, kind


# --- what is used often in honest files ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["html", "markdown", "docx", "odt", "json", "html-fragment"])
def test_a_logo_on_each_of_30_pages_comes_back_from_every_format(name):
    """X01"""
    report = gireport.read(many_pictures(30, 50_000), "docx")
    name, _, fragment = name.partition("-")
    data = gireport.write(report, name, **({"fragment": True} if fragment else {}))
    back = gireport.read(data, name)
    assert (back.body, back.resources) == (report.body, report.resources)
    assert sum(isinstance(inline, Image) for inline in inlines(back)) == 30


def test_pictures_of_a_page_in_tables_notes_and_links_come_back():
    """X01: what stands for the bytes of a picture until all is written is found in every place."""
    image = '{"type":"image","resource":"KEY","link":"#a|b"}'
    cell = '{"content":[{"type":"paragraph","content":[IMAGE]}]}'
    body = (
        (
            '{"type":"table","rows":[[CELL,CELL],[CELL,CELL]],"header_rows":1},'
            '{"type":"list-item","content":[IMAGE]},{"type":"heading","level":1,"content":[IMAGE]},'
            '{"type":"paragraph","content":[{"type":"note","content":[{"type":"paragraph","content":[IMAGE]}]}]}'
        )
        .replace("CELL", cell)
        .replace("IMAGE", image)
    )
    held = gireport.read(many_pictures(1, 100), "docx").resources
    ((key, resource),) = held.items()
    encoded = gireport.write(gireport.read(many_pictures(1, 100), "docx"), "json").decode()
    data = encoded.partition('"data": "')[2].partition('"')[0]
    text = f'{{"gireport":"1","body":[{body}],"resources":{{"KEY":{{"media_type":"{resource.media_type}","data":"{data}"}}}}}}'  # noqa: E501
    report = gireport.read(text.replace("KEY", key).encode(), "json")
    for name in ("html", "markdown"):
        assert gireport.read(gireport.write(report, name), name) == report


def test_a_picture_whose_bytes_markup_cannot_repeat_is_refused_with_what_to_do():
    """X01"""
    report = gireport.read(many_pictures(100, 1_000_000), "docx")
    for name in ("html", "markdown"):
        with pytest.raises(LimitError, match="shown 100 times") as caught:
            gireport.write(report, name)
        assert "write a .docx" in caught.value.hint
    assert len(gireport.write(report, "docx")) < 1_000_000


@pytest.mark.parametrize("name", ["docx", "odt", "json"])
def test_a_picture_of_1_mb_on_200_pages_is_written_once_in_the_memory_of_a_few(name):
    """X01"""
    data = b"\x89PNG\r\n\x1a\n" + random.Random(0).randbytes(1_000_000)
    key = hashlib.sha256(data).hexdigest()
    body = tuple(Paragraph((Image(key),)) for _ in range(200))
    report = Report(body=body, resources={key: Resource("image/png", data)})
    written, peak = written_and_peak(report, name)
    assert written < 1_500_000
    assert peak < 8_000_000


@pytest.mark.parametrize(("name", "most"), [("docx", 50_000), ("odt", 100_000)])
def test_an_address_of_5_kb_under_1000_links_takes_memory_by_what_is_written(name, most):
    """X02: a .docx states it once, in one relationship; the others state it under each link."""
    address = "https://example.invalid/".ljust(5000, "a")
    report = Report(body=tuple(Paragraph((Text(f"{number}", (), address),)) for number in range(1000)))
    written, peak = written_and_peak(report, name)
    assert written < most
    assert peak < (3_000_000 if name == "docx" else 8 * 5_000_000)


def test_an_address_of_5_kb_under_10000_links_is_refused_before_anything_is_written():
    """X02"""
    address = "https://example.invalid/".ljust(5000, "a")
    report = Report(body=tuple(Paragraph((Text(f"{number}", (), address),)) for number in range(10_000)))
    for name in ("html", "docx"):
        with pytest.raises(LimitError, match="would repeat"):
            gireport.write(report, name)


def written_and_peak(report, name):
    """The bytes of `report` as the format `name`, and the most bytes of memory that writing them took."""
    gireport.write(Report(), name)  # what is imported is not counted
    tracemalloc.start()
    try:
        written = len(gireport.write(report, name))
        return written, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_one_address_under_many_links_is_written_once_in_word_and_stays_in_every_format():
    """X02"""
    report = gireport.read(FIXTURES / "pairs/docx/X02-one-address-many-times.docx", "docx")
    assert {inline.link for inline in inlines(report)} == {
        "http://www.example.gov.cn/zwgk/index.html",
        "http://www.example.gov.cn/zwgk/index.html#p1",
    }
    for name in ("html", "markdown", "docx", "odt", "json"):
        assert gireport.read(gireport.write(report, name), name) == report


def test_an_address_with_very_many_places_in_it_is_refused():
    """X02"""
    links = "".join(
        f'<w:p><w:hyperlink r:id="h" w:anchor="{number}"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>'
        for number in range(3000)
    )
    with pytest.raises(LimitError, match="would repeat"):
        gireport.read(docx(links, {"h": ("hyperlink", "https://example.invalid/".ljust(8000, "a"))}), "docx")


def test_the_name_of_a_picture_that_is_not_there_is_shortened_in_the_error():
    """X02: the detail of a loss is bounded, however long a part's name is and however often it is missed."""
    losses = Losses()
    gireport.read(
        docx(f"<w:p>{picture('p')}</w:p>" * 300, {"p": ("image", "a" * 1_000_000)}), "docx", losses=losses
    )
    assert sum(loss.count for loss in losses if loss.code == "image-missing") == 300
    assert max(len(loss.detail) for loss in losses) <= 1001


def test_a_reference_of_markdown_used_often_costs_nothing_until_the_limit():
    """X04"""
    report = gireport.read(b"[a] " * 500 + b"\n\n[a]: https://example.invalid/\n", "markdown")
    assert {inline.link for inline in inlines(report) if isinstance(inline, Text) and inline.text == "a"} == {
        "https://example.invalid/"
    }


def test_the_ids_of_notes_stay_short_beside_long_names():
    """X13"""
    name = f"fn{'-' * 5000}1"
    notes = tuple(Note((Paragraph((Text(str(number)),)),)) for number in range(50))
    report = Report(body=(Paragraph((BookmarkStart(name), Text("a"), BookmarkEnd(name), *notes)),))
    page = gireport.write(report, "html")
    assert page.count(b"-" * 5000) == 2  # where the bookmark begins and where it ends
    assert gireport.read(page, "html") == report
    text = f"[^a] gireport-note-{'-' * 5000}1\n\n[^a]: b\n"
    report = gireport.read(text.encode(), "markdown")
    assert sum(isinstance(inline, Note) for inline in inlines(report)) == 1
