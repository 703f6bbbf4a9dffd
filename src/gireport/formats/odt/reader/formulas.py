"""A MathML formula as one line of text (MathML 3; O14, W30)."""

from __future__ import annotations

from ....safe.xml import Element
from ..names import NAMESPACES, name

_MATH_NS = f"{{{NAMESPACES['math']}}}"
_ANNOTATION = name("math:annotation")
_ANNOTATIONS = frozenset({_ANNOTATION, name("math:annotation-xml")})
# Element → what to write between its parts.
_SEPARATORS = {
    "mfrac": ("/",),
    "msup": ("^",),
    "msub": ("_",),
    "msubsup": ("_", "^"),
    "munder": ("_",),
    "mover": ("^",),
    "munderover": ("_", "^"),
}


def linear(math: Element) -> str:
    """The text of a `math:math` element: as its author typed it (the annotation), else from its tokens."""
    typed = math.find(f".//{_ANNOTATION}")
    if typed is not None and typed.text and typed.text.strip():
        return " ".join(typed.text.split())
    return _tokens(math)


def _tokens(element: Element) -> str:
    parts = [_tokens(child) for child in element if child.tag not in _ANNOTATIONS]
    own = " ".join((element.text or "").split())
    local = element.tag.removeprefix(_MATH_NS)
    separators = _SEPARATORS.get(local)
    if separators and len(parts) == len(separators) + 1:
        grouped = [f"({part})" if len(part) > 1 else part for part in parts]
        return (
            own
            + grouped[0]
            + "".join(separator + part for separator, part in zip(separators, grouped[1:], strict=True))
        )
    inner = own + "".join(parts)
    return f"√({inner})" if local == "msqrt" else inner
