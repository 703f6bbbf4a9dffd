"""The generated reference: it names everything that there is, and what is committed of it is up to date."""

from __future__ import annotations

import importlib
import json
import re

import pytest

from docsite import committed
from docsite.reference import api, commands, downloads, generated, keys, messages
from docsite.sources import ROOT
from gireport.cli.group import COMMANDS, cli
from gireport.losses import CODES
from gireport.model import schema
from gireport.statutory.checks import CHECKS
from gireport.statutory.keys import EDITIONS, values

LANGUAGES = ("en", "zh")


@pytest.mark.parametrize("path", committed.texts(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_committed_page_is_what_the_code_says(path):
    """`python tools/docsite --write` writes these pages anew."""
    assert path.exists()
    assert path.read_text("utf-8") == committed.texts()[path]


def test_each_check_has_its_example_with_a_message_of_its_own():
    for language in LANGUAGES:
        text = (committed.DOCS[language] / "reference" / "check-examples.md").read_text("utf-8")
        for one in CHECKS:
            _, _, after = text.partition(f"## {one.code}\n")
            example = after.partition("\n## ")[0]
            assert example.count("- **") >= 2, one.code
            assert "{" not in example


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_both_editions_is_listed_once(language):
    text = keys.page(language)
    found = {value.key for edition in EDITIONS for value in values(edition)}
    assert len(found) == 226
    assert all(text.count(f"| `{key}` |") == 1 for key in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_listed_with_its_help(language):
    text = commands.page(language)
    for name in COMMANDS:
        section = text.partition(f"## gireport {name} {{")[2].partition("\n## ")[0]
        for parameter in cli.get_command(None, name).params:
            for option in parameter.opts:
                assert not option.startswith("--") or option in section, f"{name} {option}"
    assert ("转换" in text) == (language == "zh")


@pytest.mark.parametrize("name", api.PAGES)
def test_every_public_name_has_an_entry_with_its_docstring(name):
    text = generated("en")[f"reference/{name}.md"]
    for module in api.PAGES[name]:
        assert api.public_names(module)
        for one in api.public_names(module):
            assert f" {{#{one.lower().strip('_')}}}\n" in text, one
            value = getattr(importlib.import_module(module), one)
            if isinstance(value, type) and value.__doc__:
                assert value.__doc__.splitlines()[0].partition("<")[0] in text, one


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_listed_in_the_language_of_the_page(language):
    text = generated(language)["reference/messages.md"]
    for area, texts in messages.catalogues().items():
        assert f"## {area} {{" in text
        assert all(f"| `{key}` |" in text for key in texts)


def test_the_schemas_for_download_are_those_of_the_code():
    assert json.loads(downloads()["reference/report.schema.json"]) == json.loads(json.dumps(schema()))
    text = generated("en")["reference/report-json.md"]
    assert all(f"## {name} " in text for name in schema()["$defs"])


def test_the_chinese_limits_are_the_english_ones():
    pages = [ROOT / "docs/limits.md", ROOT / "docs/zh/limits.md"]
    english, chinese = (
        re.findall(r"^\| `([A-Z_]+)` \| ([\d,]+) \|", page.read_text("utf-8"), re.M) for page in pages
    )
    assert english == chinese
    assert len(english) > 30


def test_the_chinese_tables_hold_every_code():
    losses = (ROOT / "docs/zh/losses.md").read_text("utf-8")
    assert all(f"| `{name}` | " in losses for name in CODES)
    checks = (ROOT / "docs/zh/checks.md").read_text("utf-8")
    assert all(f"\n| {one.code} | " in checks for one in CHECKS)
