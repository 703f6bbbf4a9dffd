"""Writes `fixtures/reports`: one report of each edition, of an organ that does not exist, with figures that
add up.

    python tools/make_fixtures.py [FOLDER]

The totals are computed, so the relations of the form hold: R1 to R4 of the national form's 勾稽关系.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from gireport.losses import Losses
from gireport.model import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Inline,
    Meta,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
    encode,
    normal,
)
from gireport.statutory.forms import Edition, Form, form
from gireport_text.writer import write as write_text

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "reports"
ORGAN = "云岭市青溪县档案服务中心"
SITE = "https://www.qingxi.example/zwgk/"
TITLE_YEAR = {"2019": 2020, "2021": 2024}
CITATION = {
    "2019": "《中华人民共和国政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）",
    "2021": "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
}

# --- figures ---------------------------------------------------------------------------------------

# Section 二, the values row by row; 本年增/减 has its sign, money its decimals (万元).
DISCLOSURE = {
    "2019": ["0 0 0", "3 3 27", "5 +1 42", "8 -2 136", "4 0 6", "2 0 1", "3 -1", "12 268.45"],
    "2021": ["0 0 0", "4 2 31", "57", "9", "2", "18.60"],
}

# Section 三, a row of each: 自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他; 总计 is computed.
CARRIED_IN = [2, 1, 0, 0, 0, 0]
CARRIED_OUT = {"2019": [1, 1, 0, 0, 0, 0], "2021": [3, 0, 1, 0, 0, 0]}
RESULTS: dict[str, dict[int, list[int]]] = {  # number of the result row, from 0 at （一） → figures
    "2019": {
        0: [14, 3, 1, 0, 0, 0],
        1: [2, 0, 0, 0, 1, 0],
        5: [1, 0, 0, 0, 0, 0],
        10: [6, 1, 0, 0, 0, 0],
        13: [2, 0, 0, 0, 0, 0],
        18: [0, 1, 0, 0, 0, 0],
    },
    "2021": {
        0: [19, 4, 0, 1, 2, 0],
        1: [3, 0, 0, 0, 0, 0],
        2: [1, 0, 0, 0, 0, 0],
        6: [0, 2, 0, 0, 0, 0],
        10: [8, 1, 1, 0, 0, 0],
        12: [2, 0, 0, 0, 0, 1],
        14: [1, 0, 0, 0, 0, 0],
        18: [1, 0, 0, 0, 0, 0],
        19: [0, 1, 0, 0, 0, 0],
    },
}
RESULT_ROWS = {"2019": 19, "2021": 21}

# Section 四: 维持, 纠正, 其他, 尚未审结 of 行政复议, 未经复议直接起诉, 复议后起诉; 总计 is computed.
REVIEW = {
    "2019": [[1, 0, 1, 0], [0, 0, 0, 0], [1, 0, 0, 0]],
    "2021": [[2, 1, 0, 1], [1, 0, 0, 0], [0, 0, 0, 1]],
}


def added(rows: list[list[int]]) -> list[int]:
    """The sum of each column."""
    return [sum(column) for column in zip(*rows, strict=True)]


def applications(edition: Edition) -> list[list[int]]:
    """The value rows of section 三: R1 gives 一, R2 gives （七）, R3 gives the 总计 column."""
    results = [RESULTS[edition].get(number, [0] * 6) for number in range(RESULT_ROWS[edition])]
    total, left = added(results), CARRIED_OUT[edition]
    new = [done + out - before for done, out, before in zip(total, left, CARRIED_IN, strict=True)]
    return [[*row, sum(row)] for row in (new, CARRIED_IN, *results, total, left)]


def filled(blank: Form, values: Iterator[str]) -> Table:
    """The form with `values` in its value cells, in reading order; none is left over."""
    rows = tuple(
        tuple(
            Cell((Paragraph((Text(cell.label or next(values)),)),), cell.colspan, cell.rowspan)
            for cell in row
        )
        for row in blank.rows
    )
    assert next(values, None) is None
    return Table(rows, (), blank.header_rows, blank.header_columns)


def tables(edition: Edition) -> list[Table]:
    """The three tables of the form."""
    review = [figure for block in REVIEW[edition] for figure in (*block, sum(block))]
    disclosed = (value for row in DISCLOSURE[edition] for value in row.split())
    return [
        filled(form("二", edition), disclosed),
        filled(form("三", edition), (str(value) for row in applications(edition) for value in row)),
        filled(form("四", edition), map(str, review)),
    ]


# --- text ------------------------------------------------------------------------------------------


def paragraph(*parts: str | Inline) -> Paragraph:
    """A paragraph of texts and other inlines."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def heading(level: int, text: str) -> Heading:
    """A heading of plain text."""
    return Heading(level, (Text(text),))


def opening(edition: Edition) -> list[Block]:
    """What stands before section 一, and the section, in which a bookmark crosses paragraphs."""
    year = TITLE_YEAR[edition]
    rows = applications(edition)
    received, carried, done = rows[0][-1], rows[1][-1], rows[-2][-1]
    return [
        heading(0, f"{ORGAN}{year}年政府信息公开工作年度报告"),
        paragraph(
            f"根据《中华人民共和国政府信息公开条例》和{CITATION[edition]}，现公布本中心{year}年年度报告。"
        ),
        paragraph(
            f"数据统计期限为{year}年1月1日至{year}年12月31日。报告电子版见",
            Text("青溪县政务公开专栏", link=f"{SITE}{year}.html"),
            "。联系人：档案利用科；地址：青溪县听泉路12号；电话：0000-5550123。",
        ),
        Heading(1, (BookmarkStart("总体情况"), Text("一、总体情况"))),
        heading(2, "（一）主动公开"),
        paragraph(
            f"{year}年，本中心在县政务公开专栏发布信息",
            Text("86条", ("bold",)),
            "，其中机构职能5条、业务指南23条、开放档案目录58条。",
        ),
        heading(2, "（二）依申请公开"),
        paragraph(
            f"全年新收政府信息公开申请{received}件，上年结转{carried}件，办结{done}件",
            Note((paragraph("含补正后重新计算期限的申请。"),)),
            "。",
        ),
        heading(2, "（三）政府信息管理"),
        paragraph(
            "公文起草时同步标注公开属性，", Text("先审查、后发布", ("bold", "underline")), "，逐件留痕。"
        ),
        heading(2, "（四）平台建设"),
        paragraph("专栏改版后设检索框，开放档案可按年代、来源、题名查询。"),
        heading(2, "（五）监督保障"),
        Paragraph(
            (Text("举办业务培训2次，邀请读者代表评议1次，所提5条意见均已答复。"), BookmarkEnd("总体情况"))
        ),
    ]


def closing(edition: Edition) -> list[Block]:
    """Sections 五 and 六, and the signature."""
    year = TITLE_YEAR[edition]
    fees: list[Block] = [
        heading(2, "（一）收取信息处理费情况"),
        paragraph(f"{year}年，本中心发出信息处理费收费通知1件，金额200元；申请人逾期未缴，实际收取0元。"),
    ]
    others = "（一）" if edition == "2019" else "（二）"
    return [
        heading(1, "五、存在的主要问题及改进情况"),
        heading(2, "（一）存在的问题"),
        paragraph("一是老档案的题名过于简略，读者难以判断内容；二是答复文书的说理不够充分。"),
        heading(2, "（二）改进措施"),
        paragraph(f"{year + 1}年计划补写题名3000条，并把答复文书的样本减为6种，逐条写明依据。"),
        heading(1, "六、其他需要报告的事项"),
        *(fees if edition == "2021" else []),
        heading(2, f"{others}建议提案办理结果公开情况"),
        paragraph(
            BookmarkStart("_GoBack"),
            BookmarkEnd("_GoBack"),
            f"{year}年，本中心承办政协提案1件，办理结果已在专栏公开。",
        ),
        Paragraph((Text(ORGAN),), "right"),
        Paragraph((Text(f"{year + 1}年1月15日"),), "right"),
    ]


def report(edition: Edition) -> Report:
    """The report of `edition`, in normal form."""
    year = TITLE_YEAR[edition]
    sections = (
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    )
    body = opening(edition)
    for title, table in zip(sections, tables(edition), strict=True):
        body += [heading(1, title), table]
    meta = Meta(
        title=f"{ORGAN}{year}年政府信息公开工作年度报告",
        organ=ORGAN,
        year=year,
        published=f"{year + 1}-01-15",
        document_number=f"青档〔{year + 1}〕2号",
        index_number=f"QX-DA-{year + 1}-0002",
        keywords=("政府信息公开", "年度报告", "档案"),
        description=f"{ORGAN}{year}年政府信息公开工作的总体情况和统计数据。",
        source_url=f"{SITE}{year}.html",
        extra={"有效性": "有效"},
    )
    return normal(Report(meta, (*body, *closing(edition))))


def fixtures() -> dict[str, bytes]:
    """The name of each file, and its bytes."""
    made: dict[str, bytes] = {}
    for edition in ("2019", "2021"):
        one = report(edition)
        made[f"{edition}.json"] = encode(one)
        made[f"{edition}.txt"] = write_text(one, Losses())
    return made


def main(folder: Path) -> None:
    """Write the files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in fixtures().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
