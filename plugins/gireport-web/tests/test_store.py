"""Documents are held for an hour, in memory alone, and not more than there is room for."""

from __future__ import annotations

import asyncio
import tempfile
from types import SimpleNamespace

import pytest
from serving import form
from starlette.requests import Request

from gireport import limits
from gireport_web import store as stores
from gireport_web import uploads
from gireport_web.problems import Problem
from gireport_web.store import SECONDS, Store
from gireport_web.uploads import Uploads, document_of, form_of
from gireport_web.work import Document

ONE = Document("a.json", b"{}", "json")


def test_a_document_is_gone_after_an_hour_under_a_name_that_nobody_guesses() -> None:
    now = 0.0
    store = Store(lambda: now)
    name = store.put(ONE, ())
    assert len(name) >= 43
    assert name != store.put(ONE, ())
    now = SECONDS - 1
    assert store.get(name).document is ONE
    now = SECONDS
    assert len(store) == 0
    with pytest.raises(Problem) as caught:
        store.get(name)
    assert caught.value.status == 404


def test_there_is_a_limit_on_documents_and_on_their_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    monkeypatch.setattr(stores, "MOST", 2)
    store.put(ONE, ())
    name = store.put(ONE, ())
    with pytest.raises(Problem) as caught:
        store.put(ONE, ())
    assert (caught.value.failure.code, caught.value.status) == ("full", 503)
    store.forget(name)
    monkeypatch.setattr(stores, "MOST_BYTES", 100)
    name = store.put(Document("b", bytes(90)), ())
    with pytest.raises(Problem):
        store.set_previous(name, Document("c", bytes(20)))
    store.set_previous(name, Document("c", bytes(5)))


def upload(body: bytes, kind: str, pieces: int = 65536) -> Request:
    parts = [body[start : start + pieces] for start in range(0, len(body), pieces)]

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    headers = [(b"content-type", kind.encode())]
    app = SimpleNamespace(state=SimpleNamespace(uploads=Uploads()))
    scope = {"type": "http", "method": "POST", "headers": headers, "query_string": b"", "app": app}
    return Request(scope, receive)


async def read(request: Request, most: int = limits.INPUT_BYTES) -> Document:
    async with form_of(request, most) as form:
        assert request.app.state.uploads.bytes > 0
        return await document_of(form, "file")


def test_no_part_of_an_upload_is_written_to_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a file is opened")

    monkeypatch.setattr(tempfile, "TemporaryFile", never)
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", never)
    data = bytes(range(256)) * 20_000  # 5 MB
    kind, body = form({"file": ("C:\\报告\\年报.docx", data)}, {})

    assert asyncio.run(read(upload(body, kind))) == Document("年报.docx", data)


def test_an_upload_without_a_stated_length_is_cut_off_at_the_limit() -> None:
    kind, body = form({"file": ("a.docx", bytes(5000))}, {})
    with pytest.raises(Problem) as caught:
        asyncio.run(read(upload(body, kind, 100), most=1000))
    assert caught.value.status == 413
    assert limits.INPUT_BYTES == 64 * limits.MIB  # as the description and the README say


def test_the_uploads_at_work_have_a_limit_together_and_make_room_when_they_are_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind, body = form({"file": ("a.docx", bytes(5000))}, {})
    request = upload(body, kind, 100)
    monkeypatch.setattr(uploads, "MOST_UPLOAD_BYTES", 3000)
    with pytest.raises(Problem) as caught:
        asyncio.run(read(request))
    assert (caught.value.failure.code, caught.value.status) == ("busy", 503)
    assert request.app.state.uploads.bytes == 0
    monkeypatch.undo()
    request = upload(body, kind, 100)
    asyncio.run(read(request))
    assert request.app.state.uploads.bytes == 0
