"""The public names of the library, from their docstrings and annotations (read by griffe, nothing is run)."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import griffe

from ..sources import ROOT, Language
from .text import WORDS, cell, code, said, table, words, words_outside_code

PAGES: dict[str, tuple[str, ...]] = {
    "gireport": ("gireport",),
    "model": ("gireport.model", "gireport.model.walk"),
    "statutory": ("gireport.statutory",),
    "hooks": ("gireport.hooks",),
    "errors": ("gireport.errors", "gireport.losses"),
    "testing": ("gireport.testing.contract", "gireport.testing.strategies", "gireport.testing.laws"),
}
"""Page → the modules whose public names it lists."""
_SHORT = 60
"""A value that is written out has at most so many characters."""


def pages(language: Language) -> dict[str, str]:
    """The text of each page of the library, by its address."""
    return {f"reference/{name}.md": _page(name, modules, language) for name, modules in PAGES.items()}


@cache
def _package() -> Any:
    return griffe.load("gireport", search_paths=[str(ROOT / "src")], docstring_parser="google")


def public_names(module: str) -> list[str]:
    """The names that `module` offers: its `__all__`, else what it defines without an underscore."""
    imported = import_module(module)
    if hasattr(imported, "__all__"):
        return list(imported.__all__)
    return [
        name
        for name, value in vars(imported).items()
        if not name.startswith("_") and getattr(value, "__module__", "") == module
    ]


def _page(name: str, modules: tuple[str, ...], language: Language) -> str:
    title, note = said("api", language, f"title-{name}", "note")
    parts = [f"# {title}\n", f"{note}\n"]
    names = [(module, one) for module in modules for one in public_names(module)]
    listed = " · ".join(f"[`{one}`](#{_anchor(one)})" for _, one in names)
    parts.append(f"{listed}\n")
    for module in modules:
        if len(modules) > 1:
            parts.append(f"## `{module}`\n")
        parts.append(_text(_module(module).docstring))
        for one in public_names(module):
            depth = "###" if len(modules) > 1 else "##"
            parts += _entry(one, _named(module, one), depth, language)
    return "\n".join(parts)


def _module(path: str) -> Any:
    found = _package()
    for part in path.split(".")[1:]:
        found = found.modules[part]
    return found


def _named(module: str, name: str) -> Any:
    """What griffe read of the public `name` of `module`: where it is defined, whatever else has its name."""
    value = getattr(import_module(module), name)
    if inspect.ismodule(value):
        return _module(value.__name__)
    if inspect.isclass(value) or inspect.isfunction(value):
        found = _module(value.__module__).members.get(value.__name__)
        if found is not None:
            return found
    found = _module(module).members[name]
    return found.final_target if found.is_alias else found


def _entry(name: str, one: Any, depth: str, language: Language) -> Iterator[str]:
    yield f"{depth} {words(name)} {{#{_anchor(name)}}}\n"
    if one.is_module:
        yield f"{WORDS['api']['module'][language]} [`{one.path}`]({name}.md)\n"
        return
    yield f"```python\n{_signature(name, one)}\n```\n"
    yield from _documentation(one, language)
    if one.is_class:
        fields = [member for member in one.members.values() if _is_field(member)]
        if fields:
            head = said("api", language, "field", "type", "default")
            rows = [
                (code(member.name), code(str(member.annotation or "")), code(_value(member)))
                for member in fields
            ]
            yield table(head, rows)
        for member in one.members.values():
            if member.is_function and not member.name.startswith("_") and member.docstring:
                yield f"{depth}# {name}.{member.name} {{#{name.lower()}.{member.name.lower()}}}\n"
                yield f"```python\n{_signature(member.name, member)}\n```\n"
                yield from _documentation(member, language)


def _anchor(name: str) -> str:
    return name.lower().strip("_")


def _is_field(member: Any) -> bool:
    return bool(
        member.is_attribute and not member.name.startswith("_") and (member.annotation or member.value)
    )


def _value(member: Any) -> str:
    value = "" if member.value is None else str(member.value)
    return value if len(value) <= _SHORT else "…"


def _signature(name: str, one: Any) -> str:
    if one.is_function:
        arguments = str(one.signature(name=name)) if hasattr(one, "signature") else name
        return f"def {_broken(arguments)}"
    if one.is_class:
        bases = ", ".join(str(base) for base in one.bases)
        return f"class {name}({bases})" if bases else f"class {name}"
    value = _value(one)
    annotation = f": {one.annotation}" if one.annotation else ""
    return f"{name}{annotation} = {value or '…'}"


def _broken(signature: str) -> str:
    """A signature of more than 80 characters with a line for each parameter."""
    if len(signature) <= 80:
        return signature
    head, _, rest = signature.partition("(")
    depth, current, parameters = 0, "", []
    for place, char in enumerate(rest):
        depth += (char in "([{") - (char in ")]}")
        if depth < 0:
            parameters.append(current.strip())
            inside = "".join(f"    {one},\n" for one in parameters if one)
            return f"{head}(\n{inside}{rest[place:]}"
        if char == "," and not depth:
            parameters.append(current.strip())
            current = ""
        else:
            current += char
    return signature


def _text(docstring: Any) -> str:
    return f"{_markdown(docstring.value)}\n" if docstring else ""


def _documentation(one: Any, language: Language) -> Iterator[str]:
    if not one.docstring:
        return
    for section in one.docstring.parsed:
        kind = section.kind.value
        if kind == "text":
            yield f"{_markdown(section.value)}\n"
        elif kind == "raises":
            rows = [f"- `{each.annotation}`: {cell(each.description)}" for each in section.value]
            yield f"**{WORDS['api']['raises'][language]}**\n\n" + "\n".join(rows) + "\n"
        elif kind in ("parameters", "attributes", "returns", "yields"):
            rows = [f"- `{each.name or each.annotation}`: {cell(each.description)}" for each in section.value]
            yield "\n".join(rows) + "\n"
        else:
            yield f"{_markdown(str(section.value))}\n"


def _markdown(text: str) -> str:
    """A docstring as Markdown; what stands indented in it is a block of code there too."""
    return words_outside_code(inspect.cleandoc(text))
