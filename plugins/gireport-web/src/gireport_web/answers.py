"""How does what a worker made go out? As JSON, or as a file to keep, with the count of what was lost."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from .work import Answer

SANDBOX = "sandbox; default-src 'none'"
"""The policy of a file: a browser that shows it all the same runs nothing and loads nothing."""


def as_json(answer: Answer) -> Response:
    """Return an answer whose bytes are JSON."""
    return Response(answer.data, media_type="application/json")


def as_file(answer: Answer, name: str) -> Response:
    """Return a file for the reader to keep; `name` is that of the document, whose suffix is replaced."""
    stem = name.rpartition(".")[0] or name or "report"
    file_name = f"{stem}{answer.suffix}"
    lost = sum(one.count for one in answer.losses if one.severity != "presentation")
    headers = {
        # RFC 6266: every browser reads the name in UTF-8.
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file_name, safe='')}",
        "content-security-policy": SANDBOX,
        "gireport-losses": str(lost),
    }
    response = Response(answer.data, headers=headers)
    response.headers["content-type"] = answer.media_type
    return response
