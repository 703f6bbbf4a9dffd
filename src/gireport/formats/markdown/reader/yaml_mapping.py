"""What does a mapping in YAML hold? Read by the parser's events: makes no objects, follows no alias."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import yaml

from ....errors import DamagedFileError
from ....losses import Losses
from ....model.chars import FORBIDDEN, without_forbidden
from ....model.messages import Message, message

_NULL = frozenset({"", "~", "null", "Null", "NULL"})

Value: TypeAlias = str | list[str] | dict[str, str]


class YamlMapping:
    """Reads the mapping of front matter event by event."""

    def __init__(self, source: str, losses: Losses) -> None:
        self.losses = losses
        self.line = 2
        self.events = self._events(source)

    def _events(self, source: str) -> Iterator[yaml.Event]:
        try:
            for event in yaml.parse(source, Loader=yaml.SafeLoader):
                if event.start_mark is not None:
                    self.line = event.start_mark.line + 2
                yield event
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line = self.line if mark is None else mark.line + 2
            problem = error.problem
            reason = (
                message("markdown.yaml-reason", reason=problem) if problem else message("markdown.not-yaml")
            )
            raise self._error(reason, line) from None
        except (yaml.YAMLError, ValueError) as error:
            raise self._error(message("markdown.not-yaml-because", reason=str(error)), self.line) from None

    def _error(self, reason: Message, line: int | None = None) -> DamagedFileError:
        return DamagedFileError(
            message("markdown.front-matter", reason=reason), where=f"line {line or self.line}"
        )

    def read(self) -> dict[str, Value]:
        """All names and values; empty where the front matter has only comments."""
        for event in self.events:
            if isinstance(event, yaml.MappingStartEvent):
                values = self._pairs(nested=False)
                for rest in self.events:
                    if isinstance(rest, yaml.DocumentStartEvent):
                        raise self._error(message("markdown.several-documents"))
                return values
            if not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
                break
        else:
            return {}
        if isinstance(event, yaml.StreamEndEvent):
            return {}
        raise self._error(message("markdown.no-mapping"))

    def _pairs(self, *, nested: bool) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            name = self._scalar(event)
            if name in values:
                raise self._error(message("markdown.name-twice", name=name[:80]))
            values[name] = self._text(next(self.events), name) if nested else self._value(name)
        return {name: value for name, value in values.items() if value is not None}

    def _value(self, name: str) -> Value | None:
        event = next(self.events)
        if isinstance(event, yaml.MappingStartEvent):
            return self._pairs(nested=True)
        if not isinstance(event, yaml.SequenceStartEvent):
            return self._text(event, name)
        items: list[str] = []
        for inner in self.events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            text = self._text(inner, name)
            if text is not None:
                items.append(text)
        return items

    def _text(self, event: yaml.Event, name: str) -> str | None:
        """The text of a scalar; None for YAML's null."""
        value = self._scalar(event)
        assert isinstance(event, yaml.ScalarEvent)
        if event.style is None and value in _NULL:
            return None
        if FORBIDDEN.search(value):
            value, count = without_forbidden(value)
            self.losses.note("forbidden-character", f"front matter, {name[:80]}", count)
        return value

    def _scalar(self, event: yaml.Event) -> str:
        if isinstance(event, yaml.AliasEvent):
            raise self._error(message("markdown.alias"))
        if not isinstance(event, yaml.ScalarEvent):
            raise self._error(message("markdown.nesting"))
        return without_forbidden(event.value)[0] if event.style is None else event.value
