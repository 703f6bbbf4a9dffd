"""The check of a percentage against the counts that its own sentence names (R15)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from ..amounts import shown
from ..finding import Context, Hit
from ..sections import numeral_value
from .prose import COUNT, NUMERAL, number_of, sentences

_PERCENT = rf"(?:(?P<digits>\d{{1,4}}(?:\.\d{{1,4}})?)%|百分之(?P<numeral>[{NUMERAL}]{{1,5}}))"
_COUNTED = re.compile(COUNT)
_SHARE = re.compile(rf"(?:占|占比)[^,\d]{{0,16}}?{_PERCENT}")
_RATE = re.compile(rf"(?:办结|答复)率[^,\d]{{0,6}}?{_PERCENT}")
_CHANGE = re.compile(
    rf"(?P<way>增长|增加|上升|提高|下降|减少|降低)(?:率|幅度?)?(?:了|约|为|达到?|近){{0,2}}{_PERCENT}"
)
_NEAR = 9
"""Counts before a share that it may be a share of, beside the first."""
_FALL = ("下降", "减少", "降低", "少")
_WHOLE = re.compile("其中|[共总]|累计|收到|新收|受理|接收")
_DONE = re.compile(rf"(?:办结|答复)[^,;:\d]{{0,8}}?{COUNT}")
_TAKEN_IN = re.compile(rf"(?:收到|新收|受理|接收)[^,;:\d]{{0,14}}?{COUNT}")
_ON_TIME = re.compile("按[时期]|及时|依法|到期|应办")
_MORE = re.compile(rf"(增加|增长|上升|减少|下降|多|少)了?{COUNT}")
_BEFORE = re.compile(
    rf"(?:上年|去年|上一年|同期|(?P<year>20\d\d)年)(?:(?![增减升降多少])[^,;:\d]){{0,14}}?{COUNT}"
)


def percentages(context: Context) -> Iterator[Hit]:
    """GI317 (R15): a percentage that the counts beside it do not make.

    Read are shares (收到12件，其中…3件，占25%), 办结率 and 答复率, and changes where last year is counted, or
    how many more there are. A share may be one of any count before it. One more or less in its last digit is rounding.
    """
    for line, sentence in sentences(context):
        if "%" not in sentence and "百分之" not in sentence:
            continue
        for found, made in (*_shares(sentence), *_rates(sentence), *_changes(sentence, context.year)):
            said, last = _said(found)
            if not any(abs(one - said) < last for one in made):
                yield Hit(where=line.where, found=found[0], expected=f"{_rounded(made[0], last)}%")


def _said(found: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The percentage as said, and one in its last digit."""
    if found["numeral"]:
        return Decimal(numeral_value(found["numeral"])), Decimal(1)
    number = Decimal(found["digits"])
    return number, Decimal(1).scaleb(number.as_tuple().exponent)  # type: ignore[arg-type]


def _rounded(number: Decimal, last: Decimal) -> str:
    return shown(number.quantize(min(last, Decimal("0.1"))))


def _percent(part: int, whole: int) -> Decimal:
    return Decimal(part * 100) / whole


def _shares(sentence: str) -> Iterator[tuple[re.Match[str], list[Decimal]]]:
    """Each share with what the count before it is of each count before that."""
    whole = _WHOLE.search(sentence)
    counts = list(_COUNTED.finditer(sentence)) if whole else []
    for found in _SHARE.finditer(sentence):
        place = bisect_right(counts, found.start(), key=lambda count: count.end())
        if place < 2 or whole is None or whole.start() > counts[place - 1].start():
            continue
        part = number_of(counts[place - 1][1])
        # The first is the sum of all, as a rule; the others near by are sums of a few.
        wholes = [number_of(one[1]) for one in (counts[0], *counts[max(1, place - _NEAR) : place - 1])]
        made = [_percent(part, number) for number in wholes if number >= part and number]
        if made:
            yield found, made


def _rates(sentence: str) -> Iterator[tuple[re.Match[str], list[Decimal]]]:
    """办结率 and 答复率, where the sentence counts what came in and what was done."""
    done, taken = _DONE.search(sentence), _TAKEN_IN.search(sentence)
    if not done or not taken or not number_of(taken[1]):
        return
    for found in _RATE.finditer(sentence):
        clause = sentence[max(0, found.start() - 40) : found.start()].rpartition(",")[2]
        if not _ON_TIME.search(clause):
            yield found, [_percent(number_of(done[1]), number_of(taken[1]))]


def _changes(sentence: str, year: int | None) -> Iterator[tuple[re.Match[str], list[Decimal]]]:
    """A change, where the sentence counts this year's and either last year's or how many more or fewer."""
    changes, counts = list(_CHANGE.finditer(sentence)), list(_COUNTED.finditer(sentence))
    if len(changes) != 1 or len(counts) != 2:
        return
    more = _MORE.search(sentence)
    last = next(
        (one for one in _BEFORE.finditer(sentence) if one["year"] in (None, str((year or 0) - 1))), None
    )
    other = more or last
    if other is None:
        return
    now, number = (
        number_of(next(one[1] for one in counts if one.start(1) != other.start(2))),
        number_of(other[2]),
    )
    then = number
    if more:
        then = now + number if more[1] in _FALL else now - number
    if then > 0:
        change = _percent(now - then, then)
        yield changes[0], [-change if changes[0]["way"] in _FALL else change]


RUN = {"GI317": percentages}
