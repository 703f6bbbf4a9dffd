"""Lists that a whole is divided into: 86条，其中机构职能5条、业务指南23条; those in brackets, and those in lists, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from .clauses import Clause
from .lexer import Token

_TOTALS = frozenset({"共", "共计", "合计", "累计", "总计", "总共", "一共", "共有", "总数", "总量"})
_UNITS = frozenset("条件份次篇个项宗起例期则场")
_RESTARTS = re.compile(
    "收到|受理|办理|答复|回复|回应|举办|开展|组织|召开|更新|维护|转发|推送|撰写|报送|制作|解读|发布|公开(?!目录|栏|指南|年报|制度)|公布|新增|处理|审核|主动公开|办结"
    "|全年|今年|本年|开设|接待|刊发|印发|报道|征集|采用|编发|编制|梳理|发放|张贴|新收|采纳|清理|整改|修订|检查"
)
"""Verbs with which a new count begins that is no item of the list before it."""
_CHANNELS = [
    "网站",
    "平台",
    "公众号",
    "微信",
    "微博",
    "抖音",
    "头条",
    "客户端",
    "媒体",
    "电视",
    "广播",
    "报纸",
    "报刊",
    "公开栏",
    "公示栏",
    "显示屏",
    "电子屏",
    "视频号",
    "小程序",
    "专栏",
    "APP",
    "官网",
    "门户",
    "微信群",
    "大厅",
    "渠道",
    "网",
]
"""One text may stand in several of these, so their sum may be more than the whole."""
_CLOSED = (
    frozenset({"自然人", "法人"}),
    frozenset({"自然人", "组织"}),
    frozenset({"线上", "线下"}),
    frozenset({"维持", "纠正", "其他结果", "审结"}),
)
"""Items of a list that has every kind, so that their sum is not less than the whole either."""


class Division(Struct, frozen=True):
    """A list of items that do not make their whole. `total` is the whole; `items` are the counts."""

    total: Token
    items: tuple[Token, ...]

    @property
    def sum(self) -> Decimal:
        """The sum of the items."""
        return sum((item.number for item in self.items), Decimal(0))


def broken_lists(sentences: list[list[Clause]]) -> Iterator[Division]:
    """The lists of a line whose items are more than the whole, or fewer where the list names every kind."""
    level = _Level(None)
    for clauses in sentences:
        level.begin_sentence(bool(clauses[0].words) and clauses[0].words[0].kind == "part")
        yield from level.read(clauses)
        yield from level.end()


class _List:
    """A list that is being read."""

    def __init__(self, total: Token | None, alone: bool, complete: bool) -> None:
        self.total = total
        self.alone = alone
        self.complete = complete
        self.items: list[Token] = []
        self.names: list[str] = []
        self.first = ""
        self.readable = True


class _Level:
    """The clauses of one level of brackets: the counts so far, and the list that is open."""

    def __init__(self, total: Token | None) -> None:
        self.total = total
        self.open: _List | None = _List(total, True, False) if total else None
        self.sums: dict[str, Decimal] = {}
        self.seen: set[tuple[str, Decimal]] = set()
        self.last: Token | None = None
        self.beside = Decimal(0)
        self.summed = False

    def begin_sentence(self, goes_on: bool) -> None:
        """Forget the counts of the sentence before, where this one does not go on with 其中."""
        self.open = None
        if not goes_on:
            self.sums, self.seen, self.last, self.summed = {}, set(), None, False

    def read(self, clauses: list[Clause]) -> Iterator[Division]:
        """The broken lists among `clauses`, all but one that is still open."""
        for clause in clauses:
            yield from self._clause(clause)
            if clause.colon and self.last is not None and clause.counts and self.open is None:
                self.open = self._begin(complete=True)

    def end(self) -> Iterator[Division]:
        """The open list, if it is broken."""
        found = self.open and self._broken(self.open)
        self.open = None
        if found:
            yield found

    def _begin(self, complete: bool) -> _List:
        # A whole of several counts is none that can be named.
        alone = self.last is not None and (
            self.summed
            or (self.beside == self.last.number and self.sums.get(self.last.name) == self.last.number)
        )
        return _List(self.last, alone, complete)

    def _clause(self, clause: Clause) -> Iterator[Division]:
        before: list[Token] = []
        for word in clause.words:
            if word.kind == "part":
                yield from self._counts(before, clause)
                yield from self.end()
                at_start = self.total is not None and self.last is None
                self.open = _List(self.total, True, False) if at_start else self._begin(word.name == "whole")
                before = []
            else:
                before.append(word)
        yield from self._counts(before, clause)
        for place, inside in clause.brackets:
            total = clause.words[place - 1] if place and clause.words[place - 1].kind == "count" else None
            level = _Level(total)
            yield from level.read(inside)
            yield from level.end()

    def _counts(self, words: list[Token], clause: Clause) -> Iterator[Division]:
        """Take the counts of `words` as items of the open list, or as what a later list may divide."""
        end = next((place for place, word in enumerate(words) if word.kind == "compare"), len(words))
        counts = [word for word in words[:end] if word.kind == "count"]
        if self.open is not None and words and not self._continues(words, counts):
            yield from self.end()
        if self.open is not None:
            self._take(words[:end], counts)
            return
        for count in counts:
            if not count.vague:
                self.sums[count.name] = self.sums.get(count.name, Decimal(0)) + count.number
                self.seen.add((count.name, count.number))
        if counts:
            self.last = counts[-1]
            self.beside = sum((count.number for count in counts), Decimal(0))
            self.summed = any(word.text in _TOTALS for word in words)

    def _continues(self, words: list[Token], counts: list[Token]) -> bool:
        """Whether `words` go on with the list."""
        assert self.open is not None
        if any(word.kind in ("deny", "each") or word.text in _TOTALS for word in words):
            return False
        if not counts:
            return any(word.kind in ("share", "percent", "compare") for word in words) or not self.open.items
        verb = _RESTARTS.match(_text(words[:3]))
        start = verb[0] if verb else ""
        if not self.open.items:
            self.open.first = start
        return start == self.open.first

    def _take(self, words: list[Token], counts: list[Token]) -> None:
        assert self.open is not None
        start = 0
        for count in counts:
            place = words.index(count, start)
            self.open.names.append(_text(words[start:place]))
            self.open.items.append(count)
            start = place + 1
        if any(count.vague or count.name != self.open.items[0].name for count in counts):
            self.open.readable = False

    def _broken(self, one: _List) -> Division | None:
        total, items = one.total, one.items
        if total is None or len(items) < 2 or not one.readable or total.vague:
            return None
        if total.name not in _UNITS or any(item.name != total.name for item in items):
            return None
        made = Decimal(0)
        for place, item in enumerate(items):
            made += item.number
            if made == total.number and place:
                return None
        known = (total.name, made) in self.seen or made == self.sums.get(total.name)
        if known or not total.number:
            return None
        if made > total.number:
            more = one.alone or made > max(self.sums.get(total.name, made), self.beside)
            shared = any(channel in name for name in one.names for channel in _CHANNELS)
            return Division(total, tuple(items)) if more and not shared else None
        return Division(total, tuple(items)) if one.alone and _complete(one) else None


def _complete(one: _List) -> bool:
    named = any(
        len(kinds) == len(one.items) and all(any(kind in name for name in one.names) for kind in kinds)
        for kinds in _CLOSED
    )
    return named or (one.complete and "等" not in "".join(one.names))


def _text(words: list[Token]) -> str:
    return "".join(word.text for word in words).lstrip("、和及与")
