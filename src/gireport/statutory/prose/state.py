"""A statement, and the state that one clause leaves for the next while a line is read."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from .lexer import Token
from .words import REVIEWS

Kind: TypeAlias = Literal["count", "none", "all"]


class Statement(Struct, frozen=True):
    """A statement: `kind` is `count` (there are `number`), `none` (there are none) or `all` (all have one
    result).

    `acts` are names of acts in `words.json` (予以公开及部分公开 are two), `topics` what is counted:
    `applications`, `reconsideration`, `litigation` or `documents`; several are counted together. `organ` is
    `own` where the organ is named, `all` where it says 全县. `names_disclosure` says that the words name
    信息公开. `text` is the statement as a finding quotes it, `sentence` the number of its sentence in the
    line.
    """

    kind: Kind
    topics: tuple[str, ...]
    acts: tuple[str, ...]
    number: Decimal
    text: str
    sentence: int
    organ: str = ""
    names_disclosure: bool = False


class PartOfCount:
    """The count that the words after 其中 or in brackets divide: its topics, and whether it was read."""

    def __init__(self, topics: frozenset[str], known: bool) -> None:
        self.topics = topics
        self.known = known


class ReadingState:
    """The state that a clause continues with: the topic, the year, and the count that it divides.

    - `topic`: what is counted; `this_year`: whether it is of the report's year; `names_disclosure`: whether
      it is of 信息公开;
    - `counted_reviews`: reviews counted in the sentence; `whole`: topics of the last count, which 其中
      divides;
    - `part`: the count that is divided now; `before_part`: the topic before it;
    - `is_known`: every word of the sentence was known so far; `has_count`: the sentence has a count;
      `is_narrowed`: a clause without a count has restricted it to a part.
    """

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.this_year = True
        self.names_disclosure = False
        self.counted_reviews: frozenset[str] = frozenset()
        self.whole: frozenset[str] = frozenset()
        self.part: PartOfCount | None = None
        self.before_part = ""
        self.is_known = True
        self.has_count = False
        self.is_narrowed = False

    def begin_sentence(self, continues: bool) -> None:
        """Begin a sentence. One that `continues` begins with 其中 and divides the count before it."""
        if not continues or self.part is not None:
            self.whole = self.counted_reviews = frozenset()
        if not continues:
            self.names_disclosure = self.is_narrowed = False
        self.part = None
        self.is_known = True
        self.has_count = False

    def skip(self, words: list[Token]) -> None:
        """Skip words that are not read. The topic of what follows without one is then unknown."""
        topics = [word.name for word in words if word.kind == "topic"]
        self.topic = "other" if topics[-1:] == ["other"] else "unknown"
        self.whole = frozenset()
        if self.part is not None:
            self.part.known = False

    def inside(self) -> ReadingState:
        """The state for the clauses in brackets, which divide the last count."""
        result = ReadingState(self.topic)
        result.this_year = self.this_year
        result.names_disclosure = self.names_disclosure
        result.counted_reviews = self.whole.intersection(REVIEWS)
        result.is_narrowed = self.is_narrowed
        result.part = PartOfCount(self.whole, bool(self.whole) and (self.part is None or self.part.known))
        return result
