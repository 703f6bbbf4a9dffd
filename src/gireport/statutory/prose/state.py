"""What a statement is, and what holds for the next clause while the prose of a section is read."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from .words import REVIEWS

Kind: TypeAlias = Literal["count", "none", "all"]


class Statement(Struct, frozen=True):
    """One statement: `kind` count (there are `number`), none (there are none) or all (all have the one result).

    `acts` are names of acts in `words.json` (予以公开及部分公开 are two), `topics` what is counted: `applications`,
    `reconsideration`, `litigation` or `documents`; several are counted together. `organ` is `own` where the organ is
    named, `all` where it says 全县. `about` tells that the words say that it is of 信息公开. `text` is the statement
    as a finding quotes it, `sentence` the number of its sentence in the line.
    """

    kind: Kind
    topics: tuple[str, ...]
    acts: tuple[str, ...]
    number: Decimal
    text: str
    sentence: int
    organ: str = ""
    about: bool = False


class PartOfCount:
    """The words after 其中, or in brackets: what they are a part of."""

    def __init__(self, topics: frozenset[str], known: bool) -> None:
        self.topics = topics
        self.known = known


class State:
    """What a clause goes on with: the topic, the year, and the whole that it is a part of."""

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.this_year = True
        self.about = False
        self.counted: frozenset[str] = frozenset()
        self.whole: frozenset[str] = frozenset()
        self.part: PartOfCount | None = None
        self.before_part = ""
        self.clear = True
        self.listed = False
        self.narrowed = False

    def begin_sentence(self, goes_on: bool) -> None:
        """Forget what holds inside a sentence only. One that `goes_on` begins with 其中, so it divides the count before it."""
        if not goes_on or self.part is not None:
            self.whole = self.counted = frozenset()
        if not goes_on:
            self.about = self.narrowed = False
        self.part = None
        self.clear = True
        self.listed = False

    def inside(self) -> State:
        """The state for what stands in brackets: a part of what has just been counted."""
        result = State(self.topic)
        result.this_year = self.this_year
        result.about = self.about
        result.counted = self.whole.intersection(REVIEWS)
        result.narrowed = self.narrowed
        result.part = PartOfCount(self.whole, bool(self.whole) and (self.part is None or self.part.known))
        return result
