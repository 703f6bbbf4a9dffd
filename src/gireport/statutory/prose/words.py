"""The meaning of the words of a clause: the acts and reviews they name, the years of 结转, and denials."""

from __future__ import annotations

from collections.abc import Iterable

from .lexer import Token

REVIEWS = ("reconsideration", "litigation")
OUTCOMES = frozenset({"granted", "partly_granted", "denied", "unable", "not_processed", "other_handling"})
RECEIVING = frozenset({"received_new", "received"})


def names_a_year(words: list[Token]) -> bool:
    """Whether one of `words` names a year, or another organ."""
    return any(word.kind in ("rel", "year", "other") for word in words)


def words_before(words: list[Token], *kinds: str) -> list[Token]:
    """`words` up to the first of one of the `kinds`."""
    end = next((position for position, word in enumerate(words) if word.kind in kinds), len(words))
    return words[:end]


def reviews_of(topics: Iterable[str]) -> tuple[str, ...]:
    """The reviews that `topics` name, each once: reconsideration, litigation or both."""
    names = [one for topic in topics for one in (REVIEWS if topic == "both" else (topic,)) if one in REVIEWS]
    return tuple(dict.fromkeys(names))


def stands_for(topic: str, name: str) -> bool:
    """Whether a word of the `topic` may mean `name`."""
    return (
        topic == name
        or (topic == "both" and name in REVIEWS)
        or (topic == "request" and name == "applications")
    )


def quote(words: list[Token]) -> str:
    """The text from the first act, topic or denial to the last word, for a finding."""
    ordered = sorted(words, key=lambda word: word.start)
    start = next(
        (
            position
            for position, word in enumerate(ordered)
            if word.kind in ("act", "deny", "carry", "count")
            or (word.kind == "topic" and word.name != "request")
        ),
        0,
    )
    while start and ordered[start - 1].kind == "rel" and ordered[start].kind == "carry":
        start -= 1
    return "".join(word.text for word in ordered[start:])


def is_plain_denial(words: list[Token]) -> bool:
    """Whether `words`, which follow 未 or 无, deny the whole topic and not a part of it."""
    for position, word in enumerate(words):
        if word.kind in ("filler", "join") or (word.kind == "rel" and not word.number):
            continue
        if word.kind == "act" and word.name in RECEIVING:
            continue
        if word.kind == "topic":
            listed = word.name != "other" or "join" in (
                words[position - 1].kind if position else "",
                words[position + 1].kind if position + 1 < len(words) else "",
            )
            if listed and word.name != "documents":
                continue
        return False
    return bool(words)


def acts_of(words: list[Token], year: int | None) -> tuple[tuple[str, ...] | None, set[int]]:
    """The acts that `words` name, each once, and the positions of words that belong to 结转 and its years.

    The acts are None where the words name several and it is not certain which one is counted.
    """
    names: list[str] = []
    used: set[int] = set()
    position = 0
    while position < len(words):
        word = words[position]
        if word.kind == "carry":
            name, position = _carry_direction(words, position, year, used)
            if not name:
                return None, used
            names.append(name)
            continue
        if word.kind == "act":
            names.append(word.name)
        position += 1
    unique = tuple(dict.fromkeys(names))
    if (
        len(unique) > 1
        and unique[0] in ("handled", "answered", "processed")
        and OUTCOMES.issuperset(unique[1:])
    ):
        unique = unique[1:]
    if len(unique) > 1 and not OUTCOMES.issuperset(unique):
        return None, used
    return unique, used


def _carry_direction(words: list[Token], position: int, year: int | None, used: set[int]) -> tuple[str, int]:
    """The act of 结转 at `position` (`carried_in`, `carried_over` or an empty string) and the position behind
    it.
    """
    origin = _offset(words[position - 1], year) if position else None
    if origin is not None:
        used.add(position - 1)
    used.add(position)
    after = position + 1
    while after < len(words) and words[after].text in ("至", "到", "入", "于"):
        after += 1
    target = _offset(words[after], year) if after < len(words) else None
    if target is not None:
        used.add(after)
        after += 1
    while after < len(words) and (
        words[after].text in ("继续", "的") or words[after].name in ("processed", "answered")
    ):
        used.add(after)
        after += 1
    return _DIRECTIONS.get((origin, target), ""), after


_DIRECTIONS = {
    (-1, None): "carried_in",
    (-1, 0): "carried_in",
    (None, -1): "carried_in",
    (None, 0): "carried_in",
    (None, 1): "carried_over",
    (0, 1): "carried_over",
}


def _offset(word: Token, year: int | None) -> int | None:
    """The year that a word names, as an offset from the report's year; None where it names none."""
    if word.kind == "rel":
        return int(word.number)
    if word.kind == "year" and year is not None:
        return int(word.number) - year
    return None
