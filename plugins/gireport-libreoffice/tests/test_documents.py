"""What the real LibreOffice reads and writes: figures, grids and paragraphs of the fixtures and the seed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

import gireport
import gireport_libreoffice
from gireport.losses import Losses
from gireport.model import Heading, Note, Paragraph, Report, Table, Text, walk
from gireport.safe.kinds import OLE
from gireport.statutory import figures
from gireport_libreoffice import office

pytestmark = pytest.mark.xdist_group("libreoffice")
NAMES = ("2019", "2021", "seed")
OOR = "{http://openoffice.org/2001/registry}"
FORMS = Path(gireport_libreoffice.__file__).with_name("profile.xcu")


@pytest.fixture(scope="session")
def written(soffice, reports):
    """(report, format) → the bytes that are written, the report that is read back, the losses of writing."""
    made = {}
    for name, report in reports.items():
        for kind in ("doc", "rtf"):
            losses = Losses()
            data = gireport.write(report, kind, losses=losses)
            made[name, kind] = data, gireport.read(data, kind), losses
    return made


def of(written, name, kind):
    if (name, kind) not in written:
        pytest.skip("../shared, with the seed, is not beside this checkout")
    return written[name, kind]


def values(report):
    return {figure.key: (figure.raw, figure.state) for figure in figures(report)}


def grids(report):
    return [
        [[(cell.colspan, cell.rowspan, walk.text(cell.content)) for cell in row] for row in found.table.rows]
        for found in walk.tables(report)
    ]


def plain(block, kind):
    """A block without what a document of `kind` does not say: widths and header columns. In an .rtf header
    rows too; there a link is underlined, as its style is.
    """
    if isinstance(block, Table):
        rows = 0 if kind == "rtf" else block.header_rows
        return Table(block.rows, (), rows, 0, block.caption)
    if kind == "rtf" and isinstance(block, Paragraph):
        marks = lambda one: tuple(mark for mark in one.marks if mark != "underline" or not one.link)  # noqa: E731
        content = tuple(
            Text(one.text, marks(one), one.link) if isinstance(one, Text) else one for one in block.content
        )
        return Paragraph(content, block.align)
    return block


@pytest.mark.parametrize("kind", ["doc", "rtf"])
@pytest.mark.parametrize("name", NAMES)
def test_a_report_comes_back_with_every_figure_grid_and_paragraph(written, reports, name, kind):
    _, back, _ = of(written, name, kind)
    report = reports[name]
    assert len(values(report)) >= 198
    assert values(back) == values(report)
    assert grids(back) == grids(report)
    assert [plain(one, kind) for one in back.body] == [plain(one, kind) for one in report.body]
    assert back.meta == report.meta


@pytest.mark.parametrize("name", NAMES)
def test_what_a_document_does_not_say_is_told(written, reports, name):
    """Header columns in both, header rows in .rtf."""
    told = {
        kind: {(loss.code, loss.detail, loss.count) for loss in of(written, name, kind)[2]}
        for kind in ("doc", "rtf")
    }
    assert told["doc"] == {("flattened", "header rows and columns", 2)}
    assert told["rtf"] == {("flattened", "header rows and columns", 3)}


@pytest.mark.parametrize(
    ("name", "kind", "format_"),
    [
        ("a.doc", "doc", "doc"),
        ("a.wps", "doc", "doc"),
        ("a.wpt", "doc", "doc"),
        ("a", "doc", "doc"),
        ("a.rtf", "rtf", "rtf"),
        ("a.doc", "rtf", "rtf"),
    ],
)
def test_the_name_may_be_any_that_offices_give(written, reports, tmp_path, name, kind, format_):
    """WPS writes the format of Word under .wps; an RTF is often named .doc."""
    data, back, _ = written["2021", kind]
    (tmp_path / name).write_bytes(data)
    assert gireport.plugins.registry.Registry().for_reading(name, data).name == format_
    assert gireport.read(tmp_path / name) == back


def test_a_pdf_has_the_text_its_bookmarks_and_tags(soffice, reports, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    report = reports["2021"]
    (tmp_path / "a.pdf").write_bytes(gireport.write(report, "pdf"))
    shown = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True).stdout
    shown = Counter(re.sub(r"\s", "", shown.decode()))
    missing = Counter(re.sub(r"\s", "", walk.text(report))) - shown
    assert not missing
    facts = subprocess.run(["pdfinfo", tmp_path / "a.pdf"], capture_output=True, check=True).stdout.decode()
    assert re.search(r"Tagged:\s+yes", facts)
    assert report.meta.title in facts


def test_a_uot_is_read(soffice):
    """GB/T 20916: LibreOffice writes one; its text comes back, whatever its filter makes of the tables."""
    report = Report(body=(Heading(1, (Text("一、总体情况"),)),))
    uot = office.convert(gireport.write(report, "odt"), office.Job(".odt", ".uot", "uot"), 60)
    assert gireport_libreoffice.kinds.is_uot(uot)
    assert "一、总体情况" in walk.text(gireport.read(uot))


def test_a_document_that_libreoffice_cannot_open_is_one_error(soffice):
    broken = OLE + bytes(504) + "WordDocument\0".encode("utf-16-le") + bytes(2000)
    with pytest.raises(gireport.errors.DamagedFileError, match="LibreOffice cannot open it"):
        gireport.read(broken, "doc")


# --- nothing runs, nothing is fetched -------------------------------------------------------------------


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>A<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image
 xlink:href="{address}" xlink:type="simple"/></draw:frame></text:p>
<text:section text:name="s"><text:section-source xlink:href="{file}" xlink:type="simple"/><text:p/></text:section>
</office:text></office:body></office:document>"""  # noqa: E501
"""A linked picture, which LibreOffice fetches with a usual profile, and a linked section."""


def test_no_address_is_asked_and_no_other_file_is_read(soffice, tmp_path):
    (tmp_path / "secret.txt").write_text("SECRET", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        flat = FLAT.format(address=address, file=(tmp_path / "secret.txt").as_uri())
        text = office.convert(flat.encode(), office.Job(".fodt", ".txt", "txt:Text (encoded):UTF8"), 60)
        with pytest.raises(TimeoutError):
            server.accept()
    assert "A" in text.decode()
    assert "SECRET" not in text.decode()


def test_every_setting_of_the_profile_is_one_that_libreoffice_has(soffice):
    """A name that is misspelt would be passed over in silence."""
    folder = Path(os.path.realpath(soffice)).parent.parent / "share" / "registry"
    if not (folder / "main.xcd").is_file():
        pytest.skip("the settings of this LibreOffice stand elsewhere")
    known = set()
    for file in ("main.xcd", "writer.xcd"):
        for element in etree.parse(folder / file).iter(f"{OOR}component-schema"):
            package = f"/{element.get(f'{OOR}package')}.{element.get(f'{OOR}name')}"
            for prop in element.iter("prop"):
                groups = [one.get(f"{OOR}name") for one in prop.iterancestors("group", "set")]
                known.add("/".join([package, *reversed(groups), prop.get(f"{OOR}name")]))
    asked = [
        f"{item.get(f'{OOR}path')}/{prop.get(f'{OOR}name')}"
        for item in etree.parse(FORMS).getroot().iter("item")
        for prop in item
    ]
    assert len(asked) > 15
    assert [one for one in asked if one not in known] == []


# --- commands -------------------------------------------------------------------------------------------


def test_a_folder_of_office_files_is_checked_and_printed_in_one_batch(written, tmp_path):
    """A clerk's folder: each worker starts LibreOffice once, and nothing of it is left."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "甲.doc").write_bytes(written["2021", "doc"][0])
    (folder / "乙.wps").write_bytes(written["2019", "doc"][0])
    (folder / "丙.rtf").write_bytes(written["2021", "rtf"][0])
    command = [sys.executable, "-m", "gireport", "batch", folder, "--to", "pdf", "--out", tmp_path / "out"]
    done = subprocess.run(
        [*command, "--figures", "--findings", "--jobs", "1"],
        capture_output=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr.decode()
    out = tmp_path / "out"
    assert sorted(one.name for one in out.glob("*.pdf")) == ["丙.pdf", "乙.pdf", "甲.pdf"]
    assert all(one.read_bytes().startswith(b"%PDF-") for one in out.glob("*.pdf"))
    assert len((out / "甲.figures.jsonl").read_text("utf-8").splitlines()) >= 198


def test_notes_are_notes(written):
    notes = [one for one in walk.inlines(written["2021", "doc"][1]) if isinstance(one, Note)]
    assert [walk.text(one.content) for one in notes] == ["含补正后重新计算期限的申请。"]
