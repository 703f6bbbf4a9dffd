"""What do programs ask for? `/api`: a document in; its conversion, findings, figures or comparison out."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gireport.model.messages import message

from . import openapi, work
from .answers import as_file, as_json
from .languages import language_of
from .pool import Pool
from .problems import problem
from .store import Store
from .uploads import document_of, form_of, optional_document_of, text_of

_YES = frozenset({"1", "true", "yes", "on"})


def pool_of(request: Request) -> Pool:
    """The pool of worker processes."""
    pool: Pool = request.app.state.pool
    return pool


def store_of(request: Request) -> Store:
    """The documents that editors work on."""
    store: Store = request.app.state.store
    return store


def _flag(form: FormData, field: str) -> bool:
    return text_of(form, field).lower() in _YES


async def convert(request: Request) -> Response:
    """Answer with the document in another format: the bytes that `gireport convert` writes."""
    async with form_of(request) as form:
        document = replace(await document_of(form, "file"), format=text_of(form, "from"))
        to = text_of(form, "to")
        if not to:
            raise problem("usage", message("web.no-field", field="to"))
        answer = await pool_of(request).do(work.Convert(document, to, _flag(form, "fragment")))
        return as_file(answer, document.name)


async def check(request: Request) -> Response:
    """Answer with the findings: the JSON that `gireport check --format json` writes."""
    async with form_of(request) as form:
        document = replace(await document_of(form, "file"), format=text_of(form, "from"))
        previous = await optional_document_of(form, "previous")
        return as_json(await pool_of(request).do(work.Check(document, previous, language_of(request))))


async def figures(request: Request) -> Response:
    """Answer with the figures: the table that `gireport data` writes."""
    async with form_of(request) as form:
        document = replace(await document_of(form, "file"), format=text_of(form, "from"))
        to = text_of(form, "to", "csv")
        answer = await pool_of(request).do(work.Figures(document, to, _flag(form, "bom")))
        return as_file(answer, document.name)


async def compare(request: Request) -> Response:
    """Answer with what differs between two documents: the JSON of `gireport compare --format json`."""
    async with form_of(request) as form:
        a, b = await document_of(form, "a"), await document_of(form, "b")
        return as_json(await pool_of(request).do(work.Compare(a, b)))


async def formats(request: Request) -> Response:
    """Answer with the formats that can be read and written, and those of figures."""
    return as_json(await pool_of(request).do(work.Formats(language_of(request))))


async def health(request: Request) -> Response:
    """Answer that the server lives, and how much it has to do."""
    pool = pool_of(request)
    found = openapi.Health(
        "ok", pool.workers, min(pool.held, pool.workers), pool.waiting, len(store_of(request))
    )
    return Response(msgspec.json.encode(found), media_type="application/json")


async def description(request: Request) -> Response:
    """Answer with the description of this interface (OpenAPI 3.1)."""
    return Response(openapi.document(), media_type="application/json")


ROUTES = [
    Route("/api", description),
    Route("/api/convert", convert, methods=["POST"]),
    Route("/api/check", check, methods=["POST"]),
    Route("/api/figures", figures, methods=["POST"]),
    Route("/api/compare", compare, methods=["POST"]),
    Route("/api/formats", formats),
    Route("/healthz", health),
]
