"""A style file: an office's own values in place of ours."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import gireport
from gireport.errors import GireportError, UsageError
from gireport.model import Paragraph, Report, Text, normal
from gireport.style import GBT9704, ROLES, House, file, house
from gireport.style.file import read_style, style_values
from gireport.style.plain import PLAIN

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "style.md").read_text("utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", PAGE, re.S)[1]
FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "2021.json"


def same(one: House, other: House) -> bool:
    return all(getattr(one, field) == getattr(other, field) for field in House.__struct_fields__)


def test_names_are_our_styles():
    assert house("gbt9704") is GBT9704
    assert house("plain") is PLAIN
    assert house(PLAIN) is PLAIN


def test_the_example_of_the_documentation_states_the_values_of_gbt9704(tmp_path):
    path = tmp_path / "office.toml"
    path.write_text(EXAMPLE, "utf-8")
    found = house(path)
    assert found.page == pytest.approx(GBT9704.page, abs=1)
    assert found.styles == GBT9704.styles
    assert found.latin == GBT9704.latin
    assert found.table == GBT9704.table
    assert (found.line_pitch, found.page_number) == (GBT9704.line_pitch, GBT9704.page_number)


def test_the_example_has_every_key():
    example = tomllib.loads(EXAMPLE)
    assert set(example) == set(file._SECTIONS)
    assert set(example["page"]) == set(file._PAGE)
    assert set(example["text"]["body"]) == set(file._TEXT)
    assert set(example["table"]) == set(file._TABLE)
    for role in ROLES:
        assert role in PAGE or role[:-1] in PAGE


def test_what_is_left_out_is_that_of_the_base():
    assert same(read_style({}), GBT9704)
    found = read_style({"base": "plain", "page": {"top": 30}, "text": {"body": {"font": "仿宋", "line": 0}}})
    assert found.page.top == 1701
    assert found.styles["body"].font.alternatives[0] == "仿宋_GB2312"
    assert found.styles["title"] == PLAIN.styles["title"]


def test_another_line_pitch_changes_every_text_that_had_the_old_one():
    found = read_style({"lines": {"pitch": 30}})
    assert {found.styles[role].line for role in ("body", "heading1", "list", "caption")} == {30}
    assert found.styles["title"].line == 36


def test_the_same_values_give_the_same_object():
    """What a writer makes of a style is kept by its identity."""
    assert read_style({"page": {"top": 30}}) is read_style({"page": {"top": 30}})


@pytest.mark.parametrize("format", ["docx", "odt", "html"])
@pytest.mark.parametrize(
    "style", ["plain", {"page": {"top": 20}, "text": {"body": {"font": '坏"<字>&体</style>', "size": 12}}}]
)
def test_a_report_is_the_same_in_every_style(format, style):
    report = gireport.read(FIXTURE)
    data = gireport.write(report, format, style=style)
    assert data != gireport.write(report, format)
    assert gireport.read(data, format) == report


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[page", "not valid TOML"),
        ("[pages]", "no key 'pages' (use one of: base, page, "),
        ("[page]\ntopp = 3", "no key 'page.topp' (use one of: width, height, top"),
        ("page = 3", "'page' of the style file must be a table (write [page]"),
        ("[page]\ntop = '3'", "'page.top' of the style file must be a number from 0 to 200"),
        ("[page]\ntop = nan", "'page.top' of the style file must be a number"),
        ("[page]\nleft = 120\nright = 80", "less than 25.4 mm"),
        ("[text.bdy]", "no key 'text.bdy'"),
        ("[text.body]\nalign = 'middle'", "'text.body.align' of the style file has a value"),
        ("[text.body]\nfont = ''", "'text.body.font' of the style file must be the name of a font"),
        ("[text.body]\nkeep_next = 1", "'text.body.keep_next' of the style file must be true or false"),
        ("base = 'gbt'", "(use one of: gbt9704, plain)"),
        ("page_number = 1", "page_number of the style file must be the two texts"),
    ],
)
def test_a_wrong_file_is_one_line_that_names_it_and_the_key(text, words, tmp_path):
    path = tmp_path / "office.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        house(path)
    line = caught.value.message("en")
    assert line.startswith(f"{path}: ")
    assert words in line
    assert "\n" not in line
    assert re.search("[\u4e00-\u9fff]", caught.value.message("zh"))


def test_what_is_no_style_is_told():
    with pytest.raises(UsageError, match="no style 'fancy'"):
        house("fancy")
    with pytest.raises(UsageError, match="not int"):
        house(3)
    with pytest.raises(GireportError, match="cannot be read"):
        house("none.toml")


def test_the_values_for_a_worker_are_data():
    assert style_values("plain") == "plain"
    assert style_values({"base": "plain"}) == {"base": "plain"}


def test_a_report_without_a_table_or_signature_has_its_style_too():
    report = normal(Report(body=(Paragraph((Text("文"),)),)))
    assert gireport.read(gireport.write(report, "docx", style="plain"), "docx") == report


def test_signs_of_markup_around_the_page_number_are_text():
    report = normal(Report(body=(Paragraph((Text("甲"),)),)))
    style = {"page_number": ["<&", "]]>"]}
    for name in ("docx", "odt"):
        losses = gireport.Losses()
        assert gireport.read(gireport.write(report, name, style=style), name, losses=losses) == report
        assert not [one for one in losses if one.code == "xml-repaired"]


def test_a_file_that_nests_without_end_is_one_line(tmp_path):
    path = tmp_path / "deep.toml"
    path.write_text("a=" + "[" * 5000, "utf-8")
    with pytest.raises(UsageError):
        read_style(path)


@pytest.mark.parametrize("options", [{"fragment": True}, {}])
def test_a_wrong_style_is_told_also_where_the_output_has_no_use_for_it(options):
    with pytest.raises(UsageError):
        gireport.write(Report(), "html", style="nosuch", **options)
    with pytest.raises(UsageError):
        gireport.write(Report(), "docx", style={5: 1})


def test_a_wrong_style_beside_a_reference_document_is_told(tmp_path):
    with pytest.raises(UsageError):
        gireport.write(Report(), "docx", style="nosuch", reference_doc=gireport.write(Report(), "docx"))
