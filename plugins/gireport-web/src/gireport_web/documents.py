"""What does the page ask for? Documents that are opened, looked at, corrected and taken away."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gireport.model.messages import message

from . import work
from .answers import as_file
from .guard import REPORT_POLICY
from .interface import pool_of, store_of
from .languages import language_of
from .problems import Problem, problem
from .store import Held
from .uploads import document_of, form_of

FRAGMENT = "fragment"
"""What a portal's editor takes, among the formats of a download."""
FIGURES = frozenset({"csv", "figures-xlsx"})
"""The tables of figures among the formats of a download."""
_MOST_CORRECTION_BYTES = 4096


def _name(request: Request) -> str:
    return str(request.path_params["name"])


def _held(request: Request) -> Held:
    return store_of(request).get(_name(request))


async def _opened(request: Request) -> tuple[work.Document, work.Answer]:
    """The document of the request's form, read, in the JSON form, with the answer that has its losses."""
    async with form_of(request) as form:
        document = await document_of(form, "file")
        answer = await pool_of(request).do(work.Open(document))
    return work.Document(document.name, answer.data, "json"), answer


async def _view(request: Request, name: str, status: int = 200) -> Response:
    held = store_of(request).get(name)
    asked = work.View(held.document, held.previous, held.losses, language_of(request))
    answer = await pool_of(request).do(asked)
    body = b'{"id":' + msgspec.json.encode(name) + b"," + answer.data[1:]
    return Response(body, status, media_type="application/json")


async def open_document(request: Request) -> Response:
    """Read a document and hold it; answer with what the page shows."""
    document, answer = await _opened(request)
    return await _view(request, store_of(request).put(document, answer.losses), 201)


async def view_document(request: Request) -> Response:
    """Answer with what the page shows."""
    return await _view(request, _name(request))


async def forget_document(request: Request) -> Response:
    """Let a document go."""
    store_of(request).forget(_name(request))
    return Response(status_code=204)


async def report_page(request: Request) -> Response:
    """Answer with the report as a page for the frame, which runs and loads nothing."""
    answer = await pool_of(request).do(work.Convert(_held(request).document, "html"))
    headers = {"content-security-policy": REPORT_POLICY}
    return Response(answer.data, headers=headers, media_type="text/html; charset=utf-8")


async def correct(request: Request) -> Response:
    """Correct one figure; answer with what the page shows then. A refused correction changes nothing."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_CORRECTION_BYTES:
            raise problem("too-large", message("web.no-correction"))
    try:
        correction = msgspec.json.decode(body, type=work.Correction)
    except msgspec.DecodeError:
        raise problem("usage", message("web.no-correction")) from None
    name, held = _name(request), _held(request)
    before = held.document.corrections
    store_of(request).correct(name, (*before, correction))
    try:
        return await _view(request, name)
    except Problem:
        now = held.document.corrections
        held.document = replace(held.document, corrections=tuple(one for one in now if one is not correction))
        raise


async def undo(request: Request) -> Response:
    """Take the last correction back; answer with what the page shows then."""
    name, held = _name(request), _held(request)
    store_of(request).correct(name, held.document.corrections[:-1])
    return await _view(request, name)


async def set_previous(request: Request) -> Response:
    """Put the report of the year before beside a document; answer with what the page shows then."""
    name = _name(request)
    store_of(request).get(name)
    previous, _ = await _opened(request)
    store_of(request).set_previous(name, previous)
    return await _view(request, name)


async def remove_previous(request: Request) -> Response:
    """Take the report of the year before away; answer with what the page shows then."""
    store_of(request).set_previous(_name(request), None)
    return await _view(request, _name(request))


async def download(request: Request) -> Response:
    """Answer with the report, corrections included, in the format `to`."""
    document = _held(request).document
    to = request.query_params.get("to", "")
    asked: work.Work = work.Convert(document, to)
    if to == FRAGMENT:
        asked = work.Convert(document, "html", fragment=True)
    elif to in FIGURES:
        asked = work.Figures(document, to.removeprefix("figures-"), bom=to == "csv")
    return as_file(await pool_of(request).do(asked), document.name)


async def blank_form(request: Request) -> Response:
    """Answer with a blank form for an organ and a year."""
    asked = request.query_params
    organ, year = asked.get("organ", ""), asked.get("year", "")
    number = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else 0
    answer = await pool_of(request).do(
        work.Blank(organ, number, asked.get("edition", ""), asked.get("to") or "docx")
    )
    return as_file(answer, f"{organ.strip()}{year}.blank")


ROUTES = [
    Route("/documents", open_document, methods=["POST"]),
    Route("/documents/{name}", view_document, methods=["GET"]),
    Route("/documents/{name}", forget_document, methods=["DELETE"]),
    Route("/documents/{name}/report", report_page),
    Route("/documents/{name}/corrections", correct, methods=["POST"]),
    Route("/documents/{name}/corrections/last", undo, methods=["DELETE"]),
    Route("/documents/{name}/previous", set_previous, methods=["POST"]),
    Route("/documents/{name}/previous", remove_previous, methods=["DELETE"]),
    Route("/documents/{name}/file", download),
    Route("/blank", blank_form),
]
