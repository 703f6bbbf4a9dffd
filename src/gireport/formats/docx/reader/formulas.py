"""How does an Office Math formula become text? In linear form: (a+b)/2, x^2, √x.

ECMA-376 part 1, 22.1; W30.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from ....safe.xml import Element
from ..names import M_NS, W_NS
from .wml import M_T, T


def _m(name: str) -> str:
    return f"{{{M_NS}}}{name}"


_VALUE = _m("val")
_PROPERTY_NAMES = (
    "rPr fPr sSupPr sSubPr sSubSupPr sPrePr radPr naryPr dPr funcPr limLowPr limUppPr accPr barPr "
    "boxPr borderBoxPr eqArrPr groupChrPr mPr phantPr ctrlPr oMathParaPr argPr"
)
_PROPERTIES = frozenset(map(_m, _PROPERTY_NAMES.split()))
HELD_IN_FORMULAS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_PROPERTIES, frozenset[str]()),
    **{
        _m(name): frozenset(map(_m, parts))
        for name, parts in [
            ("f", ("num", "den")),
            ("sSup", ("e", "sup")),
            ("sSub", ("e", "sub")),
            ("sSubSup", ("e", "sub", "sup")),
            ("sPre", ("e", "sub", "sup")),
            ("rad", ("deg", "e")),
            ("nary", ("sub", "sup", "e")),
            ("d", ("e",)),
            ("func", ("fName", "e")),
            ("limLow", ("e", "lim")),
            ("limUpp", ("e", "lim")),
            ("acc", ("e",)),
            ("m", ("mr",)),
            ("mr", ("e",)),
            ("eqArr", ("e",)),
        ]
    },
}
"""Element of a formula → the children that are read."""
_TOO_DEEP = "/".join(["*"] * 60)
Writer: TypeAlias = Callable[[Element], str]


def linear(element: Element) -> str:
    """The text of a formula in reading order, with signs for fractions, powers, roots and limits.

    For a formula that nests deeper than any real one, only its characters.
    """
    if element.find(_TOO_DEEP) is not None:
        return "".join(each.text or "" for each in element.iter(M_T, T))
    return _linear(element)


def _linear(element: Element) -> str:
    tag = element.tag
    if tag in (M_T, T):
        return "".join(map(str, element.itertext()))
    if tag in _PROPERTIES or (tag.startswith(f"{{{W_NS}}}") and tag.endswith("Pr")):
        return ""
    writer = _WRITERS.get(tag)
    if writer is not None:
        return writer(element)
    return "".join(map(_linear, element))


def _part(element: Element, name: str) -> str:
    found = element.find(_m(name))
    return "" if found is None else _linear(found)


def _grouped(text: str) -> str:
    """`text` in brackets, unless it is one character, one word or one number."""
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _property(element: Element, properties: str, name: str, default: str) -> str:
    found = element.find(f"{_m(properties)}/{_m(name)}")
    return default if found is None else found.get(_VALUE) or ""


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _scripts(element: Element) -> str:
    text = _part(element, "e")
    for name, sign in (("sub", "_"), ("sup", "^")):
        script = _part(element, name)
        text += sign + _grouped(script) if script else ""
    return text


def _before(element: Element) -> str:
    scripts = "".join(
        sign + _grouped(part) for name, sign in (("sub", "_"), ("sup", "^")) if (part := _part(element, name))
    )
    return scripts + _part(element, "e")


def _root(element: Element) -> str:
    return f"{_part(element, 'deg')}√{_grouped(_part(element, 'e'))}"


def _nary(element: Element) -> str:
    sign = _property(element, "naryPr", "chr", "∫")
    text = sign
    for name, mark in (("sub", "_"), ("sup", "^")):
        part = _part(element, name)
        text += mark + _grouped(part) if part else ""
    return text + _part(element, "e")


def _delimited(element: Element) -> str:
    begin = _property(element, "dPr", "begChr", "(")
    end = _property(element, "dPr", "endChr", ")")
    between = _property(element, "dPr", "sepChr", "|")
    return begin + between.join(_linear(part) for part in element.iterchildren(_m("e"))) + end


def _function(element: Element) -> str:
    return f"{_part(element, 'fName')}{_grouped(_part(element, 'e'))}"


def _limit(element: Element) -> str:
    sign = "_" if element.tag == _m("limLow") else "^"
    return f"{_part(element, 'e')}{sign}{_grouped(_part(element, 'lim'))}"


def _accent(element: Element) -> str:
    return _part(element, "e") + _property(element, "accPr", "chr", "\u0302")


def _matrix(element: Element) -> str:
    rows = element.iterchildren(_m("mr"))
    return "; ".join(", ".join(_linear(cell) for cell in row.iterchildren(_m("e"))) for row in rows)


def _array(element: Element) -> str:
    return "; ".join(_linear(row) for row in element.iterchildren(_m("e")))


def _paragraph(element: Element) -> str:
    return " ".join(filter(None, map(_linear, element)))


_WRITERS: dict[str, Writer] = {
    _m("f"): _fraction,
    _m("sSup"): _scripts,
    _m("sSub"): _scripts,
    _m("sSubSup"): _scripts,
    _m("sPre"): _before,
    _m("rad"): _root,
    _m("nary"): _nary,
    _m("d"): _delimited,
    _m("func"): _function,
    _m("limLow"): _limit,
    _m("limUpp"): _limit,
    _m("acc"): _accent,
    _m("m"): _matrix,
    _m("eqArr"): _array,
    _m("oMathPara"): _paragraph,
}
