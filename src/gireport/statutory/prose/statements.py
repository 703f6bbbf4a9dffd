"""What prose states of applications, reviews, lawsuits and documents: who counts what, and of which whole.

A statement is read only where every word of its clause is known: any other word may say that a part is counted
(by letter, of a town, in spring), and then nothing is read. So a new wording makes a statement missed, not misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from .clauses import Clause, sentences_of
from .lexer import Lexer, Token, plain

Kind: TypeAlias = Literal["count", "none", "all"]

REVIEWS = ("reconsideration", "litigation")
OUTCOMES = frozenset({"granted", "partly_granted", "denied", "unable", "not_processed", "other_handling"})
RESULTS = frozenset({"upheld", "corrected", "pending"})
DOCUMENT_ACTS = frozenset({"issued", "repealed", "in_force"})
_IN = frozenset({"received_new", "received"})
_GENERIC = frozenset({"received_new", "received", "accepted", "handled", "answered", "processed"})
_CARRIED = frozenset({"carried_in", "carried_over"})
_ALL = frozenset({"均", "全部", "都", "均为"})
_NARROWS = re.compile("本级|[省市县区乡镇村]级|部门|乡镇|街道|局|镇|村|社区|科室|公司|企业|分类|类别")
_NARROWING_END = re.compile("(?:方面|层面|来看|来说|而言|之中|当中|途径|渠道|方式|条线|系统|领域)$")
"""What a clause without a count says when the counts after it are of a part: 县级层面, 网上申请方面, 某街道."""
_KNOWN = frozenset({"filler", "organ", "rel", "year", "join", "topic", "act", "carry", "part"})
_UNITS = frozenset("件宗份例起条项个") | {""}
_DOCUMENT_UNITS = frozenset("件份个部")


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


class _Part:
    """The words after 其中, or in brackets: what they are a part of."""

    def __init__(self, topics: frozenset[str], known: bool) -> None:
        self.topics = topics
        self.known = known


class _State:
    """What a clause goes on with: the topic, the year, and the whole that it is a part of."""

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.this_year = True
        self.about = False
        self.counted: frozenset[str] = frozenset()
        self.whole: frozenset[str] = frozenset()
        self.part: _Part | None = None
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

    def inside(self) -> _State:
        """The state for what stands in brackets: a part of what has just been counted."""
        result = _State(self.topic)
        result.this_year = self.this_year
        result.about = self.about
        result.counted = self.whole.intersection(REVIEWS)
        result.narrowed = self.narrowed
        result.part = _Part(self.whole, bool(self.whole) and (self.part is None or self.part.known))
        return result


class Reader:
    """Reads the statements of one report's lines. `year` is the report's, `organ` its organ's name."""

    def __init__(self, year: int | None, organ: str = "") -> None:
        self._year = year
        self._lexer = Lexer(organ)

    def sentences(self, text: str) -> list[list[Clause]]:
        """The sentences of a line, taken apart."""
        return sentences_of(self._lexer.tokens(plain(text)))

    def topic_of(self, heading: str) -> str:
        """What a heading says that its text is about; empty where it says nothing that is known."""
        topics = [word.name for word in self._lexer.tokens(plain(heading)) if word.kind == "topic"]
        return next((one for one in topics if one == "applications"), topics[0] if topics else "")

    def statements(self, sentences: Iterable[list[Clause]], topic: str = "") -> list[Statement]:
        """The statements of a line, which stands under a heading on `topic`."""
        state = _State("" if topic == "request" else topic)
        result: list[Statement] = []
        for number, clauses in enumerate(sentences):
            state.begin_sentence(bool(clauses[0].words) and clauses[0].words[0].kind == "part")
            result.extend(_clauses(clauses, state, self._year, number))
            if state.part is not None:
                state.topic = state.before_part
        return result


def _clauses(clauses: list[Clause], state: _State, year: int | None, sentence: int) -> Iterator[Statement]:
    for clause in clauses:
        if clause.has("each"):
            _skip(clause.words, state)
            continue
        for words, brackets in _pieces(clause):
            yield from _Piece(words, brackets, state, year, sentence).read()


def _skip(words: list[Token], state: _State) -> None:
    """Pass over words that are not read: what follows without a topic of its own may go on with them."""
    topics = [word.name for word in words if word.kind == "topic"]
    state.topic = "other" if topics[-1:] == ["other"] else "unknown"
    state.whole = frozenset()
    if state.part is not None:
        state.part.known = False


_Brackets = list[tuple[int, list[Clause]]]


def _pieces(clause: Clause) -> Iterator[tuple[list[Token], _Brackets]]:
    """The clause divided before 其中, and at 、 and 和 behind a count."""
    start, counted = 0, False
    for place, word in enumerate(clause.words):
        if (word.kind == "part" and place > start) or (word.kind == "join" and counted):
            yield _cut(clause, start, place)
            start, counted = place, False
        counted = counted or word.kind == "count"
    yield _cut(clause, start, len(clause.words))


def _cut(clause: Clause, start: int, end: int) -> tuple[list[Token], _Brackets]:
    """The words from `start` to `end`; a bracket belongs to the word before it."""
    first = start == 0
    brackets = [
        (place - start, inside)
        for place, inside in clause.brackets
        if (start < place <= end) or (first and place == 0)
    ]
    return clause.words[start:end], brackets


class _Piece:
    """A piece of a clause with at most one count, and the state that it is read in and changes."""

    def __init__(
        self, words: list[Token], brackets: _Brackets, state: _State, year: int | None, sentence: int
    ) -> None:
        self.words = words
        self.brackets = brackets
        self.state = state
        self.year = year
        self.sentence = sentence

    def read(self) -> Iterator[Statement]:
        """The statements of the piece, and of what stands in its brackets."""
        if self.words and self.words[0].kind == "part":
            state = self.state
            known = bool(state.whole) and (state.part is None or state.part.known)
            if state.part is None:
                state.before_part = state.topic
            if state.part is None or state.whole:
                state.part = _Part(state.whole, known)
            state.whole = frozenset()
        yield from self._own()
        for _, inside in self.brackets:
            yield from _clauses(inside, self.state.inside(), self.year, self.sentence)

    def _own(self) -> Iterator[Statement]:
        counts = [place for place, word in enumerate(self.words) if word.kind == "count"]
        if not counts and self._is_nought():
            counts = [len(self.words) - 1]
        if len(counts) > 1:
            _skip(self.words, self.state)
        elif counts:
            yield from self._counted(counts[0])
        elif any(word.kind == "deny" for word in self.words):
            yield from self._denied()
        else:
            yield from self._without_count()

    def _is_nought(self) -> bool:
        """Whether the piece ends with a 0 without a unit: 申请数量为0."""
        if len(self.words) < 2 or self.brackets:
            return False
        last, before = self.words[-1], self.words[-2]
        nought = (last.kind == "number" and not last.number) or last.text in ("零", "0")
        return nought and before.kind == "filler" and before.text.endswith(("为", "共", "数量", "总数"))

    # --- pieces with a count --------------------------------------------------------------------------

    def _counted(self, place: int) -> Iterator[Statement]:
        count = self.words[place]
        left, right = self.words[:place], self.words[place + 1 :]
        if any(word.kind == "compare" for word in left) or (
            right and right[0].kind == "compare" and _last_year(left)
        ):
            return
        right = _until(right, "compare", "share", "rate", "percent")
        words = [*left, *right]
        quoted = [*(left if any(word.kind in ("act", "topic", "carry") for word in left) else words), count]
        acts, used = _acts(words, self.year)
        self._note_year(words, used)
        topics = [word.name for word in words if word.kind == "topic"]
        self._note_about(words)
        unread = (
            any(word.kind not in _KNOWN for word in words) or count.vague or self._narrowed() or acts is None
        )
        review = [one for one in topics if one in ("both", *REVIEWS)]
        if unread or acts is None:
            _skip(words, self.state)
        elif review or self._goes_on_with_reviews(topics, acts):
            yield from self._of_reviews(review, acts, count, quoted)
        elif "other" in topics:
            _skip(words, self.state)
            self.state.topic = "other"
        elif "documents" in topics:
            yield from self._of_documents(acts, count, quoted)
        else:
            yield from self._of_applications(topics, acts, count, quoted)
        self.state.listed = True

    def _narrowed(self) -> bool:
        """Whether brackets without a count say something that is not known: （本级）, （不含乡镇）."""
        return any(
            not any(
                word.kind in ("count", "percent", "compare") for clause in inside for word in clause.words
            )
            and any(word.kind not in _KNOWN for clause in inside for word in clause.words)
            for place, inside in self.brackets
            if place
        )

    def _note_year(self, words: list[Token], used: set[int]) -> None:
        for place, word in enumerate(words):
            if place not in used and word.kind in ("rel", "year"):
                self.state.this_year = (
                    not word.number
                    if word.kind == "rel"
                    else self.year is None or int(word.number) == self.year
                )

    def _note_about(self, words: list[Token]) -> None:
        """Note that reviews are of 信息公开: their own piece says so, or one before it in the sentence."""
        names = {word.name for word in words}
        if names.intersection(("both", *REVIEWS)) and names.intersection(("disclosure", "applications")):
            self.state.about = True

    def _statement(
        self, kind: Kind, topics: tuple[str, ...], acts: tuple[str, ...], words: list[Token], number: Decimal
    ) -> Iterator[Statement]:
        if not self.state.this_year or self.state.narrowed:
            return
        organ = next((word.name for word in words if word.kind == "organ" and word.name), "")
        yield Statement(kind, topics, acts, number, _quoted(words), self.sentence, organ, self.state.about)

    def _goes_on_with_reviews(self, topics: list[str], acts: tuple[str, ...]) -> bool:
        return not topics and bool(acts) and RESULTS.issuperset(acts)

    def _of_reviews(
        self, topics: list[str], acts: tuple[str, ...], count: Token, words: list[Token]
    ) -> Iterator[Statement]:
        state = self.state
        named = _reviews(topics)
        if not named and len(state.counted) == 1:
            named = tuple(state.counted)
        # Beside other things that are counted, cases may be any organ's, unless the words say what they are of.
        others = state.topic in ("other", "unknown") and state.listed and not state.about
        of_whole = state.part is None or self._part_of_reviews(named, acts)
        readable = named and not others and count.name in _UNITS and of_whole
        total = _IN.issuperset(acts)
        result = len(acts) == 1 and acts[0] in RESULTS and len(named) == 1
        if readable and (total or result):
            if total:
                state.counted = state.counted.union(named) if state.part is None else state.counted
                state.whole = frozenset(named)
            yield from self._statement("count", named, acts, words, count.number)
        else:
            _skip(words, state)
        if len(named) == 1:
            state.topic = named[0]
            if topics:
                state.counted = frozenset(named) if state.part is not None else state.counted.union(named)

    def _part_of_reviews(self, named: tuple[str, ...], acts: tuple[str, ...]) -> bool:
        """Whether a part can be held against the table: a result, or one of the two of which a sum was counted."""
        part = self.state.part
        if part is None or not part.known:
            return False
        if not RESULTS.intersection(acts):
            return len(part.topics) > 1 and len(named) == 1
        return (part.topics | self.state.counted).issuperset(named)

    def _of_documents(self, acts: tuple[str, ...], count: Token, words: list[Token]) -> Iterator[Statement]:
        first = not self.state.listed
        _skip(words, self.state)
        self.state.topic = "other"
        bare_in_list = not acts and not first
        if (
            not bare_in_list
            and self.state.part is None
            and count.name in _DOCUMENT_UNITS
            and len(acts) <= 1
            and DOCUMENT_ACTS.issuperset(acts)
        ):
            yield from self._statement("count", ("documents",), acts, words, count.number)

    def _of_applications(
        self, topics: list[str], acts: tuple[str, ...], count: Token, words: list[Token]
    ) -> Iterator[Statement]:
        state = self.state
        readable = count.name in _UNITS and self._is_of_applications(topics, acts)
        bare = readable and not acts and "applications" in topics
        if bare and state.part is None and not state.listed:
            # A bare 政府信息公开申请49件 may be what came in or what was handled, yet what follows is a part of it.
            state.topic, state.whole = "applications", frozenset({"applications"})
            return
        combined = bool(acts) and (len(acts) == 1 or OUTCOMES.issuperset(acts))
        if not readable or not combined or not self._part_of_applications(acts):
            _skip(words, state)
            return
        state.topic = "applications"
        if not RESULTS.issuperset(acts):
            state.whole = frozenset({"applications"})
            yield from self._statement("count", ("applications",), acts, words, count.number)

    def _is_of_applications(self, topics: list[str], acts: tuple[str, ...]) -> bool:
        """Whether the words, or those before them, say that applications for information are counted."""
        state = self.state
        if "applications" in topics:
            return True
        if "request" in topics:
            return state.topic == "applications" or (not state.topic and acts == ("received_new",))
        goes_on = state.clear or "applications" in state.whole or not _GENERIC.intersection(acts)
        return state.topic == "applications" and goes_on

    def _part_of_applications(self, acts: tuple[str, ...]) -> bool:
        part = self.state.part
        if part is None:
            return True
        return part.known and "applications" in part.topics and not _GENERIC.intersection(acts)

    # --- pieces without a count -----------------------------------------------------------------------

    def _denied(self) -> Iterator[Statement]:
        place = next(place for place, word in enumerate(self.words) if word.kind == "deny")
        before, after = self.words[:place], self.words[place + 1 :]
        self._note_year(self.words, set())
        self._note_about(self.words)
        ahead = all(word.kind in ("filler", "organ", "rel", "year", "join") for word in before)
        if not ahead or self.brackets or self.state.part is not None or not _plain_denial(after):
            self._note_topic()
            return
        verb = self.words[place].text[-1] in "无有在" or after[0].kind != "topic"
        topics = [word for word in after if word.kind == "topic"]
        named = self._denied_topics([word.name for word in topics])
        for name in named if verb else ():
            last = next(word for word in topics if _stands_for(word.name, name))
            end = after.index(last) + 1
            yield from self._statement(
                "none", (name,), (), [*before, self.words[place], *after[:end]], Decimal(0)
            )
        self._note_topic()

    def _denied_topics(self, topics: list[str]) -> tuple[str, ...]:
        reviews = _reviews(topics)
        if reviews:
            return reviews
        if "applications" in topics or ("request" in topics and self.state.topic == "applications"):
            return ("applications",)
        return ()

    def _without_count(self) -> Iterator[Statement]:
        words = self.words
        if any(word.kind == "compare" for word in words):
            return
        acts = [word.name for word in words if word.kind == "act"]
        if acts == ["upheld"] and any(word.text in _ALL for word in words):
            yield from self._all_upheld()
            return
        self._note_year(words, set())
        self._note_about(words)
        self._note_topic()
        unread = [word for word in words if word.kind not in _KNOWN]
        if unread:
            self.state.clear = False
            text = "".join(word.text for word in words)
            narrows = any(word.name == "date" or _NARROWS.search(word.text) for word in unread)
            if narrows or _NARROWING_END.search(text):
                self.state.narrowed = True

    def _all_upheld(self) -> Iterator[Statement]:
        """均获维持: of the reviews that the piece names, or of those that the sentence has counted."""
        words, state = self.words, self.state
        if any(word.kind not in _KNOWN for word in words) or state.part is not None or self.brackets:
            return
        named = _reviews([word.name for word in words if word.kind == "topic"]) or tuple(
            sorted(state.counted)
        )
        if named:
            start = next(place for place, word in enumerate(words) if word.text in _ALL)
            text = "".join(word.text for word in words[start:])
            for one in self._statement("all", named, ("upheld",), words, Decimal(0)):
                yield replace(one, text=text)

    def _note_topic(self) -> None:
        topics = [word.name for word in self.words if word.kind == "topic" and word.name != "request"]
        if topics:
            self.state.topic = "other" if topics[-1] == "documents" else topics[-1]


def _last_year(words: list[Token]) -> bool:
    return any(word.kind in ("rel", "year", "other") for word in words)


def _until(words: list[Token], *kinds: str) -> list[Token]:
    end = next((place for place, word in enumerate(words) if word.kind in kinds), len(words))
    return words[:end]


def _reviews(topics: Iterable[str]) -> tuple[str, ...]:
    names = [one for topic in topics for one in (REVIEWS if topic == "both" else (topic,)) if one in REVIEWS]
    return tuple(dict.fromkeys(names))


def _stands_for(topic: str, name: str) -> bool:
    return (
        topic == name
        or (topic == "both" and name in REVIEWS)
        or (topic == "request" and name == "applications")
    )


def _quoted(words: list[Token]) -> str:
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


def _plain_denial(words: list[Token]) -> bool:
    """Whether nothing in `words`, which follow 未 or 无, says that only some are denied."""
    for place, word in enumerate(words):
        if word.kind in ("filler", "join") or (word.kind == "rel" and not word.number):
            continue
        if word.kind == "act" and word.name in _IN:
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


def _acts(words: list[Token], year: int | None) -> tuple[tuple[str, ...] | None, set[int]]:
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
