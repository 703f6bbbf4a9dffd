"""What is served? The page and its files, the documents of editors, and the interface for programs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from gireport.model.messages import catalogue, message

from . import documents, interface
from .guard import COOKIE, Guard
from .pool import Pool
from .problems import Problem, problem
from .store import SECONDS, Store
from .uploads import Uploads

STATIC = Path(__file__).with_name("static")
_SWEEP = 30.0
"""Seconds between two looks for documents whose time is over."""
_PAGE = "page-"
"""How the keys of the page's own texts begin in the catalogue."""


async def _index(request: Request) -> Response:
    """Answer with the page. A token in the address goes into a cookie, so that it is not seen any longer."""
    token = request.query_params.get("token")
    if token is None:
        return FileResponse(STATIC / "index.html")
    response = RedirectResponse("/", 303)
    response.set_cookie(COOKIE, token, max_age=int(SECONDS * 12), httponly=True, samesite="strict")
    return response


async def _texts(request: Request) -> Response:
    """Answer with the page's own texts in both languages."""
    texts = {key: one for key, one in catalogue("web").items() if key.startswith(_PAGE)}
    found = {
        "zh": {key.removeprefix(_PAGE): one.zh for key, one in texts.items()},
        "en": {key.removeprefix(_PAGE): one.en for key, one in texts.items()},
    }
    return Response(msgspec.json.encode(found), media_type="application/json")


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response(request)


async def _no_such_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    method = error.status_code == 405
    found = problem("method" if method else "not-found", message("web.method" if method else "web.not-found"))
    return found.response(request)


async def _fault(request: Request, error: Exception) -> Response:
    """Answer for a fault of ours. The line on standard error has no word of a document: the class alone."""
    print(f"gireport: {type(error).__name__} ({request.method})", file=sys.stderr)
    return problem("internal", message("web.internal"), 3).response(request)


def application(
    pool: Pool,
    names: Collection[str] = (),
    token: str = "",
    ready: Callable[[], None] = lambda: None,
) -> Starlette:
    """Return the ASGI application. `names` are the host names by which it is called; `ready` is called when
    it can answer.
    """
    store = Store()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweep(store))
        ready()
        try:
            yield
        finally:
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping
            pool.stop()

    app = Starlette(
        routes=[
            Route("/", _index),
            Route("/texts", _texts),
            *interface.ROUTES,
            *documents.ROUTES,
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard, names=names, token=token)],
        exception_handlers={Problem: _problem, HTTPException: _no_such_page, Exception: _fault},
        lifespan=lifespan,
    )
    app.state.pool, app.state.store, app.state.uploads = pool, store, Uploads()
    return app


async def _sweep(store: Store) -> None:
    while True:
        await asyncio.sleep(_SWEEP)
        store.sweep()
