"""A line of prose as sentences and clauses, with the clauses in brackets behind the words of a clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from .lexer import Token

MAX_DEPTH = 6
"""Levels of brackets that are read; deeper brackets count as one unknown word."""


class Clause(Struct):
    """The words between two commas.

    `brackets` are pairs of an index in `words`, before which the bracket opens, and the clauses in the
    bracket. `colon` says that a colon ends the clause.
    """

    words: list[Token]
    brackets: list[tuple[int, list[Clause]]]
    colon: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether a word outside the brackets is of one of `kinds`."""
        return any(word.kind in kinds for word in self.words)

    @property
    def counts(self) -> list[Token]:
        """The counts outside the brackets."""
        return [word for word in self.words if word.kind == "count"]


def _clause() -> Clause:
    return Clause([], [])


def sentences_of(words: Iterable[Token]) -> list[list[Clause]]:
    """The sentences of a line, each as a list of clauses. A full stop in brackets ends a clause only."""
    reader = _SentenceReader()
    for word in words:
        reader.add(word)
    return [*reader.sentences, reader.levels[0]]


class _SentenceReader:
    """Divides words into sentences and clauses.

    `levels` are the clauses of the sentence and of each open bracket, the innermost last. `ignored_brackets`
    counts open brackets below `MAX_DEPTH`.
    """

    def __init__(self) -> None:
        self.sentences: list[list[Clause]] = []
        self.levels: list[list[Clause]] = [[_clause()]]
        self.ignored_brackets = 0

    def add(self, word: Token) -> None:
        """Add the next word of the line."""
        if word.kind == "open":
            self._open(word)
        elif word.kind == "close":
            self._close()
        elif self.ignored_brackets:
            return
        elif word.kind == "stop":
            self._stop(word)
        else:
            self.levels[-1][-1].words.append(word)

    def _open(self, word: Token) -> None:
        clause = self.levels[-1][-1]
        if self.ignored_brackets or len(self.levels) > MAX_DEPTH:
            self.ignored_brackets += 1
            clause.words.append(word._replace(kind="unknown"))
            return
        inside = [_clause()]
        clause.brackets.append((len(clause.words), inside))
        self.levels.append(inside)

    def _close(self) -> None:
        if self.ignored_brackets:
            self.ignored_brackets -= 1
        elif len(self.levels) > 1:
            self.levels.pop()

    def _stop(self, word: Token) -> None:
        """End a clause; a full stop outside brackets also ends the sentence."""
        self.levels[-1][-1].colon = word.name == ":"
        if word.name == "。" and len(self.levels) == 1:
            self.sentences.append(self.levels[0])
            self.levels = [[_clause()]]
        else:
            self.levels[-1].append(_clause())


def flatten(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses in reading order, without brackets: a bracket divides its clause, and its clauses stand in
    between.
    """
    for clause in clauses:
        start = 0
        for position, inside in clause.brackets:
            yield Clause(clause.words[start:position], [])
            yield from flatten(inside)
            start = position
        yield Clause(clause.words[start:], [], clause.colon)


Brackets: TypeAlias = list[tuple[int, list[Clause]]]
"""As `Clause.brackets`."""


def pieces_of(clause: Clause) -> Iterator[tuple[list[Token], Brackets]]:
    """The words and brackets of `clause`, divided before 其中, and before 、 and 和 behind a count."""
    start, has_count = 0, False
    for position, word in enumerate(clause.words):
        if (word.kind == "part" and position > start) or (word.kind == "join" and has_count):
            yield _piece(clause, start, position)
            start, has_count = position, False
        has_count = has_count or word.kind == "count"
    yield _piece(clause, start, len(clause.words))


def _piece(clause: Clause, start: int, end: int) -> tuple[list[Token], Brackets]:
    """The words from `start` to `end` with their brackets; a bracket belongs to the word before it."""
    brackets = [
        (position - start, inside)
        for position, inside in clause.brackets
        if (start < position <= end) or (start == position == 0)
    ]
    return clause.words[start:end], brackets
