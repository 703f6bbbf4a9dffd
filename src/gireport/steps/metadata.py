"""The metadata step: what a report says of itself in its title and its signature becomes metadata.

A field is filled only where the report states it once and nothing in the report speaks against it. The step
takes part in every conversion, so it looks at few blocks and imports little.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ..model import Block, Heading, ListItem, Paragraph, Report
from ..model.patterns import compiled_later
from ..model.types import expect_report
from ..model.walk import inline_text

Origin: TypeAlias = Literal["title", "signature"]
"""Where a field stands in the report: in its title heading, or in the signature that ends it."""

_LONGEST_TITLE = 200
_LONGEST_ORGAN = 40
"""Characters of the line before the date, above which it is not a name."""
_TEXT_BLOCKS = (Heading, Paragraph, ListItem)
_NOT_IN_A_NAME = frozenset("。；：，;:,!！?？")
_PERIOD = compiled_later(r"((?:19|20)\d\d)年\d{1,2}月\d{1,2}日起?[,，]?(?:至|到|[—\-~～])")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMERALS = frozenset("〇○零一二三四五六七八九十")


class StatedField(Struct, frozen=True):
    """A field of `Meta` that the report states: its name, its value, and where that stands."""

    name: str
    value: str | int
    origin: Origin


class _Signature(Struct, frozen=True):
    """The organ (may be empty) and the date that end a report."""

    organ: str
    day: date


def fill_metadata(report: Report) -> Report:
    """`report` with the metadata that it states itself, each field only where it is absent.

    - `title`: the text of the title, the only heading of level 0 if that comes before all other headings;
    - `organ`: the organ in the title, unless the signature names another one; that of the signature, where
      neither the title nor a line beside it names one;
    - `year`: the year in the title, where the signature is of the year after it, or else the periods in the
      text (2023年1月1日至 …) begin in it, or the report has neither;
    - `published`: the date of the signature, the last line of the report, as `2024-01-23`.

    Normal form in and out; the body stays as it is. Applied twice it gives what it gave once.

    Raises:
        ModelError: `report` is not a report.
    """
    expect_report(report)
    values: dict[str, Any] = {one.name: one.value for one in stated_fields(report)}
    return replace(report, meta=replace(report.meta, **values)) if values else report


def stated_fields(report: Report) -> tuple[StatedField, ...]:
    """The fields of the metadata that `report` lacks and states in its text, in the order of `Meta`."""
    meta = report.meta
    if meta.title and meta.organ and meta.year is not None and meta.published:
        return ()
    found: list[StatedField] = []
    at, title = _title(report.body)
    signature = _signature(report.body)
    if title and not meta.title:
        found.append(StatedField("title", title, "title"))
    if title and not (meta.organ and meta.year is not None):
        found += _organ_and_year(report, at, title, signature)
    if signature and not meta.published:
        found.append(StatedField("published", signature.day.isoformat(), "signature"))
    return tuple(found)


# --- the title ------------------------------------------------------------------------------------------


def _title(body: Sequence[Block]) -> tuple[int, str]:
    """The index and the text of the title; an empty text where there is none, or more than one."""
    headings = [index for index, block in enumerate(body) if type(block) is Heading]
    titles = [index for index in headings if body[index].level == 0]  # type: ignore[union-attr]
    if len(titles) != 1 or titles[0] != headings[0]:
        return 0, ""
    heading = body[titles[0]]
    assert isinstance(heading, Heading)
    text = inline_text(heading.content).replace("\n", "").strip()
    return titles[0], text if len(text) <= _LONGEST_TITLE else ""


def _organ_and_year(
    report: Report, at: int, title: str, signature: _Signature | None
) -> Iterator[StatedField]:
    """The organ and the year that the `title`, the block at the index `at`, and the signature state.

    What stands before the year and is not the name of an office (关于做好) is no organ.
    """
    from ..statutory.titles import is_organ, title_of

    meta = report.meta
    named = title_of(title)
    if named is None:
        return
    second = title_of(meta.title) if meta.title and meta.title != title else None
    organ = named.organ
    origin: Origin = "title"
    if not organ and signature and not any(map(is_organ, _lines_beside(report.body, at))):
        organ, origin = signature.organ, "signature"
    is_contradicted = second and second.organ not in ("", organ)
    if not meta.organ and is_organ(organ) and not is_contradicted and not _signed_by_other(organ, signature):
        yield StatedField("organ", organ, origin)
    year = named.year
    is_contradicted = second and second.year not in (None, year)
    if year and meta.year is None and not is_contradicted and _is_of(year, signature, report.body):
        yield StatedField("year", year, "title")


def _lines_beside(body: Sequence[Block], at: int) -> Iterator[str]:
    """The next text before and the next text after the block at the index `at`."""
    for side in (reversed(body[:at]), body[at + 1 :]):
        texts = (inline_text(block.content).strip() for block in side if isinstance(block, _TEXT_BLOCKS))
        yield next((text for text in texts if text), "")


# --- what confirms it -----------------------------------------------------------------------------------


def _signature(body: Sequence[Block]) -> _Signature | None:
    """The signature: a date alone in the last line of `body`, and the line before it where that is a name."""
    last: list[str] = []
    for block in reversed(body):
        if type(block) is not Paragraph:
            break
        text = inline_text(block.content).strip()
        if text:
            last.append(text)
            if len(last) == 1 and not text.strip("（）() ").endswith("日"):
                return None
        if len(last) == 2:
            break
    day = _day(last[0]) if last else None
    if day is None:
        return None
    organ = "".join(last[1].split()) if len(last) == 2 else ""
    is_name = len(organ) <= _LONGEST_ORGAN and _NOT_IN_A_NAME.isdisjoint(organ)
    return _Signature(organ if is_name else "", day)


def _day(text: str) -> date | None:
    """The day that `text` is: 2024年1月23日, 二〇二四年一月二十三日; None for other texts."""
    plain = "".join(text.split()).strip("（）()").translate(_DIGITS)
    year, _, rest = plain.partition("年")
    month, _, rest = rest.partition("月")
    day, end, rest = rest.partition("日")
    if not end or rest or len(year) != 4:
        return None
    try:
        return date(*(_number(part) for part in (year, month, day)))
    except ValueError:  # the calendar lacks it, or a part is not a number
        return None


def _number(text: str) -> int:
    """The number that `text`, in digits or as a Chinese numeral of up to four characters, stands for.

    Raises:
        ValueError: it is neither.
    """
    if text.isascii() and text.isdecimal():
        return int(text)
    if not text or len(text) > 4 or not _NUMERALS.issuperset(text):
        raise ValueError(text)
    from ..statutory.numerals import numeral_value

    return numeral_value(text)


def _signed_by_other(organ: str, signature: _Signature | None) -> bool:
    """Whether the signature names another organ; 青溪县 and 青溪县人民政府 are one."""
    signed = signature.organ if signature else ""
    return bool(signed) and signed not in organ and organ not in signed


def _is_of(year: int, signature: _Signature | None, body: Sequence[Block]) -> bool:
    """Whether a report whose title names `year` is of that year.

    The signature is of the year after it, or else the periods in the text (自2023年1月1日起至 …) begin in it.
    A report that has neither is of the year in its title.
    """
    if signature and signature.day.year == year + 1:
        return True
    starts: set[str] = set()
    for block in body:
        if isinstance(block, _TEXT_BLOCKS):
            text = "".join(inline_text(block.content).split()).translate(_DIGITS)
            starts.update(_PERIOD.findall(text))
    return starts == {str(year)} or not (starts or signature)
