"""A command that runs in the process of the tests begins without the language of the one before."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def forget_the_language_of_the_command_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """click closes no context of a call that it refuses, so the language of such a call would stay."""
    monkeypatch.setattr("gireport.cli.language._of_command", None)
