"""`gireport check`, `data`, `compare` and `new`."""

from __future__ import annotations

import csv
import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

import gireport
from gireport.cli import statutory
from gireport.plugins.entry_points import find_entry_points
from gireport.plugins.registry import Registry

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"
SOUND = str(FIXTURES / "2021.json")


def run(command, *arguments, without=()):
    """The exit status, standard output and standard error of a command, `without` some plugins."""
    installed = {one.name for one in find_entry_points()}
    registry = Registry([name for name in without if name in installed])
    result = CliRunner().invoke(command, arguments, obj={"registry": registry}, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.return_value, result.stdout, result.stderr


@pytest.fixture
def faulty(tmp_path):
    path = tmp_path / "faulty.json"
    path.write_text((FIXTURES / "2021.json").read_text("utf-8").replace('"49"', '"50"'), "utf-8")
    return str(path)


@pytest.fixture
def warned(tmp_path):
    path = tmp_path / "warned.json"
    path.write_text((FIXTURES / "2021.json").read_text("utf-8").replace("〔2021〕", "[2021]"), "utf-8")
    return str(path)


def test_a_sound_report_passes():
    assert run(statutory.check, SOUND, "--lang", "en")[:2] == (0, f"{SOUND}: nothing found\n")


def test_an_error_is_exit_status_1_and_a_warning_only_when_strict(faulty, warned):
    assert run(statutory.check, faulty)[0] == 1
    assert run(statutory.check, warned)[0] == 0
    assert run(statutory.check, warned, "--strict")[0] == 1
    assert run(statutory.check, faulty, "--off", "GI3")[0] == 0


@pytest.mark.parametrize(
    ("command", "arguments", "said"),
    [
        (statutory.check, ("--from", "bogus"), "there is no format 'bogus'"),
        (statutory.data, ("--from", "markdwn"), "did you mean markdown?"),
        (statutory.check, ("--off", "GI999"), "there is no check 'GI999' (did you mean GI"),
        (statutory.check, ("--off", "gi4"), "did you mean GI4?"),
        (
            statutory.check,
            ("--off", "XX"),
            "there is no check 'XX' (their codes begin with GI1, GI2, GI3, GI4)",
        ),
        (statutory.data, ("--bom", "--to", "jsonl"), "--bom is for CSV, not for jsonl"),
        (statutory.data, ("--bom", "--to", "parquet"), "--bom is for CSV, not for parquet"),
        (statutory.new, ("--organ", " ", "--year", "2025"), "the organ has no name"),
        (statutory.new, ("--organ", "县\x01局", "--year", "2025"), "a character that no report can hold"),
        (statutory.check, ("-", "-"), "standard input (-) can be read only once"),
        (statutory.check, ("-", "--previous", "-"), "standard input (-) can be read only once"),
        (statutory.data, ("-", "-"), "standard input (-) can be read only once"),
    ],
)
def test_wrong_usage_is_reported_before_any_file_is_read(tmp_path, command, arguments, said):
    with pytest.raises(gireport.errors.UsageError) as raised:
        run(command, str(tmp_path / "missing.json"), *arguments)
    assert said in str(raised.value)
    assert raised.value.exit_status == 2
    assert list(tmp_path.iterdir()) == []


def test_many_findings_of_one_check_are_counted_and_not_all_shown(tmp_path):
    path = tmp_path / "blank.json"
    path.write_text((FIXTURES / "2021.json").read_text("utf-8").replace('"0"', '"/"'), "utf-8")
    _, out, _ = run(statutory.check, str(path), "--lang", "zh")
    assert out.count("GI203 提示 表") == 5
    assert "GI203：同类还有" in out
    assert "表2 第" in out


def test_messages_follow_the_language(faulty, monkeypatch):
    assert "总计与各类申请人之和不符" in run(statutory.check, faulty, "--lang", "zh")[1]
    assert "not the sum of the kinds of applicant" in run(statutory.check, faulty, "--lang", "en")[1]
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "错误" in run(statutory.check, faulty)[1]


def test_json_is_one_object_a_line_and_keeps_to_its_schema(faulty, warned):
    schema = json.loads((files("gireport.statutory") / "findings-schema.json").read_text("utf-8"))
    _, out, _ = run(statutory.check, faulty, SOUND, warned, "--format", "json")
    objects = [json.loads(line) for line in out.splitlines()]
    assert [one["source"] for one in objects] == [faulty, SOUND, warned]
    for one in objects:
        jsonschema.validate(one, schema)
    assert objects[0]["findings"][0]["rule"] == "R1"
    assert objects[1]["findings"] == []


def test_s32_json_has_a_line_with_a_code_for_an_input_that_cannot_be_read(tmp_path):
    (tmp_path / "empty.docx").write_bytes(b"")
    names = [str(tmp_path / "missing.json"), str(tmp_path / "empty.docx"), SOUND]
    status, out, _ = run(statutory.check, *names, "--format", "json")
    lines = [json.loads(line) for line in out.splitlines()]
    schema = json.loads((files("gireport.statutory") / "findings-schema.json").read_bytes())
    for line in lines:
        jsonschema.validate(line, schema)
    assert status == 3
    assert [line["source"] for line in lines] == names
    assert [line.get("error", {}).get("code") for line in lines] == ["unreadable", "empty", None]
    assert lines[1]["error"]["message"] == f"{names[1]}: the file is empty (get the file again)"


def test_a_file_that_cannot_be_read_is_skipped(tmp_path, faulty):
    missing = str(tmp_path / "missing.json")
    status, out, err = run(statutory.check, missing, faulty)
    assert status == 3
    assert err.startswith(f"gireport: {missing}: ")
    assert faulty in out
    status, out, err = run(statutory.data, missing, SOUND)
    assert status == 3
    assert len(out.splitlines()) == 201
    assert missing in err


def test_last_years_report_is_an_option():
    status, out, _ = run(statutory.check, SOUND, "--previous", str(FIXTURES / "2019.json"), "--lang", "en")
    assert status == 0
    assert "GI305" in out


def test_data_is_written_whole_beside_its_place(tmp_path):
    target = tmp_path / "all.csv"
    assert run(statutory.data, SOUND, str(FIXTURES / "2019.json"), "-o", str(target), "--bom")[0] == 0
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert {line["year"] for line in csv.DictReader(file)} == {"2020", "2024"}
    assert [path.name for path in tmp_path.iterdir()] == ["all.csv"]
    with pytest.raises(gireport.errors.WriteError):
        run(statutory.data, SOUND, "-o", str(tmp_path / "no" / "all.csv"))


@pytest.mark.parametrize(
    ("name", "start"), [("all.jsonl", b'{"source"'), ("all.PARQUET", b"PAR1"), ("all", b"source,organ")]
)
def test_the_name_of_the_output_tells_what_data_writes(tmp_path, name, start):
    assert run(statutory.data, SOUND, "--out", str(tmp_path / name))[0] == 0
    assert (tmp_path / name).read_bytes().startswith(start)
    assert run(statutory.data, SOUND, "--out", str(tmp_path / name), "--to", "csv")[0] == 0
    assert (tmp_path / name).read_bytes().startswith(b"source,organ")


@pytest.mark.parametrize("name", ["x.xls", "x.json", "x.txt", "x.2024"])
def test_s28_a_name_that_data_does_not_write_is_wrong_usage_and_says_what_it_writes(tmp_path, name):
    with pytest.raises(gireport.errors.UsageError) as caught:
        run(statutory.data, SOUND, "--out", str(tmp_path / name))
    assert caught.value.exit_status == 2
    assert "name it .csv, .jsonl, .parquet, " in str(caught.value)
    assert "or say the format with --to" in str(caught.value)
    assert not list(tmp_path.iterdir())
    assert run(statutory.data, SOUND, "--out", str(tmp_path / name), "--to", "csv")[0] == 0


@pytest.mark.parametrize("how", [("--out", "{folder}/x.XLSX"), ("--to", "xlsx")])
def test_a_workbook_without_its_plugin_is_one_line_that_says_what_to_install(tmp_path, how):
    options = [part.format(folder=tmp_path) for part in how]
    with pytest.raises(gireport.errors.UsageError) as caught:
        run(statutory.data, SOUND, *options, without=["xlsx"])
    assert "run `pip install ./plugins/gireport-xlsx` in the folder of gireport's source" in str(caught.value)
    assert "在 gireport 的源码目录里运行 pip install ./plugins/gireport-xlsx" in caught.value.message("zh")
    assert not list(tmp_path.iterdir())


def test_a_format_of_figures_that_does_not_exist_is_wrong_usage_and_named():
    with pytest.raises(gireport.errors.UsageError, match=r"there is no format 'cvs' \(did you mean csv"):
        run(statutory.data, SOUND, "--to", "cvs")


def test_data_leaves_the_old_file_where_no_input_can_be_read(tmp_path):
    target = tmp_path / "all.csv"
    target.write_bytes(b"last year's")
    status, _, err = run(statutory.data, str(tmp_path / "missing.json"), "-o", str(target))
    assert (status, err.count("\n")) == (3, 1)
    assert target.read_bytes() == b"last year's"


def test_compare_tells_what_differs(faulty):
    _, out, _ = run(statutory.compare, SOUND, faulty)
    assert "applications.received.total" in out
    assert "199 of 200 figures are the same" in out
    _, out, _ = run(statutory.compare, SOUND, faulty, "--format", "json")
    assert json.loads(out)["a"] == SOUND


def test_versions_are_named_as_such_and_years_have_columns(faulty, tmp_path):
    _, out, told = run(statutory.compare, SOUND, faulty, "--lang", "zh")
    assert out.splitlines()[2] == "两份都是 2024 年度的报告，按同一报告的两个版本比较"
    assert told == ""
    before = tmp_path / "2023.json"
    text = Path(faulty).read_text("utf-8")
    text = text.replace("2025", "20XX").replace("2024", "2023").replace("20XX", "2024")
    before.write_text(text, "utf-8")
    _, out, _ = run(statutory.compare, str(before), SOUND, "--lang", "zh")
    lines = out.splitlines()
    assert lines[2] == "2023 年度与 2024 年度比较"
    assert lines[3].split() == ["2023年", "2024年", "增减", "增减幅度", "数据"]
    assert lines[4].split()[:4] == ["50", "49", "-1", "-2.0%"]
    assert "上年结转（R6）：2023 年度结转下年度 4 件，2024 年度上年结转 3 件，不相符" in lines
    assert any(line.startswith("  GI306 R6 错误") for line in lines)
    assert not any(line.startswith("  -") for line in lines)  # the texts of two years differ anyway
    _, english, _ = run(statutory.compare, str(before), SOUND, "--lang", "en")
    assert english.splitlines()[2] == "the years 2023 and 2024 are compared"
    assert english.splitlines()[3].split() == ["2023", "2024", "change", "percent", "figure"]
    found = json.loads(run(statutory.compare, str(before), SOUND, "--format", "json")[1])
    assert (found["kind"], found["years"]) == ("years", [2023, 2024])
    assert {one["rule"] for one in found["broken"]} >= {"R6"}


def test_a_report_without_a_year_is_not_said_to_be_of_the_other_ones_year(tmp_path):
    (tmp_path / "h.md").write_text("hello\n", "utf-8")
    bare = str(tmp_path / "h.md")
    for pair in ((bare, SOUND), (SOUND, bare), (bare, bare)):
        _, out, _ = run(statutory.compare, *pair)
        assert out.splitlines()[2] == "the reports do not both state a year: two versions are compared"


def test_reports_of_two_organs_are_compared_with_a_warning(tmp_path):
    other = tmp_path / "other.json"
    text = (FIXTURES / "2021.json").read_text("utf-8").replace("云岭市青溪县档案服务中心", "青溪县教育局")
    other.write_text(text, "utf-8")
    status, out, told = run(statutory.compare, SOUND, str(other), "--lang", "zh")
    assert status == 0
    assert "200 个数据中有 200 个相同" in out
    assert "注意：两份报告的发布机构不同（“云岭市青溪县档案服务中心”和“青溪县教育局”）" in told
    assert run(statutory.compare, SOUND, str(other), "--format", "json")[2].count("\n") == 1


def test_new_makes_a_form_that_checks_clean_of_form(tmp_path):
    target = str(tmp_path / "blank.html")
    assert run(statutory.new, target, "--organ", "青溪县档案服务中心", "--year", "2025")[0] == 0
    status, out, _ = run(statutory.check, target, "--lang", "en")
    assert status == 0
    assert "GI1" not in out


def test_rows_of_a_dump_that_are_not_read_are_reported_by_check_and_data(tmp_path):
    dump = tmp_path / "a.txt"
    dump.write_text(
        "青溪镇2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项 |\n"
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 1 | 2 |\n行政规范性文件 | 1 | 2 | 3 |\n",  # noqa: E501
        "utf-8",
    )
    for command, *options in ((statutory.check,), (statutory.data, "--to", "csv")):
        _status, _out, told = run(command, str(dump), *options)
        assert f"{dump}: structure: values-unplaced" in told


def test_every_fact_and_change_of_a_comparison_has_words():
    from gireport.model.messages import catalogue

    facts = ("organ", "year", "period", "citation", "signature", "signed", "edition")
    changes = ("same", "changed", "only in A", "only in B")
    assert {f"fact-{one}" for one in facts} | {f"change-{one}" for one in changes} <= set(catalogue("cli"))


def test_two_editions_are_compared(tmp_path):
    other = tmp_path / "2019.json"
    other.write_bytes((FIXTURES / "2019.json").read_bytes())
    code, out, _ = run(statutory.compare, SOUND, str(other))
    assert code == 0
    assert "edition: 2021 → 2019" in out
