"""The YAML file: what a rule can say, and where in the file a mistake stands."""

from __future__ import annotations

import re
from difflib import get_close_matches
from string import Formatter
from typing import Literal, TypeAlias

import msgspec
import yaml
from msgspec import Struct

from gireport.errors import UsageError
from gireport.safe.input import load
from gireport.statutory.keys import EDITIONS, values

Severity: TypeAlias = Literal["error", "warning", "info"]

KINDS = ("require_section", "require_phrase", "forbid_phrase", "figure")
"""Each rule has one of these fields: what kind of check it is."""

_COMPANIONS = {"in_section": ("require_phrase", "forbid_phrase")} | dict.fromkeys(
    ("min", "max", "equals"), ("figure",)
)
"""A field that goes only with some kinds of rule → these kinds."""
_WORDS_IN_MESSAGES = frozenset({"found", "expected"})
_RESERVED_CODE = re.compile(r"GI\d")
_PATH_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_UNKNOWN_FIELD = re.compile(r"unknown field `(\w+)`")
_MISSING_FIELD = re.compile(r"missing required field `(\w+)`")
_HINTS = {
    "severity": "write error, warning or info",
    "require_section": "put text in quotation marks",
    "require_phrase": "put text in quotation marks",
    "forbid_phrase": "put text in quotation marks",
    "message": "put text in quotation marks",
    "code": "put text in quotation marks",
    "min": "write a number without quotation marks",
    "max": "write a number without quotation marks",
}


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One check of an office.

    `require_section` is a section that must be there, `require_phrase` a text of which one must stand in the report,
    `forbid_phrase` a text of which none may; each is one text or a list of alternatives. `in_section` limits the
    search to the section whose title holds that text. `figure` is the key of a figure (`docs/figures.md`) that
    must not be below `min` or above `max`, or must equal the figure or the sum of the figures `equals`.

    `message` may hold `{found}` and `{expected}`; without one the finding has a sentence of its own.
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
    """The whole file. `version` is that of the file's form."""

    version: Literal[1]
    rules: tuple[Rule, ...]


def texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """A field that is one text or a list of texts, as a list."""
    return ((value,) if value else ()) if isinstance(value, str) else value


def read_rules(path: str) -> tuple[Rule, ...]:
    """The rules in the YAML file at `path` (UTF-8 or GB18030).

    Raises:
        ReadError: the file cannot be read.
        UsageError: it is no YAML, or a rule is wrong; `where` is the line.
    """
    data = load(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UsageError(
            f"this is not YAML: {getattr(error, 'problem', None) or error}",
            source=path,
            where=f"line {mark.line + 1}" if mark else "",
            hint="indent with spaces, and put text that holds : or # in quotation marks",
        ) from None
    lines = _Lines(path, root)
    lines.refuse_repeated_fields()
    try:
        rules = msgspec.convert(content, RuleFile).rules
    except msgspec.ValidationError as error:
        raise lines.from_msgspec(error) from None
    _check_rules(rules, lines)
    return rules


# --- where a mistake stands ------------------------------------------------------------------------


class _Lines:
    """Finds the line of a value by its path in the file, such as `$.rules[2].severity`."""

    def __init__(self, source: str, root: yaml.Node | None) -> None:
        self._source = source
        self._root = root

    def error(self, path: str, cause: str, hint: str = "") -> UsageError:
        """The error that the value at `path` is wrong."""
        line = self._line(path)
        return UsageError(cause, source=self._source, where=f"line {line}", hint=hint)

    def _line(self, path: str) -> int:
        """The line of the value at `path`, from 1; that of what it stands in, where it is not there."""
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
        """Raise `UsageError` where one mapping has a field twice: YAML would keep the last and drop the others."""
        waiting = [self._root] if self._root else []
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.SequenceNode):
                waiting += node.value
            elif isinstance(node, yaml.MappingNode):
                there: set[str] = set()
                for key, value in node.value:
                    if key.value in there:
                        cause = f"the field {key.value} is there twice in one rule"
                        where = f"line {key.start_mark.line + 1}"
                        raise UsageError(cause, source=self._source, where=where)
                    there.add(key.value)
                    waiting.append(value)

    def from_msgspec(self, error: msgspec.ValidationError) -> UsageError:
        """msgspec's error about a value, with its line and what to write instead."""
        reason, _, path = str(error).rstrip("`").partition(" - at `")
        unknown, missing = _UNKNOWN_FIELD.search(reason), _MISSING_FIELD.search(reason)
        if unknown:
            name = unknown[1]
            close = get_close_matches(name, _fields(path), 1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(_fields(path))}"
            return self.error(f"{path or '$'}.{name}", f"there is no field {name}", hint)
        if missing:
            return self.error(path or "$", f"the field {missing[1]} is missing")
        name = path.rpartition(".")[2].partition("[")[0]
        return self.error(path or "$", f"{name or 'the file'}: {reason}", _HINTS.get(name, ""))


def _fields(path: str) -> tuple[str, ...]:
    return (Rule if "rules" in path else RuleFile).__struct_fields__


# --- what YAML's types cannot say ------------------------------------------------------------------


def _check_rules(rules: tuple[Rule, ...], lines: _Lines) -> None:
    codes: set[str] = set()
    for number, rule in enumerate(rules):
        path = f"$.rules[{number}]"
        if rule.code.split() != [rule.code] or _RESERVED_CODE.match(rule.code):
            raise lines.error(
                f"{path}.code",
                f"{rule.code!r} cannot be a code",
                "use one word that does not begin with GI and a digit",
            )
        if rule.code in codes:
            raise lines.error(f"{path}.code", f"two rules have the code {rule.code}")
        codes.add(rule.code)
        _check_kind(rule, path, lines)
        _check_message(rule, path, lines)


def _check_kind(rule: Rule, path: str, lines: _Lines) -> None:
    kinds = [kind for kind in KINDS if getattr(rule, kind)]
    if len(kinds) != 1:
        raise lines.error(
            path,
            f"the rule {rule.code} has {len(kinds)} of the fields {', '.join(KINDS)}",
            "each rule has one of them",
        )
    for field, of_kinds in _COMPANIONS.items():
        if getattr(rule, field) not in ((), "", None) and kinds[0] not in of_kinds:
            raise lines.error(f"{path}.{field}", f"{field} goes only with {' or '.join(of_kinds)}")
    if rule.figure:
        limits = rule.min is not None or rule.max is not None
        if limits == bool(rule.equals):
            raise lines.error(path, f"the rule {rule.code} needs min or max, or else equals")
        _check_keys(rule, path, lines)


def _check_keys(rule: Rule, path: str, lines: _Lines) -> None:
    known = {value.key for edition in EDITIONS for value in values(edition)}
    for field, keys in (("figure", (rule.figure,)), ("equals", texts(rule.equals))):
        for key in keys:
            if key not in known:
                close = get_close_matches(key, known, 1)
                hint = f"did you mean {close[0]}?" if close else "docs/figures.md lists the keys"
                raise lines.error(f"{path}.{field}", f"there is no figure {key!r}", hint)


def _check_message(rule: Rule, path: str, lines: _Lines) -> None:
    for field in ("message", "message_en", "hint", "hint_en"):
        hint = "only {found} and {expected} may stand in braces"
        try:
            parts = list(Formatter().parse(getattr(rule, field)))
        except ValueError as error:
            raise lines.error(f"{path}.{field}", f"{field}: {error}", hint) from None
        if any(
            part[1] is not None and (part[1] not in _WORDS_IN_MESSAGES or part[2] or part[3])
            for part in parts
        ):
            raise lines.error(f"{path}.{field}", f"{field} has another word in braces", hint)
