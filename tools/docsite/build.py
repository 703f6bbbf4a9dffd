"""Build the site: gather the pages, rewrite them, let Zensical render both languages, put them together."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml

from .links import LinkError, Links
from .markdown import for_the_site
from .navigation import navigation
from .reference import committed, downloads, generated
from .sources import LANGUAGES, ROOT, Language, Page, pages

HERE = Path(__file__).parent
NAMES = {"en": "English", "zh": "中文"}
DESCRIPTION = {
    "en": "Chinese government-information annual reports, from any document format to any other, whole",
    "zh": "政府信息公开工作年度报告：各种文档格式之间完整转换、检查和汇总",
}
SCHEMES = {"en": ("Dark colours", "Light colours"), "zh": ("切换到深色", "切换到浅色")}
ONLY_ENGLISH = """!!! note "本页只有英文版"
    本页暂无中文版，以下为英文原文。

<div lang="en" markdown>

{}

</div>
"""
SLUGIFY = "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}"
"""The function that makes the anchors of headings, as GitHub does. PyYAML does not write this tag."""
MARKER = ".docsite"
"""The empty file at the root of a site that says what built it. A folder that has it may be replaced."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class BuildError(Exception):
    """The site cannot be built; the message names the pages and what is wrong with them."""


def build(out: Path) -> None:
    """Build the site into the folder `out`; a site that is there already is replaced.

    Raises:
        BuildError: `out` has files that are not of such a site, a link leads to nothing, or a page cannot be
            rendered.
    """
    if out.exists() and not _may_be_replaced(out):
        raise BuildError(
            f"{out} has files that are not of a site built here: remove it, or name a new folder"
        )
    with tempfile.TemporaryDirectory(prefix="docsite-") as name:
        work = Path(name)
        try:
            for language in LANGUAGES:
                stage(work, language)
        except LinkError as error:
            raise BuildError(str(error)) from error
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda language: _render(work, language), LANGUAGES))
        if out.exists():
            shutil.rmtree(out)
        shutil.copytree(work / "out-en", out)
        shutil.copytree(work / "out-zh", out / "zh")
        (out / MARKER).touch()


def _may_be_replaced(out: Path) -> bool:
    return out.is_dir() and ((out / MARKER).exists() or not any(out.iterdir()))


def stage(work: Path, language: Language) -> None:
    """Write the pages and the settings of `language` below `work`, as Zensical takes them.

    Raises:
        LinkError: a link leads to nothing.
    """
    docs = work / language
    found = pages(language)
    made = generated(language) | committed(language)
    found |= {address: Page(address, text, f"docs/{address}") for address, text in made.items()}
    links = Links(
        language, found, {address for address, page in found.items() if not page.foreign}, downloads()
    )
    titles = {}
    for address, page in found.items():
        text = for_the_site(links.rewritten(page), language)
        titles[address] = page.text
        if page.foreign and language == "zh":
            text = _beside_a_note(text)
        _write(docs / address, text)
    for path in sorted(links.files):
        target = docs / Links.place(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, target)
    for address, data in downloads().items():
        (docs / address).parent.mkdir(parents=True, exist_ok=True)
        (docs / address).write_bytes(data)
    shutil.copytree(HERE / "theme" / "assets", docs / "assets", dirs_exist_ok=True)
    shutil.copytree(HERE / "theme", work / "theme", dirs_exist_ok=True)
    settings = _settings(work, language, titles)
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    text = text.replace("slugify: SLUGIFY", f"slugify: {SLUGIFY}")
    _write(work / f"{language}.yml", text)


def _beside_a_note(text: str) -> str:
    """An English page in the Chinese site: its title first, then a note, then the rest, marked as English."""
    head, _, rest = text.lstrip().partition("\n")
    return f"{head} {{ lang=en }}\n\n" + ONLY_ENGLISH.format(rest.strip())


def _settings(work: Path, language: Language, texts: dict[str, str]) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((HERE / "config.yml").read_text("utf-8"))
    settings |= {
        "site_description": DESCRIPTION[language],
        "docs_dir": language,
        "site_dir": f"out-{language}",
        "nav": navigation(texts, language),
    }
    settings["theme"] |= {"language": language, "custom_dir": "theme"}
    for scheme, name in zip(settings["theme"]["palette"], SCHEMES[language], strict=True):
        scheme["toggle"]["name"] = name
    settings["markdown_extensions"]["toc"]["slugify"] = "SLUGIFY"
    below = {"en": {"en": "", "zh": "zh/"}, "zh": {"en": "../", "zh": ""}}[language]
    settings["extra"]["alternate"] = [
        {"name": NAMES[one], "link": below[one], "lang": one} for one in LANGUAGES
    ]
    return settings


def _render(work: Path, language: Language) -> None:
    program = Path(sys.executable).with_name("zensical")
    done = subprocess.run(
        [str(program), "build", "--clean", "--strict", "-f", f"{language}.yml"],
        cwd=work,
        env={**os.environ, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"the pages of {NAMES[language]} have faults:\n{_COLOURS.sub('', done.stdout)}")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
