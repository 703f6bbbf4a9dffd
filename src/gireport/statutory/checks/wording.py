"""Checks of the wording: remains of a template, ASCII punctuation, doubled words, the text of last year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..finding import Context, Hit
from .cells import hit_on

_RESIDUE = re.compile(
    "该部分以表格形式报告|表格如下[:：]|[（(][^（）()]{0,12}(?:填写(?:单位|名称|说明|具体|本)|此处|请填|请.{0,4}填写|自行(?:填写|添加|增加|调整|修改)|示例|样式|单位名称)[^（）()]{0,20}[）)]"
    "|(?<![A-Za-z/.@])[XＸxｘ×]{2,}(?![A-Za-z/.@])|[XＸ×]年|年[XＸ×]月|20[XＸ×]+|_{3,}|＿{3,}|□□+|【请"
)
_ASCII = re.compile(r"(?<=[\u4e00-\u9fff”》）])\s?[,;:?!<>]|[,;:?!<>]\s?(?=[\u4e00-\u9fff“《（])")
_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,4})\1")
_OFTEN_DOUBLED = frozenset({"方方", "面面", "点点", "滴滴"})
_LOWER_ORGAN = re.compile("县|(?<!城)乡(?![村市])|镇(?![江市])|街道|(?:^|[^市治政])区(?!域)")
_MIN_SIMILARITY = 0.9
_MIN_TRIGRAMS = 200


def check_template_residue(context: Context) -> Iterator[Hit]:
    """GI441: instructions or placeholders of the template that were not removed."""
    for line in context.lines:
        found = _RESIDUE.search(line.text)
        if found:
            yield Hit(where=line.where, found=found[0])


def check_ascii_punctuation(context: Context) -> Iterator[Hit]:
    """GI442: ASCII punctuation beside Chinese characters, once a paragraph."""
    for line in context.lines:
        found = _ASCII.findall(line.text)
        if found:
            marks = "".join(dict.fromkeys(mark.strip() for mark in found))
            yield Hit(where=line.where, found=marks, words={"count": len(found)})


def check_doubled_words(context: Context) -> Iterator[Hit]:
    """GI443: a word twice in a row (主动公开政府政府情况)."""
    for line in context.lines:
        for found in _DOUBLED.finditer(line.text):
            if found[1] not in _OFTEN_DOUBLED and found[1][0] != "一" and len(set(found[1])) > 1:
                yield Hit(where=line.where, found=found[0], expected=found[1])


def check_regulations(context: Context) -> Iterator[Hit]:
    """GI451: 规章 counted by an organ that cannot make any (from memory of the 立法法)."""
    organ = context.facts.organ
    if organ is None or not _LOWER_ORGAN.search(organ.value):
        return
    for column in ("newly_made", "issued", "in_force"):
        figure = context.figures.get(f"disclosure.regulations.{column}")
        if figure and figure.number and figure.number > 0:
            yield hit_on(figure, "0")


def check_same_as_last_year(context: Context) -> Iterator[Hit]:
    """GI461: the prose is nearly that of last year (内容雷同), measured by sequences of three characters."""
    if context.previous is None:
        return
    for number in (1, 5):
        now = _trigrams(context, number)
        then = _trigrams(context.previous, number)
        if len(now) < _MIN_TRIGRAMS or not then:
            continue
        share = Decimal(len(now & then)) / len(now | then)
        if share >= Decimal(str(_MIN_SIMILARITY)):
            section = next(one for one in context.facts.sections if one.number == number)
            yield Hit(where=section.where, found=f"{share:.0%}", words={"title": section.title})


def _trigrams(context: Context, number: int) -> set[str]:
    text = re.sub(r"[\d\s]", "", "".join(line.text for line in context.section_text(number)))
    return {text[start : start + 3] for start in range(len(text) - 2)}


CHECK_FUNCTIONS = {
    "GI441": check_template_residue,
    "GI442": check_ascii_punctuation,
    "GI443": check_doubled_words,
    "GI451": check_regulations,
    "GI461": check_same_as_last_year,
}
