"""Lists of the parts of a total: 86条，其中机构职能5条、业务指南23条.

Also in brackets and inside other lists.
"""

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
"""Verbs that begin a new count, which is not an item of the list before it."""
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
"""One text may be published in several of these, so their sum may be more than the total."""
_COMPLETE_KINDS = (
    frozenset({"自然人", "法人"}),
    frozenset({"自然人", "组织"}),
    frozenset({"线上", "线下"}),
    frozenset({"维持", "纠正", "其他结果", "审结"}),
)
"""Kinds of items that together are complete, so that their sum cannot be less than the total."""


class BrokenList(Struct, frozen=True):
    """A list whose items do not add up to `total`; `items` are their counts."""

    total: Token
    items: tuple[Token, ...]

    @property
    def sum(self) -> Decimal:
        """The sum of the items."""
        return sum((item.number for item in self.items), Decimal(0))


def broken_lists(sentences: list[list[Clause]]) -> Iterator[BrokenList]:
    """The lists of a line whose items add up to more than the total; of complete lists, also to less."""
    level = _Level(None)
    for clauses in sentences:
        level.begin_sentence(bool(clauses[0].words) and clauses[0].words[0].kind == "part")
        yield from level.read(clauses)
        yield from level.end()


class _List:
    """An open list: its total, whether that is the only count it can divide, and whether the list is
    complete.
    """

    def __init__(self, total: Token | None, has_only_total: bool, complete: bool) -> None:
        self.total = total
        self.has_only_total = has_only_total
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

    def begin_sentence(self, continues: bool) -> None:
        """Begin a sentence; the counts of the one before stay only where this one continues it with 其中."""
        self.open = None
        if not continues:
            self.sums, self.seen, self.last, self.summed = {}, set(), None, False

    def read(self, clauses: list[Clause]) -> Iterator[BrokenList]:
        """The broken lists in `clauses`, without the list that is still open at the end."""
        for clause in clauses:
            yield from self._clause(clause)
            if clause.colon and self.last is not None and clause.counts and self.open is None:
                self.open = self._begin(complete=True)

    def end(self) -> Iterator[BrokenList]:
        """The open list, if it is broken."""
        found = self.open and self._broken(self.open)
        self.open = None
        if found:
            yield found

    def _begin(self, complete: bool) -> _List:
        # After several counts, the total of the list is not certain.
        has_only_total = self.last is not None and (
            self.summed
            or (self.beside == self.last.number and self.sums.get(self.last.name) == self.last.number)
        )
        return _List(self.last, has_only_total, complete)

    def _clause(self, clause: Clause) -> Iterator[BrokenList]:
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
        for position, inside in clause.brackets:
            total = (
                clause.words[position - 1]
                if position and clause.words[position - 1].kind == "count"
                else None
            )
            level = _Level(total)
            yield from level.read(inside)
            yield from level.end()

    def _counts(self, words: list[Token], clause: Clause) -> Iterator[BrokenList]:
        """Add the counts of `words` to the open list; without one, as counts that a later list may divide."""
        end = next((position for position, word in enumerate(words) if word.kind == "compare"), len(words))
        counts = [word for word in words[:end] if word.kind == "count"]
        if self.open is not None and words and not self._continues(words, counts):
            yield from self.end()
        if self.open is not None:
            self._add_items(words[:end], counts)
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
        """Whether `words` continue the open list."""
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

    def _add_items(self, words: list[Token], counts: list[Token]) -> None:
        assert self.open is not None
        start = 0
        for count in counts:
            position = words.index(count, start)
            self.open.names.append(_text(words[start:position]))
            self.open.items.append(count)
            start = position + 1
        if any(count.vague or count.name != self.open.items[0].name for count in counts):
            self.open.readable = False

    def _broken(self, one: _List) -> BrokenList | None:
        total, items = one.total, one.items
        if total is None or len(items) < 2 or not one.readable or total.vague:
            return None
        if total.name not in _UNITS or any(item.name != total.name for item in items):
            return None
        sum_of_items = Decimal(0)
        for position, item in enumerate(items):
            sum_of_items += item.number
            if sum_of_items == total.number and position:
                return None
        known = (total.name, sum_of_items) in self.seen or sum_of_items == self.sums.get(total.name)
        if known or not total.number:
            return None
        if sum_of_items > total.number:
            more = one.has_only_total or sum_of_items > max(
                self.sums.get(total.name, sum_of_items), self.beside
            )
            shared = any(channel in name for name in one.names for channel in _CHANNELS)
            return BrokenList(total, tuple(items)) if more and not shared else None
        return BrokenList(total, tuple(items)) if one.has_only_total and _complete(one) else None


def _complete(one: _List) -> bool:
    named = any(
        len(kinds) == len(one.items) and all(any(kind in name for name in one.names) for kind in kinds)
        for kinds in _COMPLETE_KINDS
    )
    return named or (one.complete and "等" not in "".join(one.names))


def _text(words: list[Token]) -> str:
    return "".join(word.text for word in words).lstrip("、和及与")
