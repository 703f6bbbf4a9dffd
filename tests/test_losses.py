"""Losses are data: each code is registered and documented, places are kept within bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from gireport.losses import CODES, MOST_PLACES, Loss, Losses

ROOT = Path(__file__).resolve().parents[1]


def test_a_loss_has_the_severity_of_its_code():
    losses = Losses()
    losses.note("hidden-text", "paragraph 3", 4, "隐藏")
    assert list(losses) == [Loss("hidden-text", "content", 4, "paragraph 3", "隐藏")]
    assert losses.grave


def test_the_same_loss_at_the_same_place_is_counted():
    losses = Losses()
    losses.note("comment", "part")
    losses.note("comment", "part", 2)
    assert [loss.count for loss in losses] == [3]


def test_a_loss_is_counted_at_least_once():
    losses = Losses()
    losses.note("header-footer", "part", 0)
    assert [loss.count for loss in losses] == [1]


def test_styling_is_counted_in_one_record_and_is_not_grave():
    losses = Losses()
    losses.note("formatting", "paragraph 1")
    losses.note("formatting", "paragraph 2")
    assert list(losses) == [Loss("formatting", "presentation", 2)]
    assert not losses.grave


def test_after_many_places_the_rest_is_counted_without_them():
    losses = Losses()
    for number in range(MOST_PLACES + 50):
        losses.note("text-box", f"paragraph {number}")
    records = list(losses)
    assert len(records) == MOST_PLACES + 1
    assert records[-1].count == 50
    assert sum(loss.count for loss in losses) == MOST_PLACES + 50


def test_an_unregistered_code_is_a_bug():
    with pytest.raises(KeyError):
        Losses().note("no-such-code")


def test_every_code_is_documented_with_its_sentence():
    page = (ROOT / "docs" / "losses.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{name}` | {code.severity} | {code.en} | {code.zh} |" for name, code in CODES.items()]
