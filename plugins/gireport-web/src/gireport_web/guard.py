"""Which requests are answered at all? Those to our own name, from our own pages or from programs, with the
token where one is set.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gireport.model.messages import message

from .problems import Problem, problem

COOKIE = "gireport-token"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_PATHS = frozenset({"/healthz"})
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
REPORT_POLICY = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""Of a report in its frame: it has a style sheet and pictures inside it, runs nothing and loads nothing."""
_HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Middleware: refuses what must not be answered, and gives every answer its headers.

    `names` are the host names by which the server is called. An address in numbers is always one: only a name
    can be made to lead here by somebody else's server.
    """

    def __init__(self, app: ASGIApp, names: Collection[str], token: str = "") -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(part: Message) -> None:
            if part["type"] == "http.response.start":
                headers = MutableHeaders(scope=part)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(part)

        request = Request(scope, receive)
        refusal = self._refusal(request)
        if refusal is not None:
            await refusal.response(request)(scope, receive, with_headers)
        else:
            await self._app(scope, receive, with_headers)

    def _refusal(self, request: Request) -> Problem | None:
        headers = request.headers
        if not self._is_our_name(headers.get("host", "")):
            return problem("host", message("web.wrong-host"))
        if request.method not in _SAFE_METHODS and not _is_own_origin(headers):
            return problem("origin", message("web.wrong-origin"))
        if self._token and request.url.path not in _OPEN_PATHS and not self._has_token(request):
            return problem("token", message("web.needs-token"), WWW_Authenticate="Bearer")
        return None

    def _is_our_name(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        if name in self._names or name == "localhost":
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _has_token(self, request: Request) -> bool:
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        given = [request.cookies.get(COOKIE, "")]
        if scheme.lower() == "bearer":
            given.append(value.strip())
        if request.url.path == "/":
            given.append(request.query_params.get("token", ""))
        ours = self._token.encode()
        return any(secrets.compare_digest(one.encode(), ours) for one in given)


def _is_own_origin(headers: Headers) -> bool:
    """Whether a request comes from a page of ours, or from a program, which sends no `Origin`."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False
