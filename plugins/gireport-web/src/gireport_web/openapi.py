"""How is the interface described to programs? As OpenAPI 3.1, made from the types of what goes in and out.

The operations stand in one table, `OPERATIONS`; a test holds that each route has its operation.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from gireport.statutory import Comparison
from gireport.version import __version__

from .problems import STATUS, UNREADABLE, ProblemDocument

Upload = Annotated[
    str, Meta(description="a document of at most 64 MiB", extra_json_schema={"format": "binary"})
]
"""A file in a form."""


class ConvertForm(Struct, rename={"from_": "from"}):
    """A document to convert.

    `to` is a name or a suffix of a format; `from` is one of the document's, by default found by its name and
    content; `fragment` gives one `article` for the editor of a portal in the place of a page.
    """

    file: Upload
    to: str
    from_: str = ""
    fragment: bool = False


class CheckForm(Struct, rename={"from_": "from"}):
    """A document to check, perhaps against the report of the year before."""

    file: Upload
    previous: Upload = ""
    from_: str = ""


class FiguresForm(Struct, rename={"from_": "from"}):
    """A document, and the kind of table for its figures; `bom` is for spreadsheet programs that read CSV."""

    file: Upload
    to: str = "csv"
    bom: bool = False
    from_: str = ""


class CompareForm(Struct):
    """Two documents: two versions of one, or last year's and this year's."""

    a: Upload
    b: Upload


class FormatRow(Struct):
    """A format: its names, and whether it can be read and written."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    reads: bool
    writes: bool


class FormatList(Struct):
    """The formats of documents, and the names of those of figures."""

    formats: tuple[FormatRow, ...]
    figures: tuple[str, ...]


class Health(Struct):
    """That the server lives: its worker processes, how many work, what waits, and the documents held."""

    status: str
    workers: int
    working: int
    waiting: int
    documents: int


class Operation(Struct, frozen=True):
    """What a path does: its method, its form, and the answer's schema; None: a file."""

    method: str
    summary: str
    form: type | None
    answer: type | str | None


FINDINGS = "Findings"
"""The schema of `gireport check --format json`, which comes with gireport."""
OPERATIONS = {
    "/api/convert": Operation("post", "Convert a document to another format", ConvertForm, None),
    "/api/check": Operation(
        "post", "Check a document, one finding for each thing that is wrong", CheckForm, FINDINGS
    ),
    "/api/figures": Operation(
        "post", "Take the figures out of a document's statutory tables", FiguresForm, None
    ),
    "/api/compare": Operation("post", "Compare two documents, figure by figure", CompareForm, Comparison),
    "/api/formats": Operation("get", "List the formats that can be read and written", None, FormatList),
    "/healthz": Operation("get", "Say that the server lives, and how much it has to do", None, Health),
}
_LANG = {
    "name": "lang",
    "in": "query",
    "description": "the language of messages; by default the first of Accept-Language, else zh",
    "schema": {"enum": ["zh", "en"]},
}
_REFERENCE = "#/components/schemas/{name}"


@cache
def document() -> bytes:
    """Return the description as JSON."""
    forms = [one.form for one in OPERATIONS.values() if one.form is not None]
    answers = [one.answer for one in OPERATIONS.values() if isinstance(one.answer, type)]
    types = [*forms, *answers, ProblemDocument]
    _, schemas = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    schemas = {name: _with_numbers(one) for name, one in schemas.items()}
    findings = files("gireport.statutory").joinpath("findings-schema.json").read_bytes()
    schemas[FINDINGS] = msgspec.json.decode(findings)
    described = {
        "openapi": "3.1.0",
        "info": {
            "title": "gireport",
            "version": __version__,
            "description": "Government-information annual reports: converted, checked and read as data.",
        },
        "paths": {path: {one.method: _operation(one)} for path, one in OPERATIONS.items()},
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }
    return msgspec.json.encode(described)


def _with_numbers(schema: Any) -> Any:
    """`schema` with decimal numbers as the numbers of JSON, as which they are written."""
    if isinstance(schema, dict):
        if schema.get("format") == "decimal":
            return {"type": "number"}
        return {key: _with_numbers(value) for key, value in schema.items()}
    return [_with_numbers(one) for one in schema] if isinstance(schema, list) else schema


def _operation(one: Operation) -> dict[str, Any]:
    result: dict[str, Any] = {
        "summary": one.summary,
        "parameters": [_LANG],
        "responses": {
            "200": {"description": "done", "content": _answer(one.answer)},
            "default": {
                "description": "a problem document (RFC 9457); `code` says which",
                "content": {"application/problem+json": {"schema": _schema("ProblemDocument")}},
            },
        },
    }
    if one.form is not None:
        content = {"multipart/form-data": {"schema": _schema(one.form.__name__)}}
        result["requestBody"] = {"required": True, "content": content}
        for status in sorted({str(UNREADABLE), "400", "413", *map(str, (STATUS["busy"],))}):
            result["responses"][status] = result["responses"]["default"]
    return result


def _answer(answer: type | str | None) -> dict[str, Any]:
    if answer is None:
        return {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    return {"application/json": {"schema": _schema(answer if isinstance(answer, str) else answer.__name__)}}


def _schema(name: str) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(name=name)}
