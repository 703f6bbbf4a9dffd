"""Reads statements on applications, reviews, lawsuits and documents: who counts what, and of which total.

A statement is read only where every word of its clause is known: an unknown word may say that only a part is
counted (by letter, of a town, in spring). So the reader misses a statement in a new wording, but does not
misread it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from .clauses import Brackets, Clause, pieces_of, sentences_of
from .lexer import Lexer, Token, plain
from .state import Kind, PartOfCount, ReadingState, Statement
from .words import (
    OUTCOMES,
    RECEIVING,
    REVIEWS,
    acts_of,
    is_plain_denial,
    names_a_year,
    quote,
    reviews_of,
    stands_for,
    words_before,
)

RESULTS = frozenset({"upheld", "corrected", "pending"})
DOCUMENT_ACTS = frozenset({"issued", "repealed", "in_force"})
_GENERIC = frozenset({"received_new", "received", "accepted", "handled", "answered", "processed"})
_CARRIED = frozenset({"carried_in", "carried_over"})
_ALL = frozenset({"均", "全部", "都", "均为"})
_NARROWS = re.compile("本级|[省市县区乡镇村]级|部门|乡镇|街道|局|镇|村|社区|科室|公司|企业|分类|类别")
_NARROWING_END = re.compile("(?:方面|层面|来看|来说|而言|之中|当中|途径|渠道|方式|条线|系统|领域)$")
"""Words of a clause without a count after which the counts are of a part: 县级层面, 网上申请方面, 某街道."""
_KNOWN = frozenset({"filler", "organ", "rel", "year", "join", "topic", "act", "carry", "part"})
_UNITS = frozenset("件宗份例起条项个") | {""}
_DOCUMENT_UNITS = frozenset("件份个部")


class Reader:
    """Reads the statements of one report's lines. `year` is the report's, `organ` its organ's name."""

    def __init__(self, year: int | None, organ: str = "") -> None:
        self._year = year
        self._lexer = Lexer(organ)

    def sentences(self, text: str) -> list[list[Clause]]:
        """The sentences of a line, each as a list of clauses."""
        return sentences_of(self._lexer.tokens(plain(text)))

    def topic_of(self, heading: str) -> str:
        """The topic of a heading, or an empty string where it names none."""
        topics = [word.name for word in self._lexer.tokens(plain(heading)) if word.kind == "topic"]
        return next((one for one in topics if one == "applications"), topics[0] if topics else "")

    def statements(self, sentences: Iterable[list[Clause]], topic: str = "") -> list[Statement]:
        """The statements of a line, which stands under a heading on `topic`."""
        state = ReadingState("" if topic == "request" else topic)
        result: list[Statement] = []
        for number, clauses in enumerate(sentences):
            state.begin_sentence(bool(clauses[0].words) and clauses[0].words[0].kind == "part")
            result.extend(_clauses(clauses, state, self._year, number))
            if state.part is not None:
                state.topic = state.before_part
        return result


def _clauses(
    clauses: list[Clause], state: ReadingState, year: int | None, sentence: int
) -> Iterator[Statement]:
    """The statements of the clauses of one sentence, or of one bracket."""
    for clause in clauses:
        if clause.has("each"):
            state.skip(clause.words)
            continue
        for words, brackets in pieces_of(clause):
            yield from _Piece(words, brackets, state, year, sentence).read()


class _Piece:
    """A piece of a clause with at most one count, and the state that it is read in and changes."""

    def __init__(
        self, words: list[Token], brackets: Brackets, state: ReadingState, year: int | None, sentence: int
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
        yield from self._read_words()
        for _, inside in self.brackets:
            yield from _clauses(inside, self.state.inside(), self.year, self.sentence)

    def _read_words(self) -> Iterator[Statement]:
        counts = [position for position, word in enumerate(self.words) if word.kind == "count"]
        if not counts and self._ends_with_zero():
            counts = [len(self.words) - 1]
        if len(counts) > 1:
            self.state.skip(self.words)
        elif counts:
            yield from self._read_count(counts[0])
        elif any(word.kind == "deny" for word in self.words):
            yield from self._read_denial()
        else:
            yield from self._read_without_count()

    def _ends_with_zero(self) -> bool:
        """Whether the piece ends with a zero without a unit: 申请数量为0."""
        if len(self.words) < 2 or self.brackets:
            return False
        last, before = self.words[-1], self.words[-2]
        zero = (last.kind == "number" and not last.number) or last.text in ("零", "0")
        return zero and before.kind == "filler" and before.text.endswith(("为", "共", "数量", "总数"))

    # --- pieces with a count --------------------------------------------------------------------------

    def _read_count(self, position: int) -> Iterator[Statement]:
        """The statement with the count at `position`, if every other word of the piece is known."""
        count = self.words[position]
        left, right = self.words[:position], self.words[position + 1 :]
        compares_years = bool(right) and right[0].kind == "compare" and names_a_year(left)
        if compares_years or any(word.kind == "compare" for word in left):
            return
        words = [*left, *words_before(right, "compare", "share", "rate", "percent")]
        acts, used = acts_of(words, self.year)
        self._note_year(words, used)
        self._note_disclosure(words)
        are_known = all(word.kind in _KNOWN for word in words)
        if acts is None or not are_known or count.vague or self._has_unknown_brackets():
            self.state.skip(words)
        else:
            has_subject = any(word.kind in ("act", "topic", "carry") for word in left)
            topics = [word.name for word in words if word.kind == "topic"]
            yield from self._of_topics(topics, acts, count, [*(left if has_subject else words), count])
        self.state.has_count = True

    def _of_topics(
        self, topics: list[str], acts: tuple[str, ...], count: Token, words: list[Token]
    ) -> Iterator[Statement]:
        """The statement that counts `acts` of `topics`; a finding quotes `words`."""
        reviews = [one for one in topics if one in ("both", *REVIEWS)]
        if reviews or self._continues_reviews(topics, acts):
            yield from self._of_reviews(reviews, acts, count, words)
        elif "other" in topics:
            self.state.skip(words)
            self.state.topic = "other"
        elif "documents" in topics:
            yield from self._of_documents(acts, count, words)
        else:
            yield from self._of_applications(topics, acts, count, words)

    def _has_unknown_brackets(self) -> bool:
        """Whether brackets without a count have unknown words, which may restrict the count: （本级）,
        （不含乡镇）.
        """
        return any(
            not any(
                word.kind in ("count", "percent", "compare") for clause in inside for word in clause.words
            )
            and any(word.kind not in _KNOWN for clause in inside for word in clause.words)
            for position, inside in self.brackets
            if position
        )

    def _note_year(self, words: list[Token], used: set[int]) -> None:
        for position, word in enumerate(words):
            if position not in used and word.kind in ("rel", "year"):
                self.state.this_year = (
                    not word.number
                    if word.kind == "rel"
                    else self.year is None or int(word.number) == self.year
                )

    def _note_disclosure(self, words: list[Token]) -> None:
        """Note that reviews are of 信息公开, if this piece says so; it holds for the rest of the sentence."""
        names = {word.name for word in words}
        if names.intersection(("both", *REVIEWS)) and names.intersection(("disclosure", "applications")):
            self.state.names_disclosure = True

    def _statement(
        self, kind: Kind, topics: tuple[str, ...], acts: tuple[str, ...], words: list[Token], number: Decimal
    ) -> Iterator[Statement]:
        if not self.state.this_year or self.state.is_narrowed:
            return
        organ = next((word.name for word in words if word.kind == "organ" and word.name), "")
        yield Statement(
            kind, topics, acts, number, quote(words), self.sentence, organ, self.state.names_disclosure
        )

    def _continues_reviews(self, topics: list[str], acts: tuple[str, ...]) -> bool:
        return not topics and bool(acts) and RESULTS.issuperset(acts)

    def _of_reviews(
        self, topics: list[str], acts: tuple[str, ...], count: Token, words: list[Token]
    ) -> Iterator[Statement]:
        state = self.state
        named = reviews_of(topics)
        if not named and len(state.counted_reviews) == 1:
            named = tuple(state.counted_reviews)
        # Beside other things that are counted, cases may be any organ's, unless the words say what they are
        # of.
        of_any_kind = state.topic in ("other", "unknown") and state.has_count and not state.names_disclosure
        of_whole = state.part is None or self._part_of_reviews(named, acts)
        readable = named and not of_any_kind and count.name in _UNITS and of_whole
        total = RECEIVING.issuperset(acts)
        result = len(acts) == 1 and acts[0] in RESULTS and len(named) == 1
        if readable and (total or result):
            if total:
                state.counted_reviews = (
                    state.counted_reviews.union(named) if state.part is None else state.counted_reviews
                )
                state.whole = frozenset(named)
            yield from self._statement("count", named, acts, words, count.number)
        else:
            state.skip(words)
        if len(named) == 1:
            state.topic = named[0]
            if topics:
                state.counted_reviews = (
                    frozenset(named) if state.part is not None else state.counted_reviews.union(named)
                )

    def _part_of_reviews(self, named: tuple[str, ...], acts: tuple[str, ...]) -> bool:
        """Whether a part can be compared with the table: a result, or one of the two reviews of a sum."""
        part = self.state.part
        if part is None or not part.known:
            return False
        if not RESULTS.intersection(acts):
            return len(part.topics) > 1 and len(named) == 1
        return (part.topics | self.state.counted_reviews).issuperset(named)

    def _of_documents(self, acts: tuple[str, ...], count: Token, words: list[Token]) -> Iterator[Statement]:
        first = not self.state.has_count
        self.state.skip(words)
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
        if bare and state.part is None and not state.has_count:
            # 政府信息公开申请49件 alone may be received or handled applications; either way the next counts
            # may divide it.
            state.topic, state.whole = "applications", frozenset({"applications"})
            return
        combined = bool(acts) and (len(acts) == 1 or OUTCOMES.issuperset(acts))
        if not readable or not combined or not self._part_of_applications(acts):
            state.skip(words)
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
        continues = state.is_known or "applications" in state.whole or not _GENERIC.intersection(acts)
        return state.topic == "applications" and continues

    def _part_of_applications(self, acts: tuple[str, ...]) -> bool:
        part = self.state.part
        if part is None:
            return True
        return part.known and "applications" in part.topics and not _GENERIC.intersection(acts)

    # --- pieces without a count -----------------------------------------------------------------------

    def _read_denial(self) -> Iterator[Statement]:
        position = next(position for position, word in enumerate(self.words) if word.kind == "deny")
        before, after = self.words[:position], self.words[position + 1 :]
        self._note_year(self.words, set())
        self._note_disclosure(self.words)
        ahead = all(word.kind in ("filler", "organ", "rel", "year", "join") for word in before)
        if not ahead or self.brackets or self.state.part is not None or not is_plain_denial(after):
            self._note_topic()
            return
        verb = self.words[position].text[-1] in "无有在" or after[0].kind != "topic"
        topics = [word for word in after if word.kind == "topic"]
        named = self._topics_of_denial([word.name for word in topics])
        for name in named if verb else ():
            last = next(word for word in topics if stands_for(word.name, name))
            end = after.index(last) + 1
            yield from self._statement(
                "none", (name,), (), [*before, self.words[position], *after[:end]], Decimal(0)
            )
        self._note_topic()

    def _topics_of_denial(self, topics: list[str]) -> tuple[str, ...]:
        reviews = reviews_of(topics)
        if reviews:
            return reviews
        if "applications" in topics or ("request" in topics and self.state.topic == "applications"):
            return ("applications",)
        return ()

    def _read_without_count(self) -> Iterator[Statement]:
        words = self.words
        if any(word.kind == "compare" for word in words):
            return
        acts = [word.name for word in words if word.kind == "act"]
        if acts == ["upheld"] and any(word.text in _ALL for word in words):
            yield from self._all_upheld()
            return
        self._note_year(words, set())
        self._note_disclosure(words)
        self._note_topic()
        unread = [word for word in words if word.kind not in _KNOWN]
        if unread:
            self.state.is_known = False
            text = "".join(word.text for word in words)
            narrows = any(word.name == "date" or _NARROWS.search(word.text) for word in unread)
            if narrows or _NARROWING_END.search(text):
                self.state.is_narrowed = True

    def _all_upheld(self) -> Iterator[Statement]:
        """均获维持: of the reviews that the piece names, or of those that the sentence has counted."""
        words, state = self.words, self.state
        if any(word.kind not in _KNOWN for word in words) or state.part is not None or self.brackets:
            return
        named = reviews_of([word.name for word in words if word.kind == "topic"]) or tuple(
            sorted(state.counted_reviews)
        )
        if named:
            start = next(position for position, word in enumerate(words) if word.text in _ALL)
            text = "".join(word.text for word in words[start:])
            for one in self._statement("all", named, ("upheld",), words, Decimal(0)):
                yield replace(one, text=text)

    def _note_topic(self) -> None:
        topics = [word.name for word in self.words if word.kind == "topic" and word.name != "request"]
        if topics:
            self.state.topic = "other" if topics[-1] == "documents" else topics[-1]
