"""LibreOffice opens what was written in the looks of a template: the template's page, the report's words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gireport
from gireport.model import walk
from support.libreoffice import OFFICE, compared, held, saved
from support.templates import letterhead, template

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")

REPORT = held(gireport.read(Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "2021.json"))
CASES = {"plain.odt": template(), "letterhead.odt": template(letterhead)}


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    return {name: gireport.write(REPORT, "odt", reference_doc=like) for name, like in CASES.items()}


def test_the_report_comes_back_from_libreoffice(documents, tmp_path):
    for name, data in saved(documents, "odt", tmp_path).items():
        back = gireport.read(data)
        wanted, found = compared(REPORT, back, ("odt", "odt"))
        assert found == wanted, name
        assert walk.text(back) == walk.text(REPORT)


def test_its_pages_are_the_templates(documents, tmp_path):
    """12 cm, which is 340 points, on every page."""
    for name, data in saved(documents, "pdf", tmp_path).items():
        widths = {round(float(width)) for width in re.findall(rb"/MediaBox ?\[0 0 ([0-9.]+) ", data)}
        assert widths == {340}, name
