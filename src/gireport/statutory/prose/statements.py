"""What prose states of applications, reviews, lawsuits and documents: who counts what, and of which whole.

A statement is read only where every word of its clause is known: any other word may say that a part is counted
(by letter, of a town, in spring), and then nothing is read. So a new wording makes a statement missed, not misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from .clauses import Clause, sentences_of
from .lexer import Lexer, Token, plain
from .state import Kind, PartOfCount, State, Statement
from .words import (
    OUTCOMES,
    RECEIVING,
    REVIEWS,
    acts_of,
    is_plain_denial,
    names_a_year,
    quoted,
    reviews_of,
    stands_for,
    until,
)

RESULTS = frozenset({"upheld", "corrected", "pending"})
DOCUMENT_ACTS = frozenset({"issued", "repealed", "in_force"})
_GENERIC = frozenset({"received_new", "received", "accepted", "handled", "answered", "processed"})
_CARRIED = frozenset({"carried_in", "carried_over"})
_ALL = frozenset({"均", "全部", "都", "均为"})
_NARROWS = re.compile("本级|[省市县区乡镇村]级|部门|乡镇|街道|局|镇|村|社区|科室|公司|企业|分类|类别")
_NARROWING_END = re.compile("(?:方面|层面|来看|来说|而言|之中|当中|途径|渠道|方式|条线|系统|领域)$")
"""What a clause without a count says when the counts after it are of a part: 县级层面, 网上申请方面, 某街道."""
_KNOWN = frozenset({"filler", "organ", "rel", "year", "join", "topic", "act", "carry", "part"})
_UNITS = frozenset("件宗份例起条项个") | {""}
_DOCUMENT_UNITS = frozenset("件份个部")


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
        state = State("" if topic == "request" else topic)
        result: list[Statement] = []
        for number, clauses in enumerate(sentences):
            state.begin_sentence(bool(clauses[0].words) and clauses[0].words[0].kind == "part")
            result.extend(_clauses(clauses, state, self._year, number))
            if state.part is not None:
                state.topic = state.before_part
        return result


def _clauses(clauses: list[Clause], state: State, year: int | None, sentence: int) -> Iterator[Statement]:
    for clause in clauses:
        if clause.has("each"):
            _skip(clause.words, state)
            continue
        for words, brackets in _pieces(clause):
            yield from _Piece(words, brackets, state, year, sentence).read()


def _skip(words: list[Token], state: State) -> None:
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
        self, words: list[Token], brackets: _Brackets, state: State, year: int | None, sentence: int
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
                state.part = PartOfCount(state.whole, known)
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
            right and right[0].kind == "compare" and names_a_year(left)
        ):
            return
        right = until(right, "compare", "share", "rate", "percent")
        words = [*left, *right]
        quoted = [*(left if any(word.kind in ("act", "topic", "carry") for word in left) else words), count]
        acts, used = acts_of(words, self.year)
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
        yield Statement(kind, topics, acts, number, quoted(words), self.sentence, organ, self.state.about)

    def _goes_on_with_reviews(self, topics: list[str], acts: tuple[str, ...]) -> bool:
        return not topics and bool(acts) and RESULTS.issuperset(acts)

    def _of_reviews(
        self, topics: list[str], acts: tuple[str, ...], count: Token, words: list[Token]
    ) -> Iterator[Statement]:
        state = self.state
        named = reviews_of(topics)
        if not named and len(state.counted) == 1:
            named = tuple(state.counted)
        # Beside other things that are counted, cases may be any organ's, unless the words say what they are of.
        others = state.topic in ("other", "unknown") and state.listed and not state.about
        of_whole = state.part is None or self._part_of_reviews(named, acts)
        readable = named and not others and count.name in _UNITS and of_whole
        total = RECEIVING.issuperset(acts)
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
        if not ahead or self.brackets or self.state.part is not None or not is_plain_denial(after):
            self._note_topic()
            return
        verb = self.words[place].text[-1] in "无有在" or after[0].kind != "topic"
        topics = [word for word in after if word.kind == "topic"]
        named = self._denied_topics([word.name for word in topics])
        for name in named if verb else ():
            last = next(word for word in topics if stands_for(word.name, name))
            end = after.index(last) + 1
            yield from self._statement(
                "none", (name,), (), [*before, self.words[place], *after[:end]], Decimal(0)
            )
        self._note_topic()

    def _denied_topics(self, topics: list[str]) -> tuple[str, ...]:
        reviews = reviews_of(topics)
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
        named = reviews_of([word.name for word in words if word.kind == "topic"]) or tuple(
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
