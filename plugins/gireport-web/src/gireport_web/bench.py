"""What does a worker process do for the server? It reads documents and writes what was made of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, cast

import msgspec

from gireport.errors import GireportError, LimitError, UsageError
from gireport.losses import Losses
from gireport.model import Report
from gireport.model.messages import in_language, message
from gireport.plugins.jobs import Done, Job, Row, Task
from gireport.plugins.registry import Registry, title_of
from gireport.plugins.values import Format
from gireport.verbs import encode, has_metadata, read, stepped

from . import work
from .corrections import corrected

NAME = "gireport_web.bench:Bench"
"""The address of `Bench` for a warden."""
_TEXTS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


class _Named(io.BytesIO):
    """Bytes with the name of their file, which chooses the format and stands in errors."""

    def __init__(self, document: work.Document) -> None:
        super().__init__(document.data)
        self.name = document.name


class Bench:
    """Does the jobs of the server. An error of a document is an answer."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._book = Registry(task.no_plugins)
        self._decoder = msgspec.msgpack.Decoder(work.Work)

    def do(self, job: Job) -> Done:
        """Do the work in the content of `job`."""
        exhausted = False
        try:
            answer = self._answer(self._decoder.decode(job.content))
        except GireportError as error:
            answer = work.Answer(failure=failure_of(error))
        except MemoryError:
            exhausted = True
            cause = message("batching.memory-limit", mebibytes=self._task.mebibytes)
            answer = work.Answer(failure=failure_of(LimitError(cause, code="memory-limit")))
        return Done(job.number, Row(job.source), exhausted=exhausted, answer=msgspec.msgpack.encode(answer))

    def _answer(self, asked: work.Work) -> work.Answer:
        found = _DOERS[type(asked)](self, asked)
        assert isinstance(found, work.Answer)
        return found

    def _read(self, document: work.Document, losses: Losses) -> Report:
        report = read(_Named(document), document.format or None, losses=losses, registry=self._book)
        return corrected(report, document.corrections)

    def _written(self, report: Report, chosen: Format, losses: Losses, **options: Any) -> work.Answer:
        data = encode(report, chosen, losses, **options)
        media_type = chosen.media_types[0] if chosen.media_types else "application/octet-stream"
        if media_type.startswith("text/"):
            media_type += "; charset=utf-8"
        return work.Answer(data, media_type, chosen.suffixes[0], tuple(losses))

    def _convert(self, asked: work.Convert) -> work.Answer:
        """As `gireport convert`: read, then the steps, then written."""
        losses = Losses()
        chosen = self._book.for_writing("", asked.to)
        if asked.fragment and "fragment" not in chosen.write_options:
            raise UsageError(message("web.no-fragment", format=chosen.name))
        options = {"fragment": True} if asked.fragment else {}
        metadata = has_metadata(chosen, options)
        report = stepped(self._read(asked.document, losses), losses, self._book, metadata=metadata)
        return self._written(report, chosen, losses, **options)

    def _check(self, asked: work.Check) -> work.Answer:
        from gireport.statutory import check
        from gireport.statutory.finding import findings_json

        previous = self._read(asked.previous, Losses()) if asked.previous else None
        report = self._read(asked.document, Losses())
        found = check(report, previous, extra=self._book.checks)
        return work.Answer(findings_json(asked.document.name, found, asked.language))

    def _figures(self, asked: work.Figures) -> work.Answer:
        """As `gireport data`."""
        from gireport.statutory.tidy import tidy_rows

        chosen = self._book.for_data("", asked.to)
        if asked.bom and "bom" not in chosen.write_options:
            raise UsageError(message("usage.bom-for-csv", kind=chosen.name))
        rows = tidy_rows(self._read(asked.document, Losses()), asked.document.name)
        out = io.BytesIO()
        chosen.writer(rows, out, **({"bom": True} if asked.bom else {}))
        media_type = _TEXTS.get(chosen.name, "application/octet-stream")
        return work.Answer(out.getvalue(), media_type, chosen.suffixes[0])

    def _compare(self, asked: work.Compare) -> work.Answer:
        from gireport.statutory import compare

        result = compare(self._read(asked.a, Losses()), self._read(asked.b, Losses()))
        encoder = msgspec.json.Encoder(decimal_format="number")
        names = {"a": asked.a.name, "b": asked.b.name}
        return work.Answer(encoder.encode({**names, **msgspec.structs.asdict(result)}))

    def _open(self, asked: work.Open) -> work.Answer:
        losses = Losses()
        report = self._read(asked.document, losses)
        chosen = self._book.named("json")
        lost = tuple(losses)
        return msgspec.structs.replace(self._written(report, chosen, Losses()), losses=lost)

    def _view(self, asked: work.View) -> work.Answer:
        from .view import view

        original = self._read(msgspec.structs.replace(asked.document, corrections=()), Losses())
        previous = self._read(asked.previous, Losses()) if asked.previous else None
        return work.Answer(view(asked, original, previous, self._book.checks))

    def _blank(self, asked: work.Blank) -> work.Answer:
        from gireport.statutory import blank_report

        chosen = self._book.for_writing("", asked.to)
        if not 2019 <= asked.year <= 9998 or asked.edition not in ("", "2019", "2021"):
            raise UsageError(message("web.blank-year"))
        report = blank_report(asked.organ, asked.year, cast("Any", asked.edition or None))
        return self._written(report, chosen, Losses())

    def _formats(self, asked: work.Formats) -> work.Answer:
        rows = [
            {
                "name": one.name,
                "title": in_language(title_of("format", one), asked.language),
                "suffixes": one.suffixes,
                "media_types": one.media_types,
                "reads": one.reader is not None,
                "writes": one.writer is not None,
            }
            for one in self._book.formats
        ]
        return work.Answer(
            msgspec.json.encode({"formats": rows, "figures": [one.name for one in self._book.data_formats]})
        )


_DOERS: dict[type, Callable[[Bench, Any], work.Answer]] = {
    work.Convert: Bench._convert,
    work.Check: Bench._check,
    work.Figures: Bench._figures,
    work.Compare: Bench._compare,
    work.Open: Bench._open,
    work.View: Bench._view,
    work.Blank: Bench._blank,
    work.Formats: Bench._formats,
}


def failure_of(error: GireportError) -> work.Failure:
    """The failure of `error`, in both languages."""
    return work.Failure(error.code, error.message("zh"), error.message("en"), error.exit_status)
