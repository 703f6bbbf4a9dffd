"""Reports of made-up counties, and beside them the truth about every figure: a data set to practise and test on.

    python county_reports.py FOLDER [--counties 30] [--years 6] [--seed 17]

`FOLDER/reports/YEAR/` holds one report for each county and year from 2019 on (.docx, .html, .md and .odt). Nine counties
of thirty have one fault or one outlier each; all other reports pass every check, also those across years.
`FOLDER/truth/figures.parquet` holds each figure as it is written, `FOLDER/truth/planted.csv` what was planted where.
The same numbers and the same seed give the same files. The names are no places.
"""  # noqa: E501

import argparse
import csv
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

import gireport
from gireport.model import Block, Cell, Heading, Meta, Paragraph, Report, Table, Text
from gireport.statutory import blank_report

FIRST_YEAR = 2019
FORMATS = ("docx", "docx", "html", "docx", "md", "html", "docx", "md", "docx", "odt")
GROUPS = {"县": 80, "市": 160, "区": 300}
"""The kinds of county, and how many applications one of each receives in a year."""
BLOCK, IN_PREFECTURE, IN_PROVINCE = 30, 10, 150
"""Counties in a block, which holds each fault once; in a prefecture; in a province."""
FAULTS = {
    # name: (the first year that can have it, counted from 0; the check that finds it, if one does)
    "wrong-total": (0, "GI303"),
    "missing-table": (0, "GI105"),
    "in-yuan": (2, "GI208"),
    "late": (0, "GI417"),
    "carried-in": (1, ""),
    "digit-added": (1, ""),
    "digit-lost": (1, ""),
    "large": (0, ""),  # twenty times as many as its group
    "corrected": (0, ""),
}
PERSONS = {
    "natural_person": 70,
    "business": 12,
    "research": 2,
    "public_welfare": 2,
    "legal_service": 10,
    "other_organisation": 4,
}
"""The columns of 申请情况 and their shares in per cent."""
REVIEWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
TRUTH = pa.schema(
    [
        ("source", pa.string()),
        ("county", pa.string()),
        ("year", pa.int32()),
        ("key", pa.string()),
        ("value", pa.float64()),
    ]
)


@dataclass
class County:
    """A county with its random numbers, and the fault of one of its years (a `large` one is large in all)."""

    number: int
    random: Random
    fault: str = ""
    fault_year: int = 0

    @property
    def kind(self) -> str:
        """The last character of its name: which group it belongs to."""
        return tuple(GROUPS)[self.number % len(GROUPS)]

    @property
    def name(self) -> str:
        """The name, which no other county of the data set has."""
        return f"{_name(self.number, 3)}{self.kind}"

    @property
    def prefecture(self) -> str:
        """The prefecture-level city that it belongs to."""
        return f"{_name(self.number // IN_PREFECTURE, 47)}市"

    @property
    def organ(self) -> str:
        """The organ that publishes the report."""
        return f"南{_name(self.number // IN_PROVINCE, 91)}省{self.prefecture}{self.name}人民政府"

    def fault_of(self, year: int) -> str:
        """The fault of the report for `year`, or nothing."""
        return self.fault if year == self.fault_year or self.fault == "large" else ""


_FIRST = "青白云石柳松竹梅兰桂清玉金银丹紫碧翠锦秀"
_SECOND = "溪川岭泉峰坪塘湾滩坡原谷岗源浦洲汀潭台桥"


def _name(number: int, shift: int) -> str:
    """A name of two characters for each number below 400, and of three from there on to 8,000."""
    number += shift
    more = _FIRST[number // 400 % 20] if number >= 400 else ""
    return f"{_FIRST[number * 7 % 20]}{more}{_SECOND[number // 20 % 20]}"


def counties(count: int, years: int, seed: int) -> list[County]:
    """The counties, each with its own random numbers, so that the order of the work changes nothing."""
    result = [County(number, Random(f"{seed} {number}")) for number in range(count)]
    for start in range(0, count, BLOCK):
        random = Random(f"{seed} faults {start}")
        places = random.sample(range(BLOCK), len(FAULTS))
        for place, (fault, (first, _)) in zip(places, FAULTS.items(), strict=True):
            if start + place < count and first < years:
                result[start + place].fault = fault
                result[start + place].fault_year = FIRST_YEAR + random.randrange(first, years)
    return result


# --- figures of a county, year by year ----------------------------------------------------------------


def series(county: County, years: int) -> Iterator[tuple[int, dict[str, float]]]:
    """The figures of each year by their keys; those of one year agree with the year before."""
    random, before = county.random, dict[str, float]()
    usual = GROUPS[county.kind] * math.exp(random.uniform(-0.35, 0.35))
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        edition = "2019" if year <= 2020 else "2021"
        fault = county.fault_of(year)
        size = usual * math.exp(random.uniform(-0.1, 0.1))
        size *= {"digit-added": 10, "digit-lost": 0.1, "large": 20}.get(fault, 1)
        values = {**_applications(random, size, edition, before), **_reviews(random, fault)}
        values |= (_disclosure_2019 if edition == "2019" else _disclosure_2021)(random, before)
        if fault == "carried-in":
            # One more came from last year than was handed on, and one less is new: the year alone adds up.
            for column in ("natural_person", "total"):
                values[f"applications.carried_in.{column}"] += 1
                values[f"applications.received.{column}"] -= 1
        elif fault == "wrong-total":
            values["applications.granted.total"] += random.randint(1, 9)
        yield year, values
        before = values


def _applications(random: Random, size: float, edition: str, before: dict[str, float]) -> dict[str, float]:
    rows, values = blank(edition).results, dict[str, float]()
    chosen = [
        row for row in rows if not row.endswith("fee_not_paid")
    ]  # which section 六 would have to explain
    for column, share in PERSONS.items():
        carried = before.get(f"applications.carried_over.{column}", float(column == "natural_person"))
        received = max(round(size * share / 100 * random.uniform(0.9, 1.1)), 1)
        over = min(random.randint(0, 4) if column == "natural_person" else random.randint(0, 1), received)
        left = carried + received - over
        values |= {f"applications.{row}.{column}": 0.0 for row in rows}
        values[f"applications.granted.{column}"] = granted = float(int(left * random.uniform(0.5, 0.7)))
        for row in random.choices(chosen, k=8):
            part = float(random.randint(0, max(int(left - granted) // 6, 0)))
            values[f"applications.{row}.{column}"] += min(part, left - granted)
            granted += min(part, left - granted)
        values[f"applications.unable.not_held.{column}"] += left - granted
        values |= {
            f"applications.received.{column}": float(received),
            f"applications.carried_in.{column}": carried,
            f"applications.handled_total.{column}": left,
            f"applications.carried_over.{column}": float(over),
        }
    for row in ("received", "carried_in", *rows, "handled_total", "carried_over"):
        values[f"applications.{row}.total"] = sum(
            values[f"applications.{row}.{column}"] for column in PERSONS
        )
    return values


def _reviews(random: Random, fault: str) -> dict[str, float]:
    values = {}
    for block in REVIEWS:
        results = {
            "upheld": random.randint(2, 9),
            "corrected": random.choice((0, 1, 1, 2, 2, 3)),
            "other_result": random.randint(0, 3),
            "pending": random.randint(0, 2),
        }
        if fault == "corrected" and block == "reconsideration":
            results["corrected"] = random.randint(60, 90)
        values |= {f"review.{block}.{name}": float(count) for name, count in results.items()}
        values[f"review.{block}.total"] = float(sum(results.values()))
    return values


def _disclosure_2019(random: Random, before: dict[str, float]) -> dict[str, float]:
    made = float(random.randint(2, 20))
    values = {
        f"disclosure.regulations.{name}": 0.0 for name in ("newly_made", "newly_published", "total_published")
    }
    values |= {f"disclosure.normative_documents.{name}": made for name in ("newly_made", "newly_published")}
    values["disclosure.normative_documents.total_published"] = made + random.randint(20, 200)
    for row in ("licences", "other_services", "penalties", "coercive_measures", "fees"):
        old, change = (
            before.get(f"disclosure.{row}.{name}", 0.0) for name in ("projects_last_year", "change")
        )
        values[f"disclosure.{row}.projects_last_year"] = old + change or float(random.randint(20, 400))
        values[f"disclosure.{row}.change"] = float(random.randint(-5, 9))
        if row != "fees":
            values[f"disclosure.{row}.decisions"] = float(random.randint(0, 9000))
    values["disclosure.procurement.projects"] = float(random.randint(5, 300))
    values["disclosure.procurement.amount"] = random.randint(10_000, 9_000_000) / 100
    return values


def _disclosure_2021(random: Random, before: dict[str, float]) -> dict[str, float]:
    documents = "disclosure.normative_documents."
    values = {f"disclosure.regulations.{name}": 0.0 for name in ("issued", "repealed", "in_force")}
    issued, repealed = float(random.randint(3, 12)), float(random.randint(0, 3))
    old = before.get(f"{documents}in_force", float(random.randint(40, 200)))
    values |= {f"{documents}issued": issued, f"{documents}repealed": repealed}
    values[f"{documents}in_force"] = old + issued - repealed
    for row in ("licences", "penalties", "coercive_measures"):
        values[f"disclosure.{row}.decisions"] = float(random.randint(0, 9000))
    values["disclosure.fees.amount"] = random.randint(10_000, 900_000) / 100
    return values


# --- reports from blank forms -------------------------------------------------------------------------

_ORGAN, _YEARS = "某县人民政府", {"2019": 2020, "2021": 2024}
_PROSE = {
    "（一）主动公开": "全年通过政府网站和政务新媒体主动公开各类政府信息。",
    "（二）依申请公开": "全年共收到政府信息公开申请{received:.0f}件，均已依法登记。",
    "（三）政府信息管理": "健全公开审查制度，定期清理已公布的规范性文件。",
    "（四）政府信息公开平台建设": "完善政府网站的检索功能，方便群众查阅。",
    "（五）监督保障": "把政府信息公开工作纳入年度考核，开展业务培训。",
    "五、存在的主要问题及改进情况": "政策解读的形式不够丰富。下一步将增加图解和问答，提高解读质量。",
    "（一）收取信息处理费情况": "本年度未收取信息处理费。",
    "六、其他需要报告的事项": "本年度未收取信息处理费，没有其他需要报告的事项。",
}
"""Heading → the paragraph below it."""


class Blank:
    """The blank form of one edition, and the key of each of its empty cells in reading order."""

    def __init__(self, edition: str) -> None:
        self.body = blank_report(_ORGAN, _YEARS[edition]).body
        self.keys = [figure.key for figure in gireport.figures(Report(Meta(), self.body))]
        rows = [
            key.split(".", 1)[1].rpartition(".")[0] for key in self.keys if key.startswith("applications.")
        ]
        aside = {"received", "carried_in", "handled_total", "carried_over"}
        self.results = [row for row in dict.fromkeys(rows) if row not in aside]


@cache
def blank(edition: str) -> Blank:
    """The blank form of `edition`, made once in each process."""
    return Blank(edition)


def report(county: County, year: int, values: dict[str, float]) -> Report:
    """The report of `county` for `year`: the blank form with its figures, some prose, and the date."""
    edition, fault = "2019" if year <= 2020 else "2021", county.fault_of(year)
    texts = {key: f"{value:g}" if value.is_integer() else f"{value:.2f}" for key, value in values.items()}
    if fault == "in-yuan":
        texts["disclosure.fees.amount"] = f"{round(values['disclosure.fees.amount'] * 10_000)}元"
    form, body, heading = blank(edition), list[Block](), ""
    keys = iter(form.keys)
    for block in form.body:
        if isinstance(block, Table):
            rows = tuple(tuple(_filled(cell, keys, texts) for cell in row) for row in block.rows)
            lost = fault == "missing-table" and heading.startswith("四、")
            table = Table(rows, block.columns, block.header_rows, block.header_columns)
            body.append(Paragraph((Text("相关数据另行公布。"),)) if lost else table)
        elif isinstance(block, Heading | Paragraph):
            text = "".join(one.text for one in block.content if isinstance(one, Text))
            text = text.replace(_ORGAN, county.organ).replace(f"{_YEARS[edition]}年", f"{year}年")
            text = text or _PROSE[heading].format(received=values["applications.received.total"])
            content = (Text(text),)
            if isinstance(block, Heading):
                heading = text
                body.append(Heading(block.level, content))
            else:
                body.append(Paragraph(content, block.align))
    month = county.random.randint(5, 9) if fault == "late" else county.random.randint(1, 3)
    body.append(Paragraph((Text(f"{year + 1}年{month}月{county.random.randint(1, 28)}日"),), "right"))
    title = f"{county.organ}{year}年政府信息公开工作年度报告"
    return gireport.normal(Report(Meta(title=title, organ=county.organ, year=year), tuple(body)))


def _filled(cell: Cell, keys: Iterator[str], texts: dict[str, str]) -> Cell:
    if cell.content:
        return cell
    return Cell((Paragraph((Text(texts[next(keys)]),)),), cell.colspan, cell.rowspan)


# --- the data set -------------------------------------------------------------------------------------


def write(folder: Path, one: list[County], years: int) -> pa.Table:
    """Write the reports of these counties and return the truth about them."""
    columns: dict[str, list[object]] = {name: [] for name in TRUTH.names}
    for county in one:
        for year, values in series(county, years):
            source = source_of(county, year)
            file = folder / source
            file.write_bytes(gireport.write(report(county, year, values), file.suffix[1:]))
            lost = county.fault_of(year) == "missing-table"
            for key, value in values.items():
                if not (lost and key.startswith("review.")):
                    for name, cell in zip(TRUTH.names, (source, county.name, year, key, value), strict=True):
                        columns[name].append(cell)
    return pa.table(columns, schema=TRUTH)


def source_of(county: County, year: int) -> str:
    """The name of the file below the folder of the data set."""
    suffix = FORMATS[(county.number + year) % len(FORMATS)]
    return f"reports/{year}/{county.prefecture}{county.name}.{suffix}"


def _write(work: tuple[Path, list[County], int]) -> pa.Table:
    return write(*work)


def main() -> None:
    """Write the data set that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    for name, default, most in (("counties", 30, 6000), ("years", 6, 20), ("seed", 17, sys.maxsize)):
        parser.add_argument(f"--{name}", type=int, default=default, choices=range(1, most + 1), metavar="N")
    asked = parser.parse_args()
    every = counties(asked.counties, asked.years, asked.seed)
    truth = asked.folder / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    years = range(FIRST_YEAR, FIRST_YEAR + asked.years)
    for year in years:
        (asked.folder / "reports" / str(year)).mkdir(parents=True, exist_ok=True)
    parts = [
        (asked.folder, every[n : n + IN_PREFECTURE], asked.years) for n in range(0, len(every), IN_PREFECTURE)
    ]
    with Pool() as pool, pq.ParquetWriter(truth / "figures.parquet", TRUTH, compression="zstd") as out:
        for table in pool.imap(_write, parts):
            out.write_table(table)
    with (truth / "planted.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("source", "county", "year", "fault", "code"))
        for county in every:
            for year in years:
                if fault := county.fault_of(year):
                    rows.writerow((source_of(county, year), county.name, year, fault, FAULTS[fault][1]))
    count, made = len(every), len(every) * len(years)
    said = f"{count}个县（市、区），{made}份年报 / {made} reports of {count} counties"
    print(f"{said}: {(asked.folder / 'reports').as_posix()}")


if __name__ == "__main__":
    main()
