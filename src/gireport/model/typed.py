"""Checks the types of a report that was made in code."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from .errors import ModelError
from .messages import message
from .patterns import compiled_later
from .types import Block, Cell, Report, Table, expect_report

_AT = compiled_later(r" - at (?P<path>.*)$")
_RANGE = compiled_later(r"Expected `[^`]*` [<>]")
# Types that msgspec would convert to text.
_NOT_CONVERTED = (
    bytes,
    bytearray,
    memoryview,
    datetime.datetime,
    datetime.date,
    datetime.time,
    datetime.timedelta,
)


_ENCODE = msgspec.msgpack.Encoder().encode
_BLOCK = msgspec.msgpack.Decoder(Block).decode
_ROWS = msgspec.msgpack.Decoder(tuple[tuple[Cell, ...], ...]).decode
_REST = msgspec.msgpack.Decoder(Report).decode
_AT_ONCE = 64  # rows of a table


class _Foreign(Struct):
    """Replaces a value of a type that a report cannot have."""

    type_name: str


def check_types(report: Report) -> None:
    """Check the types of all values in `report`; the normal form checks their ranges.

    Raises:
        ModelError: a value has a wrong type; `where` is its JSON path.
    """
    expect_report(report)
    try:
        if _survives(report):
            return
    except (msgspec.MsgspecError, TypeError, AttributeError, ValueError, OverflowError, RecursionError):
        pass  # `_refuse` finds out whether and where something is wrong
    _refuse(report)


def _survives(report: Report) -> bool:
    """Whether `report` survives encoding as MessagePack; in pieces, which is faster and saves memory."""
    for block in report.body:
        if type(block) is Table:
            for start in range(0, len(block.rows), _AT_ONCE):
                rows = block.rows[start : start + _AT_ONCE]
                if _ROWS(_ENCODE(rows)) != rows:
                    return False
            block = replace(block, rows=())
        if _BLOCK(_ENCODE(block)) != block:
            return False
    rest = replace(report, body=())
    return bool(_REST(_ENCODE(rest)) == rest)


def _refuse(report: Report) -> None:
    """Raise `ModelError` where a value in `report` is of the wrong type."""
    foreign_types: list[str] = []

    def replace_foreign(value: object) -> Any:
        foreign_types.append(type(value).__name__)
        return _Foreign(foreign_types[-1])

    try:
        plain = msgspec.to_builtins(report, builtin_types=_NOT_CONVERTED, enc_hook=replace_foreign)
        msgspec.convert(plain, Report)
    except RecursionError:
        return  # the normal form refuses what nests too deep
    except msgspec.ValidationError as error:
        text = str(error)
        if _RANGE.match(text) or text.startswith("Invalid value"):
            return
        found = _AT.search(text)
        cause = (
            message("model.type", type=foreign_types[0])
            if foreign_types
            else message("model.value", reason=text[: found.start() if found else None])
        )
        raise ModelError(cause, where=found["path"].replace("`", "") if found else "$") from None
