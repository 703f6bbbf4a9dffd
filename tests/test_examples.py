"""The examples of the documents do what they say, run as their readers run them."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree

import docx
import msgspec
import pytest

import gireport
from gireport.model import Image, Paragraph, Resource

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "docs" / "examples"
REPORTS = ROOT / "fixtures" / "reports"
PORTAL = ROOT / "fixtures" / "portal"


def run(example: str, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(EXAMPLES / f"{example}.py"), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", "MPLBACKEND": "agg"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def changed(report: gireport.Report, old: str, new: str) -> gireport.Report:
    """`report` with the one text that is `old` changed to `new`."""
    data = gireport.write(report, "json").decode()
    assert data.count(f'"text": "{old}"') == 1
    return gireport.read(data.replace(f'"text": "{old}"', f'"text": "{new}"').encode(), "json")


def with_a_wrong_total() -> gireport.Report:
    """本年新收 in its column 总计 is one too many."""
    return changed(gireport.read(REPORTS / "2021.json"), "49", "50")


def code_lines(example: str) -> int:
    """The lines that hold code: no comments, no docstring, none that are empty."""
    body = ast.parse((EXAMPLES / f"{example}.py").read_text("utf-8")).body[1:]
    start = body[0].lineno - 1
    lines = (EXAMPLES / f"{example}.py").read_text("utf-8").splitlines()[start:]
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in lines)


@pytest.mark.parametrize(("example", "most"), [("ingest", 20), ("publish", 40)])
def test_a_script_is_as_short_as_it_is_said_to_be(example, most):
    assert code_lines(example) <= most


def test_every_example_is_in_the_list():
    listed = re.findall(r"\[`([\w.]+)`\]", (EXAMPLES / "README.md").read_text("utf-8"))
    examples = {path.name for path in EXAMPLES.iterdir() if path.suffix in (".py", ".ipynb")}
    assert sorted(listed) == sorted(examples)


# --- ingest ----------------------------------------------------------------------------------------


@pytest.fixture
def pages(tmp_path):
    """What a night's crawl left: pages, documents, style sheets, and what is no report."""
    folder = tmp_path / "pages"
    (folder / "2024").mkdir(parents=True)
    for page in PORTAL.glob("*.html"):
        shutil.copy(page, folder)
    gireport.convert(REPORTS / "2021.json", folder / "2024" / "report.docx")
    (folder / "2024" / "wrong.docx").write_bytes(gireport.write(with_a_wrong_total(), "docx"))
    (folder / "site.css").write_text("body { color: red }")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 and then the line went dead")
    return folder


def test_the_ingestion_script_stores_what_it_can_read_and_lists_the_rest(tmp_path, pages):
    done = run("ingest", "pages", "store", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == "5 of 6 in store, 0 as they were, 1 with errors in them\n"
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{Path('pages', 'broken.docx')}: ")
    store = tmp_path / "store"
    stems = {*(page.stem for page in PORTAL.glob("*.html")), "2024/report", "2024/wrong"}
    made = {path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file()}
    suffixes = ("json", "figures.jsonl", "findings.json")
    assert made == {"manifest.jsonl", *(f"{stem}.{suffix}" for stem in stems for suffix in suffixes)}
    for stem in stems:
        assert gireport.read(store / f"{stem}.json").meta.title.endswith("年政府信息公开工作年度报告")
        rows = [json.loads(row) for row in (store / f"{stem}.figures.jsonl").read_text("utf-8").splitlines()]
        (total,) = (row["value"] for row in rows if row["key"] == "applications.received.total")
        findings = json.loads((store / f"{stem}.findings.json").read_bytes())["findings"]
        wrong = {one["code"] for one in findings if one["severity"] == "error"}
        assert (total, bool(wrong)) == ((50, True) if stem == "2024/wrong" else (49, False))


def test_the_ingestion_script_does_again_only_what_has_changed(tmp_path, pages):
    run("ingest", "pages", "store", cwd=tmp_path)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*.json")}
    gireport.convert(REPORTS / "2019.json", pages / "broken.docx")
    done = run("ingest", "pages", "store", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "6 of 6 in store, 5 as they were, 1 with errors in them\n"
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert gireport.read(tmp_path / "store" / "broken.json").meta.year == 2020


def test_the_ingestion_script_says_in_one_line_that_it_cannot_run(tmp_path, pages):
    (tmp_path / "store").write_text("a file where the folder should be")
    done = run("ingest", "pages", "store", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "store" in done.stderr


# --- publish ---------------------------------------------------------------------------------------


def picture() -> bytes:
    """A PNG of one red pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.fixture
def draft(tmp_path):
    """An editor's .docx: the report with a picture, and a page header, which no web page has."""
    report = gireport.read(REPORTS / "2021.json")
    name = hashlib.sha256(picture()).hexdigest()
    shown = Paragraph((Image(name, "办理流程图", 40, 30),))
    body = (*report.body[:4], shown, *report.body[4:])
    resources = {name: Resource("image/png", picture())}
    file = tmp_path / "年报.docx"
    file.write_bytes(gireport.write(msgspec.structs.replace(report, body=body, resources=resources), "docx"))
    opened = docx.Document(str(file))
    opened.sections[0].header.paragraphs[0].text = "内部审稿"
    opened.save(str(file))
    return file


def test_the_publishing_script_makes_what_a_cms_takes_in(tmp_path, draft):
    done = run("publish", draft.name, "发布", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "未保留 header-footer" in done.stdout
    assert "错误" not in done.stdout
    out = tmp_path / "发布"
    html = (out / "content.html").read_text("utf-8")
    assert '<h1 class="title">云岭市青溪县档案服务中心2024年政府信息公开工作年度报告</h1>' in html
    assert not re.search(r"<(html|head|body|style|script)\b|data:|内部审稿", html)
    (address,) = re.findall(r'<img src="([^"]+)" alt="办理流程图" ', html)
    assert (out / address).read_bytes() == picture()
    assert address.endswith(".png")
    assert json.loads((out / "meta.json").read_bytes()) == {
        "ArticleTitle": "云岭市青溪县档案服务中心2024年政府信息公开工作年度报告",
        "ContentSource": "云岭市青溪县档案服务中心",
        "Keywords": "政府信息公开,年度报告,档案",
        "Description": "云岭市青溪县档案服务中心2024年政府信息公开工作的总体情况和统计数据。",
        "成文日期": "2025-01-15",
    }
    before, after = gireport.read(draft), gireport.read(out / "report.docx")
    assert gireport.figures(after) == gireport.figures(before)
    assert len(gireport.figures(after)) == 200
    assert not docx.Document(str(out / "report.docx")).sections[0].header.paragraphs[0].text


def test_the_publishing_script_stops_at_an_error_and_says_in_chinese_where_it_is(tmp_path):
    (tmp_path / "年报.docx").write_bytes(gireport.write(with_a_wrong_total(), "docx"))
    done = run("publish", "年报.docx", "发布", cwd=tmp_path)
    assert done.returncode == 1
    (line,) = (line for line in done.stdout.splitlines() if "GI303" in line)
    assert re.match(r"错误 GI303 表2 第\d+行 第\d+列：总计与各类申请人之和不符。.*“50”，应为 49$", line)
    assert done.stderr == "请改正错误后再发布。\n"
    assert not (tmp_path / "发布").exists()


def test_the_publishing_script_tells_a_file_it_cannot_read_from_a_folder_it_cannot_write(tmp_path, draft):
    (tmp_path / "bad.docx").write_bytes(b"no document")
    (tmp_path / "taken").write_text("a file where the folder should be")
    unread = run("publish", "bad.docx", "发布", cwd=tmp_path)
    unwritten = run("publish", draft.name, "taken", cwd=tmp_path)
    assert (unread.returncode, unwritten.returncode) == (3, 4)
    assert re.fullmatch("读不了：bad.docx: .*\n", unread.stderr)
    assert re.fullmatch("写不了：.*\n", unwritten.stderr)
    assert not (tmp_path / "发布").exists()


# --- the walk --------------------------------------------------------------------------------------

ONE_WORKER = pytest.mark.xdist_group("walk")  # which makes the folder and takes the walk once

# County → the name of the organ in its reports, and 本年新收 of 2020 (the form of 2019) and of 2021 (its own).  # noqa: E501
COUNTIES = {
    "青溪县": ("云岭市青溪县人民政府", 31, 49),
    "白鹭县": ("云岭市白鹭县人民政府办公室", 58, 73),
    "石门区": ("云岭市石门区人民政府", 212, 187),
    "市北区": ("云岭市市北区人民政府", 340, 402),
    "临江市": ("临江市人民政府", 121, 98),
    "长坪县": ("南岭省云州市长坪县人民政府", 25, None),  # in that of 2021 the cell is blank
    "柳河县": ("柳河县人民政府办公室", 44, 44),
    "望海区": ("云岭市望海区人民政府", None, 265),  # the report of 2020 is a scan
    "乌兰旗": ("金山盟乌兰旗人民政府", 19, 30),
    "州前县": ("云岭市州前县人民政府", 66, 61),
}


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """The folder of reports, and what the walk made beside it."""
    pytest.importorskip("gireport_text", reason="the fixtures' tool writes .txt by the plugin gireport-text")
    pytest.importorskip("matplotlib", reason="pip install 'gireport[examples]'")
    pytest.importorskip("pandas", reason="pip install 'gireport[examples]'")
    import make_fixtures

    root = tmp_path_factory.mktemp("walk")
    (root / "reports").mkdir()
    for number, (county, (organ, *received)) in enumerate(COUNTIES.items()):
        for year, edition, count in zip((2020, 2021), ("2019", "2021"), received, strict=True):
            file = root / "reports" / f"{county}{year}"
            if count is None and year == 2020:
                file.with_suffix(".pdf").write_bytes(b"%PDF-1.7\n")
                continue
            report = of_county(make_fixtures, organ, year, edition, count or 3777)
            if count is None:
                report = changed(report, "3777", "")
            suffix = ("docx", "html", "odt", "md")[number % 4]
            file.with_suffix(f".{suffix}").write_bytes(gireport.write(report, suffix))
    bureau = of_county(make_fixtures, "南岭省档案局", 2021, "2021", 40)
    (root / "reports" / "档案局.json").write_bytes(gireport.write(bureau, "json"))
    return root, run("applications_by_county", cwd=root)


def of_county(fixtures, organ: str, year: int, edition: str, received: int) -> gireport.Report:
    """The fixture report of `edition` as another organ's, its other figures such that the form's relations
    hold.
    """
    row = fixtures.RESULTS[edition][0]
    own = fixtures.applications(edition)[0][-1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fixtures, "ORGAN", organ)
        patch.setitem(fixtures.TITLE_YEAR, edition, year)
        patch.setitem(fixtures.RESULTS[edition], 0, [row[0] + received - own, *row[1:]])
        report = fixtures.report(edition)
    assert not [one for one in gireport.check(report) if one.severity == "error"]
    return report


def expected() -> list[list[str]]:
    """The table: the counties by the number of the last year, the fewest first, and before them those without
    one.
    """
    rows = sorted(COUNTIES.items(), key=lambda one: one[1][2] or 0)
    return [[county, *("" if n is None else f"{n:.1f}" for n in counts)] for county, (_, *counts) in rows]


@ONE_WORKER
def test_the_walk_ends_well_and_says_what_it_left_out(walk):
    _, done = walk
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    told = done.stdout.splitlines()
    (unread,) = (line for line in told if line.startswith("left out:"))
    assert "望海区2020.pdf" in unread
    assert "without a number: ('长坪县2021.html', 'blank', '')" in told
    assert "no county or no year: 档案局.json" in told
    # 9 × 198 figures of the form of 2019 and 11 × 200 of that of 2021.
    assert "3982 figures of 20 reports" in told


@ONE_WORKER
def test_the_table_of_the_walk_holds_each_county_and_year(walk):
    root, _ = walk
    with (root / "applications_by_county.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["county", "2020", "2021"], *expected()]


@ONE_WORKER
def test_the_figures_of_the_walk_are_those_of_the_reports(walk):
    import pyarrow.parquet as pq

    root, _ = walk
    rows = pq.read_table(root / "figures.parquet", filters=[("key", "==", "applications.received.total")])
    found = {(row["organ"], row["year"]): row["value"] for row in rows.to_pylist()}
    wanted = {
        (organ, 2020 + n): count for organ, *counts in COUNTIES.values() for n, count in enumerate(counts)
    }
    del wanted["云岭市望海区人民政府", 2020]
    assert found == {**wanted, ("南岭省档案局", 2021): 40}


@ONE_WORKER
def test_the_chart_of_the_walk_says_in_words_what_it_shows(walk):
    root, _ = walk
    tree = ElementTree.parse(root / "applications_by_county.svg")
    texts = ["".join(node.itertext()).strip() for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert {"各县（市、区）本年新收政府信息公开申请数量", "单位：件", "2020年", "2021年"} <= set(texts)
    # From the bottom up, as drawn.
    assert [text for text in texts if text in COUNTIES] == [row[0] for row in expected()]
    for number in (1, 2):
        bars = [row[number].removesuffix(".0") or "无数据" for row in expected()]
        assert any(texts[start : start + len(bars)] == bars for start in range(len(texts)))


@ONE_WORKER
def test_every_character_of_the_chart_has_a_shape(walk):
    from matplotlib import font_manager

    root, done = walk
    if not any("CJK SC" in name or name == "SimHei" for name in font_manager.get_font_names()):
        pytest.skip("no Chinese font is installed (fonts-noto-cjk)")
    assert "missing from" not in done.stderr
    assert (root / "applications_by_county.png").read_bytes().startswith(b"\x89PNG")
