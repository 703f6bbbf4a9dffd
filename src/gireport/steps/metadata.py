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
_LABELS = (
    *"：:，,、为是由向致", "抄送", "抄报", "主送", "签发", "签发人",
    "审核", "审核人", "联系人", "负责人", "地址", "机关", "单位",
)  # fmt: skip
"""The end of a line that the next line completes, so that the next line signs nothing: 抄送：, 上级机关是."""
_PERIOD = compiled_later(
    r"((?:19|20)\d\d)年\d{1,2}月(?:\d{1,2}日)?起?[,，]?(?:至|到|[—\-~～]+)(?:((?:19|20)\d\d)年)?"
)
_OF_PERIOD = ("统计", "期限", "所列数据")
"""Words beside the period that the report covers."""
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_DAY = compiled_later(r"([12]\d{3})\s{0,9}年\s{0,9}(\d{1,2})\s{0,9}月\s{0,9}(\d{1,2})\s{0,9}日")
_CHINESE_DAY = compiled_later(
    "([一二][〇○零一二三四五六七八九]{3})年(十[一二]?|[一二三四五六七八九])月([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
"""Dates in digits and as numerals. `check` reads every text that one of them matches as the same day."""
_FIRST_YEAR = 1949
_OFFICE_OF = compiled_later(
    "(?:人民)?(?:政府)?(?:党政|政务公开|(?:政府)?信息公开|综合)*(?:办公[室厅]|办)?$|办事处$|(?:管理委员会|管委会)(?:办公室)?$"
    "|有限(?:责任)?公司$"
)
"""What an organ's name may have behind it in its signature: 青溪县 signs as 青溪县人民政府办公室."""
_BRACKETS = str.maketrans("(", "（")
_PLACES = frozenset("省市区县旗州盟乡镇")
"""The last characters of the places that a signature may leave out: 青溪县档案局 signs as 档案局."""


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
    - `year`: the only year in the title, where the period that the report covers (2023年1月1日至 …) lies in
      it and the signature is of the year after it; where one of the two is absent, the other is enough, and
      a report that has neither is of the year in its title;
    - `published`: the date of the signature, the last line of the report, as `2024-01-23`.

    The title of a document about the report (its 解读, an 审计报告) gives no organ and no year.

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
    from ..statutory.titles import is_organ, is_title_of_report, title_of, years_in

    meta = report.meta
    named = title_of(title)
    if named is None or not is_title_of_report(title):
        return
    second = title_of(meta.title) if meta.title and meta.title != title else None
    organ = named.organ
    origin: Origin = "title"
    is_free = not organ and not named.has_other_words
    if is_free and signature and not any(map(is_organ, _lines_beside(report.body, at))):
        organ, origin = signature.organ, "signature"
    is_contradicted = second and second.organ not in ("", organ)
    if not meta.organ and is_organ(organ) and not is_contradicted and not _signed_by_other(organ, signature):
        yield StatedField("organ", organ, origin)
    year = named.year
    years = years_in(title) | years_in(meta.title if meta.title and second else "")
    if year and meta.year is None and years == {year} and _is_of(year, signature, report.body):
        yield StatedField("year", year, "title")


def _lines_beside(body: Sequence[Block], at: int) -> Iterator[str]:
    """The next text before and the next text after the block at the index `at`."""
    for side in (reversed(body[:at]), body[at + 1 :]):
        texts = (inline_text(block.content).strip() for block in side if isinstance(block, _TEXT_BLOCKS))
        yield next((text for text in texts if text), "")


# --- what confirms it -----------------------------------------------------------------------------------


def _signature(body: Sequence[Block]) -> _Signature | None:
    """The signature: a date alone in the last line of `body`, and the line before it where that is a name.

    It is no name where the line above it is one that it completes: 抄送：, 上级机关是.
    """
    above = _texts_from_the_end(body)
    day_block, text = next(above, (None, ""))
    day = _day(text) if type(day_block) is Paragraph else None
    if day is None:
        return None
    block, text = next(above, (None, ""))
    organ = "".join(text.split()) if type(block) is Paragraph else ""
    is_name = 0 < len(organ) <= _LONGEST_ORGAN and _NOT_IN_A_NAME.isdisjoint(organ)
    if is_name and next(above, (None, ""))[1].endswith(_LABELS):
        is_name = False
    return _Signature(organ if is_name else "", day)


def _texts_from_the_end(body: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """The blocks at the end of `body` that have a text, from the last one back to one that can have none."""
    for block in reversed(body):
        if not isinstance(block, _TEXT_BLOCKS):
            return
        text = inline_text(block.content).strip()
        if text:
            yield block, text


def _day(text: str) -> date | None:
    """The day that `text` is: 2024年1月23日, 二〇二四年一月二十三日; None for others, and before 1949."""
    plain = text.strip("（）() ").translate(_DIGITS)
    if not plain.endswith("日") or "\n" in plain:
        return None
    found = (_DAY if plain[0].isdecimal() else _CHINESE_DAY).fullmatch(plain)
    if not found:
        return None
    year, month, day = map(_number, found.groups())
    try:
        return date(year, month, day) if year >= _FIRST_YEAR else None
    except ValueError:  # the calendar lacks it
        return None


def _number(text: str) -> int:
    """The number that `text`, digits or a Chinese numeral, stands for."""
    if text.isdecimal():
        return int(text)
    from ..statutory.numerals import numeral_value

    return numeral_value(text)


def _signed_by_other(organ: str, signature: _Signature | None) -> bool:
    """Whether the signature names another organ.

    青溪县 and 青溪县人民政府办公室 are one, and so are 青溪县档案局 and 档案局. A county and its
    bureau are two.
    """
    if not signature or signature.organ in ("", organ):
        return False
    shorter, longer = sorted((_core(organ), _core(signature.organ)), key=len)
    place = longer.removesuffix(shorter)
    return bool(place) and (not longer.endswith(shorter) or place[-1] not in _PLACES)


def _core(organ: str) -> str:
    """The name of `organ` without a note in brackets and without what its signature may add behind it."""
    return _OFFICE_OF.sub("", organ.translate(_BRACKETS).partition("（")[0])


def _is_of(year: int, signature: _Signature | None, body: Sequence[Block]) -> bool:
    """Whether a report whose title names `year` is of that year.

    A period that the report says it covers (统计期限自2023年1月1日起至 …, or any in the preamble) must lie in
    it. Then the signature is of the year after it, or else every period in the text lies in it. A report
    that has neither is of the year in its title.
    """
    covered: set[str] = set()
    others: set[str] = set()
    stated = {str(year)}
    is_preamble = True
    for block in body:
        if not isinstance(block, _TEXT_BLOCKS):
            continue
        text = inline_text(block.content)
        is_preamble = is_preamble and not (isinstance(block, Heading) and block.level > 0)
        if "年" not in text or "月" not in text:
            continue
        text = "".join(text.split()).translate(_DIGITS)
        years = {one for period in _PERIOD.findall(text) for one in period if one}
        is_covered = is_preamble or any(word in text for word in _OF_PERIOD)
        (covered if is_covered else others).update(years)
    if covered - stated:
        return False
    if signature and signature.day.year == year + 1:
        return True
    return covered | others == stated or not (covered or others or signature)
