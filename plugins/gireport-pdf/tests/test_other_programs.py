"""PDFs that LibreOffice and Chromium make of our own documents are read back: figures, grids, paragraphs."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

import gireport
from gireport.losses import Losses
from gireport.model import Block, Heading, Paragraph, Report, Table, Text, normal
from gireport.statutory import figures
from gireport.steps.outline import outline
from gireport_pdf.reader import read

ROOT = Path(__file__).resolve().parents[3]
SEED = ROOT.parent / "shared" / "seed" / "sishui-2023.txt"
SOURCES = {
    "2019": ROOT / "fixtures/reports/2019.json",
    "2021": ROOT / "fixtures/reports/2021.json",
    "seed": SEED,
}
OFFICE, CHROMIUM, PDFTOTEXT = shutil.which("soffice"), shutil.which("chromium"), shutil.which("pdftotext")
MADE = [(name, maker) for name in SOURCES for maker in ("docx", "odt", "html")]

pytestmark = [pytest.mark.xdist_group("pdf"), pytest.mark.timeout(600)]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    """The PDF of each report by each way; ways whose program is missing are left out."""
    folder = tmp_path_factory.mktemp("pdf")
    for name, source in SOURCES.items():
        if source.is_file():
            for suffix in ("docx", "odt", "html"):
                (folder / suffix).mkdir(exist_ok=True)
                gireport.convert(source, folder / suffix / f"{name}.{suffix}")
    if OFFICE:
        for suffix in ("docx", "odt"):
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            files = sorted(map(str, (folder / suffix).glob(f"*.{suffix}")))
            command = [
                OFFICE,
                profile,
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder / suffix),
                *files,
            ]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
    if CHROMIUM:
        for page in (folder / "html").glob("*.html"):
            target = f"--print-to-pdf={page.with_suffix('.pdf')}"
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", target]
            subprocess.run([CHROMIUM, *options, page.as_uri()], check=True, capture_output=True, timeout=120)
    return {(path.stem, path.parent.name): path.read_bytes() for path in folder.glob("*/*.pdf")}


def read_back(made: dict[tuple[str, str], bytes], name: str, maker: str) -> tuple[Report, Report, bytes]:
    if (name, maker) not in made:
        pytest.skip(f"no PDF of {name} from .{maker}: a program or ../shared is missing")
    data = made[name, maker]
    return gireport.read(SOURCES[name]), normal(outline(read(data, Losses()))), data


def words(block: Block) -> str:
    return "".join(one.text for one in getattr(block, "content", ()) if isinstance(one, Text))


def shape(report: Report) -> list[list[list[tuple[int, int, list[str]]]]]:
    return [
        [
            [(cell.colspan, cell.rowspan, [words(one) for one in cell.content]) for cell in row]
            for row in block.rows
        ]
        for block in report.body
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize(("name", "maker"), MADE)
def test_every_figure_comes_back_with_its_key(
    made: dict[tuple[str, str], bytes], name: str, maker: str
) -> None:
    source, back, _ = read_back(made, name, maker)
    wanted = {one.key: one.raw for one in figures(source)}
    assert len(wanted) > 190
    assert {one.key: one.raw for one in figures(back)} == wanted


@pytest.mark.parametrize(("name", "maker"), MADE)
def test_every_grid_comes_back_with_its_spans_and_texts(
    made: dict[tuple[str, str], bytes], name: str, maker: str
) -> None:
    source, back, _ = read_back(made, name, maker)
    assert shape(back) == shape(source)


@pytest.mark.parametrize(("name", "maker"), MADE)
def test_every_paragraph_comes_back(made: dict[tuple[str, str], bytes], name: str, maker: str) -> None:
    source, back, _ = read_back(made, name, maker)

    def flow(report: Report) -> list[tuple[type, int | None, str | None, str]]:
        return [
            (type(one), getattr(one, "level", None), getattr(one, "align", None), words(one))
            for one in report.body
            if isinstance(one, (Heading, Paragraph))
        ]

    wanted = flow(source)
    found = flow(back)
    if maker == "html" and name != "seed":  # our page has the note at its end, with a way back
        assert found.pop()[3] == "1.含补正后重新计算期限的申请。↩"
        found = [(*one[:3], one[3].replace("件1。", "件。")) for one in found]
    assert found == wanted


@pytest.mark.parametrize(("name", "maker"), MADE)
@pytest.mark.skipif(not PDFTOTEXT, reason="pdftotext is missing")
def test_no_character_that_pdftotext_sees_is_lost(
    made: dict[tuple[str, str], bytes], tmp_path: Path, name: str, maker: str
) -> None:
    import pdf_recall

    _, _, data = read_back(made, name, maker)
    path = tmp_path / "one.pdf"
    path.write_bytes(data)
    losses = Losses()
    shown, _, untold = pdf_recall.missing(read(data, losses), losses, path)
    assert (shown > 1500, untold) == (True, 0)


def test_the_measure_of_recall_counts_cells_in_order() -> None:
    import pdf_recall

    assert pdf_recall.common("甲乙丙丁", "乙甲丙戊丁") == 3
    assert pdf_recall.characters(Report(body=(Paragraph((Text("甲 ⼀"),)),))) == Counter("甲一")
