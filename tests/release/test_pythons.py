"""Other Pythons: which can be had is found out, and what cannot be had is told."""

from __future__ import annotations

import platform
import sys

import pytest

from release import pythons


def test_a_python_says_what_it_is():
    assert pythons.version(sys.executable) == f"CPython {platform.python_version()}"
    assert pythons.version("python9") == ""


def test_pythons_that_are_not_there_are_named_and_the_run_fails(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["pythons.py", str(tmp_path), "python9 python8", "tests"])
    with pytest.raises(SystemExit):
        pythons.main()
    assert capsys.readouterr().out == "python9: not found\npython8: not found\n"
