"""Work in worker processes: within its limits, each kind of harm is a sentence and costs one process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gireport_web import pool as pools
from gireport_web.pool import Pool
from gireport_web.problems import Problem
from gireport_web.work import Check, Document, Work

REPORT = Document(
    "a.json", (Path(__file__).resolve().parents[3] / "fixtures" / "reports" / "2021.json").read_bytes()
)
LONG = Document("long.html", b"<!DOCTYPE html><html><body>" + b"<table><tr><td>1</td></tr></table>" * 40_000)


@pytest.fixture
def made() -> Iterator[Callable[..., Pool]]:
    begun: list[Pool] = []

    def make(**options: Any) -> Pool:
        begun.append(Pool(1, **options))
        return begun[-1]

    yield make
    for one in begun:
        one.stop()


def do(pool: Pool, *works: Work) -> list[Any]:
    """The answers to `works`, which are asked for together; a problem stands in the place of its answer."""

    async def run() -> list[Any]:
        return await asyncio.gather(*map(pool.do, works), return_exceptions=True)

    return asyncio.run(run())


def test_a_document_that_takes_too_long_is_a_sentence_and_the_next_is_read(made: Callable[..., Pool]) -> None:
    pool = made(seconds=0.5)
    do(pool, Check(REPORT))  # the process starts, and imports what it needs
    late, good = do(pool, Check(LONG), Check(REPORT))
    assert isinstance(late, Problem)
    assert late.failure.code == "time-limit"
    assert "0.5" in late.failure.zh
    assert "0.5" in late.failure.en
    assert b'"findings":[]' in good.data


def test_a_document_that_takes_too_much_memory_is_a_sentence_and_the_next_is_read(
    made: Callable[..., Pool],
) -> None:
    pool = made(mebibytes=120)
    much, good = do(pool, Check(Document("a.html", LONG.data * 8)), Check(REPORT))
    assert isinstance(much, Problem)
    assert much.failure.code in ("memory-limit", "worker-died", "limit")
    assert much.status == 422
    assert b'"findings":[]' in good.data


def test_what_waits_is_counted_and_more_than_the_limit_is_refused(
    made: Callable[..., Pool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "MOST_WAITING", 2)
    *answers, refused = do(made(), *[Check(REPORT)] * 4)
    assert [type(one).__name__ for one in answers] == ["Answer"] * 3
    assert isinstance(refused, Problem)
    assert (refused.status, refused.headers["Retry-After"]) == (503, "10")
