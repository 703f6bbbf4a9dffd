"""List numbers: which `w:num` an item needs so that Word counts to the number that the report states."""

from __future__ import annotations

from ....style import STYLES
from .. import names
from .parts import XML

LEVELS = 9
BULLETS = ("●", "○", "■")
_CHARACTER = round(STYLES["list"].size * 20)


class Flow:
    """The decimal numbers of one flow (the body, or one note): what Word would count next at each level.

    Word counts by `w:abstractNum`: a level goes on until a shallower item of the same list starts it anew;
    paragraphs between make no difference (ECMA-376 part 1, 17.9). A level below one that has no item yet
    is not left to counting: programs do not agree there. A level that its own `w:num` starts elsewhere than at 1
    starts there each time anew.
    """

    def __init__(self, abstract: int) -> None:
        self.abstract = abstract
        self.num = 0
        self.started: int | None = None  # the level that `num` starts elsewhere than at 1
        self.last: list[int | None] = [None] * LEVELS

    def expected(self, level: int) -> int | None:
        """The number that an item of `level` would get; None where that is not sure."""
        if not self.num or None in self.last[:level] or (level == 0 and self.last[0] is None):
            return None
        last = self.last[level]
        if last is None:
            return None if level == self.started else 1
        return last + 1

    def count(self, level: int, number: int) -> None:
        """Take note of an item."""
        self.last[level] = number
        self.last[level + 1 :] = [None] * (LEVELS - level - 1)


class Numbering:
    """All lists of a document. Ids start after those of `taken` (of a reference document)."""

    def __init__(self, abstract_taken: int = -1, num_taken: int = 0) -> None:
        self._abstracts = [abstract_taken + 1]  # the bullets' first, then one a flow with numbers
        self._nums: list[str] = []
        self._next_num = num_taken + 1
        self._bullet = 0
        self._decimal_abstracts: list[int] = []

    @property
    def used(self) -> bool:
        """Whether there is any list."""
        return bool(self._nums)

    def flow(self) -> Flow:
        """A new flow; it costs nothing until it holds a number."""
        return Flow(-1)

    def bullet(self) -> int:
        """The `w:numId` of every bullet."""
        if not self._bullet:
            self._bullet = self._num(self._abstracts[0])
        return self._bullet

    def number(self, flow: Flow, level: int, number: int) -> int:
        """The `w:numId` that shows `number` at `level` here."""
        if flow.abstract < 0:
            flow.abstract = self._abstracts[-1] + 1
            self._abstracts.append(flow.abstract)
            self._decimal_abstracts.append(flow.abstract)
        if flow.expected(level) != number:
            flow.num = self._num(flow.abstract, level, number)
            flow.started = level if number != 1 else None
        flow.count(level, number)
        return flow.num

    def _num(self, abstract: int, level: int | None = None, start: int = 1) -> int:
        id_ = self._next_num
        self._next_num += 1
        override = (
            ""
            if level is None
            else f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        )
        self._nums.append(f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>')
        return id_

    def elements(self) -> tuple[str, str]:
        """The `w:abstractNum` elements and the `w:num` elements."""
        abstracts = _abstract(self._abstracts[0], True) if self._bullet else ""
        abstracts += "".join(_abstract(id_, False) for id_ in self._decimal_abstracts)
        return abstracts, "".join(self._nums)

    def xml(self) -> str:
        """`word/numbering.xml`."""
        abstracts, nums = self.elements()
        return f'{XML}<w:numbering xmlns:w="{names.W_NS}">{abstracts}{nums}</w:numbering>'


def _abstract(id_: int, bullets: bool) -> str:
    """One list definition of nine levels (17.9.1); decimals show their own level's number only, as `1.`."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{"bullet" if bullets else "decimal"}"/>'
        f'<w:lvlText w:val="{BULLETS[level % len(BULLETS)] if bullets else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_CHARACTER * (level + 2)}" w:hanging="{_CHARACTER}"/></w:pPr></w:lvl>'
        for level in range(LEVELS)
    )
    return f'<w:abstractNum w:abstractNumId="{id_}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
