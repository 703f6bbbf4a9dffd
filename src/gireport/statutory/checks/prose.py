"""Checks of prose against tables (R15), and of prose against itself (R15, R16): what is said, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from ..amounts import shown
from ..figure import Figure
from ..finding import Context, Hit
from ..forms import folded
from ..sections import numeral_value
from ..slots import Line

_TOTAL = "applications.{}.total"
_GAP = r"[^,。;:\d]{0,14}?"
NUMERAL = "〇零一二两三四五六七八九十百千万"
# A numeral in Chinese counts 件 and 宗 only: 一起 and 一条 are often no numbers; nor is 第一件, 每一件, 一件事.
COUNT = rf"(\d{{1,9}}\s*[件宗份例起条]|(?<![第每逐同任何无上数几近约{NUMERAL}])[{NUMERAL}]{{1,9}}[件宗](?![事件套]))"
_UNITS = "件宗份例起条"
# What every claim has in it: a count, or words that say that there is none.
_CLAIMS_ANY = re.compile(rf"\d|[{NUMERAL}][件宗]|未|没有|无")
_BEFORE = 200
"""Characters before a clause that may tell what it is about."""
# Whoever may apply: says nothing of which applicants are counted.
_ANYBODY = re.compile("公民[、,]?法人(?:[、,]?(?:和|或|或者|以及|及|与)?其[他它](?:社会)?组织)?的?")
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_YEAR = re.compile(r"((?:19|20)\d\d)年")


class Claim(Struct, frozen=True):
    """A kind of statement: its pattern (over text without spaces, half-width), and the rows whose totals it sums.

    `or_rows` is another sum that makes it true as well; `unless` are words that make it a statement of
    something else. A pattern without a `count` claims that there are none. `word` is in every such statement: a
    clause without it is passed over at once.
    """

    pattern: re.Pattern[str]
    rows: tuple[str, ...]
    or_rows: tuple[str, ...] = ()
    unless: re.Pattern[str] = re.compile("(?!)")
    word: str = ""

    @property
    def review(self) -> bool:
        """Whether it is of section 四."""
        return self.rows[0].startswith(("reconsideration", "litigation"))


_PART = "其中|本级|乡镇|分别|通过|线上|线下|自然人|法人|企业|网络|网站|平台|信函|邮|当面|现场|传真|窗口|季度|月份|截至|去年|上年同期|同比|相比|较上|建议|提案|热线|留言|咨询|投诉|许可|处罚|审批|登记|事项|工单|来信|信箱|提问|意见|收费申请|行政强制"
_OTHER = re.compile(f"{_PART}|复议|诉讼|信访")
_PARTIAL = re.compile(_PART)
# What 无 denies is said, for it also begins 无锡, 无障碍 and 无故.
_NONE = "(?<!有)无(?=行政|被|因|涉|有关|相关|关于|针对|对|政府信息|信息公开|任何|一[件例起宗]|人(?!机)|公民|群众|新|发生|引发|提起|申请人)"
_NO = f"未发生|没有发生|未被(?:申请|提起)?|未因|未产生|{_NONE}"
# That there was none of one kind, with one end or for one reason does not say that there was none.
_SOME = re.compile(
    f"{_PART}|纠|败诉|撤销|变更|违法|确认|责令|履行|驳回|维持|审结|未结|其他结果|复议机关|复议后|直接|结转|上年"
    "|费用|人员|问责|追责|追究|问题|程序|不当|不力|不到位|不及时|逾期|超期|重大|群体"
)

CLAIMS = (
    Claim(re.compile(f"新收(?:到)?{_GAP}申请{_GAP}{COUNT}|新收(?:到)?{COUNT}"), ("received",), unless=_OTHER),
    Claim(
        re.compile(f"(?<![未有])(?:收到|受理|接收|接到){_GAP}申请{_GAP}{COUNT}|(?<![未有])(?:收到|受理){COUNT}[^,。;]{{0,12}}申请"),
        ("received",),
        ("received", "carried_in"),
        re.compile(f"{_OTHER.pattern}|新收|结转"),
    ),
    Claim(re.compile(f"(?:上一?年度?|20\\d\\d年度?)结转{_GAP}{COUNT}"), ("carried_in",), unless=re.compile(f"{_OTHER.pattern}|结转(?:至|到|下|次)"), word="结转"),
    Claim(
        re.compile(f"结转(?:至|到)?(?:下一?年度?|次年度?|20\\d\\d年度?)(?:继续)?(?:办理)?{_GAP}{COUNT}"),
        ("carried_over",),
        unless=_OTHER,
        word="结转",
    ),
    Claim(re.compile(f"(?:办结|答复){_GAP}{COUNT}"), ("handled_total",), unless=re.compile(f"{_OTHER.pattern}|按期|按时|延期|结转")),
    Claim(re.compile(f"(?<!不)予以公开{_GAP}{COUNT}"), ("granted",), unless=_OTHER, word="予以公开"),
    Claim(re.compile(f"部分公开{_GAP}{COUNT}"), ("partly_granted",), unless=_OTHER, word="部分公开"),
    Claim(re.compile(f"不予公开{_GAP}{COUNT}"), ("denied.*",), unless=_OTHER, word="不予公开"),
    Claim(re.compile(f"无法提供{_GAP}{COUNT}"), ("unable.*",), unless=_OTHER, word="无法提供"),
    Claim(re.compile(f"不予处理{_GAP}{COUNT}"), ("not_processed.*",), unless=_OTHER, word="不予处理"),
    Claim(re.compile(f"其他处理{_GAP}{COUNT}"), ("other_handling", "other_handling.*"), unless=_OTHER, word="其他处理"),
    Claim(re.compile("(?:未|没有)收到[^,。;]{0,14}(?:申请公开|公开申请|申请)"), ("received",), unless=_OTHER),
    Claim(re.compile(f"行政复议(?:案件|申请|案)?(?:共|为|共计|数量)?{COUNT}"), ("reconsideration",), unless=_PARTIAL, word="行政复议"),
    Claim(re.compile(f"(?<!、)(?<!和)行政诉讼(?:案件|案)?(?:共|为|共计|数量)?{COUNT}"), ("litigation_direct", "litigation_after_reconsideration"), unless=_PARTIAL, word="行政诉讼"),
    Claim(re.compile(f"(?:{_NO}|未收到)[^,。;]{{0,14}}行政复议"), ("reconsideration",), unless=_SOME, word="行政复议"),
    Claim(re.compile(f"(?:{_NO})[^,。;]{{0,20}}行政诉讼"), ("litigation_direct", "litigation_after_reconsideration"), unless=_SOME, word="行政诉讼"),
)  # fmt: skip

_ITEMS_FROM = re.compile(
    r"(?P<total>\d{1,9})\s*(?P<unit>[条件份次篇个项])(?:[^,。;:\d]{0,8})[,。;:]\s*其中[:,]?(?P<items>[^。;]+)"
)
_ITEM = re.compile(r"(?P<count>\d{1,9})\s*(?P<unit>[条件份次篇个项])")


def _plain(line: Line) -> str:
    return _ANYBODY.sub("", folded.__wrapped__(_SEPARATOR.sub("", line.text)))


def sentences(context: Context) -> list[tuple[Line, str]]:
    """Each sentence outside headings, with its line: half-width, without spaces and thousands separators."""
    if "sentences" not in context.memo:
        context.memo["sentences"] = [
            (line, sentence)
            for line in context.lines
            if not line.heading
            for sentence in re.split("[。;]", _plain(line))
        ]
    found: list[tuple[Line, str]] = context.memo["sentences"]
    return found


def _said(context: Context) -> Iterator[tuple[Line, str, str, bool]]:
    """Each clause outside headings, plans and section 六.

    Gives its line, the clause, what is before it in its sentence, and whether 其中 is.
    """
    year = context.year
    for line, sentence in sentences(context):
        if _of_another_year(sentence, year) or context.section_of(line) in (5, 6):
            continue
        start, parted = 0, False
        for clause in sentence.split(","):
            yield line, clause, sentence[max(0, start - _BEFORE) : start], parted
            start += len(clause) + 1
            parted = parted or "其中" in clause


def _of_another_year(text: str, year: int | None) -> bool:
    """Whether `text` names years, and the report's is not among them; what was 结转 is named by last year's."""
    years = {int(found) for found in _YEAR.findall(text)}
    return bool(year and years and year not in years and "结转" not in text)


def number_of(count: str) -> int:
    """The number of a count with its unit: 12件, 十二件."""
    plain = count.strip().rstrip(_UNITS).strip()
    return int(plain) if plain.isdecimal() else numeral_value(plain)


def _sum(context: Context, rows: tuple[str, ...]) -> tuple[Decimal, Figure] | None:
    """The sum of the totals of `rows`, and the figure to point at; None where one is no number."""
    figures: list[Figure] = []
    for row in rows:
        if row.startswith(("reconsideration", "litigation")):
            names = [f"review.{row}.total"]
        elif row.endswith(".*"):
            stem = f"applications.{row[:-1]}"
            names = [
                key
                for key in context.figures
                if key.startswith(stem) and key.endswith(".total") and not key.endswith(".subtotal.total")
            ]
        else:
            names = [_TOTAL.format(row)]
        figures.extend(context.figures[name] for name in names if name in context.figures)
    if not figures or any(figure.number is None for figure in figures):
        return None
    return sum((figure.number or Decimal(0) for figure in figures), Decimal(0)), figures[0]


_JUDGED = re.compile("办理|受理|审理|审结|承办|立案|应诉|代理|出庭|化解|调解|指导|案卷")
_ABOUT_DISCLOSURE = re.compile("信息公开|依申请公开")


_ANOTHER = re.compile(
    "建议|提案|热线|留言|咨询|投诉|许可|处罚|审批|登记|工单|来信|来访|信访|信箱|提问|意见|复议|诉讼"
)


_APPLIED = re.compile(f"(?:{_ANOTHER.pattern})申请")


def _of_another(before: str, clause: str) -> bool:
    """Whether a clause without a subject goes on with that of the clauses before it: 收到留言30件，办结29件.

    许可申请, 登记申请 and the like are others' too.
    """
    about = _APPLIED.sub("", before + clause)
    return bool(_ANOTHER.search(before)) and not re.search("申请|公开", about)


def _of_others(context: Context, line: Line, text: str, more: bool) -> bool:
    """Whether a clause of reviews and lawsuits, with `more` of them than the table, counts others than those of 信息公开.

    An organ has others too; a 司法局 hears those of its government, and tells of them beside its own.
    """
    if context.section_of(line) == 4 or _ABOUT_DISCLOSURE.search(text):
        return False
    organ = context.facts.organ
    return bool(more or _JUDGED.search(text) or (organ and "司法" in organ.value))


def against_tables(context: Context) -> Iterator[Hit]:
    """GI315 (R15): prose that states another number than the table."""
    for line, clause, before, parted in _said(context):
        if parted or not _CLAIMS_ANY.search(clause):
            continue
        for claim in CLAIMS:
            if claim.word not in clause:
                continue
            found = claim.pattern.search(clause)
            if not found or claim.unless.search(clause) or _of_another_year(clause, context.year):
                continue
            counted = number_of(next(filter(None, found.groups()), "0"))
            wanted = _sum(context, claim.rows)
            if wanted is None or counted == wanted[0]:
                continue
            if claim.review:
                if _of_others(context, line, before + clause, counted > wanted[0]):
                    continue
            elif _of_another(before, clause):
                continue
            also = _sum(context, claim.or_rows) if claim.or_rows else None
            if also and counted == also[0]:
                continue
            figure = wanted[1]
            yield Hit(
                where=line.where,
                found=found[0],
                expected=shown(wanted[0]),
                cell="",
                cells=(figure.cell,),
                key=figure.key,
                words={"path": " / ".join(figure.path)},
            )


def itemised(context: Context) -> Iterator[Hit]:
    """GI316 (R16): items after 其中 that are more, or fewer, than the total before it."""
    for line in context.lines:
        if line.heading or "其中" not in line.text:
            continue
        for found in _ITEMS_FROM.finditer(_plain(line)):
            items = found["items"].partition("其中")[0]
            counts = [int(item["count"]) for item in _ITEM.finditer(items) if item["unit"] == found["unit"]]
            other = [item for item in _ITEM.finditer(items) if item["unit"] != found["unit"]]
            total = int(found["total"])
            # Much fewer are a selection of the items; a few less may be; more cannot be right.
            if len(counts) < 2 or other or sum(counts) == total or sum(counts) * 10 < total * 9:
                continue
            yield Hit(
                where=line.where,
                found=" + ".join(map(str, counts)) + f" = {sum(counts)}",
                expected=found["total"],
                severity=None if sum(counts) > total else "info",
            )


RUN = {"GI315": against_tables, "GI316": itemised}
