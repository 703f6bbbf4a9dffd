"""The JSON form of a report, schema version 1: in, out, and the published schema."""

from __future__ import annotations

import io
import re
from typing import Any, Literal

import msgspec

from .errors import ModelError
from .messages import message
from .types import EMPTY, SCHEMA_VERSION, Block, Meta, Report, Resource, _Plain

_AT = re.compile(r" - at `(?P<path>[^`]*)`$")
_BYTE = re.compile(r"\(byte (?P<at>\d+)\)$")


_NO_META = Meta()


class Document(_Plain, frozen=True):
    """The whole JSON document: the schema version first, then the report's parts."""

    gireport: Literal["1"]
    meta: Meta = _NO_META
    body: tuple[Block, ...] = ()
    resources: dict[str, Resource] = msgspec.field(default=EMPTY)


class _Version(msgspec.Struct):
    """The schema version, which is checked before the rest is decoded."""

    gireport: str


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Document)
_VERSION = msgspec.json.Decoder(_Version)


def encode(report: Report) -> bytes:
    """The JSON form of `report` as UTF-8, indented by one, with a line end last."""
    meta = (
        _NO_META if report.meta == _NO_META else report.meta
    )  # the encoder recognises a default by identity
    document = Document("1", meta, report.body, dict(report.resources) or EMPTY)
    out = io.BytesIO(msgspec.json.format(_ENCODER.encode(document), indent=1))
    out.seek(0, io.SEEK_END)
    out.write(b"\n")  # in place: `+` would copy it all
    return out.getvalue()


def decode(data: bytes) -> Report:
    """The report in JSON `data` (UTF-8, with or without a byte order mark), not yet in normal form.

    Raises:
        ModelError: it is not JSON, or has a newer version, an unknown field, a value of the wrong type, a key
            twice; `where` is the JSON path, or the line and column.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        _check_version(data)
        document = _DECODER.decode(data)
        _refuse_duplicate_keys(data)
    except msgspec.ValidationError as error:
        raise _explain(error, data) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ModelError(
            message("model.not-json", reason=_reason(error)), where=_place(data, error)
        ) from None
    except RecursionError:
        raise ModelError(message("model.json-depth"), where="$") from None
    return Report(document.meta, document.body, document.resources)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the JSON form."""
    made = msgspec.json.schema(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"gireport report, schema version {SCHEMA_VERSION}",
        **made,
    }


def _check_version(data: bytes) -> None:
    try:
        version = _VERSION.decode(data).gireport
    except msgspec.ValidationError:
        raise ModelError(message("model.json-other", version=SCHEMA_VERSION), where="$.gireport") from None
    if version == SCHEMA_VERSION:
        return
    newer = version.isdecimal() and int(version) > int(SCHEMA_VERSION)
    raise ModelError(
        message("model.version", version=version[:20], known=SCHEMA_VERSION),
        where="$.gireport",
        hint=message("model.newer") if newer else "",
    )


def _explain(error: msgspec.ValidationError, data: bytes) -> ModelError:
    text = str(error)
    found = _AT.search(text)
    where = _with_key(found["path"], data) if found else "$"
    return ModelError(message("model.value", reason=text[: found.start()] if found else text), where=where)


def _with_key(path: str, data: bytes) -> str:
    """`path` with the key of a mapping, where msgspec writes `[...]` for any of its keys.

    msgspec has not read what follows the error: it may be damaged too, or have the mapping a second time.
    """
    owner, any_key, rest = path.partition("[...]")
    if not any_key:
        return path
    try:
        mapping = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return path
    for part in owner.split(".")[1:]:
        mapping = mapping.get(part) if isinstance(mapping, dict) else None
    if not isinstance(mapping, dict):
        return path
    kind = Resource if owner == "$.resources" else str
    for key, value in mapping.items():
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            return f"{owner}.{key}{rest}"
    return path


def _place(data: bytes, error: Exception) -> str:
    """The line and column of the byte that `error` names; the end of the data for one cut short."""
    if isinstance(error, UnicodeDecodeError):
        # msgspec counts from the start of the string that holds the byte; look for it again.
        try:
            data.decode()
        except UnicodeDecodeError as again:
            at = again.start
        else:
            at = error.start
    else:
        found = _BYTE.search(str(error))
        at = int(found["at"]) if found else len(data)
    before = data[:at]
    line, column = before.count(b"\n") + 1, at - before.rfind(b"\n")
    return f"line {line} column {column}"


def _reason(error: Exception) -> str:
    text = str(error).removeprefix("JSON is malformed: ")
    return _BYTE.sub("", text).strip()


# --- keys given twice -------------------------------------------------------------------------------


class _DuplicateKeyError(Exception):
    """An object has a key twice."""


def _refuse_duplicate_keys(data: bytes) -> None:
    """Raise `ModelError` where an object has a key twice: the decoder would drop one of them silently."""
    import json  # here, since the import takes as long as a small conversion

    def check(pairs: list[tuple[str, Any]]) -> None:
        if len({key for key, _ in pairs}) != len(pairs):
            raise _DuplicateKeyError

    # A byte a character: one emoji would make all of them four bytes wide. Keys are equal where their bytes
    # are, unless an escape writes one of them in another way.
    codec = "utf-8" if rb"\u" in data else "latin-1"
    text = data.decode(codec)
    try:
        json.loads(text, object_pairs_hook=check)
    except _DuplicateKeyError:
        found = _find_duplicate_key(json.loads(text, object_pairs_hook=_Pairs), "$")
        where, key = (part.encode(codec).decode() for part in found)
        raise ModelError(message("model.duplicate-key", name=key), where=where) from None


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of an object; a type of its own, to distinguish it from an array."""


def _find_duplicate_key(value: Any, path: str) -> tuple[str, str]:
    stack = [(value, path)]
    while stack:
        value, path = stack.pop()
        if isinstance(value, _Pairs):
            seen: set[str] = set()
            for key, inner in value:
                if key in seen:
                    return path, key
                seen.add(key)
                stack.append((inner, f"{path}.{key}"))
        elif isinstance(value, list):
            stack.extend((inner, f"{path}[{index}]") for index, inner in enumerate(value))
    return "$", ""
