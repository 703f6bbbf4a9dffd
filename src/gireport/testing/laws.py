"""The laws of `docs/laws.md` as functions: each raises `AssertionError` with a readable difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import unified_diff

from msgspec.structs import replace

from ..errors import GireportError
from ..losses import Losses
from ..model import Heading, ListItem, Paragraph, Report, Table, encode, normal
from ..plugins.values import Format, Step


def assert_same(left: Report, right: Report, what: str) -> None:
    """Raise with the difference of the two JSON forms where the reports differ."""
    if left == right:
        return
    lines = unified_diff(
        encode(left).decode().splitlines(),
        encode(right).decode().splitlines(),
        "before",
        "after",
        lineterm="",
        n=4,
    )
    raise AssertionError(f"{what}:\n" + "\n".join(lines))


def _through(format_: Format, report: Report) -> tuple[bytes, Report, Losses]:
    assert format_.reader is not None
    assert format_.writer is not None
    losses = Losses()
    data = format_.writer(report, losses)
    return data, format_.reader(data, losses), losses


def round_trip(format_: Format, report: Report) -> None:
    """Law 1: `read(write(r)) == r`, and neither side reports a loss."""
    _, back, losses = _through(format_, report)
    assert_same(report, back, f"{format_.name} changes the report")
    assert not list(losses), f"{format_.name} reports {list(losses)}"


def chain(formats: Iterable[Format], report: Report) -> None:
    """Law 2: a report that goes through any formats in turn comes back equal."""
    current = report
    passed: list[str] = []
    for format_ in formats:
        passed.append(format_.name)
        _, current, losses = _through(format_, current)
        assert_same(report, current, f"changed on the way {' → '.join(passed)}")
        assert not list(losses), f"{passed[-1]} reports {list(losses)}"


def idempotent(format_: Format, report: Report) -> None:
    """Law 3: `normal` settles at once, and what was written, read and written again has the same bytes."""
    assert_same(normal(report), report, "normal() changes what is normal")
    data, back, _ = _through(format_, report)
    assert format_.writer is not None
    assert format_.writer(back, Losses()) == data, f"{format_.name} writes other bytes the second time"


def deterministic(format_: Format, report: Report) -> None:
    """Law 4, inside one process: the same report gives the same bytes."""
    assert format_.writer is not None
    assert format_.writer(report, Losses()) == format_.writer(report, Losses())


def nothing_lost_in_silence(format_: Format, report: Report) -> None:
    """Law 5 on the side of the writer: a report that is written without a loss comes back equal.

    Headings, paragraphs and list items of the body that hold nothing may be gone, and tables may have other
    widths of columns: no content is lost with either.
    """
    assert format_.reader is not None
    assert format_.writer is not None
    losses = Losses()
    data = format_.writer(report, losses)
    if not len(losses):
        what = f"{format_.name} changes the report, and its writer notes no loss"
        assert_same(_content(report), _content(format_.reader(data, Losses())), what)


def _content(report: Report) -> Report:
    texts = (Heading, ListItem, Paragraph)
    body = (block for block in report.body if not isinstance(block, texts) or block.content)
    plain = (replace(block, columns=()) if isinstance(block, Table) else block for block in body)
    return Report(report.meta, tuple(plain), report.resources)


def settles(step: Step, report: Report) -> Report:
    """Law 7: a step gives a normal report, and applied twice it gives what it gave once; that is the
    result.
    """
    once = step.apply(report)
    assert_same(normal(once), once, f"{step.name} gives a report that is not normal")
    assert_same(once, step.apply(once), f"{step.name} changes what it gave")
    return once


def only_our_errors(read: Callable[[bytes], Report], data: bytes) -> Report | None:
    """Law 8: `read` gives a normal report or raises a `GireportError`; anything else comes through."""
    try:
        report = read(data)
    except GireportError as error:
        line = str(error)
        assert line, "an error without a message"
        assert "\n" not in line, f"an error of more than one line: {line!r}"
        return None
    assert_same(normal(report), report, "the reader gave a report that is not normal")
    return report
