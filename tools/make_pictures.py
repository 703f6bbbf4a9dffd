"""Make the pictures of the README and the site: `docs/pictures/*.png`.

gireport makes everything in them from `fixtures/reports/2021.json` and a sample of the tutorials while this
runs: the page of `gireport serve`, the output of `gireport check`, pages and dumps. Chromium (playwright, of
the extra `dev`) draws them, and Pillow (which gireport-pdf brings) reduces them to 128 colours. Fonts of
another machine give other pictures: look at them before you commit.

    .venv/bin/python tools/make_pictures.py [NAME …]        (editor, table, phone, terminal; without NAME all)
"""

from __future__ import annotations

import base64
import html
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

import gireport

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "plugins" / "gireport-web" / "tests")]
from serving import GIREPORT, serving  # noqa: E402

from support.chromium import _ARGUMENTS, CHROMIUM  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
REPORT = ROOT / "fixtures" / "reports" / "2021.json"
WRONG = ROOT / "docs" / "samples" / "report-wrong.docx"
"""The report of the tutorials, with a wrong total: 50 in place of 49."""
NAMES = {"zh": "年度报告.docx", "en": "report.docx"}
MOST_BYTES = 150_000
_SCALE = 1.5
"""Pixels of a picture for each CSS pixel: a compromise between sharp letters and small files."""
_COLOURS = 128
_INK, _PAPER, _GROUND = "#1a1a1a", "#fff", "#e9edf3"
_MONOSPACED = "'Noto Sans Mono CJK SC', 'DejaVu Sans Mono', monospace"
_TABLE = "[role=region][aria-label^=三]"

Draw = Callable[..., Any]


def editor(browser: Any, folder: Path) -> None:
    """The page of `gireport serve`, with the first finding chosen, so that its cell is marked."""
    for language, name in NAMES.items():
        path = folder / name
        shutil.copyfile(WRONG, path)
        with serving("--workers", "1") as server:
            page = opened(browser, 1280, 800)
            page.goto(server.address)
            page.wait_for_selector("body[data-ready]")
            if page.get_attribute("html", "lang")[:2] != language:
                page.click("#language")
                page.wait_for_selector(f"html[lang^={language}]")
            page.set_input_files("#file", str(path))
            page.wait_for_selector('body[data-state="open"]')
            page.locator("#findings button").first.click()
            page.frame_locator("#frame").locator(".gw-chosen input").wait_for()
            save(page, f"editor.{language}")


def table(browser: Any, folder: Path) -> None:
    """The table of applications in a plain-text dump, and in the page that gireport makes of that dump."""
    dump = gireport.write(gireport.read(REPORT), "text")
    text = dump.decode()
    lines = text[text.rindex("三、收到和处理政府信息公开申请情况") :].split("\n")
    made = folder / "page.html"
    made.write_bytes(gireport.write(gireport.read(dump, "text"), "html"))
    page = opened(browser, 920, 900)
    page.goto(made.as_uri())
    after = page.locator(_TABLE).screenshot()
    page.close()
    before = html.escape("\n".join(line.replace("\t", "  ") for line in lines[:64]))
    page = opened(browser, 1140, 860)
    page.set_content(
        f"""<body style="margin:0;background:{_GROUND};font:15px {_MONOSPACED};color:{_INK}">
        <main style="display:flex;gap:20px;padding:20px;height:820px">
        <section style="width:300px"><p style="margin:0 0 8px">dump.txt</p>
          <pre style="margin:0;padding:10px;height:770px;overflow:hidden;background:{_PAPER};
            font:12px/15px {_MONOSPACED};white-space:pre-wrap;
            mask-image:linear-gradient(#000 88%,#0000)">{before}</pre></section>
        <div style="align-self:center;font-size:32px">→</div>
        <section><p style="margin:0 0 8px">page.html</p>{picture(after, "height:770px;padding:10px")}
        </section></main></body>"""
    )
    save(page, "table")


def phone(browser: Any, folder: Path) -> None:
    """The table of applications on a telephone of 360 px, before it is scrolled and halfway."""
    path = folder / "page.html"
    path.write_bytes(gireport.write(gireport.read(REPORT), "html"))
    page = opened(browser, 360, 740)
    page.goto(path.as_uri())
    shots = []
    for part in (0, 0.5):
        page.locator(_TABLE).evaluate(
            """(box, part) => {
              box.scrollLeft = (box.scrollWidth - box.clientWidth) * part;
              scrollTo(0, scrollY + box.getBoundingClientRect().top - 100);
            }""",
            part,
        )
        shots.append(page.screenshot())
    page.close()
    frame = f"border:10px solid {_INK};border-radius:28px;width:360px;height:740px"
    page = opened(browser, 840, 800)
    page.set_content(
        f'<body style="margin:20px 0;background:{_GROUND};display:flex;justify-content:space-evenly">'
        f"{''.join(picture(shot, frame) for shot in shots)}</body>"
    )
    save(page, "phone")


def terminal(browser: Any, folder: Path) -> None:
    """`gireport check` on the report with the wrong total."""
    for language, name in NAMES.items():
        shutil.copyfile(WRONG, folder / name)
        environment = {**os.environ, "GIREPORT_LANG": language}
        done = subprocess.run(
            [GIREPORT, "check", name],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        page = opened(browser, 960, 200)
        page.set_content(
            f"""<body style="margin:0;background:{_GROUND};padding:16px">
            <main style="border-radius:10px;overflow:hidden;background:#1d2430;color:#e6e9ef;
              font:14px/1.6 {_MONOSPACED}">
            <div style="height:26px;background:#323b4a"></div>
            <pre style="margin:0;padding:14px 18px;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere"
            ><span style="color:#7fd19b">$</span> <b>gireport check {name}</b>
{html.escape(done.stdout.rstrip())}</pre></main></body>"""
        )
        save(page, f"terminal.{language}", "body")


def opened(browser: Any, width: int, height: int, **options: Any) -> Any:
    """A new page of a window of that size, with no animation."""
    return browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=_SCALE,
        reduced_motion="reduce",
        **options,
    ).new_page()


def picture(data: bytes, style: str) -> str:
    """An `img` element that holds a PNG."""
    address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    return f'<img alt="" style="{style};background:{_PAPER}" src="{address}">'


def save(page: Any, name: str, selector: str = "") -> None:
    """Write what `page` shows, or the element `selector` of it, and close its window."""
    path = PICTURES / f"{name}.png"
    shot = Image.open(io.BytesIO((page.locator(selector) if selector else page).screenshot()))
    page.context.close()
    shot.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}  {size:,} bytes")
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} is larger than {MOST_BYTES:,} bytes")


def main(names: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    makers: dict[str, Draw] = {"editor": editor, "table": table, "phone": phone, "terminal": terminal}
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        for name in names or makers:
            makers[name](browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
