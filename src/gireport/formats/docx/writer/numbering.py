"""Which `w:num` does a list item need, so that Word shows the number that the report states?"""

from __future__ import annotations

from ....style import GBT9704
from .. import names
from .parts import XML

LEVELS = 9
BULLETS = ("●", "○", "■")
_CHARACTER = GBT9704.styles["list"].character


class ListCounter:
    """What Word would count next at each level of the numbered lists in one flow: the body, or one note.

    Word counts by `w:abstractNum`: a level counts on until a shallower item of the same list restarts it,
    also over paragraphs between (ECMA-376 part 1, 17.9). Programs disagree on a level below one that has no
    item yet, so that number is always written. A level whose `w:num` starts elsewhere than at 1 restarts
    there each time.
    """

    def __init__(self, abstract: int) -> None:
        self.abstract = abstract
        self.num = 0
        self.started: int | None = None  # the level that `num` starts elsewhere than at 1
        self.last: list[int | None] = [None] * LEVELS

    def expected(self, level: int) -> int | None:
        """The number that Word would give an item of `level`; None where programs disagree."""
        if not self.num or None in self.last[:level] or (level == 0 and self.last[0] is None):
            return None
        last = self.last[level]
        if last is None:
            return None if level == self.started else 1
        return last + 1

    def count(self, level: int, number: int) -> None:
        """Count an item with this `number`."""
        self.last[level] = number
        self.last[level + 1 :] = [None] * (LEVELS - level - 1)


class Numbering:
    """The lists of a document. Ids start after those that are taken in a reference document.

    `character` is the width of a character of a list's text in twips, by which each level is set in.
    """

    def __init__(self, abstract_taken: int = -1, num_taken: int = 0, character: int = _CHARACTER) -> None:
        self._character = character
        self._abstracts = [abstract_taken + 1]  # that of the bullets, then one for each counter
        self._nums: list[str] = []
        self._next_num = num_taken + 1
        self._bullet = 0
        self._decimal_abstracts: list[int] = []

    @property
    def used(self) -> bool:
        """Whether the document has a list."""
        return bool(self._nums)

    def new_counter(self) -> ListCounter:
        """A counter for a flow, which gets a `w:abstractNum` with its first number."""
        return ListCounter(-1)

    def bullet(self) -> int:
        """The `w:numId` of every bullet."""
        if not self._bullet:
            self._bullet = self._num(self._abstracts[0])
        return self._bullet

    def number(self, counter: ListCounter, level: int, number: int) -> int:
        """The `w:numId` that makes Word show `number` at `level`."""
        if counter.abstract < 0:
            counter.abstract = self._abstracts[-1] + 1
            self._abstracts.append(counter.abstract)
            self._decimal_abstracts.append(counter.abstract)
        if counter.expected(level) != number:
            counter.num = self._num(counter.abstract, level, number)
            counter.started = level if number != 1 else None
        counter.count(level, number)
        return counter.num

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
        abstracts = _abstract(self._abstracts[0], True, self._character) if self._bullet else ""
        abstracts += "".join(_abstract(id_, False, self._character) for id_ in self._decimal_abstracts)
        return abstracts, "".join(self._nums)

    def xml(self) -> str:
        """`word/numbering.xml`."""
        abstracts, nums = self.elements()
        return f'{XML}<w:numbering xmlns:w="{names.W_NS}">{abstracts}{nums}</w:numbering>'


def _abstract(id_: int, bullets: bool, character: int) -> str:
    """A list definition of nine levels (17.9.1); a number shows its own level only, as `1.`."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{"bullet" if bullets else "decimal"}"/>'
        f'<w:lvlText w:val="{BULLETS[level % len(BULLETS)] if bullets else f"%{level + 1}."}"/>'
        '<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{character * (level + 2)}" w:hanging="{character}"/></w:pPr></w:lvl>'
        for level in range(LEVELS)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{id_}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )
