"""Two small bases of our own that `bench_base.py` measures: frozen classes of slots, and of tuples.

Each makes `__init__` or `__new__` from the annotations of a class, as dataclasses do. Equality includes the
type.
"""

from __future__ import annotations

from operator import attrgetter, itemgetter
from typing import Any


def _parameters(fields: dict[str, Any], defaults: dict[str, Any]) -> str:
    return ", ".join(f"{name}=_default_{name}" if name in defaults else name for name in fields)


def _function(source: str, scope: dict[str, Any], name: str) -> Any:
    made: dict[str, Any] = {}
    exec(source, scope, made)
    return made[name]


class _SlotsMeta(type):
    """Gives a class its slots, and the functions that use them."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        fields = body.get("__annotations__", {})
        defaults = {field: body.pop(field) for field in fields if field in body}
        body["__slots__"] = tuple(fields)
        body["__match_args__"] = tuple(fields)
        made = super().__new__(cls, name, bases, body)
        if fields:
            scope = {f"_default_{field}": value for field, value in defaults.items()}
            # `__set__` of a slot passes the `__setattr__` that refuses.
            scope |= {f"_set_{field}": made.__dict__[field].__set__ for field in fields}
            lines = [f"def __init__(self, {_parameters(fields, defaults)}):"]
            lines += [f"    _set_{field}(self, {field})" for field in fields]
            made.__init__ = _function("\n".join(lines), scope, "__init__")
            made._values = staticmethod(attrgetter(*fields))
        return made


class Slots(metaclass=_SlotsMeta):
    """A frozen class; each field is a slot."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    __delattr__ = __setattr__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return self.__class__ is other.__class__ and self._values(self) == self._values(other)

    def __hash__(self) -> int:
        return hash((self.__class__, self._values(self)))


class _TupleMeta(type):
    """Gives a class a `__new__` that makes a tuple of the class and the values, and a property a field."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        fields = body.get("__annotations__", {})
        defaults = {field: body.pop(field) for field in fields if field in body}
        body["__slots__"] = ()
        body["__match_args__"] = tuple(fields)
        body |= {field: property(itemgetter(place)) for place, field in enumerate(fields, 1)}
        scope = {f"_default_{field}": value for field, value in defaults.items()} | {"_new": tuple.__new__}
        names = ", ".join(("cls", *fields))
        head = ", ".join(filter(None, ("cls", _parameters(fields, defaults))))
        source = f"def __new__({head}):\n    return _new(cls, ({names},))"
        if bases != (tuple,):
            body["__new__"] = _function(source, scope, "__new__")
        return super().__new__(cls, name, bases, body)


class Tuple(tuple, metaclass=_TupleMeta):  # type: ignore[type-arg]
    """A tuple whose first item is the class, so that the equality and hash of tuples include the type."""


def replace(value: Any, **new: Any) -> Any:
    """Return `value` with some other fields."""
    kind = value.__class__
    return kind(**({name: getattr(value, name) for name in kind.__match_args__} | new))
