"""A line of prose as sentences, clauses, and what stands in brackets behind a word of a clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from .lexer import Token

DEEPEST = 6
"""Brackets in brackets that are taken apart; what is deeper counts as one unknown word."""


class Clause(Struct):
    """The words between two commas. `brackets` are what stands in brackets: the place in `words`, and its clauses.

    `colon` tells that a colon ends the clause.
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
    """The sentences of a line, each as its clauses. A full stop in brackets ends a clause only."""
    return list(_sentences(words))


def _sentences(words: Iterable[Token]) -> Iterator[list[Clause]]:
    # The clauses of the sentence, and of each bracket that is open.
    levels: list[list[Clause]] = [[_clause()]]
    too_deep = 0
    for word in words:
        if word.kind == "open":
            if too_deep or len(levels) > DEEPEST:
                too_deep += 1
                levels[-1][-1].words.append(word._replace(kind="unknown"))
                continue
            inside = [_clause()]
            clause = levels[-1][-1]
            clause.brackets.append((len(clause.words), inside))
            levels.append(inside)
        elif word.kind == "close":
            if too_deep:
                too_deep -= 1
            elif len(levels) > 1:
                levels.pop()
        elif too_deep:
            continue
        elif word.kind == "stop":
            levels[-1][-1].colon = word.name == ":"
            if word.name == "。" and len(levels) == 1:
                yield levels[0]
                levels = [[_clause()]]
            else:
                levels[-1].append(_clause())
        else:
            levels[-1][-1].words.append(word)
    yield levels[0]


def flat(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses in reading order, without brackets: what stands in brackets is clauses of its own after the clause's beginning."""
    for clause in clauses:
        start = 0
        for place, inside in clause.brackets:
            yield Clause(clause.words[start:place], [])
            yield from flat(inside)
            start = place
        yield Clause(clause.words[start:], [], clause.colon)
