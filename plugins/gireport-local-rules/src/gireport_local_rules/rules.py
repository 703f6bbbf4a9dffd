"""What can a rule in the YAML file say, and in which line is a mistake?"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from math import isfinite
from string import Formatter
from typing import Literal, TypeAlias

import msgspec
import yaml
from msgspec import Struct

from gireport.errors import UsageError
from gireport.model.messages import Message, message
from gireport.safe.input import load
from gireport.statutory.keys import EDITIONS, values

Severity: TypeAlias = Literal["error", "warning", "info"]

KINDS = ("require_section", "require_phrase", "forbid_phrase", "figure")
"""Each rule has exactly one of these fields. It says what kind of check the rule is."""

_COMPANIONS = {"in_section": ("require_phrase", "forbid_phrase")} | dict.fromkeys(
    ("min", "max", "equals"), ("figure",)
)
"""A field that only some kinds of rule can have → these kinds."""
_WORDS_IN_MESSAGES = frozenset({"found", "expected"})
_RESERVED_CODE = re.compile(r"GI\d")
_PATH_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_UNKNOWN_FIELD = re.compile(r"unknown field `(\w+)`")
_MISSING_FIELD = re.compile(r"missing required field `(\w+)`")
_HINTS = {
    "severity": "local-rules.write-severity",
    "min": "local-rules.write-number",
    "max": "local-rules.write-number",
} | dict.fromkeys(
    ("code", "message", "require_section", "require_phrase", "forbid_phrase"), "local-rules.write-text"
)
"""Field → the hint when its value has a wrong type."""


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One check of an office.

    - `require_section`: a section must have this text in its title.
    - `require_phrase`: this text must stand in the report; `forbid_phrase`: this text must not.
    - `in_section`: search only the section that has this text in its title.
    - `figure`: the key of a figure (`docs/figures.md`). It must be at least `min` and at most `max`, or it
      must be the figure `equals`, or the sum of several.

    A text may be a list of alternatives. `message` may hold `{found}` and `{expected}`; without a `message`
    the finding has a sentence of the plugin.
    """

    code: str
    severity: Severity = "warning"
    message: str = ""
    message_en: str = ""
    hint: str = ""
    hint_en: str = ""
    require_section: str | tuple[str, ...] = ()
    require_phrase: str | tuple[str, ...] = ()
    forbid_phrase: str | tuple[str, ...] = ()
    in_section: str | tuple[str, ...] = ()
    figure: str = ""
    min: int | float | None = None
    max: int | float | None = None
    equals: str | tuple[str, ...] = ()


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `version` is the version of these fields."""

    version: Literal[1]
    rules: tuple[Rule, ...]


def texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return a field that is one text or a list of texts as a tuple of texts."""
    return ((value,) if value else ()) if isinstance(value, str) else value


def read_rules(path: str) -> tuple[Rule, ...]:
    """Read the rules in the YAML file at `path` (UTF-8 or GB18030).

    Raises:
        ReadError: the file cannot be read.
        UsageError: the file is not YAML, or a rule is wrong; `where` is the line.
    """
    data = load(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    try:
        _refuse_aliases(text, path)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date such as 2024-02-30
        mark = getattr(error, "problem_mark", None)
        raise UsageError(
            message("local-rules.not-yaml", problem=getattr(error, "problem", None) or str(error)),
            source=path,
            where=f"line {mark.line + 1}" if mark else "",
        ) from None
    lines = _Lines(path, root)
    lines.refuse_repeated_fields()
    try:
        rules = msgspec.convert(content, RuleFile).rules
    except msgspec.ValidationError as error:
        raise lines.from_msgspec(error) from None
    _check_rules(rules, lines)
    return rules


def _refuse_aliases(text: str, path: str) -> None:
    """Refuse YAML's aliases (`*name`): rules do not need them, and a few can stand for millions of values."""
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            where = f"line {event.start_mark.line + 1}" if event.start_mark else ""
            raise UsageError(message("local-rules.alias", name=event.anchor), source=path, where=where)


# --- where a mistake stands ------------------------------------------------------------------------


class _Lines:
    """Finds the line of a value by its path in the file, such as `$.rules[2].severity`."""

    def __init__(self, source: str, root: yaml.Node | None) -> None:
        self._source = source
        self._root = root

    def error(self, path: str, cause: Message, hint: Message | str = "") -> UsageError:
        """Return the error about the value at `path`."""
        return UsageError(cause, source=self._source, where=f"line {self._line(path)}", hint=hint)

    def _line(self, path: str) -> int:
        """Return the line of the value at `path`, from 1; for a missing value the line of its parent."""
        node = self._root
        line = 1
        for name, index in _PATH_STEP.findall(path):
            line = node.start_mark.line + 1 if node else 1
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == name), None)
                if found is None:
                    return line
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and index:
                node = node.value[int(index)]
                line = node.start_mark.line + 1
        return line

    def refuse_repeated_fields(self) -> None:
        """Raise `UsageError` when a rule has a field twice: YAML would keep only the last one."""
        waiting = [self._root] if self._root else []
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.SequenceNode):
                waiting += node.value
            elif isinstance(node, yaml.MappingNode):
                there: set[str] = set()
                for key, value in node.value:
                    if key.value in there:
                        cause = message("local-rules.repeated-field", name=key.value)
                        where = f"line {key.start_mark.line + 1}"
                        raise UsageError(cause, source=self._source, where=where)
                    there.add(key.value)
                    waiting.append(value)

    def from_msgspec(self, error: msgspec.ValidationError) -> UsageError:
        """Return msgspec's error about a value with the line, and with a hint what to write instead."""
        reason, _, path = str(error).rstrip("`").partition(" - at `")
        unknown, missing = _UNKNOWN_FIELD.search(reason), _MISSING_FIELD.search(reason)
        if unknown:
            name = unknown[1]
            fields = (Rule if "rules" in path else RuleFile).__struct_fields__
            cause = message("local-rules.unknown-field", name=name)
            hint = _similar(name, fields) or message("usage.known-names", names=fields)
            return self.error(f"{path or '$'}.{name}", cause, hint)
        if missing:
            return self.error(path or "$", message("local-rules.missing-field", name=missing[1]))
        name = path.rpartition(".")[2].partition("[")[0]
        cause = message(
            "local-rules.wrong-value", name=name or message("local-rules.the-file"), reason=reason
        )
        return self.error(path or "$", cause, message(_HINTS[name]) if name in _HINTS else "")


def _similar(name: str, known: Collection[str]) -> Message | None:
    """Return the hint with the most similar of the names `known`; None when no name is similar."""
    similar = get_close_matches(name, known, 1)
    return message("usage.did-you-mean", name=similar[0]) if similar else None


# --- what YAML's types cannot say ------------------------------------------------------------------


def _check_rules(rules: tuple[Rule, ...], lines: _Lines) -> None:
    codes: set[str] = set()
    for number, rule in enumerate(rules):
        path = f"$.rules[{number}]"
        if rule.code.split() != [rule.code] or _RESERVED_CODE.match(rule.code):
            raise lines.error(f"{path}.code", message("local-rules.wrong-code", code=rule.code))
        if rule.code in codes:
            raise lines.error(f"{path}.code", message("local-rules.repeated-code", code=rule.code))
        codes.add(rule.code)
        _check_kind(rule, path, lines)
        _check_message(rule, path, lines)


def _check_kind(rule: Rule, path: str, lines: _Lines) -> None:
    kinds = [kind for kind in KINDS if getattr(rule, kind)]
    if len(kinds) != 1:
        raise lines.error(
            path, message("local-rules.one-kind", code=rule.code, count=len(kinds), names=KINDS)
        )
    for field, of_kinds in _COMPANIONS.items():
        if getattr(rule, field) not in ((), "", None) and kinds[0] not in of_kinds:
            raise lines.error(
                f"{path}.{field}", message("local-rules.other-kind", field=field, kinds=of_kinds)
            )
    for field in ("require_section", "require_phrase", "forbid_phrase"):
        if not all(text.strip() for text in texts(getattr(rule, field) or ())):
            raise lines.error(f"{path}.{field}", message("local-rules.blank", field=field))
    for field in ("min", "max"):
        if (limit := getattr(rule, field)) is not None and not isfinite(limit):
            raise lines.error(f"{path}.{field}", message("local-rules.no-number", field=field))
    if rule.figure:
        limits = rule.min is not None or rule.max is not None
        if limits == bool(rule.equals):
            raise lines.error(path, message("local-rules.no-limit", code=rule.code))
        _check_keys(rule, path, lines)


def _check_keys(rule: Rule, path: str, lines: _Lines) -> None:
    known = {value.key for edition in EDITIONS for value in values(edition)}
    for field, keys in (("figure", (rule.figure,)), ("equals", texts(rule.equals))):
        for key in keys:
            if key not in known:
                hint = _similar(key, known) or message("local-rules.see-figures")
                raise lines.error(f"{path}.{field}", message("local-rules.unknown-figure", figure=key), hint)


def _check_message(rule: Rule, path: str, lines: _Lines) -> None:
    for field in ("message", "message_en", "hint", "hint_en"):
        if not _WORDS_IN_MESSAGES.issuperset(_words_in_braces(getattr(rule, field))):
            raise lines.error(f"{path}.{field}", message("local-rules.wrong-braces", field=field))


def _words_in_braces(text: str) -> list[str]:
    """Return the words in braces in `text`; `{` when braces do not match or hold more than a word."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return ["{"]
    return ["{" if spec or conversion else name for _, name, spec, conversion in parts if name is not None]
