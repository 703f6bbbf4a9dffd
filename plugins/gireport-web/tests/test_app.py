"""A fault of the server is a problem document, and no word of a document is logged."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from gireport_web.app import application
from gireport_web.pool import Pool


def test_a_fault_is_a_problem_document_and_quotes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    async def do(_: object) -> None:
        raise RuntimeError("words of a document")

    app = application(cast("Pool", SimpleNamespace(do=do, held=0, workers=1, waiting=0)))
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(part: Any) -> None:
        sent.append(part)

    headers = [(b"host", b"localhost")]
    scope = {"type": "http", "method": "GET", "path": "/api/formats", "headers": headers, "query_string": b""}
    with pytest.raises(RuntimeError):  # uvicorn takes it, and has no handler that writes
        asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 500
    assert json.loads(sent[1]["body"])["code"] == "internal"
    assert capfd.readouterr().err == "gireport: RuntimeError (GET)\n"
