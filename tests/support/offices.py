"""Reports as offices write them: tables whose sums hold, prose that agrees with them, and one contradiction
on request.

The sentences of `fixtures/prose/agreeing.txt` are of our own writing; those of `contradiction` and
`agreeing_prose` are put together from subjects, verbs, counts, shares, lists, brackets and denials.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from gireport.model import Block, Cell, Heading, Meta, Paragraph, Report, Table, Text, normal
from gireport.statutory.blank import CITATIONS, blank_table
from gireport.statutory.forms import form
from gireport.statutory.keys import of_form
from gireport.statutory.sections import NUMERALS, TITLES

PROSE = Path(__file__).resolve().parents[2] / "fixtures" / "prose" / "agreeing.txt"
YEAR = 2024
ORGANS = {
    "bureau": "云岭市青溪县自然资源局",
    "town": "云岭市青溪县白石镇人民政府",
    "county": "云岭市青溪县人民政府",
    "school": "云岭市第一中学",
    "hospital": "云岭市人民医院",
}
OURS = {"bureau": "我局", "town": "我镇", "county": "全县", "school": "我校", "hospital": "我院"}
PROSE_CODES = frozenset({"GI116", "GI315", "GI316", "GI317", "GI413"})
COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other_organisation")
BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other_result", "pending")


@dataclass
class Office:
    """An organ with its figures: `values` are those of the tables by their keys, `names` what prose may call
    them.
    """

    kind: str
    random: Random
    values: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)

    @property
    def organ(self) -> str:
        return ORGANS[self.kind]


def office(random: Random, kind: str = "bureau", without: frozenset[str] = frozenset()) -> Office:
    """An organ whose tables add up. `without` may have `applications` and `reviews`: then there are none."""
    one = Office(kind, random)
    _fill_applications(one, empty="applications" in without)
    _fill_reviews(one, empty="reviews" in without)
    for value in of_form(form("二", "2021")):
        one.values[value.key] = random.randint(3, 60)
    documents = "disclosure.normative_documents."
    for name, low, high in (("issued", 3, 9), ("repealed", 1, 2), ("in_force", 20, 90)):
        one.names[name] = one.values[f"{documents}{name}"] = random.randint(low, high)
    for name in ("issued", "repealed", "in_force"):
        one.values[f"disclosure.regulations.{name}"] = 0
    return one


_GROUPS = {
    "granted": "granted",
    "partly": "partly_granted",
    "denied": "denied.",
    "unable": "unable.",
    "not_processed": "not_processed.",
    "other": "other_handling",
}


def _fill_applications(one: Office, empty: bool) -> None:
    random, values = one.random, one.values
    rows = list(dict.fromkeys(value.row for value in of_form(form("三", "2021"))))
    results = [row for row in rows if row not in ("received", "carried_in", "handled_total", "carried_over")]
    for column in COLUMNS:
        much = 9 if column == "natural_person" else 2
        for row in results:
            values[f"applications.{row}.{column}"] = 0 if empty else random.randint(0, much)
        handled = sum(values[f"applications.{row}.{column}"] for row in results)
        over = 0 if empty else random.randint(1, 4)
        carried = min(handled + over, 0 if empty else random.randint(1, 5))
        for row, number in (
            ("handled_total", handled),
            ("carried_over", over),
            ("carried_in", carried),
            ("received", handled + over - carried),
        ):
            values[f"applications.{row}.{column}"] = number
    for row in rows:
        values[f"applications.{row}.total"] = sum(
            values[f"applications.{row}.{column}"] for column in COLUMNS
        )
    for name, start in _GROUPS.items():
        one.names[name] = sum(values[f"applications.{row}.total"] for row in results if row.startswith(start))
    for name in ("received", "carried_in", "carried_over"):
        one.names[name] = values[f"applications.{name}.total"]
    one.names["handled"] = values["applications.handled_total.total"]
    one.names["natural"] = values["applications.received.natural_person"]
    one.names["legal"] = one.names["received"] - one.names["natural"]


def _fill_reviews(one: Office, empty: bool) -> None:
    for block in BLOCKS:
        for result in RESULTS:
            one.values[f"review.{block}.{result}"] = 0 if empty else one.random.randint(1, 6)
        one.values[f"review.{block}.total"] = sum(
            one.values[f"review.{block}.{result}"] for result in RESULTS
        )
    for name, blocks in (("rec", BLOCKS[:1]), ("lit", BLOCKS[1:])):
        one.names[name] = sum(one.values[f"review.{block}.total"] for block in blocks)
        for result in RESULTS:
            number = sum(one.values[f"review.{block}.{result}"] for block in blocks)
            one.names[f"{name}_{result.removesuffix('_result')}"] = number


def report(
    one: Office, prose: list[tuple[str, str]], period: str = "", blank: frozenset[str] = frozenset()
) -> Report:
    """The report of `one` with `prose`, pairs of a heading and a paragraph. The cells of `blank` are left
    blank.
    """
    title = f"{one.organ}{YEAR}年政府信息公开工作年度报告"
    period = period or f"自{YEAR}年1月1日起至{YEAR}年12月31日止"
    body: list[Block] = [
        Heading(0, (Text(title),)),
        _paragraph(f"根据《中华人民共和国政府信息公开条例》和{CITATIONS['2021']}，编制本报告。"),
        _paragraph(f"本报告所列数据的统计期限{period}。"),
    ]
    for number, name in enumerate(TITLES, 1):
        body.append(Heading(1, (Text(f"{NUMERALS[number - 1]}、{name}"),)))
        numeral = NUMERALS[number - 1]
        for heading, text in prose:
            if number == 1 and not heading.startswith("四、"):
                body += [Heading(2, (Text(heading),)), _paragraph(text)]
            elif number == 4 and heading.startswith("四、"):
                body.append(_paragraph(text))
        if number in (2, 3, 4):
            body.append(_filled(numeral, one.values, blank))
        elif number > 4:
            body.append(_paragraph("解读的形式还不够丰富，下一步将继续改进，未收取信息处理费。"))
    body += [_paragraph(one.organ), _paragraph(f"{YEAR + 1}年1月20日")]
    return normal(Report(Meta(), tuple(body)))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _filled(numeral: str, values: dict[str, int], blank: frozenset[str]) -> Table:
    keys = iter(value.key for value in of_form(form(numeral, "2021")))  # type: ignore[arg-type]
    table = blank_table(numeral, "2021")  # type: ignore[arg-type]
    rows = tuple(tuple(_cell(cell, keys, values, blank) for cell in row) for row in table.rows)
    return Table(rows, table.columns, table.header_rows, table.header_columns)


def _cell(cell: Cell, keys: Iterator[str], values: dict[str, int], blank: frozenset[str]) -> Cell:
    if cell.content:
        return cell
    key = next(keys)
    content = () if key in blank else (_paragraph(str(values[key])),)
    return Cell(content, cell.colspan, cell.rowspan)


# --- sentences of the file ----------------------------------------------------------------------------


def written() -> list[tuple[str, str, str]]:
    """The sentences of the file: whose report, under which heading, and the paragraph with its names in
    braces.
    """
    result = []
    kind = heading = ""
    for line in PROSE.read_text("utf-8").splitlines():
        if line.startswith("=="):
            kind, heading = (part.strip() for part in line[2:].split("|"))
        elif line and not line.startswith("#"):
            result.append((kind, heading, line))
    return result


_NAME = re.compile(r"\{([^{}]+)\}")
_DIVISION = re.compile(r"(?<!/)/(?!/)")


def fill(text: str, one: Office, heading: str = "") -> str:
    """`text` with its names replaced. {a} to {f} are smaller and smaller, so that those after 其中 are a
    part.
    """
    known: dict[str, int | str] = {**one.names, "y": YEAR, "o": one.organ}
    received = one.names["received"]
    small = "申请" in heading
    for place, name in enumerate("abcdef"):
        size = max(1, received >> (place + 1)) if small else 5000 >> (2 * place)
        known[name] = size if small else one.random.randint(size * 3 // 4, size)
    return _NAME.sub(lambda found: _value(found[1], known), text)


def _value(expression: str, known: dict[str, int | str]) -> str:
    parts = _DIVISION.split(expression)
    numbers = [eval(part, {"__builtins__": {}}, known) for part in parts]
    if len(numbers) == 1:
        return str(numbers[0])
    return f"{numbers[0] * 100 / numbers[1]:.2f}"


# --- sentences put together ---------------------------------------------------------------------------

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A Chinese numeral below 10,000."""
    if number < 10:
        return _DIGITS[number]
    result, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            result += ("零" if gap and result else "") + _DIGITS[digit] + unit
        gap = not digit
    return result.removeprefix("一") if result.startswith("一十") else result


def count(random: Random, number: int, units: str = "件") -> str:
    """A count as offices write it: in digits, in full width, with a separator, as a numeral."""
    unit = random.choice(units)
    style = random.random()
    if style < 0.1:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)) + unit
    if style < 0.15 and number > 1:
        return numeral(number) + unit
    if style < 0.2:
        return f"{number:,}{unit}"
    if style < 0.25:
        return f"{number} {unit}"
    return f"{number}{unit}"


@dataclass
class Planter:
    """Gives the numbers of a sentence as they are, and one of them, the one asked for, wrong."""

    one: Office
    wrong: str = ""

    def number(self, name: str) -> int:
        """The number called `name`, or another one where a contradiction is planted there."""
        true = self.one.names[name]
        return true + self.one.random.choice((1, 2, 3, 7)) if name == self.wrong else true

    def count(self, name: str, units: str = "件件件宗份") -> str:
        return count(self.one.random, self.number(name), units)


def _whose(one: Office) -> str:
    random = one.random
    when = random.choice(("", f"{YEAR}年，", "全年", "本年度", f"{YEAR}年度，", "年内，"))
    who = random.choice(("", "", OURS[one.kind], "" if one.kind == "county" else one.organ))
    return when + who


def _noun(random: Random) -> str:
    return random.choice(
        (
            "政府信息公开申请",
            "信息公开申请",
            "依申请公开申请",
            "依申请公开",
            "公民、法人和其他组织的政府信息公开申请",
            "政府信息公开书面申请",
            "各类政府信息公开申请",
        )
    )


def _received(plant: Planter) -> str:
    random = plant.one.random
    adverb = random.choice(("", "共", "累计", "共计"))
    verb = random.choice(("新收", "收到", "新收到", "接到"))
    return f"{_whose(plant.one)}{adverb}{verb}{_noun(random)}{plant.count('received')}"


def _carried_in(plant: Planter) -> str:
    word = plant.one.random.choice(("上年结转", "上年度结转", f"{YEAR - 1}年结转", "上一年结转"))
    return f"{word}{plant.count('carried_in')}"


def _handled(plant: Planter) -> str:
    return f"{plant.one.random.choice(('办结', '已办结', '共办结', '全年办结'))}{plant.count('handled')}"


def _carried_over(plant: Planter) -> str:
    count_ = plant.count("carried_over")
    return plant.one.random.choice(
        (
            f"结转下年度{count_}",
            f"{count_}结转下年办理",
            f"结转{YEAR + 1}年继续办理{count_}",
            f"结转至下一年度{count_}",
            f"另有{count_}结转下年度继续办理",
        )
    )


_RESULTS = {
    "granted": "予以公开",
    "partly": "部分公开",
    "denied": "不予公开",
    "unable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}


def _outcomes(plant: Planter) -> str:
    random = plant.one.random
    mark = random.choice(("，", "、"))
    names = list(_RESULTS)
    if random.random() < 0.2:
        return mark.join(f"{plant.count(name, '件')}{_RESULTS[name]}" for name in names)
    return mark.join(f"{_RESULTS[name]}{plant.count(name, '件')}" for name in names)


def _applications(plant: Planter) -> str:
    random = plant.one.random
    shape = random.randrange(4)
    if shape == 0:
        return f"{_received(plant)}，{_carried_in(plant)}，{_handled(plant)}，{_carried_over(plant)}。"
    if shape == 1:
        return f"{_received(plant)}，{_carried_in(plant)}，{_handled(plant)}（其中{_outcomes(plant)}），{_carried_over(plant)}。"  # noqa: E501
    if shape == 2:
        return f"{_received(plant)}；{_carried_in(plant)}；{_handled(plant)}，其中{_outcomes(plant)}。{_carried_over(plant)}。"  # noqa: E501
    return f"{_received(plant)}。{_carried_in(plant)}，{_carried_over(plant)}。{_handled(plant)}，其中：{_outcomes(plant)}。"  # noqa: E501


def _lumped(plant: Planter) -> str:
    random, names = plant.one.random, plant.one.names
    number = names["granted"] + names["partly"] + (random.randint(1, 5) if plant.wrong == "lump" else 0)
    word = random.choice(("予以公开及部分公开", "予以公开、部分公开", "予以公开和部分公开"))
    return f"{_received(plant)}，{_handled(plant)}，其中{word}{count(random, number)}。"


def _reviews(plant: Planter) -> str:
    random = plant.one.random
    why = random.choice(("因政府信息公开", "因政府信息公开工作", "因信息公开"))
    results = {"upheld": "维持", "corrected": "纠正", "pending": "尚未审结"}
    parts = {
        name: "、".join(f"{word}{plant.count(f'{name}_{result}', '件')}" for result, word in results.items())
        for name in ("rec", "lit")
    }
    rec, lit = plant.count("rec", "件起"), plant.count("lit", "件起")
    # The last shape has no lawsuits.
    shape = random.randrange(3 if plant.wrong.startswith("lit") else 4)
    if shape == 0:
        return f"{why}被申请行政复议{rec}（{parts['rec']}），被提起行政诉讼{lit}（{parts['lit']}）。"
    if shape == 1:
        return f"{why}引发行政复议{rec}和行政诉讼{lit}，其中行政复议{parts['rec']}，行政诉讼{parts['lit']}。"
    if shape == 2:
        return f"{why}发生行政复议{rec}，其中{parts['rec']}；政府信息公开行政诉讼{lit}，其中{parts['lit']}。"
    return f"{_whose(plant.one)}政府信息公开行政复议案件共{rec}，其中结果{parts['rec']}。"


def _documents(plant: Planter) -> str:
    random = plant.one.random
    noun = random.choice(("规范性文件", "行政规范性文件"))
    verb = random.choice(("制发", "制定", "出台", "印发", "制定出台"))
    return (
        f"{_whose(plant.one)}{verb}{noun}{plant.count('issued', '件')}，"
        f"废止{noun}{plant.count('repealed', '件')}，现行有效{noun}{plant.count('in_force', '件')}。"
    )


def _denied_applications(plant: Planter) -> str:
    random = plant.one.random
    verb = random.choice(("未收到", "没有收到", "未接到", "未收到任何", "未接到任何形式的"))
    noun = random.choice(
        (
            "政府信息公开申请",
            "信息公开申请",
            "依申请公开事项",
            "依申请公开申请",
            "公民、法人或其他组织的政府信息公开申请",
        )
    )
    return f"{_whose(plant.one)}{verb}{noun}。"


def _denied_reviews(plant: Planter) -> str:
    random = plant.one.random
    verb = random.choice(("未发生", "没有发生", "未出现", "无"))
    why = random.choice(("", "因政府信息公开引起的", "因政府信息公开工作引发的"))
    noun = random.choice(("行政复议、行政诉讼", "行政复议和行政诉讼", "行政复议及行政诉讼"))
    tail = random.choice(("情况", "等现象", "案件", ""))
    return f"{_whose(plant.one)}{verb}{why}{noun}{tail}。"


_ITEMS = [
    "机构职能",
    "政策文件",
    "工作动态",
    "通知公告",
    "财政信息",
    "人事信息",
    "重点领域",
    "业务指南",
    "公开目录",
    "规划计划",
]


def _numbers(random: Random, few: int, many: int) -> list[int]:
    return [random.randint(few, many) for _ in range(random.randint(2, 5))]


def _list(plant: Planter) -> str:
    random = plant.one.random
    numbers, names = _numbers(random, 2, 90), random.sample(_ITEMS, 5)
    total = sum(numbers)
    if plant.wrong == "list":
        numbers[random.randrange(len(numbers))] += random.randint(1, 4)
    mark = random.choice(("、", "，"))
    items = mark.join(
        f"{name}{count(random, number, '条')}" for name, number in zip(names, numbers, strict=False)
    )
    opening, closing = random.choice(
        (("，其中", ""), ("，其中：", ""), ("。其中，", ""), ("（其中", "）"), ("，内有", ""), ("（", "）"))
    )
    verb = random.choice(
        ("主动公开政府信息", "公开各类信息", "通过网站发布信息", "主动向社会公布各类政府信息")
    )
    return f"{_whose(plant.one)}共{verb}{count(random, total, '条')}{opening}{items}{closing}。"


def _nested_list(plant: Planter) -> str:
    random = plant.one.random
    inner = [random.randint(1, 9), random.randint(1, 9)]
    part, rest = sum(inner), random.randint(20, 60)
    if plant.wrong == "nested list":
        inner[random.randrange(2)] += random.randint(1, 3)
    return (
        f"{_whose(plant.one)}办理建议提案{count(random, part + rest)}，其中主办{count(random, part)}"
        f"（其中人大建议{count(random, inner[0])}、政协提案{count(random, inner[1])}），协办{count(random, rest)}。"  # noqa: E501
    )


def _percentage(part: int, whole: int, wrong: bool, random: Random) -> str:
    decimals = random.choice((0, 1, 2))
    share = part * 100 / whole + (random.uniform(2.5, 9) if wrong else 0)
    return f"{share:.{decimals}f}%"


def _share(plant: Planter) -> str:
    random = plant.one.random
    whole = random.randint(40, 900)
    part = random.randint(whole // 5, whole // 2)
    said = _percentage(part, whole, plant.wrong == "share", random)
    which = random.choice(("其中", ""))
    link = random.choice(("，占", "，占比", "，占总数的", "，占比为"))
    return f"{_whose(plant.one)}共收到群众来信{count(random, whole)}，{which}网上来信{count(random, part)}{link}{said}。"  # noqa: E501


def _share_of_table(plant: Planter) -> str:
    random, names = plant.one.random, plant.one.names
    said = _percentage(names["granted"], names["handled"], plant.wrong == "share of table", random)
    return f"新收申请{count(random, names['received'])}，共办理{count(random, names['handled'])}，其中予以公开占{said}。"  # noqa: E501


def _rate(plant: Planter) -> str:
    random = plant.one.random
    whole = random.randint(40, 300)
    part = whole - random.randint(3, 20)
    said = _percentage(part, whole, plant.wrong == "rate", random)
    return f"{_whose(plant.one)}收到来信{count(random, whole)}，办结{count(random, part)}，办结率{said}。"


def _change(plant: Planter) -> str:
    random = plant.one.random
    then = random.randint(40, 300)
    more = random.randint(5, 30)
    rises = random.random() < 0.5
    now = then + more if rises else then - more
    said = _percentage(more, then, plant.wrong == "change", random)
    ways = ("增加", "增长") if rises else ("减少", "下降")
    return f"{_whose(plant.one)}办理来信{count(random, now)}，比上年{ways[0]}{count(random, more)}，{ways[1]}{said}。"  # noqa: E501


Sentence = Callable[[Planter], str]
DISCLOSURE, APPLICATIONS, REVIEWS = (
    "（一）主动公开",
    "（二）依申请公开",
    "四、政府信息公开行政复议、行政诉讼情况",
)
SENTENCES: tuple[tuple[str, Sentence], ...] = (
    (APPLICATIONS, _applications),
    (APPLICATIONS, _lumped),
    (APPLICATIONS, _share_of_table),
    (REVIEWS, _reviews),
    (DISCLOSURE, _documents),
    (DISCLOSURE, _list),
    (DISCLOSURE, _nested_list),
    (DISCLOSURE, _share),
    (DISCLOSURE, _rate),
    (DISCLOSURE, _change),
)
KINDS: dict[str, tuple[str, str, tuple[str, ...], Sentence]] = {
    "received": (APPLICATIONS, "GI315", ("received",), _applications),
    "carried in": (APPLICATIONS, "GI315", ("carried_in",), _applications),
    "handled": (APPLICATIONS, "GI315", ("handled",), _applications),
    "carried over": (APPLICATIONS, "GI315", ("carried_over",), _applications),
    "result": (APPLICATIONS, "GI315", tuple(_RESULTS), _applications),
    "results together": (APPLICATIONS, "GI315", ("lump",), _lumped),
    "reviews": (REVIEWS, "GI315", ("rec", "lit"), _reviews),
    "results of reviews": (REVIEWS, "GI315", ("rec_upheld", "rec_pending", "lit_upheld"), _reviews),
    "documents": (DISCLOSURE, "GI315", ("issued", "repealed", "in_force"), _documents),
    "denied applications": (APPLICATIONS, "GI315", ("denial",), _denied_applications),
    "denied reviews": (REVIEWS, "GI315", ("denial",), _denied_reviews),
    "all upheld": (
        REVIEWS,
        "GI315",
        ("upheld",),
        lambda plant: f"因政府信息公开被申请行政复议{plant.count('rec', '件')}，均获维持。",
    ),
    "list": (DISCLOSURE, "GI316", ("list",), _list),
    "nested list": (DISCLOSURE, "GI316", ("nested list",), _nested_list),
    "share": (DISCLOSURE, "GI317", ("share",), _share),
    "share of table": (APPLICATIONS, "GI317", ("share of table",), _share_of_table),
    "rate": (DISCLOSURE, "GI317", ("rate",), _rate),
    "change": (DISCLOSURE, "GI317", ("change",), _change),
}
"""Kinds of contradictions in a sentence: its heading, the code of its finding, what may be wrong, and the
sentence."""
PERIODS = (
    f"自{YEAR}1月1日起至{YEAR}12月31日止",
    f"自{YEAR}11日起至{YEAR}年12月31日止",
    f"为{YEAR}年1月1日至{YEAR}12月31日",
    f"自{YEAR}年1月1日起至{YEAR}年12月30日止",
)


def agreeing_prose(one: Office, sentences: int = 6) -> list[tuple[str, str]]:
    """Paragraphs that agree with the tables of `one`, some of the file and some put together."""
    random = one.random
    lines = [
        (heading, fill(text, one, heading)) for kind, heading, text in random.sample(_OF_FILE[one.kind], 3)
    ]
    made = [(heading, sentence(Planter(one))) for heading, sentence in random.choices(SENTENCES, k=sentences)]
    prose = [*lines, *made]
    random.shuffle(prose)
    return prose


_OF_FILE = {kind: [line for line in written() if line[0] == kind] for kind in ORGANS}


def agreeing_report(seed: int) -> Report:
    """A report without a contradiction; every sixth has no applications and no reviews, and says so."""
    random = Random(seed)
    if seed % 6 == 0:
        one = office(random, random.choice(list(ORGANS)), frozenset({"applications", "reviews"}))
        plant = Planter(one)
        prose = [
            (APPLICATIONS, _denied_applications(plant)),
            (REVIEWS, _denied_reviews(plant)),
            (DISCLOSURE, _list(plant)),
        ]
        return report(one, [*prose, (DISCLOSURE, _documents(plant))])
    one = office(random, random.choice(list(ORGANS)))
    return report(one, agreeing_prose(one))


@dataclass
class Contradiction:
    """A report with one contradiction: of which kind, the code of the finding, and the paragraph or cell with
    it.
    """

    report: Report
    kind: str
    code: str
    text: str


def contradiction(seed: int) -> Contradiction:
    """A report that agrees with itself but for one thing; the kinds take turns."""
    random = Random(seed)
    kinds = [*KINDS, "period", "blank total"]
    kind = kinds[seed % len(kinds)]
    one = office(random, random.choice(list(ORGANS)))
    prose = agreeing_prose(one, 4)
    if kind == "period":
        period = random.choice(PERIODS)
        return Contradiction(report(one, prose, period), kind, "GI413", period)
    if kind == "blank total":
        key = random.choice([key for key in one.values if key.endswith(".total")])
        return Contradiction(report(one, prose, blank=frozenset({key})), kind, "GI116", key)
    heading, code, names, sentence = KINDS[kind]
    wrong = random.choice(names)
    # Not every shape of a sentence names the number that is to be wrong.
    for _ in range(40):
        plant = _Noting(one, wrong)
        text = sentence(plant)
        if plant.used or not _is_name(one, wrong):
            break
    prose.insert(random.randrange(len(prose) + 1), (heading, text))
    return Contradiction(report(one, prose), kind, code, text)


@dataclass
class _Noting(Planter):
    used: bool = False

    def number(self, name: str) -> int:
        self.used = self.used or name == self.wrong
        return super().number(name)


def _is_name(one: Office, wrong: str) -> bool:
    return wrong in one.names
