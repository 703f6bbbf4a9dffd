"""What the plugin tells `gireport doctor` of LibreOffice."""

from __future__ import annotations

import subprocess

from gireport_libreoffice import gireport_doctor
from gireport_libreoffice.program import VARIABLE


def told():
    (one,) = gireport_doctor()
    return one.name, one.state, one.what.text("en")


def test_one_that_converts_is_told_with_its_version(soffice):
    name, state, what = told()
    assert (name, state) == ("libreoffice", "ok")
    version = subprocess.run([soffice, "--version"], capture_output=True, text=True).stdout.split()[1]
    assert what.startswith(f"LibreOffice {version}, {soffice}, converts (in ")


def test_one_that_does_not_start_is_broken(fake):
    fake.does("echo no display >&2; exit 77")
    assert told()[:2] == ("libreoffice", "broken")


def test_one_that_is_not_there_is_absent_and_one_that_is_named_wrongly_is_broken(monkeypatch):
    monkeypatch.setenv(VARIABLE, "/nowhere/soffice")
    assert told()[1:] == ("broken", f"{VARIABLE} names '/nowhere/soffice', which is not a program")
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert told()[1] == "absent"
