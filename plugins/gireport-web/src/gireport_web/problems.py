"""What does a program get where something went wrong? Problem documents (RFC 9457) with the words and codes
of the command line.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from gireport.errors import GireportError
from gireport.model.messages import Message, message

from .languages import language_of
from .work import Failure

STATUS = {
    "usage": 400,
    "option": 400,
    "plugin": 500,
    "unwritable": 500,
    "worker-died": 422,
    "no-document": 404,
    "not-found": 404,
    "method": 405,
    "too-large": 413,
    "token": 401,
    "host": 421,
    "origin": 403,
    "busy": 503,
    "full": 503,
    "internal": 500,
}
"""Code → status of HTTP; of every other code, which is of a document that cannot be read, `UNREADABLE`."""
UNREADABLE = 422


class ProblemDocument(Struct, frozen=True):
    """The body of an answer that is no success.

    `detail` is the line that the command line writes, in the language of the request; `zh` and `en` are the
    line in both. `code` is one of `docs/errors.md`, or one of this server's, which its README lists;
    `exit_status` is that of the command.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    zh: str
    en: str
    exit_status: int


class Problem(Exception):  # noqa: N818  the name of the standard
    """Something that a request is answered with in the place of what it asks for."""

    def __init__(self, failure: Failure, status: int = 0, headers: dict[str, str] | None = None) -> None:
        super().__init__(failure.code)
        self.failure = failure
        self.status = status or STATUS.get(failure.code, UNREADABLE)
        self.headers = headers or {}

    def response(self, request: Request) -> Response:
        """The problem document."""
        failure = self.failure
        detail = failure.zh if language_of(request) == "zh" else failure.en
        document = ProblemDocument(
            f"/api#{failure.code}",
            failure.code,
            self.status,
            detail,
            failure.code,
            failure.zh,
            failure.en,
            failure.exit_status,
        )
        return Response(
            msgspec.json.encode(document), self.status, self.headers, media_type="application/problem+json"
        )


def problem(code: str, cause: Message, exit_status: int = 2, **headers: str) -> Problem:
    """Return the problem with `code`; `cause` says what is wrong, and its hint what to do."""
    error = GireportError(cause)
    failure = Failure(code, error.message("zh"), error.message("en"), exit_status)
    return Problem(failure, headers={name.replace("_", "-"): value for name, value in headers.items()})


def busy(waiting: int) -> Problem:
    """Return the problem that too much waits."""
    return problem("busy", message("web.busy", count=waiting), 3, Retry_After="10")
