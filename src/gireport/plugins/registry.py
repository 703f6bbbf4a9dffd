"""Which format reads this input, and which one writes that output?"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from ..errors import EmptyFileError, GireportError, PluginError, UsageError, WrongKindError
from ..model.messages import Message, catalogue, message
from .discovery import Plugin, Plugins
from .values import Condition, DataFormat, Engine, Format, Step, Subcommand

if TYPE_CHECKING:
    from ..statutory.finding import Check

_Error = TypeVar("_Error", bound=GireportError)
_DATA_OF_PLUGINS = frozenset({"xlsx"})
"""Data formats of plugins in this repository; a message (`usage.data-xlsx`) says what to install for each."""
_READ_BY = {".txt": "gireport-text", ".xlsx": "gireport-xlsx", ".pdf": "gireport-pdf"}
_WRITTEN_BY = {
    ".txt": "gireport-text",
    ".xlsx": "gireport-xlsx",
    **dict.fromkeys((".pdf", ".doc", ".rtf"), "gireport-libreoffice"),
}
"""Suffix → the plugin of gireport's repository that reads or writes such files."""


def _plugin_to_install(plugins: Mapping[str, str], suffix: str) -> Message | str:
    """The advice to install the plugin for `suffix`; empty where there is none, and the error has its own."""
    return message("plugins.to-install", plugin=plugins[suffix]) if suffix in plugins else ""


class Registry:
    """Looks formats up by name, by suffix and by content. Built-in formats answer first."""

    def __init__(self, no_plugins: Collection[str] = ()) -> None:
        self.switched_off = tuple(no_plugins)
        self._plugins = Plugins(no_plugins)

    @property
    def formats(self) -> tuple[Format, ...]:
        """Every format there is, in the order of their names."""
        return self._plugins.formats

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plugin that was found."""
        return self._plugins.found

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks that installed plugins add to `gireport check`."""
        return self._plugins.checks

    @property
    def steps(self) -> tuple[tuple[str, Step], ...]:
        """The steps of a conversion in turn, each with the name of the plugin that it came with."""
        return self._plugins.steps

    @property
    def commands(self) -> dict[str, Subcommand]:
        """The commands that installed plugins add, by their names."""
        return self._plugins.commands

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """What each loaded plugin says of its surroundings to `gireport doctor`, with the plugin's name."""
        return self._plugins.conditions()

    def with_refused(self, error: _Error) -> _Error:
        """Return `error`, that something does not exist, with the plugins that may have it and could not be
        loaded, each with the reason.
        """
        refused = tuple(
            message("plugins.refused-one", plugin=one.shown_name, reason=one.reason)
            for one in self.plugins
            if one.state == "refused"
        )
        if refused:
            error.add_hint(message("plugins.refused", plugins=refused))
        return error

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engines of a batch: gireport's own, then those of plugins."""
        return tuple(self._plugins.engines.values())

    def engine(self, name: str) -> Engine:
        """The engine called `name`.

        Raises:
            UsageError: there is none.
        """
        found = self._plugins.engines.get(name)
        if found is None:
            raise self.with_refused(UsageError.unknown("engine", name, self._plugins.engines))
        return found

    def _in_turn(self) -> Iterator[Format]:
        """The built-in formats, then (looked for only now) the others."""
        yield from self._plugins.builtin_formats
        known = {format_.name for format_ in self._plugins.builtin_formats}
        yield from (format_ for format_ in self._plugins.formats if format_.name not in known)

    def named(self, name: str) -> Format:
        """The format called `name`, or with `name` as a suffix.

        Raises:
            UsageError: there is none.
        """
        if not isinstance(name, str):
            raise UsageError(message("plugins.format-type", type=type(name).__name__))
        found = next((one for one in self._plugins.builtin_formats if one.name == name), None)
        # A suffix that is ours names our format, whatever is installed.
        suffix = f".{name.lstrip('.').lower()}"
        if found is None and not any(suffix in one.suffixes for one in self._plugins.builtin_formats):
            found = next((one for one in self._in_turn() if one.name == name), None)
        found = found or self._by_suffix(suffix)
        if found:
            return found
        known = [format_.name for format_ in self.formats]
        raise self.with_refused(UsageError.unknown("format", name, known))

    def _by_suffix(self, suffix: str, data: bytes = b"") -> Format | None:
        """The format of files named `suffix`; of several the first that knows `data`, else one that
        writes.
        """
        known = [format_ for format_ in self._plugins.builtin_formats if suffix in format_.suffixes]
        known = known or [format_ for format_ in self._in_turn() if suffix in format_.suffixes]
        own = self._by_content(data, known) if data and len(known) > 1 else None
        return own or next((format_ for format_ in known if format_.writer), next(iter(known), None))

    def may_read(self, name: str, explicit: str | None = None) -> tuple[Format, ...]:
        """The formats of which one reads the file `name`, as far as can be told without a look at its
        content.

        Raises:
            UsageError: no format is called `explicit`.
        """
        if explicit:
            return (self.named(explicit),)
        suffix = suffix_of(name)
        ours = tuple(one for one in self._plugins.builtin_formats if one.reader and suffix in one.suffixes)
        if ours:
            return ours
        readers = tuple(one for one in self.formats if one.reader)
        return tuple(one for one in readers if suffix in one.suffixes) or readers

    def for_reading(self, name: str, data: bytes, explicit: str | None = None) -> Format:
        """The format that reads `data` from the file `name` (`-` or empty: not known).

        Raises:
            UsageError: no format is called `explicit`, or it cannot read.
            WrongKindError: the content is of another format than the name says, or of none that is known.
        """
        if not data:
            raise EmptyFileError(message("plugins.empty-file"))
        if explicit:
            chosen = self.named(explicit)
            if chosen.reader is None:
                raise UsageError(message("plugins.write-only", format=chosen.name))
            return chosen
        suffix = suffix_of(name)
        by_name = self._by_suffix(suffix, data) if suffix else None
        if by_name and by_name.reader:
            if not by_name.sniff(data):
                other = self._by_content(data)
                if other and (suffix in other.suffixes or self._is_ours(other) > self._is_ours(by_name)):
                    # Both are named so, and this one knows the content: a dump saved as .md. Or it is ours,
                    # and would read the file without the plugin: a .docx named .doc.
                    return other
                if other and not (by_name.may_be_fragment and by_name.may_be_fragment(data)):
                    facts = {"suffix": suffix, "title": title_of("format", other), "format": other.name}
                    raise WrongKindError(message("plugins.name-and-content", **facts))
            return by_name
        by_content = self._by_content(data)
        if by_content:
            return by_content
        from ..safe.kinds import describe, way_out

        what = describe(data)
        if what:
            error = WrongKindError(message("plugins.unread-kind", kind=what), hint=way_out(what))
        elif suffix:
            error = WrongKindError(
                message("plugins.unread-suffix", suffix=suffix), hint=_plugin_to_install(_READ_BY, suffix)
            )
        else:
            error = WrongKindError(message("plugins.unknown-content"))
        raise self.with_refused(error)

    def _is_ours(self, one: Format) -> bool:
        return one in self._plugins.builtin_formats

    def _by_content(self, data: bytes, among: Iterable[Format] | None = None) -> Format | None:
        for format_ in self._in_turn() if among is None else among:
            try:
                if format_.reader and format_.sniff(data):
                    return format_
            except PluginError:
                continue  # one that cannot look at the input does not stop the others
        return None

    def for_writing(self, name: str, explicit: str | None = None) -> Format:
        """The format to write to the file `name`.

        Raises:
            UsageError: there is none, it cannot write, or it only reads files named so.
        """
        if explicit:
            chosen: Format | None = self.named(explicit)
            suffix = f".{explicit.lstrip('.').lower()}"
        else:
            suffix = suffix_of(name)
            chosen = (self._writer_of(suffix) or self._by_suffix(suffix)) if suffix else None
        if chosen is None:
            formats = tuple(one.name for one in self.formats if one.writer)
            if not name:
                raise UsageError(message("plugins.no-format-to-write", formats=formats))
            unknown = UsageError(
                message("plugins.no-writer-for-name", name=name, formats=formats),
                hint=_plugin_to_install(_WRITTEN_BY, suffix),
            )
            raise self.with_refused(unknown)
        if chosen.writer is None:
            hint = _plugin_to_install(_WRITTEN_BY, suffix)
            raise UsageError(message("plugins.read-only", format=chosen.name), hint=hint)
        if suffix in chosen.read_only_suffixes:
            raise UsageError(message("plugins.read-only-suffix", suffix=suffix, usual=chosen.suffixes[0]))
        return chosen

    @property
    def data_formats(self) -> tuple[DataFormat, ...]:
        """Every format of figures, those of installed plugins included."""
        return tuple(self._plugins.data_formats)

    def for_data(self, name: str, explicit: str | None = None) -> DataFormat:
        """The format of figures called `explicit`; else the one of the file `name`, and CSV for a name
        without a suffix.

        Raises:
            UsageError: there is none.
        """
        suffix = "" if explicit else suffix_of(name)
        wanted = explicit or suffix[1:] or "csv"
        found = _data_format(self._plugins.builtin_data_formats, suffix, wanted)
        found = found or _data_format(self._plugins.data_formats, suffix, wanted)
        if found:
            return found
        known = self._plugins.data_formats
        kinds = tuple(one.suffixes[0] for one in known)
        if wanted in _DATA_OF_PLUGINS:
            error = UsageError(message(f"usage.data-{wanted}", kinds=kinds))
        elif explicit:
            error = UsageError.unknown("format", explicit, [one.name for one in known])
        else:
            error = UsageError(message("usage.data-suffix", suffix=suffix, kinds=kinds))
        raise self.with_refused(error)

    def _writer_of(self, suffix: str) -> Format | None:
        """The first format that writes files named `suffix`."""
        writing = (one for one in self._in_turn() if one.writer and suffix in one.suffixes)
        return next((one for one in writing if suffix not in one.read_only_suffixes), None)


def _data_format(among: Iterable[DataFormat], suffix: str, name: str) -> DataFormat | None:
    """The first data format for files named `suffix`; without a suffix, the one called `name`."""
    return next((one for one in among if (suffix in one.suffixes if suffix else one.name == name)), None)


def suffix_of(name: str) -> str:
    """Return the suffix of a file's `name` with its point, in lower case; empty where it has none."""
    last = os.path.basename(os.path.normpath(name)) if name else ""
    point = last.rfind(".")
    return last[point:].lower() if 0 < point < len(last) - 1 else ""


def title_of(kind: str, one: Format | Step) -> str | Message:
    """Return the title of a format or a step: a message of the catalogue (`titles.format-docx`), else its own
    text.
    """
    key = f"{kind}-{one.name}"
    titles = catalogue("titles")
    return Message(f"titles.{key}") if key in titles and titles[key].en == one.title else one.title
