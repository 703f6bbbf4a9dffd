"""What words of a clause say by themselves: which acts and reviews they name, from which year to which, and what is denied."""

from __future__ import annotations

from collections.abc import Iterable

from .lexer import Token

REVIEWS = ("reconsideration", "litigation")
OUTCOMES = frozenset({"granted", "partly_granted", "denied", "unable", "not_processed", "other_handling"})
RECEIVING = frozenset({"received_new", "received"})


def names_a_year(words: list[Token]) -> bool:
    """Whether one of `words` names a year, or another organ."""
    return any(word.kind in ("rel", "year", "other") for word in words)


def until(words: list[Token], *kinds: str) -> list[Token]:
    """`words` up to the first of one of the `kinds`."""
    end = next((place for place, word in enumerate(words) if word.kind in kinds), len(words))
    return words[:end]


def reviews_of(topics: Iterable[str]) -> tuple[str, ...]:
    """The reviews that `topics` name, each once: reconsideration, litigation or both."""
    names = [one for topic in topics for one in (REVIEWS if topic == "both" else (topic,)) if one in REVIEWS]
    return tuple(dict.fromkeys(names))


def stands_for(topic: str, name: str) -> bool:
    """Whether a word of the `topic` may speak of `name`."""
    return (
        topic == name
        or (topic == "both" and name in REVIEWS)
        or (topic == "request" and name == "applications")
    )


def quoted(words: list[Token]) -> str:
    """The words from the first act, topic or denial to the last word, as the text has them."""
    ordered = sorted(words, key=lambda word: word.start)
    start = next(
        (
            place
            for place, word in enumerate(ordered)
            if word.kind in ("act", "deny", "carry", "count")
            or (word.kind == "topic" and word.name != "request")
        ),
        0,
    )
    while start and ordered[start - 1].kind == "rel" and ordered[start].kind == "carry":
        start -= 1
    return "".join(word.text for word in ordered[start:])


def is_plain_denial(words: list[Token]) -> bool:
    """Whether nothing in `words`, which follow 未 or 无, says that only some are denied."""
    for place, word in enumerate(words):
        if word.kind in ("filler", "join") or (word.kind == "rel" and not word.number):
            continue
        if word.kind == "act" and word.name in RECEIVING:
            continue
        if word.kind == "topic":
            listed = word.name != "other" or "join" in (
                words[place - 1].kind if place else "",
                words[place + 1].kind if place + 1 < len(words) else "",
            )
            if listed and word.name != "documents":
                continue
        return False
    return bool(words)


def acts_of(words: list[Token], year: int | None) -> tuple[tuple[str, ...] | None, set[int]]:
    """The acts that `words` name, each once, and the places of the words that say from which year to which.

    None where they name several of which it is not plain which one is counted.
    """
    names: list[str] = []
    used: set[int] = set()
    place = 0
    while place < len(words):
        word = words[place]
        if word.kind == "carry":
            name, place = _carried(words, place, year, used)
            if not name:
                return None, used
            names.append(name)
            continue
        if word.kind == "act":
            names.append(word.name)
        place += 1
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


def _carried(words: list[Token], place: int, year: int | None, used: set[int]) -> tuple[str, int]:
    """Whether 结转 at `place` tells of what came in from last year or went on to the next, and the place behind it."""
    origin = _offset(words[place - 1], year) if place else None
    if origin is not None:
        used.add(place - 1)
    used.add(place)
    after = place + 1
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
    """How many years after the report's a word names; None where it names none."""
    if word.kind == "rel":
        return int(word.number)
    if word.kind == "year" and year is not None:
        return int(word.number) - year
    return None
