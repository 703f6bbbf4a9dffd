"""Which paragraphs are headings? They differ from the body in face, with a number before, or in size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .layout.lines import Line, Run
from .layout.paragraphs import Prose
from .layout.shapes import Face

_LONGEST = 80  # characters of a heading
_LARGER = 1.12  # times the size of the body
_TITLE_WITHIN = 8  # paragraphs from the start of the document
_SENTENCE = re.compile("[。；;]|[，,].*[，,].*[，,]")
# GB/T 9704-2012, 7.3.3: the numbers of the four levels.
_NUMBERS = (
    re.compile(r"[一二三四五六七八九十百]{1,4}\s*[、.．]"),
    re.compile(r"[（(][一二三四五六七八九十百]{1,4}[）)]"),
    re.compile(r"\d{1,2}\s*[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]"),
)
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章节部分]")
_REPORT = re.compile(r"(?:19|20)\d\d\s*年.*(?:报告|年报)")


def body_face(lines: Iterable[Line]) -> Face:
    """The face that most characters have."""
    count: Counter[Face] = Counter()
    for line in lines:
        for run in line.runs:
            count[run.face] += len(run.text)
    return count.most_common(1)[0][0] if count else Face("", 12.0)


def levels(prose: Sequence[Prose], body: Face) -> dict[int, int]:
    """The level of each paragraph that is a heading, by its number in `prose`; the title has level 0.

    A numbered paragraph (一、 （一） 1. （1）) is a heading where its whole face differs from the body's.
    Without a number it is one where its type is larger; larger type gives a higher level. Where the type of
    headings is that of the body, there are none: gireport's step `outline` finds those by their numbers.
    """
    found: dict[int, int] = {}
    title = _title(prose, body)
    if title is not None:
        found[title] = 0
    candidates = [
        number for number, one in enumerate(prose) if number != title and _may_be_heading(one, body)
    ]
    sizes = sorted({_size(prose[number]) for number in candidates if _is_larger(prose[number], body)})
    ranks = {size: rank for rank, size in enumerate(reversed(sizes), 1)}
    for number in candidates:
        one = prose[number]
        level = _numbered(one.text)
        if level is None and _is_larger(one, body):
            level = min(ranks[_size(one)], 9)
        if level is not None:
            found[number] = level
    return found


def _title(prose: Sequence[Prose], body: Face) -> int | None:
    first = [
        number
        for number, one in enumerate(prose[:_TITLE_WITHIN])
        if len(one.text) <= _LONGEST
        and not _SENTENCE.search(one.text)
        and one.lines[0].page == prose[0].lines[0].page
    ]
    larger = [number for number in first if _is_larger(prose[number], body)]
    if larger:
        return max(larger, key=lambda number: (_size(prose[number]), -number))
    centred = (number for number in first if prose[number].align == "center")
    return next((number for number in centred if _REPORT.search(prose[number].text)), None)


def _may_be_heading(one: Prose, body: Face) -> bool:
    text = one.text
    if (
        len(text) > _LONGEST
        or _SENTENCE.search(text)
        or one.align == "right"
        or not any(map(str.isalnum, text))
    ):
        return False
    runs = [run for run in one.runs() if run.text.strip()]
    return all(_differs(run, body) for run in runs if _counts(run))


def _counts(run: Run) -> bool:
    """Whether the face of a run tells something: figures and Latin letters often have a face of their own."""
    return any(ord(character) > 0x2E7F for character in run.text) or len(run.text) > 4


def _differs(run: Run, body: Face) -> bool:
    face = run.face
    return (
        _family(face.font) != _family(body.font) or face.bold != body.bold or face.size >= _LARGER * body.size
    )


def _family(font: str) -> str:
    """The name of a font without what says how bold it is."""
    return re.sub(r"[-,_ ]?(?:regular|bold|medium|italic|oblique|vkana|mt)\b", "", font.lower())


def _numbered(text: str) -> int | None:
    for level, pattern in enumerate(_NUMBERS, 1):
        if pattern.match(text):
            return level
    return 1 if _CHAPTER.match(text) else None


def _size(one: Prose) -> float:
    return max(line.face.size for line in one.lines)


def _is_larger(one: Prose, body: Face) -> bool:
    return min(line.face.size for line in one.lines) >= _LARGER * body.size
