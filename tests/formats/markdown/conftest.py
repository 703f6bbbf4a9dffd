"""Reading and writing Markdown in one word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gireport.formats.markdown import FORMAT
from gireport.losses import Losses
from gireport.model import Block, Report, normal


@pytest.fixture
def read() -> Callable[[str], Report]:
    """The report in a text, which must be read without a loss."""

    def reader(text: str) -> Report:
        losses = Losses()
        report = FORMAT.reader(text.encode(), losses)
        assert list(losses) == []
        return report

    return reader


@pytest.fixture
def losses_of() -> Callable[[str | bytes], list[str]]:
    """The losses met in reading a text, as `code where detail`."""

    def reader(text: str | bytes) -> list[str]:
        losses = Losses()
        FORMAT.reader(text.encode() if isinstance(text, str) else text, losses)
        return [f"{loss.code} {loss.where} {loss.detail}".strip() for loss in losses]

    return reader


@pytest.fixture
def write() -> Callable[..., str]:
    """The Markdown of some blocks."""

    def writer(*blocks: Block) -> str:
        losses = Losses()
        text = FORMAT.writer(normal(Report(body=blocks)), losses).decode()
        assert list(losses) == []
        return text

    return writer
