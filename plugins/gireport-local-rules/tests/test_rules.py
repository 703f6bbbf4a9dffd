"""Files of rules that are wrong are refused, and never leave a rule out in silence."""

from __future__ import annotations

import re

import pytest

from gireport.errors import UsageError
from gireport.plugins.registry import Registry
from gireport_local_rules import checks
from gireport_local_rules.rules import read_rules


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("    message: 2024-02-30\n    require_phrase: 甲\n", "not YAML"),
        ("    require_phrase: &a 甲\n    hint: *a\n", "the YAML alias *a is not allowed"),
        ('    require_phrase: ["", "甲"]\n', "require_phrase is empty"),
        ("    require_section: ' '\n", "require_section is empty"),
        ("    figure: applications.received.total\n    min: .nan\n", "min is not a valid number"),
    ],
)
def test_a_value_that_would_disable_a_rule_is_refused(tmp_path, rule, words):
    path = tmp_path / "rules.yaml"
    path.write_text(f"version: 1\nrules:\n  - code: JZ001\n{rule}", "utf-8")
    with pytest.raises(UsageError, match=re.escape(words)):
        read_rules(str(path))


def test_a_file_of_aliases_or_of_many_brackets_is_refused_at_once(tmp_path):
    path = tmp_path / "rules.yaml"
    for text in ("rules: &a [*a]\n", "rules: " + "[" * 5000):
        path.write_text(text, "utf-8")
        with pytest.raises(UsageError):
            read_rules(str(path))


def test_the_file_is_read_once_by_a_run(tmp_path, monkeypatch):
    path = tmp_path / "rules.yaml"
    path.write_text("version: 1\nrules:\n  - code: JZ001\n    require_phrase: 甲\n", "utf-8")
    monkeypatch.setenv("GIREPORT_LOCAL_RULES", str(path))
    calls = []
    monkeypatch.setattr(checks, "read_rules", lambda name: calls.append(name) or read_rules(name))
    assert "JZ001" in [one.code for one in Registry().checks]
    assert calls == [str(path)]
