"""How does a document come in? In a form (RFC 7578), within the limits, and never through a file on disk."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from gireport import limits
from gireport.model.messages import message

from .problems import problem
from .work import Document

MOST_NAME = 200
"""Characters of a file's name that are kept."""
MOST_UPLOAD_BYTES = 4 * limits.INPUT_BYTES
"""Of all uploads that come in, wait or are at work."""
_MOST_FILES = 2
_MOST_FIELDS = 12
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


class _InMemory(MultiPartParser):
    """Starlette's parser, which else would put files above one megabyte on the disk."""

    spool_max_size = limits.INPUT_BYTES + 1  # never: the stream has a lower limit


class Uploads:
    """The uploads at work: their bytes, from the first that comes in until the request is answered."""

    def __init__(self) -> None:
        self.bytes = 0


@asynccontextmanager
async def form_of(request: Request, most: int = limits.INPUT_BYTES) -> AsyncIterator[FormData]:
    """Give the fields and files of a form; they have at most `most` bytes together.

    Raises:
        Problem: it has more, or is not a form, or the uploads at work have no room for it.
    """
    uploads: Uploads = request.app.state.uploads
    request.state.upload_bytes = 0
    try:
        yield await _received(request, most, uploads)
    finally:
        uploads.bytes -= request.state.upload_bytes


async def _received(request: Request, most: int, uploads: Uploads) -> FormData:
    too_large = problem("too-large", message("web.too-large", most=most // limits.MIB), 3)
    if int(request.headers.get("content-length") or 0) > most:
        raise too_large
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise problem("usage", message("web.no-form"))

    async def bounded() -> AsyncGenerator[bytes, None]:
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > most:
                raise too_large
            if uploads.bytes + len(chunk) > MOST_UPLOAD_BYTES:
                raise problem("busy", message("web.busy-uploads"), 3, Retry_After="10")
            uploads.bytes += len(chunk)
            request.state.upload_bytes = size
            yield chunk

    parser = _InMemory(request.headers, bounded(), max_files=_MOST_FILES, max_fields=_MOST_FIELDS)
    try:
        return await parser.parse()
    except (MultiPartException, ClientDisconnect):
        raise problem("usage", message("web.no-form")) from None


async def document_of(form: FormData, field: str) -> Document:
    """Return the document in `field` of a form.

    Raises:
        Problem: there is none.
    """
    found = await optional_document_of(form, field)
    if found is None:
        raise problem("usage", message("web.no-file", field=field))
    return found


async def optional_document_of(form: FormData, field: str) -> Document | None:
    """Return the document in `field` of a form; None where the field is missing."""
    upload = form.get(field)
    if not isinstance(upload, UploadFile):
        return None
    name = _CONTROLS.sub("", (upload.filename or "").replace("\\", "/").rpartition("/")[2])
    data = await upload.read()
    await upload.close()
    return Document(name[-MOST_NAME:], data)


def text_of(form: FormData, field: str, default: str = "") -> str:
    """Return the text in `field` of a form."""
    value = form.get(field)
    return value if isinstance(value, str) else default
