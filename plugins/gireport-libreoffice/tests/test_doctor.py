"""What the plugin tells `gireport doctor` of LibreOffice."""

from __future__ import annotations

import errno
import subprocess

from gireport_libreoffice import doctor, gireport_doctor
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


def test_one_that_does_not_end_gets_advice_about_the_program_not_about_the_document(fake, monkeypatch):
    """The time of the test conversion is fixed, and its document cannot be split."""
    monkeypatch.setattr(doctor, "SECONDS", 1.0)
    fake.does("exec sleep 100", "exec sleep 100")
    (one,) = gireport_doctor()
    assert one.state == "broken"
    assert one.what.text("en") == (
        f"{fake.program} does not convert a document of one word within 1 seconds and was stopped"
    )
    assert "soffice" in one.what.hint("en")
    assert "split" not in one.what.hint("en")


def test_a_full_disk_is_told_in_the_language_of_the_run(fake, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(doctor, "convert", full)
    (one,) = gireport_doctor()
    assert one.what.text("zh") == "交给 LibreOffice 时出错：磁盘空间不足"


def test_one_that_is_not_there_is_absent_and_one_that_is_named_wrongly_is_broken(monkeypatch):
    monkeypatch.setenv(VARIABLE, "/nowhere/soffice")
    assert told()[1:] == ("broken", f"{VARIABLE} names '/nowhere/soffice', which is not a program")
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert told()[1] == "absent"
