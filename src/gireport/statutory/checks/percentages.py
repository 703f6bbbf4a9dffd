"""The check of percentages by the counts beside them (R15): shares, 办结率, 答复率 and changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from ..amounts import format_number
from ..finding import Context, Hit
from ..prose import Clause, Token, flatten
from .prose import Passage, claims, passages, row_figures, total_of

_NEAR = 9
"""The last counts before a share that may be its base; the first count of the sentence and of the line may be
too.
"""
_FALL = ("下降", "减少", "降低", "降幅")
_RISE = ("增长", "增加", "上升", "提高", "提升", "增幅")
_RATES = ("办结率", "答复率")
_SHARE_WORDS = frozenset({"filler", "topic", "join", "rel", "act", "organ"})
"""Kinds of words between 占 and the percentage; another kind may name a base that is not counted here."""
_BASE_ACTS = frozenset({"received_new", "received", "accepted", "handled", "answered", "processed"})
_TOTALS = frozenset({"共", "共计", "合计", "累计", "总计", "总共", "一共", "共有"})
"""Words that announce the base of a share."""
_OTHER_RATE = re.compile("按[时期]|及时|依法|到期|应办|法定|限时")
_PENDING = re.compile("结转|未到期|延期|期限|正在|跨年|尚在|下年|撤回|撤销|终止")
_HANDLED = frozenset({"handled", "answered"})
_RECEIVED = frozenset({"received_new", "received", "accepted"})


_WINDOW = 24
"""Words of a clause before a percentage that may belong to it."""


class _Percentage(Struct):
    """A percentage: its text, its word, and the percentages that the counts give, the most likely first."""

    text: str
    percent: Token
    possible: list[Decimal]


def check_percentages(context: Context) -> Iterator[Hit]:
    """GI317 (R15): a percentage that differs from the one the counts beside it give.

    The base of a share may be any count before it, a sum of them, or a total of section 三. A difference of
    one in the last digit is rounding; 约20% and 近20% are skipped.
    """
    for passage in passages(context):
        earlier: list[Token] = []
        for sentence_number, sentence in enumerate(passage.sentences):
            clauses = list(flatten(sentence))
            if any(clause.has("percent") for clause in clauses):
                for one in (
                    *_shares(context, passage, sentence_number, clauses, earlier),
                    *_rates(clauses),
                    *_changes(clauses),
                ):
                    last = Decimal(1).scaleb(-int(one.percent.name))
                    if not any(abs(number - one.percent.number) < last for number in one.possible):
                        expected = format_number(one.possible[0].quantize(min(last, Decimal("0.1"))))
                        yield Hit(where=passage.line.where, found=one.text, expected=f"{expected}%")
            counts = [count for clause in clauses for count in clause.counts]
            earlier = [*counts[:1], *counts[-_NEAR:]] or earlier


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return part * 100 / whole


# --- shares -------------------------------------------------------------------------------------------


def _shares(
    context: Context, passage: Passage, sentence: int, clauses: list[Clause], earlier: list[Token]
) -> Iterator[_Percentage]:
    """Each share (占25%), with the percentages that its part is of the counts before it."""
    counts = _Counts(earlier)
    if clauses[0].words and clauses[0].words[0].kind == "part" and earlier:
        counts.whole = earlier[-1]
    for position, clause in enumerate(clauses):
        announced = False
        for at, word in enumerate(clause.words):
            announced = announced or word.name in _BASE_ACTS or word.text in _TOTALS
            if word.kind == "part" and counts.before:
                counts.whole = counts.before[-1]
            share = _share(clause.words, at) if word.kind == "share" else None
            if share and not counts.vague:
                previous = clauses[position - 1] if position else None
                yield from _of_counts(share, counts, previous)
                yield from _of_table(context, passage, sentence, share, counts.whole or counts.announced)
            if word.kind == "count":
                counts.add(word, announced)


class _Counts:
    """The last counts of a sentence so far, and those of the sentence before it (`earlier`).

    `whole` is the count that 其中 divides, `announced` the first count behind 共 or a verb such as 收到.
    """

    def __init__(self, earlier: list[Token]) -> None:
        self.earlier = earlier
        self.first: Token | None = None
        self.before: list[Token] = []
        self.whole: Token | None = None
        self.announced: Token | None = None
        self.vague = False
        self.sums: dict[str, Decimal] = {}

    def add(self, count: Token, announced: bool) -> None:
        """Add the next count of the sentence."""
        self.first = self.first or count
        self.before = [*self.before[-_NEAR:], count]
        self.vague = self.vague or count.vague
        self.sums[count.name] = self.sums.get(count.name, Decimal(0)) + count.number
        if announced and self.announced is None:
            self.announced = count


class _Share(Struct):
    """A share: the words of its clause before it, the percentage, and its text."""

    ahead: list[Token]
    percent: Token
    text: str


def _share(words: list[Token], at: int) -> _Share | None:
    """The share at the index `at`; None where other words may name a base that is not counted here."""
    end = next(
        (position for position in range(at, min(at + 12, len(words))) if words[position].kind == "percent"), 0
    )
    between = words[at + 1 : end]
    known = all(
        word.kind in _SHARE_WORDS or word.kind == "share" or word.text in ("比例", "比重") for word in between
    )
    if (
        not end
        or not known
        or words[end].vague
        or any(word.name in ("place", "all", "other") for word in between)
    ):
        return None
    ahead = words[max(0, at - _WINDOW) : at]
    if any(word.kind in ("compare", "each") for word in (*ahead, *words[at : end + 2])):
        return None
    last = next((position for position in range(len(ahead), 0, -1) if ahead[position - 1].kind == "count"), 0)
    if any(word.text in ("共", "合计", "总共", "累计", "共计") for word in ahead[last:]):
        return None
    return _Share(ahead, words[end], _text(words, at, end))


def _text(words: list[Token], at: int, end: int) -> str:
    return "".join(word.text for word in words[at : end + 1])


def _of_counts(share: _Share, seen: _Counts, previous: Clause | None) -> Iterator[_Percentage]:
    """A share whose part is counted just before it, and whose base is announced before that."""
    own = [word for word in share.ahead if word.kind == "count"]
    if not own and previous is not None and all(word.kind in ("filler", "part") for word in share.ahead):
        own = [word for word in previous.words[-_WINDOW:] if word.kind == "count"]
    whole = seen.whole or seen.announced
    if not own or whole is None or own[-1].vague or own[-1] not in seen.before:
        return
    part = own[-1]
    if part is whole or whole.name != part.name or whole.number < part.number or not part.number:
        return
    counts = [*seen.earlier, *([seen.first] if seen.first else []), *seen.before]
    wholes = [one.number for one in counts[: counts.index(part)] if one.number >= part.number]
    numbers = [whole.number, *wholes, *(a + b for a, b in pairwise(wholes)), seen.sums[part.name]]
    parts = dict.fromkeys((part.number, sum((one.number for one in own), Decimal(0))))
    possible = [_percent(one, number) for one in parts for number in dict.fromkeys(numbers) if number]
    yield _Percentage(share.text, share.percent, possible)


def _of_table(
    context: Context, passage: Passage, sentence: int, share: _Share, whole: Token | None
) -> Iterator[_Percentage]:
    """A share whose part has no count, but a row in the table: 其中予以公开占58.5%."""
    words = share.ahead
    acts = [word.name for word in words if word.kind == "act"]
    plain = all(
        word.kind in ("act", "part", "filler") or word.name in ("applications", "request") for word in words
    )
    claim = claims().get(acts[0]) if plain and len(acts) == 1 else None
    if claim is None or not claim.with_rows or whole is None:
        return
    known = any(
        one.number == whole.number and one.sentence == sentence and one.topics == ("applications",)
        for one in passage.statements
    )
    number = total_of([figure for row in claim.rows for figure in row_figures(context, row)])
    totals = [total_of(row_figures(context, row)) for row in ("handled_total", "received", "carried_in")]
    if number is None or None in totals or not known:
        return
    handled, received, carried = (one or Decimal(0) for one in totals)
    wholes = [one for one in (handled, received, received + carried) if one]
    if whole.number not in wholes:
        return
    lumped = total_of([figure for row in claim.with_rows for figure in row_figures(context, row)])
    parts = [number, number + (lumped or Decimal(0))]
    possible = [_percent(one, of) for one in parts for of in (whole.number, *wholes)]
    yield _Percentage(share.text, share.percent, possible)


# --- rates --------------------------------------------------------------------------------------------


def _rates(clauses: list[Clause]) -> Iterator[_Percentage]:
    """办结率 and 答复率, where the sentence counts received and handled applications, and mentions none that
    are pending.
    """
    rates = [
        (clause, at) for clause in clauses for at, word in enumerate(clause.words) if word.text in _RATES
    ]
    if not rates or _PENDING.search("".join(word.text for clause in clauses for word in clause.words)):
        return
    done, taken = _counted(clauses, _HANDLED, near=True), _counted(clauses, _RECEIVED)
    if len(done) != 1 or len(taken) != 1 or not taken[0].number or done[0].vague or taken[0].vague:
        return
    for clause, at in rates:
        words = clause.words
        end = next(
            (at + 1 + more for more, word in enumerate(words[at + 1 : at + 4]) if word.kind == "percent"), 0
        )
        ahead = "".join(word.text for word in words[max(0, at - _WINDOW) : at])
        if end and not words[end].vague and not _OTHER_RATE.search(ahead):
            possible = [_percent(done[0].number, taken[0].number)]
            yield _Percentage(_text(words, at, end), words[end], possible)


def _counted(clauses: list[Clause], acts: frozenset[str], near: bool = False) -> list[Token]:
    """The counts behind one of `acts` in their clause, without another act or, if `near`, an unknown word
    between.
    """
    found = []
    for clause in clauses:
        act = ""
        for word in clause.words:
            if word.kind == "act":
                act = word.name
            elif word.kind == "compare" or (near and word.kind in ("unknown", "other", "topic")):
                act = ""
            elif word.kind == "count" and act in acts:
                found.append(word)
    return found


# --- changes ------------------------------------------------------------------------------------------


def _changes(clauses: list[Clause]) -> Iterator[_Percentage]:
    """A change, where the sentence has this year's count and either last year's count or the difference."""
    changes = [
        (clause, at, percent)
        for clause in clauses
        for at, word in enumerate(clause.words)
        if word.text in _FALL + _RISE and (percent := _changed_by(clause, at))
    ]
    counts = [(clause, word) for clause in clauses for word in clause.words if word.kind == "count"]
    if len(changes) != 1 or len(counts) != 2 or counts[0][1].name != counts[1][1].name:
        return
    if any(word.vague for _, word in counts) or sum(clause.has("percent") for clause in clauses) != 1:
        return
    clause, at, percent = changes[0]
    counts_of_years = _counts_of_years(counts)
    if counts_of_years is not None and counts_of_years[0] > 0 and not percent.vague:
        then, now = counts_of_years
        change = _percent(now - then, then)
        falls = clause.words[at].text in _FALL
        text = _text(clause.words, at, clause.words.index(percent))
        yield _Percentage(text, percent, [-change if falls else change])


def _changed_by(clause: Clause, at: int) -> Token | None:
    """The percentage of the change at `at`."""
    for word in clause.words[at + 1 : at + 5]:
        if word.kind == "percent":
            return word
        if word.kind not in ("filler", "unknown") or len(word.text) > 2:
            return None
    return None


def _counts_of_years(counts: list[tuple[Clause, Token]]) -> tuple[Decimal, Decimal] | None:
    """Last year's count and this year's; None where it is not certain which is which."""
    for number, (clause, count) in enumerate(counts):
        other = counts[1 - number][1].number
        position = clause.words.index(count)
        last = clause.words[position - 1] if position else None
        if last and last.text in ("了",) and position > 1:
            last = clause.words[position - 2]
        if last and last.text in (*_FALL, *_RISE):
            return (other + count.number if last.text in _FALL else other - count.number), other
        start = max(
            (at + 1 for at, word in enumerate(clause.words[:position]) if word.kind == "count"), default=0
        )
        words = clause.words[start:position]
        if any(word.kind == "rel" and word.number == -1 for word in words) and not any(
            word.text in (*_FALL, *_RISE) for word in words
        ):
            return count.number, other
    return None


CHECK_FUNCTIONS = {"GI317": check_percentages}
