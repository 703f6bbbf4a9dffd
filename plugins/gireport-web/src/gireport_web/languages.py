"""Which language does a request want? `lang` in its address, else its `Accept-Language`, else Chinese."""

from __future__ import annotations

from starlette.requests import Request

from gireport.model.messages import Language


def language_of(request: Request) -> Language:
    """Return the language of the answer to `request`."""
    asked = request.query_params.get("lang")
    if asked in ("zh", "en"):
        return "en" if asked == "en" else "zh"
    first = request.headers.get("accept-language", "").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh"
