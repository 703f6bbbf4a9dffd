"""The JSON Schemas of the report and of the findings: a table for each kind of object, and the files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from gireport.model import schema

from ..sources import Language
from .text import WORDS, code, said, table, words

ADDRESSES = {"report": "reference/report.schema.json", "findings": "reference/findings.schema.json"}


def schemas() -> dict[str, bytes]:
    """The files for download, by their addresses."""
    findings = (files("gireport.statutory") / "findings-schema.json").read_bytes()
    report = json.dumps(schema(), ensure_ascii=False, indent=1).encode() + b"\n"
    return {ADDRESSES["report"]: report, ADDRESSES["findings"]: findings}


def pages(language: Language) -> dict[str, str]:
    """The two pages, by their addresses."""
    found = {}
    for name, address in ADDRESSES.items():
        document = json.loads(schemas()[address])
        parts = said("schemas", language, f"head-{name}")
        if "properties" in document:
            parts += _section(document["title"], document, language)
        for title, one in document.get("$defs", {}).items():
            parts += _section(title, one, language)
        found[f"reference/{name}-json.md"] = "\n".join(parts)
    return found


def _section(title: str, one: dict[str, Any], language: Language, depth: int = 2) -> Iterator[str]:
    yield f"{'#' * depth} {title} {{#{_anchor(title)}}}\n"
    if one.get("description"):
        yield f"{words(one['description'])}\n"
    if "properties" not in one:
        yield f"{_type(one, language)}\n"
        return
    required = one.get("required", ())
    yield table(
        said("schemas", language, "field", "type", "default", "what"),
        [
            (code(name), _type(each, language), _default(each, name in required, language), _about(each))
            for name, each in one["properties"].items()
        ],
    )
    for name, each in one["properties"].items():
        for inner in (each, each.get("items", {})):
            if "properties" in inner:
                yield from _section(name, inner, language, depth + 1)


def _anchor(title: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in title.lower())


def _json(value: Any) -> str:
    return code(json.dumps(value, ensure_ascii=False))


def _default(one: dict[str, Any], required: bool, language: Language) -> str:
    if required:
        return WORDS["schemas"]["required"][language]
    return _json(one["default"]) if "default" in one else "—"


def _about(one: dict[str, Any]) -> str:
    return words(one.get("description", "")) or "—"


def _type(one: dict[str, Any], language: Language) -> str:
    many, either, among, anything = said("schemas", language, "list", "or", "enum", "any")
    if "$ref" in one:
        name = one["$ref"].rpartition("/")[2]
        return f"[{name}](#{_anchor(name)})"
    if "anyOf" in one:
        return f" {either} ".join(dict.fromkeys(_type(each, language) for each in one["anyOf"]))
    if "enum" in one:
        return f"{among} " + ", ".join(_json(each) for each in one["enum"])
    if "const" in one:
        return _json(one["const"])
    kind = one.get("type", anything)
    if kind == "array" and isinstance(one.get("items"), dict):
        return f"{many} {_type(one['items'], language)}"
    bounds = [f"{sign} {one[key]}" for key, sign in (("minimum", "≥"), ("maximum", "≤")) if key in one]
    if "pattern" in one:
        bounds.append(code(one["pattern"]))
    return " ".join([*(kind if isinstance(kind, list) else [kind]), *bounds])
