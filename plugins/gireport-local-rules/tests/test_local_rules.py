"""An office's own checks, written in YAML."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from string import Formatter

import jsonschema
import msgspec
import pytest
import yaml

import gireport
import gireport_local_rules
from gireport.errors import ReadError, UsageError
from gireport.model import Heading, Paragraph, Report, Text
from gireport.model.messages import catalogue
from gireport.statutory import check
from gireport_local_rules.checks import UNREADABLE, checks_of_file
from gireport_local_rules.rules import Rule, read_rules

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = Path(__file__).resolve().parents[1] / "example.yaml"
SCHEMA = json.loads((Path(gireport_local_rules.__file__).parent / "rules-schema.json").read_bytes())
REPORT = gireport.read(ROOT / "fixtures" / "reports" / "2021.json")  # 本年新收 49 件, 上年结转 3 件


def written(folder: Path, rules: str) -> str:
    path = folder / "rules.yaml"
    path.write_text(f"version: 1\nrules:\n{rules}", "utf-8")
    return str(path)


def found(tmp_path: Path, rule: str, report: Report = REPORT) -> list[gireport.statutory.Finding]:
    checks = checks_of_file(written(tmp_path, f"  - {{code: QX1, {rule}}}\n"))
    return [one for one in check(report, extra=checks) if one.code == "QX1"]


def of_lines(*texts: str) -> Report:
    return Report(body=tuple(Paragraph((Text(text),)) for text in texts))


# --- what a rule finds -----------------------------------------------------------------------------


def test_a_section_that_is_missing_is_found(tmp_path):
    assert not found(tmp_path, "require_section: 总体情况")
    assert not found(tmp_path, "require_section: [没有, 主动公开]")
    (one,) = found(tmp_path, "require_section: [重点领域, 其他写法]")
    assert (one.severity, one.where, one.expected) == ("warning", "body", "重点领域")
    assert (one.message("zh"), one.message("en")) == (
        "缺少“重点领域”一节",
        "the section “重点领域” is missing",
    )


def test_a_section_is_found_by_a_title_that_is_a_plain_paragraph(tmp_path):
    plain = of_lines(
        "某县2024年政府信息公开工作年度报告", "一、总体情况", "正文", "二、主动公开政府信息情况", "正文"
    )
    assert not found(tmp_path, "require_section: 主动公开", plain)
    assert found(tmp_path, "require_section: 申请情况", plain)


def test_a_phrase_that_is_missing_is_found(tmp_path):
    report = of_lines("推进政务\n新媒体建设")
    assert not found(tmp_path, "require_phrase: 政务新媒体", report)
    assert not found(tmp_path, "require_phrase: [公众号, 政务 新媒体]", report)
    (one,) = found(tmp_path, "require_phrase: 公众号", report)
    assert one.message() == "没有写“公众号”"


def test_a_phrase_is_looked_for_in_one_section(tmp_path):
    report = Report(
        body=(
            Heading(1, (Text("一、总体情况"),)),
            Heading(2, (Text("（一）甲"),)),
            Paragraph((Text("公众号"),)),
            Heading(1, (Text("二、主动公开"),)),
            Paragraph((Text("网站"),)),
        )
    )
    assert not found(tmp_path, "require_phrase: 公众号, in_section: 总体", report)
    (one,) = found(tmp_path, "require_phrase: 公众号, in_section: 主动", report)
    assert one.where == "paragraph 4"
    assert not found(tmp_path, "forbid_phrase: 公众号, in_section: 主动", report)
    assert not found(tmp_path, "require_phrase: 公众号, in_section: 没有这一节", report)


def test_each_place_of_a_forbidden_phrase_is_found_in_tables_too(tmp_path):
    report = gireport.read(b"<p>XX</p><p>y</p><table><tr><td>1<td>XX</table>", "html")
    places = [
        (one.where, one.cell, one.found) for one in found(tmp_path, "forbid_phrase: [XX, 待补充]", report)
    ]
    assert places == [("paragraph 1", "", "XX"), ("table 1 row 1 column 2", "1 r1 c2", "XX")]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [("min: 50", "≥ 50"), ("max: 48.5", "≤ 48.5"), ("min: 1, max: 3", "≥ 1 ≤ 3"), ("min: 49, max: 49", None)],
)
def test_a_figure_outside_its_limits_is_found_at_its_cell(tmp_path, limit, expected):
    hits = found(tmp_path, f"figure: applications.received.total, {limit}")
    assert [(one.found, one.expected, one.key) for one in hits] == (
        [("49", expected, "applications.received.total")] if expected else []
    )
    assert all(one.cell and one.where.startswith("table 2 row") for one in hits)


def test_a_figure_that_must_equal_a_sum_is_held_against_it(tmp_path):
    total = "figure: applications.received.total, equals"
    others = "business, research, public_welfare, legal_service, other_organisation, natural_person"
    keys = ", ".join(f"applications.received.{one}" for one in others.split(", "))
    assert not found(tmp_path, f"{total}: [{keys}]")
    (one,) = found(tmp_path, f"{total}: applications.carried_in.total")
    assert (one.found, one.expected, len(one.cells)) == ("49", "3", 2)
    assert not found(tmp_path, f"{total}: applications.carried_in.total", of_lines("没有表"))


def test_a_message_of_the_office_is_used_with_what_was_found(tmp_path):
    rule = (
        'figure: applications.received.total, max: 3, message: "新收 {found} 件", hint: 核对, severity: error'
    )
    (one,) = found(tmp_path, rule)
    assert (one.message("zh"), one.message("en"), one.hint("en"), one.severity) == (
        "新收 49 件",
        "新收 49 件",
        "核对",
        "error",
    )


# --- the file --------------------------------------------------------------------------------------


def test_the_example_is_valid_and_each_kind_of_rule_is_in_it():
    rules = read_rules(str(EXAMPLE))
    jsonschema.validate(yaml.safe_load(EXAMPLE.read_text("utf-8")), SCHEMA)
    used = {
        field
        for rule in rules
        for field in Rule.__struct_fields__
        if getattr(rule, field) not in ((), "", None)
    }
    assert used == set(Rule.__struct_fields__) - {"hint_en"}
    assert {one.code for one in check(REPORT, extra=checks_of_file(str(EXAMPLE)))} >= {"QX01", "QX05"}


def test_the_schema_has_the_fields_that_a_rule_has():
    assert set(SCHEMA["$defs"]["rule"]["properties"]) == set(Rule.__struct_fields__)


@pytest.mark.parametrize(
    ("rule", "line", "said", "hint"),
    [
        ("code: A\n    severity: high\n    require_section: x", 4, "severity", "error, warning or info"),
        ("code: A\n    massage: x\n    require_section: x", 4, "massage", "message"),
        ("require_section: x", 3, "code is missing", ""),
        ("code: A\n    forbid_phrase: [x, 2023]", 4, "forbid_phrase", "quotation marks"),
        ("code: GI101\n    require_section: x", 3, "GI101", "one word"),
        ("code: A b\n    require_section: x", 3, "A b", "one word"),
        ("code: A", 3, "0 of the fields", "one of them"),
        ("code: A\n    require_section: x\n    forbid_phrase: y", 3, "2 of the fields", "one of them"),
        ("code: A\n    require_section: x\n    max: 3", 5, "max goes only with figure", ""),
        (
            "code: A\n    require_section: x\n    in_section: y",
            5,
            "in_section goes only with require_phrase",
            "",
        ),
        ("code: A\n    figure: applications.received.total", 3, "min or max", ""),
        (
            "code: A\n    figure: applications.received.total\n    max: '3'",
            5,
            "max",
            "without quotation marks",
        ),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_line(tmp_path, rule, line, said, hint):
    path = written(tmp_path, f"  - {rule}\n")
    with pytest.raises(UsageError) as caught:
        read_rules(path)
    error = caught.value
    assert (error.source, error.where) == (path, f"line {line}")
    assert said in error.cause
    assert hint in error.hint
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(Path(path).read_text("utf-8")), SCHEMA)


@pytest.mark.parametrize(
    ("rule", "line", "said", "hint"),
    [
        (
            "code: A\n    figure: applications.recieved.total\n    max: 1",
            4,
            "recieved",
            "applications.received.total",
        ),
        ("code: A\n    forbid_phrase: x\n    message: '{count} 处'", 5, "message", "{found}"),
        ("code: A\n    forbid_phrase: x\n    message: '}'", 5, "message", "{found}"),
        ("code: A\n    forbid_phrase: x\n    forbid_phrase: y", 5, "twice", ""),
        ("code: A\n    forbid_phrase: x\n  - code: A\n    forbid_phrase: y", 5, "the code A", ""),
        ("code: A\n\tforbid_phrase: x", 4, "not YAML", "spaces"),
    ],
)
def test_what_a_schema_cannot_say_is_said_with_its_line_too(tmp_path, rule, line, said, hint):
    with pytest.raises(UsageError) as caught:
        read_rules(written(tmp_path, f"  - {rule}\n"))
    assert caught.value.where == f"line {line}"
    assert said in caught.value.cause
    assert hint in caught.value.hint


def test_each_message_has_both_languages_with_the_same_fields(tmp_path):
    for name, texts in catalogue("local-rules").items():
        for zh, en in ((texts.zh, texts.en), (texts.hint_zh, texts.hint_en)):
            assert bool(zh) == bool(en), name
            assert _fields(zh) == _fields(en), name
    with pytest.raises(UsageError) as caught:
        read_rules(written(tmp_path, "  - {code: A, severity: high, require_section: x}\n"))
    wanted = "severity 的值不对：Invalid enum value 'high'，位置：第3行（请写 error、warning 或 info）"
    assert caught.value.message("zh").endswith(wanted)


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


@pytest.mark.parametrize("content", ["", "- 1", "version: 2\nrules: []", "rules: []", "version: 1"])
def test_a_file_of_another_form_is_refused(tmp_path, content):
    path = tmp_path / "rules.yaml"
    path.write_text(content)
    with pytest.raises(UsageError, match="line 1"):
        read_rules(str(path))


def test_a_file_that_notepad_saved_is_read(tmp_path):
    text = EXAMPLE.read_text("utf-8")
    for encoding in ("utf-8-sig", "gb18030"):
        path = tmp_path / f"{encoding}.yaml"
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        assert read_rules(str(path)) == read_rules(str(EXAMPLE))


# --- in gireport -----------------------------------------------------------------------------------


def test_without_a_file_there_are_no_checks(monkeypatch):
    monkeypatch.delenv(gireport_local_rules.VARIABLE, raising=False)
    assert gireport_local_rules.gireport_checks() == []


def test_a_file_that_cannot_be_used_stops_the_checks_alone(tmp_path):
    (one,) = checks_of_file(str(tmp_path / "none.yaml"))
    assert one.code == UNREADABLE
    with pytest.raises(ReadError, match=r"none\.yaml"):
        check(REPORT, extra=[one])


def gireport_command(*arguments: object, rules: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gireport", *map(str, arguments)],
        env={
            **os.environ,
            "PYTHONUTF8": "1",
            "GIREPORT_LANG": "en",
            gireport_local_rules.VARIABLE: str(rules),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_findings_are_in_what_gireport_check_says(tmp_path):
    file = ROOT / "fixtures" / "reports" / "2021.json"
    done = gireport_command("check", file, "--lang", "zh", rules=EXAMPLE)
    assert done.returncode == 1
    assert "QX01 错误 正文: 缺少“重点领域信息公开”一节" in done.stdout
    assert "按县政府办公室" in done.stdout
    off = gireport_command("check", file, "--off", "QX", "--format", "json", rules=EXAMPLE)
    assert not [one for one in msgspec.json.decode(off.stdout)["findings"] if one["code"].startswith("QX")]


def test_a_wrong_file_is_said_in_one_line_and_conversions_go_on(tmp_path):
    file = ROOT / "fixtures" / "reports" / "2021.json"
    rules = written(tmp_path, "  - code: A\n    massage: x\n")
    done = gireport_command("check", file, rules=rules)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"gireport: {rules}: there is no field massage at line 4 (did you mean message?)\n"
    assert gireport_command("convert", file, tmp_path / "a.html", rules=rules).returncode == 0
