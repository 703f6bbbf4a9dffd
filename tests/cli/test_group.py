"""Commands are found, and what goes wrong in one is a line of its own."""

from __future__ import annotations

import json

import pytest

import make_samples
from gireport.cli.group import run
from gireport.errors import PluginError, UsageError
from gireport.plugins.registry import Registry
from gireport.statutory import Check


def test_an_unknown_command_is_one_line_where_no_plugin_adds_commands(monkeypatch):
    monkeypatch.setattr("gireport.plugins.entry_points.find_entry_points", list)
    with pytest.raises(UsageError, match="convrt") as caught:
        run(["convrt"], {})
    assert "convert" in caught.value.message("zh")


def test_a_check_of_a_plugin_that_fails_names_the_report_and_leaves_the_other_findings(
    monkeypatch, capsys, tmp_path
):
    def fails(context):
        raise PluginError("the plugin mine failed to run the check XY101")

    broken = [Check("XY101", "warning", "有", "there is", fails)]
    monkeypatch.setattr(Registry, "checks", property(lambda self: broken))
    wrong = make_samples.FOLDER / "report-wrong.docx"
    assert run(["check", str(wrong)], {}) == 2
    out, err = capsys.readouterr()
    assert "GI301" in out
    assert f"{wrong}: the plugin mine failed to run the check XY101" in err
    assert run(["check", str(wrong), "--format", "json"], {}) == 2
    line = json.loads(capsys.readouterr().out)
    assert line["error"]["code"] == "plugin"
    assert "GI301" in {one["code"] for one in line["findings"]}
