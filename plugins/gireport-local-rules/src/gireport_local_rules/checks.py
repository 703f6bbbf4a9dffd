"""How does a rule of the file become a check of gireport? Where it searches, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import NoReturn

from gireport.errors import GireportError
from gireport.model import grid, walk
from gireport.statutory import Check, Context, Hit

from .rules import Rule, read_rules, texts

UNREADABLE = "LOCAL-RULES"
"""The code of the check that raises the error of a wrong file."""

_SENTENCES = {
    "require_section": ("缺少“{expected}”一节", "the section “{expected}” is missing"),
    "require_phrase": ("没有写“{expected}”", "“{expected}” does not stand in the text"),
    "forbid_phrase": ("出现了“{found}”", "“{found}” stands in the text"),
    "limit": ("数值为 {found}，要求{expected}", "the figure is {found}, but must be {expected}"),
    "equals": ("数值为 {found}，应为 {expected}", "the figure is {found}, but must be {expected}"),
}
"""Kind of rule → what a finding says in Chinese and English when the rule has no `message`."""


def checks_of_file(path: str) -> list[Check]:
    """Return one check for each rule in the file at `path`.

    When the file is wrong, the result is one check that raises the error. So `gireport check` stops with
    the error instead of leaving out the office's rules, and conversions, which ask for plugins too, go on.
    """
    try:
        return [_check(rule) for rule in read_rules(path)]
    except GireportError as error:
        return [Check(UNREADABLE, "error", "", "", partial(_refuse, error))]


def _refuse(error: GireportError, _context: Context) -> NoReturn:
    raise error


def _check(rule: Rule) -> Check:
    kind, run = _kind(rule)
    zh, en = _SENTENCES[kind]
    if rule.message:
        zh, en = rule.message, rule.message_en or rule.message
    elif rule.message_en:
        en = rule.message_en
    return Check(
        rule.code,
        rule.severity,
        zh,
        en,
        partial(run, rule),
        hint_zh=rule.hint,
        hint_en=rule.hint_en or rule.hint,
    )


def _kind(rule: Rule) -> tuple[str, Callable[[Rule, Context], Iterable[Hit]]]:
    if rule.require_section:
        return "require_section", _missing_section
    if rule.require_phrase:
        return "require_phrase", _missing_phrase
    if rule.forbid_phrase:
        return "forbid_phrase", _forbidden_phrase
    return ("equals", _unequal) if rule.equals else ("limit", _outside_limit)


# --- words -----------------------------------------------------------------------------------------


class _Passage:
    """A piece of text without white space (`words`), and `where` it stands or the address of its `cell`."""

    def __init__(self, text: str, where: str = "", cell: str = "") -> None:
        self.words, self.where, self.cell = _words(text), where, cell


def _words(text: str) -> str:
    """Return `text` without white space, because it has no meaning between Chinese characters."""
    return "".join(text.split())


def _holds(text: str, phrases: Iterable[str]) -> bool:
    words = _words(text)
    return any(_words(phrase) in words for phrase in phrases)


def _missing_section(rule: Rule, context: Context) -> Iterator[Hit]:
    wanted = texts(rule.require_section)
    if _section(context, wanted) is None:
        yield Hit(where="body", expected=wanted[0])


def _missing_phrase(rule: Rule, context: Context) -> Iterator[Hit]:
    wanted = texts(rule.require_phrase)
    passages = _passages(rule, context)
    if passages is not None and not any(_holds(one.words, wanted) for one in passages):
        yield Hit(where=passages[0].where if passages and rule.in_section else "body", expected=wanted[0])


def _forbidden_phrase(rule: Rule, context: Context) -> Iterator[Hit]:
    for passage in _passages(rule, context) or ():
        for phrase in texts(rule.forbid_phrase):
            if _words(phrase) in passage.words:
                yield Hit(where=passage.where, cell=passage.cell, found=phrase)


def _passages(rule: Rule, context: Context) -> list[_Passage] | None:
    """Return the texts to search: the lines of the section `in_section`, else all lines and cells.

    Returns None when the report has no such section: a rule with `require_section` finds that.
    """
    if rule.in_section:
        return _section(context, texts(rule.in_section))
    found = [_Passage(line.text, line.where) for line in context.lines]
    for table in walk.tables(context.report):
        for number, row in enumerate(grid.placed(table.table.rows), 1):
            for slot in row:
                if slot.anchor:
                    cell = f"{table.address} r{number} c{slot.column + 1}"
                    found.append(_Passage(walk.text(slot.cell.content), cell=cell))
    return found


def _section(context: Context, titles: tuple[str, ...]) -> list[_Passage] | None:
    """Return the title and the lines of the first section with one of `titles` in its title, or None."""
    lines = context.lines
    for position, line in enumerate(lines):
        if line.heading and line.level > 0 and _holds(line.text, titles):
            after = lines[position + 1 :]
            end = next(
                (n for n, one in enumerate(after) if one.heading and one.level <= line.level), len(after)
            )
            return [_Passage(one.text, one.where) for one in (line, *after[:end])]
    for section in context.facts.sections:  # its title may be a plain paragraph
        if _holds(section.title, titles):
            own = context.between(section.start, section.end)
            return [_Passage(section.title, section.where), *(_Passage(one.text, one.where) for one in own)]
    return None


# --- figures ---------------------------------------------------------------------------------------


def _number(key: str, context: Context) -> Decimal | None:
    """Return the figure `key`: 0 for a blank cell or a mark, None when it is missing or holds words."""
    figure = context.figures.get(key)
    if figure is None or figure.state == "text":
        return None
    return figure.number or Decimal(0)


def _outside_limit(rule: Rule, context: Context) -> Iterator[Hit]:
    figure = context.figures.get(rule.figure)
    if figure is None or figure.number is None:
        return
    least, most = rule.min, rule.max
    if (least is not None and figure.number < Decimal(str(least))) or (
        most is not None and figure.number > Decimal(str(most))
    ):
        bounds = [f"{sign} {bound}" for sign, bound in (("≥", least), ("≤", most)) if bound is not None]
        yield Hit(cell=figure.cell, found=figure.raw, expected=" ".join(bounds), key=rule.figure)


def _unequal(rule: Rule, context: Context) -> Iterator[Hit]:
    keys = texts(rule.equals)
    left, right = _number(rule.figure, context), [_number(key, context) for key in keys]
    known = [number for number in right if number is not None]
    if left is None or len(known) < len(right) or left == sum(known):
        return
    cells = tuple(context.figures[key].cell for key in (rule.figure, *keys))
    figure = context.figures[rule.figure]
    yield Hit(
        cell=figure.cell,
        cells=cells,
        found=figure.raw,
        expected=_plain(sum(known, Decimal(0))),
        key=rule.figure,
    )


def _plain(number: Decimal) -> str:
    """Return `number` in digits without an exponent."""
    return f"{number:f}"
